#include "daemon/options.h"

#include <boost/program_options.hpp>
#include <charconv>
#include <map>
#include <sstream>

#include "daemon/layers.h"

namespace holdfast::daemon {
namespace {

namespace po = boost::program_options;

po::options_description described() {
  po::options_description all("holdfastd: keeps what the policy says out of reach");
  all.add_options()                    //
      ("help,h", "show this text")     //
      ("version", "show the version")  //
      ("root", po::value<std::string>()->default_value("/"),
       "prefix every path that is read or written, so that a whole instance runs beside the "
       "system")                                                                                 //
      ("socket", po::value<std::string>(), "listen here instead of run/holdfast/holdfast.sock")  //
      ("layers", po::value<std::string>()->default_value("hosts,firewall,browser,phone"),
       "the layers that may be used")  //
      ("listen-address", po::value<std::string>()->default_value("127.0.53.66"),
       "the sinkhole: where blocked names lead")                                            //
      ("http-port", po::value<std::uint16_t>()->default_value(80), "its port for http")     //
      ("https-port", po::value<std::uint16_t>()->default_value(443), "its port for https")  //
      ("person", po::value<std::uint32_t>(), "uid that may use the socket beside root")     //
      ("resolver", po::value<std::string>()->default_value(""),
       "ask this name server (ADDRESS or ADDRESS:PORT) instead of the system's")       //
      ("sentry", po::value<std::string>()->default_value(""), "the sentry's program")  //
      ("sentry-user", po::value<std::string>()->default_value("holdfast-sentry"),
       "the user that the sentry becomes")                                             //
      ("post", po::value<std::string>()->default_value(""), "the program that mails")  //
      ("post-user", po::value<std::string>()->default_value("holdfast-post"),
       "the user that it becomes")  //
      ("browser-packages", po::value<std::string>()->default_value(""),
       "the folder of the packed browser extension")  //
      ("browser-host", po::value<std::string>()->default_value(""),
       "the program by which the extension reaches this one")                     //
      ("lift", "remove everything that any layer holds, byte for byte, and end")  //
      ("lift-ended",
       "lift what has ended, unless a daemon runs and does it, and end; for a timer")  //
      ("foreground", "stay in the foreground (always so; for habit's sake)")           //
      ("log-level", po::value<std::string>()->default_value("info"),
       "error, warning, info or debug");
  return all;
}

Result<std::set<Layer>> layers_in(const std::string& text) {
  std::set<Layer> layers;
  std::istringstream words(text);
  for (std::string name; std::getline(words, name, ',');) {
    const auto layer = layer_of(name);
    if (!layer) {
      return Error{ErrorCode::kInvalid, "--layers: no layer `" + name +
                                            "`; there are hosts, firewall, browser and phone"};
    }
    layers.insert(*layer);
  }
  return layers;
}

Result<LogLevel> level_of(const std::string& word) {
  static const std::map<std::string, LogLevel> kLevels = {{"error", LogLevel::kError},
                                                          {"warning", LogLevel::kWarning},
                                                          {"info", LogLevel::kInfo},
                                                          {"debug", LogLevel::kDebug}};
  const auto found = kLevels.find(word);
  if (found == kLevels.end()) {
    return Error{ErrorCode::kInvalid, "--log-level is error, warning, info or debug"};
  }
  return found->second;
}

// An IPv6 address with a port stands in brackets, as in a URL.
Result<NameServerAddress> name_server_of(const std::string& text) {
  const Error bad{ErrorCode::kInvalid,
                  "--resolver is ADDRESS, ADDRESS:PORT or [ADDRESS]:PORT, as in 192.0.2.1:53"};
  if (auto bare = IpAddress::parse(text)) return NameServerAddress{*bare};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return bad;
  std::string address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  const std::string port = text.substr(colon + 1);
  const auto parsed = IpAddress::parse(address);
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (!parsed || failed != std::errc() || end != port.data() + port.size() || number == 0 ||
      number > 65'535) {
    return bad;
  }
  return NameServerAddress{*parsed, static_cast<std::uint16_t>(number)};
}

}  // namespace

Result<Options> parse_options(const std::vector<std::string>& arguments) {
  po::variables_map given;
  try {
    po::store(po::command_line_parser(arguments).options(described()).positional({}).run(), given);
    po::notify(given);
  } catch (const po::error& bad) {
    return Error{ErrorCode::kInvalid, std::string(bad.what()) + "; see holdfastd --help"};
  }
  Options options;
  if (given.contains("help") || given.contains("version")) {
    std::ostringstream text;
    if (given.contains("help")) {
      text << described();
    } else {
      text << "holdfastd " HOLDFAST_VERSION "\n";
    }
    options.task = Task::kHelp;
    options.text = text.str();
    return options;
  }
  if (given.contains("lift")) options.task = Task::kLift;
  if (given.contains("lift-ended")) options.task = Task::kLiftEnded;
  options.paths.root =
      std::filesystem::absolute(given["root"].as<std::string>()).lexically_normal();
  options.socket = given.contains("socket")
                       ? std::filesystem::path(given["socket"].as<std::string>())
                       : options.paths.socket();
  auto layers = layers_in(given["layers"].as<std::string>());
  if (!layers) return layers.error();
  options.layers = std::move(layers).value();
  auto address = IpAddress::parse(given["listen-address"].as<std::string>());
  if (!address || !address->is_loopback()) {
    return Error{ErrorCode::kInvalid, "--listen-address is a loopback address such as 127.0.53.66"};
  }
  options.listen_address = *address;
  options.http_port = given["http-port"].as<std::uint16_t>();
  options.https_port = given["https-port"].as<std::uint16_t>();
  if (given.contains("person")) options.person = given["person"].as<std::uint32_t>();
  if (const std::string server = given["resolver"].as<std::string>(); !server.empty()) {
    auto parsed = name_server_of(server);
    if (!parsed) return parsed.error();
    options.name_server = *parsed;
  }
  options.sentry = given["sentry"].as<std::string>();
  options.sentry_user = given["sentry-user"].as<std::string>();
  options.post = given["post"].as<std::string>();
  options.post_user = given["post-user"].as<std::string>();
  options.browser_packages = given["browser-packages"].as<std::string>();
  options.browser_host = given["browser-host"].as<std::string>();
  auto level = level_of(given["log-level"].as<std::string>());
  if (!level) return level.error();
  options.log_level = *level;
  return options;
}

std::string page_address(const Options& options) {
  std::string address = "http://" + options.listen_address.to_string();
  if (options.http_port != 80) address += ":" + std::to_string(options.http_port);
  return address + "/resting";
}

}  // namespace holdfast::daemon
