#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/system/live_daemon.h"

namespace holdfast::bench {

/// The whole of Holdfast in namespaces of its own, as the system tests run it. What fails there,
/// ends the benchmark. Needs root.
class Machine : public LiveDaemon {
 public:
  explicit Machine(const std::filesystem::path& place = std::filesystem::temp_directory_path());
  ~Machine() override { TearDown(); }

  using LiveDaemon::call;
  using LiveDaemon::end_with;
  using LiveDaemon::run;
  using LiveDaemon::sentries;
  using LiveDaemon::socket;
  using LiveDaemon::start;
  using LiveDaemon::wait_until;

  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  pid_t daemon() const { return daemon_; }
  std::vector<pid_t> processes() const;

  /// For the next start: rules for `host0.example` and so on.
  void write_rules(int count, const std::string& more = "");
  /// For the next start: a policy of one list of so many names; then starts, waits until the list
  /// answers, and leaves the daemon running.
  void import_list(std::size_t names);

  struct Started {
    std::chrono::duration<double, std::milli> until_ready;   ///< READY=1 of sd_notify(3)
    std::chrono::duration<double, std::milli> until_answer;  ///< to a first GetStatus
  };
  Started timed_start();
  /// Takes away what every layer holds, and ends the sentry.
  void lift();

 private:
  void TestBody() override {}
};

}  // namespace holdfast::bench
