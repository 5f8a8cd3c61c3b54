#include <gtest/gtest.h>

#include "tests/daemon/sentry/gate_world.h"

namespace holdfast::daemon {
namespace {

// The listener is at 127.0.0.1: a request that names it and its port is for Holdfast's own page.
class GateQuestions : public GateTest {
 protected:
  std::string own_host() const {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    const Endpoint here = endpoint_of(address);
    return here.address.to_string() + ":" + std::to_string(here.port);
  }
  std::string look() const {
    return "GET /resting HTTP/1.1\r\nHost: " + own_host() +
           "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\r\n";
  }
};

TEST_F(GateQuestions, WaitForTheWordOnWhoIsThere) {
  Gate gate(poller_, 16, taking());
  const Fd browser = client();
  say(browser, look());
  admit(gate);
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].deed, PageDeed::kShow);
  EXPECT_EQ(heard(browser), std::nullopt);
  gate.answer_page(PageAnswer{asked_[0].token, Audience::kPerson, true}, "<p>yours</p>");
  EXPECT_NE(heard(browser).value_or("").find("HTTP/1.1 200"), std::string::npos);
  EXPECT_TRUE(reports_.empty()) << "no attempt";
}

TEST_F(GateQuestions, AreAnsweredForOthersWhereNobodySays) {
  Gate gate(poller_, 16, taking());
  const Fd browser = client();
  say(browser, look());
  admit(gate);
  now_ += std::chrono::seconds(2);
  gate.run_timers(now_, true);
  const std::string page = heard(browser).value_or("");
  EXPECT_NE(page.find("HTTP/1.1 200"), std::string::npos);
  EXPECT_EQ(page.find("yours"), std::string::npos);
  // Too late, and for another by then.
  gate.answer_page(PageAnswer{asked_.at(0).token, Audience::kPerson, true}, "<p>yours</p>");
  EXPECT_EQ(heard(browser).value_or("").find("yours"), std::string::npos);
}

TEST_F(GateQuestions, TakeNoAnswerToAnother) {
  Gate gate(poller_, 16, taking());
  const Fd browser = client();
  say(browser, look());
  admit(gate);
  gate.answer_page(PageAnswer{asked_.at(0).token + 1, Audience::kPerson, true}, "<p>yours</p>");
  EXPECT_EQ(heard(browser), std::nullopt);
}

}  // namespace
}  // namespace holdfast::daemon
