#include "platform/browser/page_rules_json.h"

#include <boost/json.hpp>
#include <chrono>
#include <utility>

namespace holdfast::platform {
namespace {

namespace json = boost::json;

json::array names(const std::vector<HostName>& hosts) {
  json::array all;
  for (const HostName& host : hosts) all.emplace_back(host.ascii());
  return all;
}

json::object person_json(const WrittenPerson& person) {
  json::array pages;
  for (const UrlPattern& page : person.pages) {
    json::object written{{"host", page.host.ascii()}, {"path", page.path}};
    if (page.place == HandlePlace::kSubdomain) written["subdomain"] = true;
    pages.push_back(std::move(written));
  }
  return {{"handle", person.handle},
          {"ignore", person.ignore},
          {"case", person.letters == HandleCase::kInsensitive ? "same" : "distinct"},
          {"pages", std::move(pages)}};
}

}  // namespace

json::object page_rules_json(const PageRules& rules, std::string_view kind_page,
                             const RuleIds& ids) {
  json::array all;
  for (const PageRule& rule : rules.rules) {
    json::array people;
    for (const WrittenPerson& person : rule.people) people.push_back(person_json(person));
    json::object written{
        {"id", ids(rule.rule)}, {"hosts", names(rule.hosts)}, {"people", std::move(people)}};
    if (rule.ends) {
      written["until"] =
          std::chrono::ceil<std::chrono::seconds>(rule.ends->time_since_epoch()).count();
    }
    all.push_back(std::move(written));
  }
  return {{"page", kind_page}, {"allowed", names(rules.allowed)}, {"rules", std::move(all)}};
}

}  // namespace holdfast::platform
