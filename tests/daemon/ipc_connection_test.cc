// One connection over a real socket: order, streams, late answers, limits.
#include "daemon/ipc_connection.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "platform/ipc/names.h"
#include "tests/fakes/ipc_service.h"

namespace holdfast::daemon {
namespace {

using fakes::IpcService;
using fakes::RawPeer;
using namespace std::chrono_literals;
using namespace std::string_literals;

const ipc::Interface& sample() {
  static const ipc::Interface kSample = ipc::parse_interface(R"(interface a.b
method Echo(n: int) -> (n: int)
method Count(to: int) -> (n: int)
method Wait() -> ()
method Lose() -> ()
method Big(bytes: int) -> (text: string)
method Pieces(count: int) -> (text: string)
error PermissionDenied ()
)")
                                            .value();
  return kSample;
}

std::string call(const std::string& method, const std::string& parameters = "{}",
                 const std::string& flags = "") {
  return R"({"method":"a.b.)" + method + R"(","parameters":)" + parameters + flags + "}\0"s;
}

class IpcConnectionTest : public testing::Test {
 protected:
  void answer(const ipc::Call& call, const Responder& to) {
    const auto name = ipc::split_name(call.method).member;
    const auto number = [&](const char* key) { return call.parameters.at(key).as_int64(); };
    if (name == "Echo") to.reply({{"n", number("n")}});
    if (name == "Count") {
      for (std::int64_t n = 1; n <= number("to"); ++n) {
        to.reply({{"n", n}},
                 n < number("to") ? Responder::Continues::kYes : Responder::Continues::kNo);
      }
    }
    if (name == "Wait") waiting_.push_back(to);
    if (name == "Big") {
      to.reply({{"text", std::string(static_cast<std::size_t>(number("bytes")), 'x')}});
    }
    if (name == "Pieces") {
      to.stream([left = number("count")]() mutable -> std::optional<boost::json::object> {
        if (left-- == 0) return std::nullopt;
        return boost::json::object{{"text", std::string(100'000, 'x')}};
      });
    }
  }

  // Waits, generously, for what the loop's thread brings about; asks there.
  template <class Condition>
  bool comes_true(Condition condition) {
    for (int i = 0; i < 1000; ++i) {
      bool is_true = false;
      service_.on_loop([&] { is_true = condition(); });
      if (is_true) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }

  bool connections_become(std::size_t count) {
    for (int i = 0; i < 1000 && service_.connections() != count; ++i) {
      std::this_thread::sleep_for(5ms);
    }
    return service_.connections() == count;
  }

  static ServerLimits limits() {
    ServerLimits limits;
    limits.admitted.half_message = 200ms;
    limits.admitted.stalled_output = 200ms;
    return limits;
  }

  std::vector<Responder> waiting_;
  fakes::FunctionHandler handler_{
      [this](const Peer&, const ipc::Call& call, const Responder& to) { answer(call, to); }};
  IpcService service_{handler_, AccessPolicy{::getuid()}, limits(), sample()};
  RawPeer peer_{service_.path()};
};

TEST_F(IpcConnectionTest, AnswersInOrder) {
  std::string many;
  for (int n = 0; n < 2000; ++n) many += call("Echo", R"({"n":)" + std::to_string(n) + "}");
  ASSERT_TRUE(peer_.send(many));
  for (int n = 0; n < 2000; ++n) {
    ASSERT_EQ(peer_.receive(), R"({"parameters":{"n":)" + std::to_string(n) + "}}");
  }
}

TEST_F(IpcConnectionTest, ALateAnswerHoldsUpTheNext) {
  ASSERT_TRUE(peer_.send(call("Wait") + call("Echo", R"({"n":1})")));
  EXPECT_EQ(peer_.receive(50ms), std::nullopt);
  service_.on_loop([&] { waiting_[0].reply({}); });
  EXPECT_EQ(peer_.receive(), R"({"parameters":{}})");
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":1}})");
  service_.on_loop([&] {
    EXPECT_FALSE(waiting_[0].is_open());
    waiting_[0].reply({});  // a second answer goes nowhere
  });
  ASSERT_TRUE(peer_.send(call("Echo", R"({"n":2})")));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":2}})");
}

TEST_F(IpcConnectionTest, AStreamSaysWhetherItContinues) {
  ASSERT_TRUE(peer_.send(call("Count", R"({"to":3})", R"(,"more":true)")));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":1},"continues":true})");
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":2},"continues":true})");
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":3}})");
}

TEST_F(IpcConnectionTest, WithoutMoreTheFirstReplyIsTheLast) {
  ASSERT_TRUE(peer_.send(call("Count", R"({"to":3})") + call("Echo", R"({"n":9})")));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":1}})");
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":9}})");
}

