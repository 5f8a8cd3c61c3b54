#include "policy/written_time.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

#include "policy/nearest.h"
#include "policy/text.h"

namespace holdfast {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// An offset may not carry an instant out of the years that four digits can write.
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 9998;

/// `what` has a place for the text.
Error wrong(std::string_view text, const char* what) {
  return {ErrorCode::kInvalid, say(what, {in_quotes(text)})};
}
Error wrong(std::string_view text, const char* what, Phrase hint) {
  return {ErrorCode::kInvalid, with_hint(say(what, {in_quotes(text)}), std::move(hint))};
}

/// Reads a text of fixed shape from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// Exactly `count` decimal digits.
  std::optional<int> digits(std::size_t count) {
    int number = 0;
    if (rest_.size() < count) return std::nullopt;
    for (const char digit : rest_.substr(0, count)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      number = number * 10 + (digit - '0');
    }
    rest_.remove_prefix(count);
    return number;
  }

  bool skip(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  char last_skipped() const { return last_; }
  bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  char last_ = 0;
};

std::optional<LocalSeconds> scan_date(Scanner& scanner) {
  const auto year = scanner.digits(4);
  if (!year || !scanner.skip("-")) return std::nullopt;
  const auto month = scanner.digits(2);
  if (!month || !scanner.skip("-")) return std::nullopt;
  const auto day = scanner.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  return std::chrono::local_days(date);
}

std::optional<minutes> scan_time_of_day(Scanner& scanner) {
  const auto hour = scanner.digits(2);
  if (!hour || !scanner.skip(":")) return std::nullopt;
  const auto minute = scanner.digits(2);
  if (!minute || *hour > 24 || *minute > 59) return std::nullopt;
  return hours(*hour) + minutes(*minute);
}

std::optional<seconds> scan_offset(Scanner& scanner) {
  if (scanner.skip("Zz")) return seconds(0);
  if (!scanner.skip("+-")) return std::nullopt;
  const int sign = scanner.last_skipped() == '-' ? -1 : 1;
  const auto offset = scan_time_of_day(scanner);
  if (!offset || *offset >= hours(24)) return std::nullopt;
  return sign * *offset;
}

std::optional<End> scan_when(Scanner scanner) {
  auto local = scan_date(scanner);
  if (!local) return std::nullopt;
  if (scanner.is_at_end()) return *local;
  if (!scanner.skip("Tt")) return std::nullopt;
  const auto time = scan_time_of_day(scanner);
  if (!time || *time >= hours(24)) return std::nullopt;
  *local += *time;
  if (scanner.skip(":")) {
    const auto second = scanner.digits(2);
    if (!second || *second > 59) return std::nullopt;
    *local += seconds(*second);
  }
  if (scanner.is_at_end()) return *local;
  const auto offset = scan_offset(scanner);
  if (!offset || !scanner.is_at_end()) return std::nullopt;
  return Wall(local->time_since_epoch() - *offset);
}

// Monday first, as people read a week; the index is weekday::iso_encoding() - 1.
constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::chrono::weekday day_at(std::size_t index) {
  return std::chrono::weekday(static_cast<unsigned>(index + 1));
}

std::size_t index_of(std::chrono::weekday day) { return day.iso_encoding() - 1; }

/// One day or a range of them, which may pass over the week's end.
std::optional<Error> add_days(std::string_view item, Weekdays& found) {
  const std::size_t dash = item.find('-');
  const auto first = parse_weekday(item.substr(0, dash));
  if (!first) return first.error();
  const auto last = dash == std::string_view::npos ? first : parse_weekday(item.substr(dash + 1));
  if (!last) return last.error();
  for (auto day = *first;; ++day) {
    found.set(day.c_encoding());
    if (day == *last) return std::nullopt;
  }
}

template <class... Args>
std::string formatted(const char* format, Args... args) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string date_and_time_text(LocalSeconds local) {
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  return formatted("%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                   static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                   static_cast<int>(time.seconds().count()));
}

}  // namespace

Result<seconds> parse_length(std::string_view text) {
  constexpr std::string_view kUnits = "mhdw";
  constexpr std::array<minutes, 4> kUnitLengths = {minutes(1), hours(1), days(1), days(7)};
  const std::size_t unit = text.empty() ? std::string_view::npos : kUnits.find(text.back());
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc::invalid_argument || count < 0 || unit == std::string_view::npos ||
      end + 1 != text.data() + text.size()) {
    return wrong(text, marked("{1} is no length"),
                 say("write a number with m, h, d or w, such as 30d"));
  }
  const bool is_too_long =
      error == std::errc::result_out_of_range || count > kMaxLength / kUnitLengths[unit];
  if (is_too_long) return wrong(text, marked("{1} is longer than ten years (3653d)"));
  const minutes length = count * kUnitLengths[unit];
  if (length < kMinLength) return wrong(text, marked("{1} is shorter than a minute (1m)"));
  return seconds(length);
}

