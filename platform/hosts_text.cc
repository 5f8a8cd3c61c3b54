#include "platform/hosts_text.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_set>
#include <utility>

#include "platform/checksum.h"

namespace holdfast::platform {
namespace {

constexpr std::string_view kBegin = "# >>> holdfast 1 sum=";
constexpr std::string_view kEnd = "# <<< holdfast";
constexpr std::string_view kMark = " # holdfast";
constexpr std::string_view kComments[] = {
    "# Kept by Holdfast. Change it with the command `holdfast`; a change made here is put back.",
    "# A line with the mark at its end goes when its block ends. Every other line is yours.",
};
constexpr std::size_t kLinesAroundNames = 2 + std::size(kComments);
constexpr std::size_t kNamesPerLine = 8;
// hosts(5) sets no limit, but resolvers other than glibc read into buffers of 1,024 bytes.
constexpr std::size_t kMaxLineBytes = 950;

struct Begin {
  std::string_view sum;
  bool newline_added = false;
  FileOrigin origin = FileOrigin::kFound;
};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string begin_line(const Begin& begin) {
  return std::string(kBegin) + std::string(begin.sum) +
         " newline=" + (begin.newline_added ? "added" : "own") +
         " file=" + (begin.origin == FileOrigin::kMade ? "made" : "own") + '\n';
}

std::optional<Begin> parse_begin(std::string_view line) {
  Begin begin;
  if (!take(line, kBegin) || line.size() < 16) return std::nullopt;
  begin.sum = line.substr(0, 16);
  if (begin.sum.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return std::nullopt;
  }
  line.remove_prefix(16);
  begin.newline_added = take(line, " newline=added");
  if (!begin.newline_added && !take(line, " newline=own")) return std::nullopt;
  if (line == " file=made") begin.origin = FileOrigin::kMade;
  return line == " file=made" || line == " file=own" ? std::optional(begin) : std::nullopt;
}

bool is_body(std::string_view line) {
  if (std::find(std::begin(kComments), std::end(kComments), line) != std::end(kComments)) {
    return true;
  }
  return (line.starts_with("127.") || line.starts_with("::ffff:127.")) && line.ends_with(kMark);
}

// Cuts the next line off `bytes`, its newline included.
std::string_view next_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view line = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
  bytes.remove_prefix(line.size());
  return line;
}

// Without its line end, which an editor may have made a CRLF.
std::string_view text_of(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Sorts the lines of a file into ours and theirs.
class Sorter {
 public:
  HostsText sort(std::string_view bytes) {
    while (!bytes.empty()) add(next_line(bytes));
    text_.state = state();
    if (!begin_) {
      if (text_.state == SectionState::kAbsent) text_.place = text_.rest.size();
      return std::move(text_);
    }
    text_.origin = begin_->origin;
    // With lines after it, the newline that we added is what keeps them apart.
    const bool is_last = text_.place == text_.rest.size();
    if (begin_->newline_added && is_last && text_.rest.ends_with('\n')) {
      text_.rest.pop_back();
      text_.place = text_.rest.size();
    }
    return std::move(text_);
  }

 private:
  void add(std::string_view line) {
    const std::string_view text = text_of(line);
    if (const std::optional<Begin> begin = parse_begin(text)) {
      note_ours(begins_++ == 0 && ends_ == 0);
      if (!begin_) begin_ = begin;
    } else if (text == kEnd) {
      note_ours(ends_++ == 0 && begins_ == 1);
    } else if (is_body(text)) {
      note_ours(begins_ == 1 && ends_ == 0);
      text_.body += line;
    } else {
      if (begins_ > 0 && ends_ == 0) is_pure_ = false;
      text_.rest += line;
    }
  }

  void note_ours(bool is_in_order) {
    if (ours_++ == 0) text_.place = text_.rest.size();
    in_order_ = in_order_ && is_in_order;
  }

  SectionState state() const {
    if (ours_ == 0) return SectionState::kAbsent;
    if (!in_order_ || begins_ != 1 || ends_ != 1) return SectionState::kDamaged;
    const bool as_written = is_pure_ && checksum_of(text_.body) == begin_->sum;
    return as_written ? SectionState::kWhole : SectionState::kEdited;
  }

  HostsText text_;
  std::optional<Begin> begin_;  // the first
  std::size_t ours_ = 0;
  std::size_t begins_ = 0;
  std::size_t ends_ = 0;
  bool in_order_ = true;
  bool is_pure_ = true;  // none of theirs between the markers
};

// Appends the pair of lines for a group of names.
void append_pair(std::string& lines, const std::string& address, const std::string& names) {
  for (const std::string_view prefix : {"", "::ffff:"}) {
    lines += prefix;
    lines += address;
    lines += names;
    lines += kMark;
    lines += '\n';
  }
}

// Each host once, with its lowest reason; `set.hosts` ascends by host.
std::vector<const BlockedHost*> wanted_hosts(const BlockSet& set) {
  std::vector<const BlockedHost*> hosts;
  hosts.reserve(set.hosts.size());
  for (const BlockedHost& host : set.hosts) {
    const auto covers = [&](const HostName& allowed) { return host.host.is_within(allowed); };
    if (std::any_of(set.allowed.begin(), set.allowed.end(), covers)) continue;
    if (hosts.empty() || hosts.back()->host != host.host) {
      hosts.push_back(&host);
    } else if (host.reason < hosts.back()->reason) {
      hosts.back() = &host;
    }
  }
  const auto is_more_specific = [](const BlockedHost* one, const BlockedHost* other) {
    return one->reason < other->reason;
  };
  std::stable_sort(hosts.begin(), hosts.end(), is_more_specific);
  return hosts;
}

bool leads_nowhere(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("::ffff:127.") ||
         address == "0.0.0.0" || address == "::ffff:0.0.0.0" || address == "::1" || address == "::";
}

// Cuts the next word off `line`; empty at the end.
std::string_view next_word(std::string_view& line) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlank));
  line.remove_prefix(word.size());
  return word;
}