TEST_F(IpcConnectionTest, OnewayIsNotAnswered) {
  ASSERT_TRUE(peer_.send(call("Echo", R"({"n":1})", R"(,"oneway":true)") +
                         call("Nothing", "{}", R"(,"oneway":true)") + call("Echo", R"({"n":2})")));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":2}})");
}

TEST_F(IpcConnectionTest, ACallThatIsForgottenIsAnsweredAllTheSame) {
  ASSERT_TRUE(peer_.send(call("Lose")));
  EXPECT_NE(peer_.receive().value_or("").find(ipc::kFailed), std::string::npos);
}

TEST_F(IpcConnectionTest, ALongAnswerComesInPiecesAtThePeersPace) {
  ASSERT_TRUE(peer_.send(call("Pieces", R"({"count":200})", R"(,"more":true)")));
  std::this_thread::sleep_for(50ms);  // far more than the queue may hold is waiting
  for (int i = 0; i < 200; ++i) {
    const auto piece = peer_.receive();
    ASSERT_TRUE(piece) << i;
    EXPECT_EQ(piece->ends_with(R"("continues":true})"), i < 199);
  }
}

TEST_F(IpcConnectionTest, PiecesNeedMore) {
  ASSERT_TRUE(peer_.send(call("Pieces", R"({"count":1})") + call("Pieces", R"({"count":2})")));
  EXPECT_EQ(peer_.receive().value_or("").size(), 100'000 + R"({"parameters":{"text":""}})"s.size());
  EXPECT_NE(peer_.receive().value_or("").find(ipc::kExpectedMore), std::string::npos);
}

TEST_F(IpcConnectionTest, AnAnswerTooLongForAMessageIsAnError) {
  ASSERT_TRUE(peer_.send(call("Big", R"({"bytes":1048576})") + call("Big", R"({"bytes":1000})")));
  EXPECT_NE(peer_.receive().value_or("").find(ipc::kFailed), std::string::npos);
  EXPECT_EQ(peer_.receive().value_or("").size(), 1000 + R"({"parameters":{"text":""}})"s.size());
}

TEST_F(IpcConnectionTest, APeerThatEndedItsOutputStillGetsItsAnswers) {
  ASSERT_TRUE(peer_.send(call("Wait") + call("Echo", R"({"n":1})")));
  peer_.end_output();
  ASSERT_TRUE(comes_true([&] { return waiting_.size() == 1; }));
  std::this_thread::sleep_for(20ms);
  service_.on_loop([&] { waiting_[0].reply({}); });
  EXPECT_EQ(peer_.receive(), R"({"parameters":{}})");
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":1}})");
  EXPECT_TRUE(peer_.sees_close());
}

TEST_F(IpcConnectionTest, AWatcherThatLeavesIsNoticedAtOnce) {
  {
    RawPeer watcher(service_.path());
    ASSERT_TRUE(watcher.send(call("Wait", "{}", R"(,"more":true)")));
    ASSERT_TRUE(comes_true([&] { return waiting_.size() == 1 && waiting_[0].is_open(); }));
  }
  EXPECT_TRUE(comes_true([&] { return !waiting_[0].is_open(); }));
}

