#include "policy/host_list.h"

#include <algorithm>
#include <array>
#include <optional>

#include "policy/host_name.h"
#include "policy/name_code.h"

namespace holdfast {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// The canonical letter for each byte of an ASCII name; 0 for bytes that belong in none.
constexpr auto kCanonical = [] {
  std::array<char, 256> letters{};
  for (const char c : name_code::kLetters) letters[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) letters[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  return letters;
}();

template <std::size_t kSize>
bool is_among(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a name may be one that no rule may block, or no name at all, so that HostName must tell.
/// All others are whole domains: the Public Suffix List has suffixes of two labels below countries
/// and a few old domains only, of three below few countries, and of four below two.
bool needs_a_closer_look(std::string_view below, std::string_view top) {
  constexpr std::array<std::string_view, 5> kPlainCountries = {"de", "ru", "nl", "eu", "ch"};
  constexpr std::array<std::string_view, 10> kDeepCountries = {"jp", "us", "pl", "no", "br",
                                                               "au", "uk", "im", "at", "tr"};
  constexpr std::array<std::string_view, 9> kSpecial = {
      "localhost", "local", "localdomain", "arpa", "internal", "aero", "int", "museum", "pro"};
  if (top == "com" || top == "net" || top == "org") return false;
  const bool may_be_number =
      top.empty() || (top.back() >= '0' && top.back() <= '9') || top.starts_with("0x");
  if (may_be_number) return true;
  if (top.size() <= 2) {
    const auto dots = std::count(below.begin(), below.end(), '.');
    if (dots > 1) return top == "us" || top == "au";
    return dots == 1 ? is_among(kDeepCountries, top) : !is_among(kPlainCountries, top);
  }
  return top.starts_with("xn--") || is_among(kSpecial, top);
}

/// Addresses that lists use for "nowhere".
bool is_sink(std::string_view word) {
  return word == "0.0.0.0" || word == "127.0.0.1" || word == "::" || word == "::1" || word == "0" ||
         word == "127.0.1.1" || word == "::0";
}

bool is_address(std::string_view word) {
  if (word.find(':') != word.npos) return true;
  return word.find_first_not_of("0123456789.") == word.npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

class ListReader {
 public:
  explicit ListReader(HostMatcherBuilder& names) : names_(names) {}

  HostListReport read(std::string_view text) {
    names_.expect(text.size());
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      line_ = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      ++line_number_;
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      read_line(trimmed(line_));
    }
    return std::move(report_);
  }

 private:
  void read_line(std::string_view line) {
    if (line.empty()) return;
    switch (line.front()) {
      case '#':
      case '!':
      case '[':
        return;
      case '|':
        return read_adblock(line);
      case '@':
        return add_problem(line,
                           marked("an exception is no name to block; write `allow NAME` instead"));
      case 'l':
      case 'a':
      case 's':
        if (read_dnsmasq(line)) return;
        break;
      default:
        break;
    }
    read_words(line);
  }

  void read_words(std::string_view rest) {
    const std::string_view first = take_word(rest);
    if (is_sink(first)) {
      std::string_view name = take_word(rest);
      if (name.empty()) return add_problem(first, marked("a name must follow the address"));
      for (; !name.empty(); name = take_word(rest)) add_name(name);
    } else if (is_address(first)) {
      read_mapping(first, rest);
    } else if (const std::string_view more = take_word(rest); !more.empty()) {
      add_problem(more, marked("one name a line, unless an address such as 0.0.0.0 comes first"));
    } else {
      add_plain(first);
    }
  }

  /// A line that leads names somewhere. What no rule may block anyway (the machine's own names, as
  /// at the top of many lists) is no problem.
  void read_mapping(std::string_view address, std::string_view rest) {
    bool blockable = false;
    for (auto name = take_word(rest); !name.empty(); name = take_word(rest)) {
      const auto host = HostName::parse(name);
      if (host && host->why_not_blockable()) {
        ++report_.skipped;
      } else {
        blockable = true;
      }
    }
    if (blockable)
      add_problem(address, marked("this address leads somewhere; a block has 0.0.0.0"));
  }

  void add_plain(std::string_view name) {
    if (name.starts_with("*.")) name.remove_prefix(1);
    if (name.starts_with('.')) name.remove_prefix(1);
    add_name(name);
  }

  void read_adblock(std::string_view line) {
    std::string_view rule = line;
    if (!rule.starts_with("||")) {
      return add_problem(line, marked("only rules such as `||example.com^` block a whole domain"));
    }
    rule.remove_prefix(2);
    const std::size_t end = std::min(rule.find('^'), rule.size());
    const std::string_view after = rule.substr(std::min(end + 1, rule.size()));
    if (!after.empty() && after != "$important" && after != "$all" && after != "|") {
      return add_problem(after,
                         marked("a rule with options or a path blocks less than a whole domain"));
    }
    add_plain(rule.substr(0, end));
  }

  /// False for a line of another form.
  bool read_dnsmasq(std::string_view line) {
    std::string_view rest = line;
    for (const std::string_view start : {"local=/", "address=/", "server=/"}) {
      if (!line.starts_with(start)) continue;
      rest.remove_prefix(start.size());
      const std::size_t last = rest.rfind('/');
      if (last == rest.npos) {
        add_problem(line, marked("a `/` must follow the name"));
        return true;
      }
      const std::string_view value = trimmed(rest.substr(last + 1));
      if (!value.empty() && value != "#" && !(start == "address=/" && is_sink(value))) {
        add_problem(value, marked("this leads somewhere; a block has nothing after the last `/`"));
        return true;
      }
      add_between_slashes(rest.substr(0, last));
      return true;
    }
    return false;
  }

  void add_between_slashes(std::string_view names) {
    for (;;) {
      const std::size_t slash = std::min(names.find('/'), names.size());
      add_plain(names.substr(0, slash));
      if (slash == names.size()) return;
      names.remove_prefix(slash + 1);
    }
  }

  /// The next word, or nothing at the end of the line or at a comment.
  static std::string_view take_word(std::string_view& rest) {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    if (rest.starts_with('#')) rest = {};
    std::size_t end = 0;
    while (end < rest.size() && !is_blank(rest[end])) ++end;
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    return word;
  }

  /// Nearly every name of a list is ASCII below a generic top-level domain: those are made
  /// canonical here, and HostName takes the rest.
  void add_name(std::string_view text) {
    const auto name = quickly_canonical(text);
    if (!name) return add_by_host_name(text);
    const std::size_t before = names_.size();
    names_.add(*name);
    if (names_.size() == before) return add_by_host_name(text);
    ++report_.names;
  }

  std::optional<std::string_view> quickly_canonical(std::string_view text) {
    if (text.size() > buffer_.size()) return std::nullopt;
    std::size_t top = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      buffer_[i] = kCanonical[static_cast<unsigned char>(text[i])];
      if (buffer_[i] == '\0') return std::nullopt;
      if (buffer_[i] == '.') top = i + 1;
    }
    const std::string_view name(buffer_.data(), text.size());
    if (top < 2 || needs_a_closer_look(name.substr(0, top - 1), name.substr(top))) {
      return std::nullopt;
    }
    return name;
  }

  void add_by_host_name(std::string_view text) {
    if (is_sink(text)) {
      ++report_.skipped;
      return;
    }
    const auto host = HostName::parse(text);
    if (!host) return add_problem(text, host.error().text);
    if (host->why_not_blockable() || host->ascii().ends_with(".localdomain")) {
      ++report_.skipped;
      return;
    }
    names_.add(host->ascii());
    ++report_.names;
  }

  void add_problem(std::string_view where, const char* text) {
    // A long list of another kind has one a line.
    const bool has_room = report_.first_problems.size() < kMaxHostListProblems;
    add_problem(where, has_room ? say(text) : Phrase());
  }

  void add_problem(std::string_view where, const Phrase& text) {
    ++report_.problems;
    if (report_.first_problems.size() == kMaxHostListProblems) return;
    const auto before = line_.substr(0, static_cast<std::size_t>(where.data() - line_.data()));
    const auto column =
        std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xc0) != 0x80; });
    report_.first_problems.push_back({line_number_, static_cast<std::size_t>(column) + 1, text});
  }

  HostMatcherBuilder& names_;
  HostListReport report_;
  std::string_view line_;
  std::size_t line_number_ = 0;
  std::array<char, name_code::kMaxName> buffer_;
};

}  // namespace

Result<HostListReport> read_host_list(std::string_view text, HostMatcherBuilder& names) {
  if (text.size() > kMaxHostListBytes) {
    return Error{ErrorCode::kInvalid,
                 with_hint(say("a list may have 64 MiB"), say("split it into several"))};
  }
  return ListReader(names).read(text);
}

}  // namespace holdfast
