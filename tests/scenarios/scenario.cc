#include "tests/scenarios/scenario.h"

#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <map>
#include <sstream>

#include "policy/compile.h"
#include "policy/memory.h"
#include "policy/partner/partner_print.h"
#include "policy/support_view.h"
#include "policy/why.h"

namespace holdfast {
namespace {

using namespace std::chrono;

class NoLists : public ListLookup {
 public:
  std::optional<std::string> match(std::string_view, std::string_view) const override {
    return std::nullopt;
  }
};

TimeZone zone_named(const std::string& name) {
  if (name != "Berlin") return {};
  return TimeZone("Europe/Berlin", hours(1),
                  {{sys_days(2026y / March / 29) + hours(1), hours(2)},
                   {sys_days(2026y / October / 25) + hours(1), hours(1)}});
}

std::optional<seconds> length_in(const std::string& word) {
  static const std::map<char, int> kUnits = {
      {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
  std::size_t used = 0;
  const long number = std::stol(word, &used);
  const auto unit = kUnits.find(word.substr(used).front());
  if (unit == kUnits.end()) return std::nullopt;
  return seconds(number * unit->second);
}

Layer layer_in(const std::string& word) {
  return word == "firewall" ? Layer::kFirewall : Layer::kHosts;
}

/// One playing: the state, and what is said along the way.
class Player {
 public:
  explicit Player(std::string_view text) : in_(std::string(text)) {
    auto catalog = Catalog::parse(Catalog::built_in_texts());
    state_.catalog = std::make_shared<const Catalog>(std::move(catalog).value());
  }

  std::vector<std::string> play() {
    bool expecting = false;
    bool any_event = false;
    for (std::string line; next(line);) {
      if (line.empty()) {
        expecting = expecting || any_event;
      } else if (expecting) {
        expected_.push_back(line);
      } else {
        any_event = true;
        take(line);
      }
    }
    compare_logs();
    return std::move(wrong_);
  }

 private:
  bool next(std::string& line) {
    if (!std::getline(in_, line)) return false;
    ++number_;
    if (const auto comment = line.find('#'); comment != std::string::npos) {
      const bool only_comment = line.find_first_not_of(" ") == comment;
      line.resize(comment);
      if (only_comment) return next(line);
    }
    line.erase(line.find_last_not_of(" \r") + 1);
    return true;
  }

  void take(const std::string& line) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first == "begin") return begin(words);
    if (first == "zone") {
      std::string name;
      words >> name;
      zone_ = zone_named(name);
      return;
    }
    if (first.front() != '+') return complain("an event begins with + and a length: " + line);
    const auto at = length_in(first.substr(1));
    if (!at) return complain("no length: " + first);
    start();
    std::string verb;
    words >> verb >> std::ws;
    if (verb == "off") return come_back(Elapsed(*at));
    advance_to(*at);
    std::string rest;
    std::getline(words, rest);
    act(verb, rest);
  }

  void begin(std::istringstream& words) {
    std::string text;
    words >> text;
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute) != 5) {
      return complain("no time: " + text);
    }
    begin_ = sys_days(std::chrono::year(year) / month / day) + hours(hour) + minutes(minute);
  }

  void start() {
    if (started_) return;
    started_ = true;
    step_with(event::Started{.file = "", .zone = zone_});
    for (const Layer layer : {Layer::kHosts, Layer::kFirewall})
      report(layer, LayerCondition::kHolding);
    log_.clear();  // the start itself is not the story
  }

  /// Time goes by as it does for the daemon: every wake-up that was asked for happens.
  void advance_to(seconds at) {
    const Elapsed target{at};
    while (wake_ && *wake_ < target) {
      now_ = std::max(now_, *wake_);
      step_with(event::TimePassed{});
    }
    now_ = std::max(now_, target);
  }

  /// The machine was off since the last event, and Holdfast starts with what it remembers.
  void come_back(Elapsed at) {
    const auto off = at - now_;
    now_ = at;
    const auto health = state_.health;
    std::vector<std::string> problems;
    state_ = remembered(memory_of(state_), state_.catalog, problems);
    state_.health = health;
    for (const std::string& problem : problems) complain(problem);
    step_with(event::Started{
        .file = state_.rules.text(), .zone = state_.zone.current, .missed = {.off = off}});
  }

