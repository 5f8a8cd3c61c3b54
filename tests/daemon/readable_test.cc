#include "daemon/readable.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>

#include "platform/fd.h"

namespace holdfast::daemon {
namespace {

class ReadableTest : public testing::Test {
 protected:
  void SetUp() override {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    reader_ = platform::Fd(ends[0]);
    writer_ = platform::Fd(ends[1]);
  }
  void write() { ASSERT_EQ(::write(writer_.get(), "x", 1), 1); }
  void read() {
    char byte = 0;
    ASSERT_EQ(::read(reader_.get(), &byte, 1), 1);
  }
  boost::asio::io_context loop_;
  platform::Fd reader_;
  platform::Fd writer_;
};

TEST_F(ReadableTest, CallsBackEachTime) {
  int calls = 0;
  Readable readable(loop_, reader_.get(), [&] {
    ++calls;
    read();
  });
  for (int i = 1; i <= 3; ++i) {
    write();
    loop_.run_one();
    EXPECT_EQ(calls, i);
  }
}

TEST_F(ReadableTest, LeavesTheDescriptorToItsOwner) {
  {
    Readable readable(loop_, reader_.get(), [] {});
  }
  write();
  read();
}

TEST_F(ReadableTest, MayBeDestroyedFromItsOwnCall) {
  std::optional<Readable> readable;
  int calls = 0;
  readable.emplace(loop_, reader_.get(), [&] {
    ++calls;
    readable.reset();
  });
  write();
  loop_.run();
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace holdfast::daemon
