#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/fakes/fake_daemon.h"
#include "tray/cli/command.h"
#include "tray/cli/output.h"

namespace holdfast::cli {

/// What one run of `holdfast` left behind.
struct Ran {
  ExitCode code;
  std::string out;
  std::string err;
};

/// Runs `holdfast` against a fake daemon, on Thursday 12 March 2026 at 21:00 in Berlin. Every line
/// for people is checked to fit 80 columns.
class CliTest : public testing::Test {
 protected:
  CliTest();

  Ran run(std::vector<std::string> words);
  /// Without the fake daemon's socket.
  Ran run_alone(std::vector<std::string> words);

  /// Runs, and compares everything with golden/NAME.txt; returns the exit code. To take the present
  /// output as right: HOLDFAST_UPDATE_GOLDEN=1.
  ExitCode expect_golden(const std::string& name, const std::vector<std::string>& words);

  /// A terminal, on which this is typed.
  void type(std::string text);

  fakes::FakeDaemon daemon_;
  Display display_;
  std::map<std::string, std::string, std::less<>> variables_;
  std::chrono::milliseconds waited_{0};  ///< in all; nobody really waits
  std::function<void()> on_wait_;        ///< what happens meanwhile

 private:
  std::string typed_;
  bool is_terminal_ = false;
};

}  // namespace holdfast::cli
