#include "platform/browser/page_filters.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "policy/text.h"

namespace holdfast::platform {
namespace {

constexpr std::string_view kHandle = "{handle}";
// What a handle may go on with in an address, as services have it.
constexpr std::string_view kGoesOn =
    "abcdefghijklmnopqrstuvwxyz0123456789._-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A pattern with the person written in: `path` up to the query.
struct Page {
  std::string host;
  std::string path;
  std::string query;       // without `?`
  bool ends_open = false;  // text of any length may follow in the same part of the path
};

// Nothing for what a filter cannot say: a fragment, which never leaves the page.
std::optional<Page> page_of(const UrlPattern& pattern, const std::string& handle) {
  Page page{.host = pattern.host.ascii(), .path = pattern.path, .query = {}};
  if (pattern.place == HandlePlace::kSubdomain) {
    page.host = handle + "." + page.host;
    page.path = "/";
  } else if (const std::size_t at = page.path.find(kHandle); at != std::string::npos) {
    page.path.replace(at, kHandle.size(), percent_encoded(handle));
  }
  if (page.path.find('#') != std::string::npos) return std::nullopt;
  if (const std::size_t at = page.path.find('?'); at != std::string::npos) {
    page.query = page.path.substr(at + 1);
    page.path.resize(at);
  }
  if (page.path.ends_with('*')) {
    page.path.pop_back();
    page.ends_open = true;
  }
  return page;
}

template <class Visit>
void for_each_person(const PageRules& rules, Visit visit) {
  for (const PageRule& rule : rules.rules) {
    for (const WrittenPerson& person : rule.people) visit(person);
  }
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

// As people write it: her.name, Her.name, Her.Name, HER.NAME.
std::vector<std::string> usual_spellings(const WrittenPerson& person) {
  std::vector<std::string> all{person.handle};
  if (person.letters == HandleCase::kSensitive) return all;
  std::string capital = person.handle;
  capital.front() = upper(capital.front());
  std::string capitals = capital;
  for (std::size_t i = 1; i < capitals.size(); ++i) {
    if (std::string_view("._-").find(capitals[i - 1]) != std::string_view::npos) {
      capitals[i] = upper(capitals[i]);
    }
  }
  std::string loud = person.handle;
  std::ranges::transform(loud, loud.begin(), upper);
  for (std::string* spelling : {&capital, &capitals, &loud}) {
    if (std::ranges::find(all, *spelling) == all.end()) all.push_back(std::move(*spelling));
  }
  return all;
}

bool is_at_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host.size() > domain.size() &&
                            host[host.size() - domain.size() - 1] == '.');
}

// Whether a filter takes a host away whole.
bool blocks_whole(std::string_view filter, std::string_view host) {
  if (const std::size_t scheme = filter.find("://"); scheme != filter.npos) {
    filter.remove_prefix(scheme + 3);
  }
  if (filter.starts_with('.')) filter.remove_prefix(1);
  if (filter.ends_with('/')) filter.remove_suffix(1);
  if (filter == "*") return true;
  return filter.find_first_of("/?") == filter.npos &&
         is_at_or_below(host, filter.substr(0, filter.find(':')));
}

void tidy(std::vector<std::string>& filters) {
  std::sort(filters.begin(), filters.end());
  filters.erase(std::unique(filters.begin(), filters.end()), filters.end());
}

// People first: what hosts lose by the limit other layers hold.
void keep_within_limit(PageFilters& filters, std::vector<std::string> hosts, std::size_t room) {
  tidy(hosts);
  filters.blocked.insert(filters.blocked.end(), hosts.begin(), hosts.end());
  if (filters.blocked.size() <= room) return;
  filters.left_out = filters.blocked.size() - room;
  filters.blocked.resize(room);
}

std::size_t room_beside(std::size_t others) {
  return kMaxPageFilters - std::min(kMaxPageFilters, others);
}

// What is allowed within a domain that is blocked here; nothing else is ours to allow.
std::vector<std::string> allowed_within(const PageRules& rules) {
  std::vector<std::string> allowed;
  for (const HostName& host : rules.allowed) {
    const bool is_within = std::ranges::any_of(rules.rules, [&](const PageRule& rule) {
      return std::ranges::any_of(rule.hosts, [&](const auto& one) { return host.is_within(one); });
    });
    if (is_within) allowed.push_back(host.ascii());
  }
  return allowed;
}

/// Collects Chromium's filters; those of usual spellings after the plain ones, should there be a
/// limit.
class ChromiumFilters {
 public:
  ChromiumFilters(const PageRules& rules, const std::vector<std::string>& others)
      : others_(others), whole_(others) {
    for (const PageRule& rule : rules.rules) {
      for (const HostName& host : rule.hosts) hosts_.push_back(host.ascii());
    }
    whole_.insert(whole_.end(), hosts_.begin(), hosts_.end());
    for_each_person(rules, [&](const WrittenPerson& person) {
      const std::vector<std::string> spellings = usual_spellings(person);
      for (const UrlPattern& pattern : person.pages) {
        // A host knows no case.
        const bool one = pattern.place == HandlePlace::kSubdomain;
        for (std::size_t i = 0; i < (one ? 1 : spellings.size()); ++i) {
          if (const auto page = page_of(pattern, spellings[i])) add(*page, i == 0);
        }
      }
    });
  }

