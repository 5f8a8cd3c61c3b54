#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "daemon/process/sanitized.h"
#include "daemon/sentry/hardening.h"
#include "daemon/sentry/sentry_process.h"

namespace holdfast::daemon {

/// What a command wrote to both its outputs, and its exit status.
struct Said {
  std::string text;
  int status = -1;
};

/// A network of its own: this process in one namespace, a peer with real servers in another, nft
/// redirects between them, and a real sentry that serves them. Needs root.
///
/// Here 203.0.113.1 and 2001:db8:1::1, the peer .7 and ::7. Redirected are TCP 80 and 443 to the
/// peer, to 203.0.113.9 (where nobody is) and to the sinkhole.
class SentryWorld : public testing::Test {
 protected:
  static constexpr const char* kBlocked = "blocked.example";
  static constexpr const char* kOther = "other.example";

  void SetUp() override;
  void TearDown() override;

  /// Starts the sentry with kBlocked blocked, and waits until it holds that.
  void start_sentry(SentryOptions options = {});
  void start_sentry_with(std::vector<SentryListener> listeners, SentryOptions options = {});
  SentryIndexes usual_indexes() const;
  void publish(const SentryIndexes& indexes);
  void redirect_to_sentry(uid_t exempt);
  /// Starts a program in the peer's namespace; it ends with the test.
  void serve(const std::string& command);
  void serve_https();

  /// Runs the daemon's side until `done` or a generous while has passed; true if done.
  bool run_until(const std::function<bool()>& done);
  /// Runs a shell command while the daemon's side runs.
  Said run(const std::string& command);
  /// The field of /proc/PID/status.
  std::string status_of(pid_t pid, const std::string& field) const;
  std::uint32_t total_count() const;

  boost::asio::io_context io_;
  std::filesystem::path folder_;
  std::vector<SentryAttempt> attempts_;
  std::vector<std::string> relayed_;
  std::vector<SentryExit> exits_;
  std::vector<std::pair<std::uint64_t, Holding>> held_;
  bool acknowledges_ = true;
  std::uint16_t http_ = 0;
  std::uint16_t https_ = 0;
  std::vector<pid_t> children_;
  pid_t peer_ = 0;
  std::unique_ptr<SentryProcess> sentry_;
};

}  // namespace holdfast::daemon