TEST_F(IpcConnectionTest, AHalfClosedWatcherThatLeavesIsNoticedToo) {
  {
    RawPeer watcher(service_.path());
    ASSERT_TRUE(watcher.send(call("Wait", "{}", R"(,"more":true)")));
    watcher.end_output();
    ASSERT_TRUE(comes_true([&] { return waiting_.size() == 1; }));
    std::this_thread::sleep_for(20ms);
    service_.on_loop([&] { EXPECT_TRUE(waiting_[0].is_open()); });
  }
  EXPECT_TRUE(comes_true([&] { return !waiting_[0].is_open(); }));
}

TEST_F(IpcConnectionTest, AHalfMessageTimesOut) {
  ASSERT_TRUE(peer_.send(R"({"method":)"));
  EXPECT_TRUE(peer_.sees_close());
}

TEST_F(IpcConnectionTest, DrippingDoesNotPutTheTimeOutOff) {
  const std::string message = call("Echo", R"({"n":1})");
  bool is_open = true;
  for (std::size_t i = 0; i + 1 < message.size() && is_open; ++i) {
    is_open = peer_.send(message.substr(i, 1));
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_TRUE(peer_.sees_close(0ms) || !is_open);
}

TEST_F(IpcConnectionTest, SilenceBetweenMessagesIsFree) {
  ASSERT_TRUE(peer_.send(call("Echo", R"({"n":1})")));
  EXPECT_TRUE(peer_.receive());
  std::this_thread::sleep_for(300ms);
  ASSERT_TRUE(peer_.send(call("Echo", R"({"n":2})")));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":2}})");
}

TEST_F(IpcConnectionTest, WhatIsNoCallClosesTheConnection) {
  const std::vector<std::string> none_is_a_call = {"\0"s, "{\0"s, "[]\0"s, "\xFF\0"s,
                                                   R"({"method":7})" + "\0"s};
  for (const std::string& bad : none_is_a_call) {
    RawPeer peer(service_.path());
    ASSERT_TRUE(peer.send(call("Echo", R"({"n":1})") + bad + call("Echo", R"({"n":2})")));
    EXPECT_EQ(peer.receive(), R"({"parameters":{"n":1}})");
    EXPECT_EQ(peer.receive(), std::nullopt);
  }
}

TEST_F(IpcConnectionTest, TwoMebibytesWithoutANulCloseTheConnection) {
  peer_.send(call("Echo", R"({"n":1})") + std::string(2 << 20, 'x'));
  EXPECT_EQ(peer_.receive(), R"({"parameters":{"n":1}})");
  EXPECT_TRUE(peer_.sees_close());
}

TEST_F(IpcConnectionTest, APeerThatNeverReadsIsDropped) {
  ASSERT_TRUE(connections_become(1));
  for (int i = 0; i < 100; ++i) {
    if (!peer_.send(call("Big", R"({"bytes":1000000})"), 100ms)) break;
  }
  EXPECT_TRUE(connections_become(0));
}

TEST_F(IpcConnectionTest, AWatcherThatNeverReadsIsDroppedWhenItsQueueIsFull) {
  ASSERT_TRUE(peer_.send(call("Wait", "{}", R"(,"more":true)")));
  ASSERT_TRUE(comes_true([&] { return waiting_.size() == 1; }));
  service_.on_loop([&] {
    int sent = 0;
    while (waiting_[0].is_open() && sent < 1'000'000) {
      waiting_[0].reply({}, Responder::Continues::kYes);
      ++sent;
    }
    EXPECT_FALSE(waiting_[0].is_open());
  });
}

TEST_F(IpcConnectionTest, AResponderMayOutliveTheServer) {
  std::vector<Responder> kept;
  {
    fakes::FunctionHandler keep(
        [&](const Peer&, const ipc::Call&, const Responder& to) { kept.push_back(to); });
    IpcService service(keep, AccessPolicy{::getuid()}, {}, sample());
    RawPeer peer(service.path());
    ASSERT_TRUE(peer.send(call("Wait")));
    for (bool there = false; !there;) service.on_loop([&] { there = !kept.empty(); });
  }
  EXPECT_FALSE(kept[0].is_open());
  kept[0].reply({});
}

}  // namespace
}  // namespace holdfast::daemon
