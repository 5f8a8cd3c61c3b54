#include "daemon/sentry/channel_io.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace holdfast::daemon {
namespace {

using platform::Fd;

class ChannelIo : public testing::Test {
 protected:
  void SetUp() override {
    int pair[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    a_.reset(pair[0]);
    b_.reset(pair[1]);
  }
  Fd a_;
  Fd b_;
};

TEST_F(ChannelIo, CarriesDescriptors) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const Fd read_end(pipe[0]);
  const Fd write_end(pipe[1]);
  const int sent[] = {write_end.get()};
  ASSERT_TRUE(send_message(a_.get(), UseListeners{{ListenerRole::kHttp}}, sent));
  auto received = receive_message(b_.get());
  ASSERT_TRUE(received && *received);
  ASSERT_EQ((*received)->descriptors.size(), 1U);
  EXPECT_EQ(::write((*received)->descriptors[0].get(), "x", 1), 1);
  char byte = 0;
  EXPECT_EQ(::read(read_end.get(), &byte, 1), 1);
}

TEST_F(ChannelIo, SaysWhenThereIsNothingAndWhenItIsOver) {
  auto received = receive_message(b_.get());
  ASSERT_TRUE(received);
  EXPECT_FALSE(*received);
  a_.reset();
  EXPECT_EQ(receive_message(b_.get()).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(send_message(b_.get(), Quit()).error().code, ErrorCode::kNotFound);
}

TEST_F(ChannelIo, NeverBlocks) {
  Result<void> sent;
  for (int i = 0; i < 100'000 && sent; ++i) sent = send_message(a_.get(), AttemptReport());
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::kBusy);
}

TEST_F(ChannelIo, RefusesBrokenMessagesAndGoesOn) {
  const int extra[] = {STDERR_FILENO};
  ASSERT_TRUE(send_message(a_.get(), UseListeners{{ListenerRole::kHttp}}));  // lacks one
  ASSERT_TRUE(send_message(a_.get(), Ack{1}, extra));                        // has one too many
  const std::string garbage(4000, 'x');
  ASSERT_GT(::send(a_.get(), garbage.data(), garbage.size(), 0), 0);
  ASSERT_TRUE(send_message(a_.get(), Ack{2}));
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(receive_message(b_.get()).error().code, ErrorCode::kCorrupt);
  auto received = receive_message(b_.get());
  ASSERT_TRUE(received && *received);
  EXPECT_EQ((*received)->message, Message(Ack{2}));
}

}  // namespace
}  // namespace holdfast::daemon