  void act(const std::string& verb, const std::string& rest) {
    std::istringstream words(rest);
    std::string word;
    if (verb == "edit") return step_with(event::EditAsked{1, {rest}});
    if (verb == "unblock") return step_with(event::UnblockAsked{1, rest});
    if (verb == "confirm") return step_with(event::ConfirmAsked{1, last_pending()});
    if (verb == "cancel") return step_with(event::CancelAsked{1, last_pending()});
    if (verb == "attempt") return attempt(words);
    if (verb == "urge") return step_with(event::UrgeReported{1, ""});
    if (verb == "slip") return step_with(event::SlipReported{1, {}});
    if (verb == "ride") return step_with(event::RideReported{1, open_urge(), help_of(rest)});
    if (verb == "keep") return step_with(event::PromiseKept{1, rest});
    if (verb == "pass") return step_with(event::TimePassed{});
    if (verb == "tamper") return step_with(event::TamperSeen{layer_in(rest), "changed", {}});
    if (verb == "fail") return report(layer_in(rest), LayerCondition::kFailing);
    if (verb == "holds") return report(layer_in(rest), LayerCondition::kHolding);
    if (verb == "zone") return step_with(event::ZoneChanged{zone_named(rest)});
    if (verb == "clock") return step_with(event::ClockTurned{length_in(rest).value_or(seconds(0))});
    if (verb == "file") return step_with(event::PolicyProposed{0, file_lines()});
    if (verb == "allowance") {
      int length = 0;
      words >> word >> length;
      return step_with(event::AllowanceAsked{1, word, "children", minutes(length)});
    }
    if (act_with_friend(verb, rest)) return;
    check(verb, rest);
  }

  bool act_with_friend(const std::string& verb, const std::string& rest) {
    if (verb == "agree") {
      step_with(event::AgreedReported{1, rest.empty() ? state_.partner.word : rest});
    } else if (verb == "stop") {
      step_with(event::StopReported{1});
    } else if (verb == "invite") {
      step_with(event::InviteAsked{1});
    } else if (verb == "summary") {
      step_with(event::SummaryAsked{1});
    } else if (verb == "explain") {
      step_with(event::Explained{1, rest});
    } else if (verb == "key") {
      step_with(event::KeyAsked{1});
    } else if (verb == "code") {
      step_with(event::CodeGiven{
          1, rest == "wrong" ? std::nullopt : std::optional<std::int64_t>(std::stoll(rest))});
    } else if (verb == "post") {
      using Delivery = event::Delivery;
      static const std::map<std::string, Delivery> kPosts = {{"goes", Delivery::kSent},
                                                             {"waits", Delivery::kLater},
                                                             {"refuses", Delivery::kRefused},
                                                             {"unsure", Delivery::kUnsure}};
      const auto post = kPosts.find(rest);
      post != kPosts.end() ? void(delivery_ = post->second) : complain("no post: " + rest);
    } else {
      return false;
    }
    return true;
  }

  void check(const std::string& verb, const std::string& rest) {
    if (verb == "blocked" || verb == "free") {
      step_with(event::TimePassed{});
      const bool is_blocked =
          covering(state_.block_set, HostName::parse(rest).value(), NoLists()).has_value();
      if (is_blocked != (verb == "blocked")) complain(rest + " is not " + verb);
    } else if (verb == "answer") {
      if (rest != answer_) complain("answered " + answer_ + ", not " + rest);
    } else if (verb == "told") {
      if (rest != told_) complain("the last mail told `" + told_ + "`, not `" + rest + "`");
    } else if (verb == "offers") {
      check_offer(rest);
    } else if (verb == "streak") {
      const auto shown = view(state_.streak, moment());
      const int days = shown ? shown->days : -1;
      if (std::to_string(days) != rest) complain("the streak is " + std::to_string(days));
    } else {
      complain("no event or check `" + verb + "`");
    }
  }

  /// The three that a notification would show.
  void check_offer(const std::string& rest) {
    const auto offered = support_at(state_, moment()).now;
    std::string said;
    for (std::size_t i = 0; i < 3; ++i) said += (i == 0 ? "" : " ") + std::string(word(offered[i]));
    if (said != rest) complain("offered is " + said);
  }

  void attempt(std::istringstream& words) {
    std::string host;
    std::string program;
    std::string intent;
    words >> host >> program >> intent;
    Attempt attempt{.host = HostName::parse(host).value(), .port = 443};
    attempt.program = Program{.pid = 1, .uid = 1000, .name = program};
    if (intent == "visit") attempt.intent = Intent::kVisit;
    if (intent == "embedded") attempt.intent = Intent::kEmbedded;
    const auto found = covering(state_.block_set, attempt, NoLists());
    if (!found) return;  // it went through, and nobody saw it
    step_with(event::AttemptSeen{attempt, found->rule, found->reason});
  }

  std::string file_lines() {
    std::string text;
    while (in_.peek() == '|') {
      std::string line;
      next(line);
      text += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
    }
    return text;
  }

  void report(Layer layer, LayerCondition condition) {
    step_with(event::LayerReported{layer, {condition, "as the scenario says", {}}});
  }