// As HostName::ascii() spells it: in lower case and without a final dot.
std::string canonical(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  std::string name(word);
  for (char& letter : name) {
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return name;
}

// The numbers of the lines for which `matches` answers true.
template <class Matches>
std::vector<std::size_t> lines_that(std::string_view rest, Matches matches) {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    if (matches(next_line(rest))) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

HostsBody render_hosts_body(const BlockSet& set, const IpAddress& sinkhole) {
  HostsBody body;
  const std::vector<const BlockedHost*> hosts = wanted_hosts(set);
  if (hosts.empty()) return body;
  for (const std::string_view comment : kComments) {
    body.lines += comment;
    body.lines += '\n';
  }
  const std::string address = sinkhole.to_string();
  auto next = hosts.begin();
  for (std::size_t lines = kLinesAroundNames; next != hosts.end() && lines + 2 <= kMaxHostsLines;
       lines += 2) {
    std::string group;
    for (std::size_t count = 0; next != hosts.end() && count < kNamesPerLine; ++count, ++next) {
      const std::string& name = (*next)->host.ascii();
      if (!group.empty() && group.size() + 1 + name.size() > kMaxLineBytes) break;
      group += ' ';
      group += name;
      body.names.push_back(name);
    }
    append_pair(body.lines, address, group);
  }
  body.left_out = static_cast<std::size_t>(hosts.end() - next);
  return body;
}

HostsText parse_hosts(std::string_view bytes) { return Sorter().sort(bytes); }

std::string render_hosts(const HostsText& text, const HostsBody& body) {
  if (body.lines.empty()) return text.rest;
  Begin begin;
  const std::string sum = checksum_of(body.lines);
  begin.sum = sum;
  begin.origin = text.origin;
  begin.newline_added = text.place > 0 && text.rest[text.place - 1] != '\n';
  std::string bytes = text.rest.substr(0, text.place);
  if (begin.newline_added) bytes += '\n';
  bytes += begin_line(begin);
  bytes += body.lines;
  bytes += kEnd;
  bytes += '\n';
  bytes += std::string_view(text.rest).substr(text.place);
  return bytes;
}

std::vector<std::size_t> lines_around_block(std::string_view rest,
                                            const std::vector<std::string>& names) {
  const std::unordered_set<std::string_view> blocked(names.begin(), names.end());
  return lines_that(rest, [&](std::string_view line) {
    line = line.substr(0, line.find('#'));
    const std::string_view address = next_word(line);
    if (address.empty() || leads_nowhere(address)) return false;
    for (std::string_view name = next_word(line); !name.empty(); name = next_word(line)) {
      if (blocked.contains(canonical(name))) return true;
    }
    return false;
  });
}

std::vector<std::size_t> unmarked_lines(std::string_view rest, const IpAddress& sinkhole) {
  const std::string address = sinkhole.to_string();
  const std::string mapped = "::ffff:" + address;
  return lines_that(rest, [&](std::string_view line) {
    const std::string_view first = next_word(line);
    return first == address || first == mapped;
  });
}

}  // namespace holdfast::platform
