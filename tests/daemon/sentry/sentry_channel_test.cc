#include "daemon/sentry/sentry_channel.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::Fd;

class SentryChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    int pair[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair), 0);
    other_.reset(pair[1]);
    channel_ = std::make_shared<SentryChannel>(io_, Fd(pair[0]));
    channel_->start([this](Message message) { messages_.push_back(std::move(message)); },
                    [this] { ++closed_; });
  }
  boost::asio::io_context io_;
  Fd other_;
  std::shared_ptr<SentryChannel> channel_;
  std::vector<Message> messages_;
  int closed_ = 0;
};

TEST_F(SentryChannelTest, ReceivesAndSaysWhenItIsOver) {
  ASSERT_TRUE(send_message(other_.get(), Ack{1}));
  ASSERT_EQ(::send(other_.get(), "rubbish", 7, 0), 7);
  ASSERT_TRUE(send_message(other_.get(), Ack{2}));
  other_.reset();
  io_.run_for(10s);
  EXPECT_EQ(messages_, (std::vector<Message>{Ack{1}, Ack{2}}));
  EXPECT_EQ(closed_, 1);
}

TEST_F(SentryChannelTest, KeepsOrderWhenTheOtherEndIsSlow) {
  constexpr std::uint64_t kMany = 5000;
  for (std::uint64_t i = 0; i < kMany; ++i) channel_->send(Ack{i});
  std::uint64_t expected = 0;
  while (expected < kMany) {
    auto received = receive_message(other_.get());
    ASSERT_TRUE(received);
    if (*received) {
      ASSERT_EQ((*received)->message, Message(Ack{expected++}));
    } else {
      ASSERT_GT(io_.run_one_for(10s), 0U);
    }
  }
}

TEST_F(SentryChannelTest, IsSilentOnceClosed) {
  channel_->close();
  channel_->send(Quit());
  io_.run_for(10s);
  EXPECT_EQ(closed_, 0);
  EXPECT_EQ(receive_message(other_.get()).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
