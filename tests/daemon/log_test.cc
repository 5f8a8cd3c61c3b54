#include "daemon/log.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

TEST(Log, KeepsToItsLevel) {
  testing::internal::CaptureStderr();
  set_log_level(LogLevel::kWarning);
  log(LogLevel::kInfo, "quiet");
  log(LogLevel::kError, "loud");
  set_log_level(LogLevel::kInfo);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said.find("quiet"), std::string::npos);
  EXPECT_NE(said.find("loud\n"), std::string::npos);
}

}  // namespace
}  // namespace holdfast::daemon
