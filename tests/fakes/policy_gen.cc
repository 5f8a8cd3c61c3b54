#include "tests/fakes/policy_gen.h"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <stdexcept>
#include <unordered_set>
#include <utility>

#include "policy/target.h"
#include "policy/written_time.h"

namespace holdfast {

void showValue(const Statement& statement, std::ostream& out) { out << to_text(statement); }

void showValue(const Moment& moment, std::ostream& out) { out << when_text(moment.wall); }

namespace gen {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::invalid_argument(result.error().text);
  return *std::move(result);
}

constexpr sys_days kFirstDay{2026y / std::chrono::January / 1};
constexpr int kDays = 730;

rc::Gen<seconds> instant() {
  return rc::gen::map(rc::gen::inRange(0, kDays * 24 * 60), [](int minute) {
    return seconds(sys_days(kFirstDay).time_since_epoch()) + minutes(minute);
  });
}

rc::Gen<seconds> length(minutes shortest, minutes longest) {
  const auto from = static_cast<int>(shortest.count());
  const auto to = static_cast<int>(longest.count()) + 1;
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(from, to), [](int count) { return seconds(minutes(count)); }),
      rc::gen::map(rc::gen::inRange(1, 31),
                   [=](int count) { return seconds(std::max<minutes>(shortest, days(count))); }));
}

/// Words of several kinds, with all that needs quotation marks or an escape.
rc::Gen<std::string> words(std::size_t max_bytes) {
  const auto piece = rc::gen::element<std::string>("a", "z", "0", " ", "#", "\"", "\\", "ü", "’",
                                                   "if I", "then", "-", "'");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [=](const auto& pieces) {
    std::string text = "x";
    for (const std::string& next : pieces) {
      if (text.size() + next.size() <= max_bytes) text += next;
    }
    return text.substr(text.size() > 1 ? 1 : 0);
  });
}

rc::Gen<DaySpan> span(int shortest) {
  constexpr int kDay = 24 * 60;
  return rc::gen::mapcat(rc::gen::inRange(0, kDay - shortest + 1), [=](int from) {
    return rc::gen::map(rc::gen::inRange(from + shortest, kDay + 1), [=](int to) {
      return DaySpan{minutes(from), minutes(to)};
    });
  });
}

rc::Gen<DaySpan> pooled_span() {
  return rc::gen::element(DaySpan{9h, 21h}, DaySpan{10h, 18h}, DaySpan{8h, 20h}, DaySpan{9h, 12h});
}

template <class T, class... Gens>
rc::Gen<Statement> made(Gens... parts) {
  return rc::gen::map(rc::gen::tuple(std::move(parts)...), [](auto values) {
    return std::apply([](auto... value) { return Statement(T{std::move(value)...}); },
                      std::move(values));
  });
}

rc::Gen<Statement> block() {
  const auto scope = rc::gen::element(Scope::kSite, Scope::kProfile, Scope::kBrowsersOnly);
  return rc::gen::map(rc::gen::tuple(target(), scope, end()), [](auto parts) {
    auto& [what, how_much, until] = parts;
    const bool is_profile = std::holds_alternative<ProfileTarget>(what);
    return Statement(BlockRule{std::move(what), is_profile ? how_much : Scope::kSite, until});
  });
}

rc::Gen<Statement> list() {
  return made<ListRule>(rc::gen::element<std::string>("social", "stevenblack"),
                        rc::gen::element<std::string>("/etc/lists/a.hosts", "/srv/my lists/b"));
}

rc::Gen<Statement> allow() {
  return made<AllowRule>(rc::gen::element(must(HostName::parse("pay.example.org")),
                                          must(HostName::parse("school.example.net"))));
}

rc::Gen<Statement> schedule() {
  const auto on = rc::gen::map(rc::gen::inRange(1, 128),
                               [](int bits) { return Weekdays(static_cast<unsigned>(bits)); });
  const auto pooled_days = rc::gen::element(Weekdays(0b0010010), Weekdays(0b0111110));
  return made<ScheduleRule>(
      target(), rc::gen::oneOf(pooled_days, on), rc::gen::oneOf(pooled_span(), span(1)),
      rc::gen::oneOf(rc::gen::element<std::string>("children", "court"), words(200)));
}

AlertKinds alerts_of(unsigned bits) {
  AlertKinds alerts;
  for (const AlertKind kind :
       {AlertKind::kSlip, AlertKind::kTampering, AlertKind::kUnobserved, AlertKind::kLoosening}) {
    if (bits & (1u << static_cast<unsigned>(kind))) alerts.insert(kind);
  }
  return alerts;
}

rc::Gen<Statement> partner() {
  const auto weekly = rc::gen::map(
      rc::gen::pair(rc::gen::inRange(0u, 7u), rc::gen::inRange(0, 24 * 60)), [](const auto& parts) {
        return WeeklyTime{std::chrono::weekday(parts.first), minutes(parts.second)};
      });
  const auto summary = rc::gen::oneOf(
      rc::gen::just(std::optional<WeeklyTime>()),
      rc::gen::map(weekly, [](const WeeklyTime& time) { return std::optional(time); }));
  return made<PartnerSetting>(
      rc::gen::element<std::string>("friend@example.org", "sam+x@example.net"), words(100), summary,
      rc::gen::map(rc::gen::inRange(0u, 16u), alerts_of), rc::gen::arbitrary<bool>());
}

