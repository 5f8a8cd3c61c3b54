#include "policy/export_text.h"

#include <boost/json.hpp>
#include <functional>
#include <map>

namespace holdfast {
namespace {

std::string each_host(const State& state, std::string_view head,
                      const std::function<std::string(const std::string&)>& line) {
  std::string text(head);
  for (const BlockedHost& host : state.block_set.hosts) text += line(host.host.ascii());
  return text;
}

std::string as_json(const State& state) {
  namespace json = boost::json;
  json::array statements;
  for (const Statement& statement : state.rules.statements()) {
    statements.emplace_back(to_text(statement));
  }
  json::array hosts;
  for (const BlockedHost& host : state.block_set.hosts) hosts.emplace_back(host.host.ascii());
  json::array networks;
  for (const BlockedNetwork& network : state.block_set.networks) {
    networks.emplace_back(network.network.to_string());
  }
  return json::serialize(json::object{{"policy", state.rules.text()},
                                      {"statements", std::move(statements)},
                                      {"hosts", std::move(hosts)},
                                      {"networks", std::move(networks)}}) +
         "\n";
}

std::string as_hosts(const State& state) {
  return each_host(state, "# block set of Holdfast, hosts(5)\n", [](const std::string& host) {
    return "0.0.0.0 " + host + "\n:: " + host + "\n";
  });
}

std::string as_dnsmasq(const State& state) {
  return each_host(state, "# block set of Holdfast, dnsmasq(8)\n",
                   [](const std::string& host) { return "address=/" + host + "/#\n"; });
}

std::string as_unbound(const State& state) {
  return each_host(
      state, "# block set of Holdfast, unbound.conf(5)\nserver:\n",
      [](const std::string& host) { return "  local-zone: \"" + host + ".\" always_nxdomain\n"; });
}

std::string as_rpz(const State& state) {
  return each_host(
      state,
      "; block set of Holdfast, a response policy zone\n$TTL 300\n"
      "@ SOA localhost. root.localhost. 1 3600 600 604800 300\n@ NS localhost.\n",
      [](const std::string& host) { return host + " CNAME .\n*." + host + " CNAME .\n"; });
}

std::string as_adguard(const State& state) {
  return each_host(state, "! block set of Holdfast, AdGuard and uBlock syntax\n",
                   [](const std::string& host) { return "||" + host + "^\n"; });
}

}  // namespace

Result<std::string> export_text(std::string_view format, const State& state) {
  static const std::map<std::string_view, std::string (*)(const State&)> kFormats = {
      {"json", as_json},       {"hosts", as_hosts}, {"dnsmasq", as_dnsmasq},
      {"unbound", as_unbound}, {"rpz", as_rpz},     {"adguard", as_adguard}};
  const auto found = kFormats.find(format);
  if (found == kFormats.end()) {
    return Error{ErrorCode::kInvalid,
                 say("no such format; there are json, hosts, dnsmasq, unbound, rpz and adguard")};
  }
  return found->second(state);
}

}  // namespace holdfast