  std::int64_t last_pending() const {
    std::int64_t last = 0;
    for (const auto& [id, edit] : state_.pending) last = id;
    for (const auto& [id, allowance] : state_.allowances) last = std::max(last, id);
    return last;
  }

  std::int64_t open_urge() const {
    return state_.episodes.open().empty() ? 0 : state_.episodes.open().begin()->second.id;
  }

  Moment moment() const { return {now_, begin_ + (now_ - Elapsed{})}; }

  void step_with(decltype(Event::what) what) {
    Step done = step(std::move(state_), {moment(), std::move(what)});
    state_ = std::move(done.state);
    wake_ = done.wake;
    for (const Effect& effect : done.effects) follow(effect);
    // Every layer of a scenario holds what it is told, unless it says otherwise.
    if (enforced_) {
      enforced_ = false;
      for (const Layer layer : {Layer::kHosts, Layer::kFirewall}) {
        if (state_.health[layer].condition == LayerCondition::kHolding) {
          report(layer, LayerCondition::kHolding);
        }
      }
    }
  }

  void follow(const Effect& effect) {
    using Kind = EditOutcome::Kind;
    static const std::map<Kind, std::string> kAnswers = {
        {Kind::kDone, "done"},       {Kind::kPending, "pending"}, {Kind::kUnchanged, "unchanged"},
        {Kind::kRefused, "refused"}, {Kind::kBadRules, "bad"},    {Kind::kNotFound, "missing"}};
    if (const auto* record = std::get_if<effect::Record>(&effect)) {
      const LogEntry& entry = record->entry;
      if (entry.kind == kind::kCoverage) return;  // every day has one
      std::string told = entry.kind + (entry.subject.empty() ? "" : " " + entry.subject);
      if (entry.kind == kind::kMilestone)
        told += " " + std::to_string(entry.detail.at("days").to_number<int>());
      if (const auto* letter = entry.detail.if_contains("letter")) {
        told += " " + std::string(letter->as_string());
      }
      log_.push_back(std::move(told));
    } else if (const auto* answer = std::get_if<effect::AnswerEdit>(&effect)) {
      answer_ = kAnswers.at(answer->outcome.kind);
    } else if (std::holds_alternative<effect::AnswerEntry>(effect)) {
      answer_ = "done";
    } else if (std::holds_alternative<effect::Enforce>(effect)) {
      enforced_ = true;
    } else {
      follow_post(effect);
    }
  }

  void follow_post(const Effect& effect) {
    if (std::holds_alternative<effect::FindWord>(effect)) {
      step_with(event::WordFound{"amber river"});
    } else if (const auto* write = std::get_if<effect::WriteLetter>(&effect)) {
      step_with(event::LetterWritten{write->letter, {}, "bytes", "mark"});
    } else if (const auto* send = std::get_if<effect::SendLetter>(&effect)) {
      if (delivery_ == event::Delivery::kSent) {
        told_ = told_by(state_.partner.letters.at(send->letter));
      }
      step_with(event::LetterSent{send->letter, delivery_, ""});
    } else if (std::holds_alternative<effect::AnswerLetter>(effect) ||
               std::holds_alternative<effect::MakeKey>(effect)) {
      answer_ = "done";
    }
  }

  static std::string told_by(const Letter& letter) {
    std::string told(word(letter.kind));
    if (letter.span) {
      const auto hours_told = duration_cast<hours>(letter.span->until - letter.span->from);
      told += " " + std::to_string((hours_told + hours(12)) / days(1)) + " days";
    }
    if (letter.news.leaving) told += " leaving";
    for (const auto& [kind, count] : letter.news.counts) {
      told += " " + std::string(word(kind)) + " " + std::to_string(count);
    }
    return told;
  }

  void compare_logs() {
    for (std::size_t i = 0; i < std::max(log_.size(), expected_.size()); ++i) {
      const std::string got = i < log_.size() ? log_[i] : "(nothing more)";
      const std::string want = i < expected_.size() ? expected_[i] : "(nothing more)";
      if (got != want) {
        wrong_.push_back("entry " + std::to_string(i + 1) + ": expected `" + want + "`, got `" +
                         got + "`");
      }
    }
  }

  void complain(const std::string& what) {
    wrong_.push_back("line " + std::to_string(number_) + ": " + what);
  }

  std::istringstream in_;
  int number_ = 0;
  State state_;
  Elapsed now_{};
  Wall begin_ = sys_days(2026y / March / 2) + hours(10);
  TimeZone zone_;
  std::optional<Elapsed> wake_;
  bool started_ = false;
  bool enforced_ = false;
  std::string answer_;
  event::Delivery delivery_ = event::Delivery::kSent;
  std::string told_;  ///< by the last mail that went
  std::vector<std::string> log_;
  std::vector<std::string> expected_;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> play_scenario(std::string_view text) { return Player(text).play(); }

}  // namespace holdfast
