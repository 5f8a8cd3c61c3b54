#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "policy/host_matcher.h"
#include "policy/result.h"

namespace holdfast {

inline constexpr std::size_t kMaxHostListBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxHostListProblems = 5;

/// A place in a list that is not understood, for people to look at.
struct HostListProblem {
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 1, in characters
  Phrase text;             ///< one sentence without a final full stop
  friend bool operator==(const HostListProblem&, const HostListProblem&) = default;
};

/// What was found in a list.
struct HostListReport {
  std::size_t names = 0;     ///< taken, with repeats
  std::size_t skipped = 0;   ///< names that no rule may block: `localhost`, `com`, `co.uk`
  std::size_t problems = 0;  ///< lines or names that are not understood, and left out
  std::vector<HostListProblem> first_problems;  ///< at most kMaxHostListProblems
  friend bool operator==(const HostListReport&, const HostListReport&) = default;
};

/// Reads a block list, in whichever of the usual forms each line has, and adds its names:
///
///     0.0.0.0 example.com www.example.com     hosts file, with any address that leads nowhere
///     example.com                             plain; `*.example.com` and `.example.com` also
///     ||example.com^                          adblock rule for a whole domain
///     local=/example.com/                     dnsmasq; also address=/example.com/ and server=
///
/// Lines end in LF or CRLF; `#` starts a comment, and `!` and `[` do at the start of a line. Names
/// may have capitals, Unicode letters and a final dot. A line that does not say "block this whole
/// domain" (an exception, a path, a redirection) is a problem and is left out, never guessed at.
/// kInvalid, with nothing added, for more than kMaxHostListBytes.
Result<HostListReport> read_host_list(std::string_view text, HostMatcherBuilder& names);

}  // namespace holdfast
