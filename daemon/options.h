#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/paths.h"
#include "policy/attempt.h"
#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast::daemon {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

/// How much the daemon does: enforce until it is told to stop, or one thing and end.
enum class Task {
  kRun,
  kLift,       ///< remove everything that any layer wrote, then end
  kLiftEnded,  ///< lift what has ended while no daemon runs, then end
  kHelp,       ///< print `text`
};

struct NameServerAddress {
  IpAddress address;
  std::uint16_t port = 53;
};

/// The command line of holdfastd(8).
struct Options {
  Task task = Task::kRun;
  std::string text;  ///< with kHelp
  platform::Paths paths;
  std::filesystem::path socket;
  std::set<Layer> layers;
  IpAddress listen_address;
  std::uint16_t http_port = 80;
  std::uint16_t https_port = 443;
  std::optional<std::uint32_t> person;           ///< uid admitted beside root
  std::optional<NameServerAddress> name_server;  ///< nothing: the system's
  std::filesystem::path sentry;                  ///< empty: beside this program
  std::string sentry_user = "holdfast-sentry";
  std::filesystem::path post;  ///< empty: beside this program
  std::string post_user = "holdfast-post";
  std::filesystem::path browser_packages;  ///< empty: share/holdfast/browser beside this program
  std::filesystem::path browser_host;      ///< empty: beside this program
  LogLevel log_level = LogLevel::kInfo;
};

/// kInvalid says which option is wrong and what would be right.
Result<Options> parse_options(const std::vector<std::string>& arguments);

/// `http://127.0.53.66/resting`: where the sentry serves the kind page.
std::string page_address(const Options& options);

}  // namespace holdfast::daemon
