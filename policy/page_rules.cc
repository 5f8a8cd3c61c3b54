#include "policy/page_rules.h"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/link.h"
#include "policy/page_match.h"
#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::string_view kHandle = "{handle}";
constexpr std::string_view kNumber = "{id}";

bool is_within_any(const HostName& host, const std::vector<HostName>& domains) {
  return std::ranges::any_of(domains, [&](const auto& domain) { return host.is_within(domain); });
}

bool is_opened_by_people(HostReason reason) {
  return reason == HostReason::kTarget || reason == HostReason::kService ||
         reason == HostReason::kViewer;
}

// The patterns that can show a person who is written so, all with the one mark.
std::vector<UrlPattern> pages_for(const Service& service, const std::string& handle,
                                  bool has_number) {
  const bool is_name = service.federated || service.handle.canonical(handle).has_value();
  std::vector<UrlPattern> pages;
  for (UrlPattern pattern : service.patterns) {
    const std::size_t at = pattern.path.find(kNumber);
    if (at == std::string::npos ? !is_name : !has_number) continue;
    if (at != std::string::npos) pattern.path.replace(at, kNumber.size(), kHandle);
    pages.push_back(std::move(pattern));
  }
  return pages;
}

// `her@example.social` is plain `her` on its own server.
std::vector<WrittenPerson> federated(WrittenPerson person) {
  const std::size_t at = person.handle.rfind('@');
  if (at == std::string::npos) return {std::move(person)};
  WrittenPerson at_home = person;
  at_home.handle.resize(at);
  std::erase_if(at_home.pages, [&](const UrlPattern& page) {
    return page.host.ascii() != std::string_view(person.handle).substr(at + 1);
  });
  if (at_home.pages.empty()) return {std::move(person)};
  return {std::move(at_home), std::move(person)};
}

std::vector<WrittenPerson> written(const Service& service, const std::string& handle) {
  const bool has_number = service.number && service.number->canonical(handle).has_value();
  const HandleRule& rule = has_number ? *service.number : service.handle;
  WrittenPerson person{.handle = handle,
                       .ignore = rule.ignored(),
                       .letters = rule.letters(),
                       .pages = pages_for(service, handle, has_number)};
  if (service.federated) return federated(std::move(person));
  return {std::move(person)};
}

bool is_written_so(const WrittenPerson& person, std::string_view text) {
  if (text.starts_with('@') && !person.handle.starts_with('@')) text.remove_prefix(1);
  std::string plain;
  for (const char c : text) {
    if (person.ignore.find(c) == std::string::npos) plain += c;
  }
  if (person.letters == HandleCase::kInsensitive) return equals_ignoring_case(plain, person.handle);
  return plain == person.handle;
}

bool shows(const WrittenPerson& person, const HostName& host, const PagePath& link) {
  return std::ranges::any_of(person.pages, [&](const UrlPattern& page) {
    const auto found = match_page(page, host, link);
    return found && is_written_so(person, found->person);
  });
}

}  // namespace

PageRules page_rules(const BlockSet& set, const Catalog& catalog) {
  std::map<std::string, PageRule> by_key;
  const auto rule_for = [&](const auto& blocked) -> PageRule& {
    PageRule& rule = by_key[blocked.rule];
    rule.rule = blocked.rule;
    rule.ends = blocked.ends;  // the same for all of a rule
    return rule;
  };
  for (const BlockedHost& host : set.hosts) {
    if (is_opened_by_people(host.reason)) rule_for(host).hosts.push_back(host.host);
  }
  for (const BlockedProfile& profile : set.profiles) {
    const Service* service = catalog.find(profile.profile.service);
    if (service == nullptr || service->patterns.empty()) continue;
    auto& people = rule_for(profile).people;
    for (WrittenPerson& person : written(*service, profile.profile.handle)) {
      people.push_back(std::move(person));
    }
  }
  for (auto& [key, rule] : by_key) {
    // www. of a viewer, which has a line of its own in the hosts file.
    std::erase_if(rule.hosts, [all = rule.hosts](const HostName& host) {
      return std::ranges::any_of(
          all, [&](const auto& other) { return other != host && host.is_within(other); });
    });
  }
  PageRules rules{.allowed = set.allowed, .rules = {}};
  for (auto& [key, rule] : by_key) rules.rules.push_back(std::move(rule));
  return rules;
}

const PageRule* rule_of_page(const PageRules& rules, const HostName& host, std::string_view rest) {
  const PagePath link = split_path(rest);
  const bool is_allowed = is_within_any(host, rules.allowed);
  const auto found = std::ranges::find_if(rules.rules, [&](const PageRule& rule) {
    if (!is_allowed && is_within_any(host, rule.hosts)) return true;
    return std::ranges::any_of(rule.people,
                               [&](const auto& person) { return shows(person, host, link); });
  });
  return found == rules.rules.end() ? nullptr : &*found;
}

}  // namespace holdfast