  PageFilters finish(std::vector<std::string> allowed) && {
    tidy(plain_);
    tidy(spelt_);
    PageFilters filters{.blocked = std::move(plain_), .allowed = std::move(allowed)};
    std::erase_if(filters.allowed, [&](const std::string& host) {
      return std::ranges::any_of(others_, [&](const auto& one) { return blocks_whole(one, host); });
    });
    filters.blocked.insert(filters.blocked.end(), spelt_.begin(), spelt_.end());
    // One that is blocked itself (her and her.name) stays so: of equals the block list yields.
    for (auto* longer : {&longer_, &longer_spelt_}) {
      tidy(*longer);
      for (std::string& filter : *longer) {
        if (filters.allowed.size() == kMaxPageFilters) break;
        if (std::ranges::find(filters.blocked, filter) == filters.blocked.end()) {
          filters.allowed.push_back(std::move(filter));
        }
      }
    }
    keep_within_limit(filters, std::move(hosts_), room_beside(others_.size()));
    return filters;
  }

 private:
  void add(const Page& page, bool is_plain) {
    // A `*` within a path has no counterpart.
    if (page.path.find('*') != std::string::npos) return;
    std::string filter = page.host + page.path;
    if (!page.query.empty()) {
      filter += "?" + page.query;
    } else if (filter.ends_with('/')) {
      filter.pop_back();
    }
    (is_plain ? plain_ : spelt_).push_back(filter);
    const bool is_whole_host = page.path == "/" && page.query.empty();
    if (is_whole_host || !page.query.empty() || page.ends_open || is_blocked_whole(page.host)) {
      return;
    }
    for (const char c : kGoesOn) (is_plain ? longer_ : longer_spelt_).push_back(filter + c);
  }

  bool is_blocked_whole(std::string_view host) const {
    return std::ranges::any_of(whole_,
                               [&](const auto& filter) { return blocks_whole(filter, host); });
  }

  const std::vector<std::string>& others_;
  std::vector<std::string> hosts_;
  std::vector<std::string> whole_;
  std::vector<std::string> plain_;
  std::vector<std::string> spelt_;
  std::vector<std::string> longer_;
  std::vector<std::string> longer_spelt_;
};

}  // namespace

PageFilters chromium_filters(const PageRules& rules, const std::vector<std::string>& others) {
  return ChromiumFilters(rules, others).finish(allowed_within(rules));
}

PageFilters firefox_filters(const PageRules& rules) {
  PageFilters filters;
  std::vector<std::string> hosts;
  const auto site = [](std::string_view host) { return "*://*." + std::string(host); };
  for (const PageRule& rule : rules.rules) {
    for (const HostName& host : rule.hosts) hosts.push_back(site(host.ascii()) + "/*");
  }
  for (const std::string& host : allowed_within(rules))
    filters.allowed.push_back(site(host) + "/*");
  const auto block = [&](const Page& page) {
    const std::string start = site(page.host) + page.path;
    auto& blocked = filters.blocked;
    if (!page.query.empty()) {
      for (const char* before : {"?", "?*&"}) {
        blocked.push_back(start + before + page.query);
        blocked.push_back(start + before + page.query + "&*");
      }
    } else if (page.path == "/" || page.ends_open) {
      blocked.push_back(start + "*");
    } else if (page.path.ends_with('/')) {
      blocked.push_back(start + "*");
      blocked.push_back(start.substr(0, start.size() - 1));
    } else {
      blocked.push_back(start);
      blocked.push_back(start + "/*");
      blocked.push_back(start + "?*");
    }
  };
  for_each_person(rules, [&](const WrittenPerson& person) {
    for (const UrlPattern& pattern : person.pages) {
      if (const auto page = page_of(pattern, person.handle)) block(*page);
    }
  });
  tidy(filters.blocked);
  keep_within_limit(filters, std::move(hosts), kMaxPageFilters);
  return filters;
}

}  // namespace holdfast::platform