rc::Gen<Statement> lock() {
  return rc::gen::map(rc::gen::suchThat(end(), [](const End& until) { return until != End(); }),
                      [](const End& until) { return Statement(LockSetting{until}); });
}

rc::Gen<Statement> support() {
  return made<SupportSetting>(
      words(100), rc::gen::element(PhoneTarget{"+15557654321"}, PhoneTarget{"+491701234567"}));
}

/// How a line may look around its statement.
struct Dress {
  std::string indent;
  std::string comment;
  std::string line_before;
};

rc::Gen<Dress> dress() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::element<std::string>("", "", "  ", "\t"),
                     rc::gen::element<std::string>("", "", " ", "  # why: it helps", "\t#"),
                     rc::gen::element<std::string>("", "", "\n", "# a comment\n", " \t\n",
                                                   "#block example.org\n")),
      [](auto parts) {
        return Dress{std::get<0>(parts), std::get<1>(parts), std::get<2>(parts)};
      });
}

std::string with_line_ends(const std::string& text, const std::string& line_end) {
  std::string changed;
  for (const char letter : text) changed += letter == '\n' ? line_end : std::string(1, letter);
  return changed;
}

}  // namespace

const Catalog& catalog() {
  static const Catalog built_in = must(Catalog::parse(Catalog::built_in_texts()));
  return built_in;
}

TimeZone berlin() {
  const auto change = [](std::chrono::year_month_day day, int offset) {
    return TimeZone::Transition{sys_days(day) + 1h, hours(offset)};
  };
  using std::chrono::March;
  using std::chrono::October;
  return TimeZone("Europe/Berlin", 1h,
                  {change(2026y / March / 29, 2), change(2026y / October / 25, 1),
                   change(2027y / March / 28, 2), change(2027y / October / 31, 1)});
}

rc::Gen<Target> target() {
  return rc::gen::element<Target>(
      ProfileTarget{"instagram", "her.name"}, ProfileTarget{"instagram", "h_n"},
      ProfileTarget{"x", "hername"}, HostTarget{must(HostName::parse("example.org"))},
      HostTarget{must(HostName::parse("bücher.example"))},
      NetworkTarget{must(Network::parse("203.0.113.0/24"))},
      NetworkTarget{must(Network::parse("2001:db8::/32"))}, PhoneTarget{"+15551234567"});
}

rc::Gen<End> end() {
  return rc::gen::oneOf(
      rc::gen::just(End()),
      rc::gen::map(rc::gen::inRange(0, kDays),
                   [](int day) {
                     return End(LocalSeconds(sys_days(kFirstDay).time_since_epoch() + days(day)));
                   }),
      rc::gen::map(instant(), [](seconds since) { return End(LocalSeconds(since)); }),
      rc::gen::map(instant(), [](seconds since) { return End(Wall(since + 20s)); }),
      rc::gen::map(length(kMinLength, days(400)), [](seconds span) { return End(span); }));
}

rc::Gen<Statement> statement() {
  return rc::gen::oneOf(block(), block(), block(), list(), allow(), schedule(), lock(), partner(),
                        support(), made<AliasSetting>(words(40)),
                        made<CoolingOffSetting>(length(minutes(10), days(30))),
                        made<CalmWindowSetting>(rc::gen::oneOf(pooled_span(), span(120))),
                        made<PlanSetting>(words(500)), made<PromiseSetting>(words(200)));
}

rc::Gen<std::vector<Statement>> statements(int max_count) {
  const auto some = rc::gen::mapcat(rc::gen::inRange(0, max_count + 1), [](int count) {
    return rc::gen::container<std::vector<Statement>>(static_cast<std::size_t>(count), statement());
  });
  return rc::gen::map(some, [](std::vector<Statement> all) {
    std::unordered_set<std::string> keys;
    std::erase_if(all, [&](const Statement& one) { return !keys.insert(key_of(one)).second; });
    return all;
  });
}

rc::Gen<std::string> rules_text(int max_count) {
  const auto dresses =
      rc::gen::container<std::vector<Dress>>(static_cast<std::size_t>(max_count), dress());
  return rc::gen::map(
      rc::gen::tuple(statements(max_count), dresses, rc::gen::element<std::string>("\n", "\r\n"),
                     rc::gen::inRange(0, 8)),
      [](const auto& parts) {
        const auto& [all, worn, line_end, shape] = parts;
        std::string text;
        for (std::size_t i = 0; i < all.size(); ++i) {
          text += worn[i].line_before + worn[i].indent + to_text(all[i]) + worn[i].comment + "\n";
        }
        if (shape % 2 == 0 && !text.empty()) text.pop_back();
        text = with_line_ends(text, line_end);
        return shape == 0 ? "\xef\xbb\xbf" + text : text;
      });
}

rc::Gen<Moment> moment() {
  return rc::gen::map(rc::gen::tuple(instant(), rc::gen::inRange(0, 60'000)), [](auto parts) {
    const auto& [since, more] = parts;
    return Moment{.elapsed = {}, .wall = Wall(since + std::chrono::milliseconds(more))};
  });
}

RulesText parsed(const std::string& text) {
  auto rules = RulesText::parse(text, catalog());
  if (const auto* problems = std::get_if<std::vector<RuleProblem>>(&rules)) {
    throw std::invalid_argument(problems->front().in_file("rules"));
  }
  return std::get<RulesText>(std::move(rules));
}

}  // namespace gen
}  // namespace holdfast
