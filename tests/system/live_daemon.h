#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <boost/json.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/ipc/client.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast {

/// What a command wrote to both its outputs, and its exit status.
struct Said {
  std::string text;
  int status = -1;
};

/// A whole holdfastd in network and mount namespaces of the test's own, on a scratch root whose etc
/// every program of the test sees as /etc. There is a route to the world, and nobody in it. Needs
/// root.
class LiveDaemon : public testing::Test {
 protected:
  explicit LiveDaemon(const std::filesystem::path& place = fast_place()) : folder_(place) {}
  void SetUp() override;
  void TearDown() override;

  /// Starts it and waits until it answers.
  void start(const std::vector<std::string>& arguments = {});
  /// The two halves of that.
  void launch(const std::vector<std::string>& arguments = {});
  void wait_until_ready();
  /// Sends a signal and waits for its end; the exit status, or minus the signal that ended it.
  int end_with(int signal);

  /// A call of io.holdfast.Control; an error reply fails the test.
  boost::json::object call(const std::string& method, boost::json::object parameters = {});
  boost::json::object edit(const std::string& line) {
    return call("Edit", {{"statements", {line}}});
  }
  /// Subjects of all recorded events of a kind.
  std::vector<std::string> recorded(const std::string& kind);
  /// Waits, some seconds at most, until so many events of a kind are recorded.
  bool wait_for(const std::string& kind, std::size_t count);

  /// The warnings of the status, as JSON.
  std::string warnings();
  /// A layer's state and what it says of it: "failing: ...".
  std::string layer(const std::string& name);

  /// Waits, some seconds at most, until something holds.
  static bool wait_until(const std::function<bool()>& holds);

  Said run(const std::string& command) const;
  /// curl's exit status for an https page: 35 is a TLS alert.
  int curl(const std::string& url, const std::string& options = "") const;

  std::string hosts() const { return get(folder_ / "etc/hosts"); }
  std::string socket() const { return (folder_ / "run/holdfast/holdfast.sock").string(); }
  /// The sentries that run in the test's network.
  std::vector<pid_t> sentries() const;

  TempDir folder_;
  pid_t daemon_ = 0;
};

}  // namespace holdfast
