#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdfast {

/// A link taken apart, as far as blocking needs it.
struct Link {
  bool has_scheme = false;
  std::string host;  ///< as written, without userinfo and port; not yet checked
  std::string rest;  ///< path, query and fragment; begins with `/`
};

/// Takes `https://user@host:443/path?query#part`, `//host/path` and the same without a scheme
/// apart. Nothing for a scheme other than http and https, for an empty host, and for a port that
/// is no number. An IPv6 host loses its brackets.
std::optional<Link> split_link(std::string_view text);

/// A path with query and fragment, in the form two spellings of one page share.
struct PagePath {
  std::vector<std::string> segments;  ///< decoded; no empty ones, no `.` or `..`
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded
  std::vector<std::string> fragment;                       ///< decoded segments of what follows `#`
};

/// `rest` is as in `Link`. Backslashes count as slashes, as in browsers (WHATWG URL, "special").
PagePath split_path(std::string_view rest);

}  // namespace holdfast