std::string length_text(seconds length) {
  if (length >= days(3) && length % days(1) == seconds(0)) {
    return std::to_string(length / days(1)) + "d";
  }
  if (length % hours(1) == seconds(0)) return std::to_string(length / hours(1)) + "h";
  return std::to_string(length / minutes(1)) + "m";
}

Result<End> parse_when(std::string_view text) {
  if (const auto end = scan_when(Scanner(text))) return *end;
  return wrong(text, marked("{1} is no date"),
               say("write 2027-03-01, 2027-03-01T14:03 or 2027-03-01T14:03:00Z"));
}

std::string when_text(LocalSeconds local) {
  const auto in_day = local - std::chrono::floor<days>(local);
  std::string text = date_and_time_text(local);
  if (in_day == seconds(0)) {
    text.resize(text.find('T'));
  } else if (in_day % minutes(1) == seconds(0)) {
    text.resize(text.rfind(':'));
  }
  return text;
}

std::string when_text(Wall instant, seconds offset) {
  const auto shown = std::chrono::round<minutes>(offset);
  const auto whole = std::chrono::ceil<seconds>(instant);
  const std::string text = date_and_time_text(LocalSeconds(whole.time_since_epoch() + shown));
  if (shown == minutes(0)) return text + "Z";
  const auto size = std::chrono::abs(shown);
  return text + (shown < minutes(0) ? "-" : "+") + time_of_day_text(size);
}

Result<minutes> parse_time_of_day(std::string_view text) {
  Scanner scanner(text);
  const auto time = scan_time_of_day(scanner);
  if (!time || *time >= hours(24) || !scanner.is_at_end()) {
    return wrong(text, marked("{1} is no time of day"), say("write one from 00:00 to 23:59"));
  }
  return *time;
}

std::string time_of_day_text(minutes time) {
  return formatted("%02d:%02d", static_cast<int>(time / hours(1)),
                   static_cast<int>(time % hours(1) / minutes(1)));
}

Result<DaySpan> parse_span(std::string_view text) {
  Scanner scanner(text);
  const auto from = scan_time_of_day(scanner);
  const bool is_parted = from && scanner.skip("-");
  const auto to = is_parted ? scan_time_of_day(scanner) : std::nullopt;
  if (!to || !scanner.is_at_end() || *from > hours(24) || *to > hours(24)) {
    return wrong(text, marked("{1} is no span of time"),
                 say("write two times of day, such as 18:00-18:30"));
  }
  if (*from >= *to) {
    return wrong(text, marked("{1} ends before it begins"),
                 say("a span lies within one day, such as 18:00-18:30"));
  }
  return DaySpan{*from, *to};
}

std::string span_text(const DaySpan& span) {
  return time_of_day_text(span.from) + "-" + time_of_day_text(span.to);
}

Result<std::chrono::weekday> parse_weekday(std::string_view text) {
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (text == kDays[i]) return day_at(i);
  }
  const std::string_view start = text.substr(0, 3);
  if (const auto meant = nearest(start, kDays)) {
    return wrong(text, marked("{1} is no day"), say("did you mean `{1}`?", {std::string(*meant)}));
  }
  return wrong(text, marked("{1} is no day"), say("write mon, tue, wed, thu, fri, sat or sun"));
}

std::string weekday_text(std::chrono::weekday day) { return std::string(kDays[index_of(day)]); }

Result<Weekdays> parse_days(std::string_view text) {
  Weekdays found;
  if (text == "daily") return found.set();
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    if (auto error = add_days(rest.substr(0, comma), found)) return *std::move(error);
    if (comma == std::string_view::npos) return found;
    rest.remove_prefix(comma + 1);
  }
}

std::string days_text(const Weekdays& days) {
  if (days.all()) return "daily";
  const auto is_set = [&](std::size_t i) {
    return i < kDays.size() && days.test(day_at(i).c_encoding());
  };
  std::string text;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (!is_set(i)) continue;
    if (!text.empty()) text += ',';
    text += kDays[i];
    std::size_t last = i;
    while (is_set(last + 1)) ++last;
    if (last < i + 2) continue;
    text.append("-").append(kDays[last]);
    i = last;
  }
  return text;
}

}  // namespace holdfast
