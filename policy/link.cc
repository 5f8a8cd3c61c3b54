#include "policy/link.h"

#include <algorithm>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::string_view kSlashes = "/\\";

std::vector<std::string> split_segments(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of(kSlashes), path.size());
    std::string segment = percent_decoded(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(std::move(segment));
    }
  }
  return segments;
}

std::string form_decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decoded(spaced);
}

std::vector<std::pair<std::string, std::string>> split_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    if (!pair.empty())
      pairs.emplace_back(form_decoded(pair.substr(0, equals)), form_decoded(value));
  }
  return pairs;
}

// The text behind `https:` and its slashes; nothing where the scheme is another one.
std::optional<std::string_view> behind_scheme(std::string_view text, bool& has_scheme) {
  const std::size_t colon = text.find(':');
  const std::string_view scheme = text.substr(0, std::min(colon, text.size()));
  const bool web = equals_ignoring_case(scheme, "http") || equals_ignoring_case(scheme, "https");
  const bool other = text.substr(scheme.size()).starts_with("://");
  if (web && colon != text.npos) {
    text.remove_prefix(colon + 1);
    has_scheme = true;
  } else if (other) {
    return std::nullopt;
  }
  has_scheme = has_scheme || text.starts_with("//");
  text.remove_prefix(std::min(text.find_first_not_of(kSlashes), text.size()));
  return text;
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> host_of(std::string_view authority) {
  // The last `@` ends the userinfo, however many a trick link holds.
  if (const auto at = authority.rfind('@'); at != authority.npos) authority.remove_prefix(at + 1);
  std::size_t end = 0;
  if (authority.starts_with('[')) {
    end = authority.find(']');
    if (end == authority.npos) return std::nullopt;
    const std::string_view behind = authority.substr(end + 1);
    if (!behind.empty() && !(behind.front() == ':' && is_port(behind.substr(1)))) {
      return std::nullopt;
    }
    return std::string(authority.substr(1, end - 1));
  }
  end = std::min(authority.find(':'), authority.size());
  if (end < authority.size() && !is_port(authority.substr(end + 1))) return std::nullopt;
  return percent_decoded(authority.substr(0, end));
}

}  // namespace

std::optional<Link> split_link(std::string_view text) {
  Link link;
  const auto behind = behind_scheme(text, link.has_scheme);
  if (!behind) return std::nullopt;
  const std::size_t end = std::min(behind->find_first_of("/\\?#"), behind->size());
  auto host = host_of(behind->substr(0, end));
  if (!host || host->empty()) return std::nullopt;
  link.host = std::move(*host);
  link.rest = behind->substr(end);
  if (link.rest.empty() || kSlashes.find(link.rest.front()) == kSlashes.npos) {
    link.rest.insert(link.rest.begin(), '/');
  }
  return link;
}

PagePath split_path(std::string_view rest) {
  PagePath page;
  const std::size_t hash = std::min(rest.find('#'), rest.size());
  if (hash < rest.size()) page.fragment = split_segments(rest.substr(hash + 1));
  rest = rest.substr(0, hash);
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  if (mark < rest.size()) page.query = split_query(rest.substr(mark + 1));
  page.segments = split_segments(rest.substr(0, mark));
  return page;
}

}  // namespace holdfast
