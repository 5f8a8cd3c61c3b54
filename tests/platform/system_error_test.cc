#include "platform/system_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

TEST(SystemError, SortsWhatCallersBranchOn) {
  EXPECT_EQ(system_error("x", ENOSPC).code, ErrorCode::kNoSpace);
  EXPECT_EQ(system_error("x", EDQUOT).code, ErrorCode::kNoSpace);
  EXPECT_EQ(system_error("x", EROFS).code, ErrorCode::kReadOnly);
  EXPECT_EQ(system_error("x", EACCES).code, ErrorCode::kRefused);
  EXPECT_EQ(system_error("x", ENOENT).code, ErrorCode::kNotFound);
  EXPECT_EQ(system_error("x", EBUSY).code, ErrorCode::kBusy);
  EXPECT_EQ(system_error("x", EISDIR).code, ErrorCode::kInvalid);
  EXPECT_EQ(system_error("x", EOPNOTSUPP).code, ErrorCode::kUnsupported);
  EXPECT_EQ(system_error("x", EIO).code, ErrorCode::kSystem);
}

TEST(SystemError, IsOneSentenceWithAWayOut) {
  EXPECT_EQ(system_error("cannot write /etc/hosts", ENOSPC).text,
            "cannot write /etc/hosts: no space left on device; free some space on that disk");
}

TEST(SystemError, TakesErrnoByItself) {
  errno = ENOENT;
  EXPECT_THAT(system_error("cannot open x").text, testing::HasSubstr("no such file"));
}

TEST(Uninterrupted, RepeatsAfterASignalOnly) {
  int calls = 0;
  const auto twice_interrupted = [&] {
    errno = EINTR;
    return ++calls < 3 ? -1 : 7;
  };
  EXPECT_EQ(uninterrupted(twice_interrupted), 7);
  EXPECT_EQ(calls, 3);
  const auto fails = [&] {
    errno = EIO;
    ++calls;
    return -1;
  };
  EXPECT_EQ(uninterrupted(fails), -1);
  EXPECT_EQ(calls, 4);
}

}  // namespace
}  // namespace holdfast::platform
