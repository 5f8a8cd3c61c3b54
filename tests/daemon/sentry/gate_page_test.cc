// Holdfast's own page over real sockets: who sees what, and whose form is taken.
#include <string>

#include "tests/daemon/sentry/gate_world.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::Fd;

constexpr std::string_view kRule = "3f9c0a1b2c3d4e5f";
constexpr std::string_view kSecret = "day 7 {{token}} {{rule}}";

class GatePageTest : public GateTest {
 protected:
  void SetUp() override {
    GateTest::SetUp();
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    own_ = "127.0.0.1:" + std::to_string(endpoint_of(address).port);
    SharedPages pages;
    pages.style_source = "'sha256-a'";
    for (auto& languages : pages.pages) languages.fill("for anybody");
    gate_.use(std::move(pages));
  }
  // Sends it, and gives the answer if there is one at once.
  std::string ask(const std::string& bytes) {
    socket_ = client();
    say(socket_, bytes);
    admit(gate_);
    return heard(socket_).value_or("waits");
  }
  std::string get(const std::string& target, const std::string& host,
                  const std::string& fields = "") {
    return ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n");
  }
  std::string post(const std::string& token, const std::string& fields) {
    const std::string body = "rule=" + std::string(kRule) + "&token=" + token;
    return ask("POST /pass HTTP/1.1\r\nHost: " + own_ +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + fields +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  std::string post_from_here(const std::string& token) {
    return post(token, "Origin: http://" + own_ + "\r\n");
  }
  // What comes once the daemon has looked at the socket.
  std::string told(Audience audience, std::string_view page = {}) {
    gate_.answer_page({asked_.back().token, audience, !page.empty()}, page);
    return heard(socket_).value_or("waits");
  }
  std::string handed_token() {
    EXPECT_EQ(get("/resting?rule=" + std::string(kRule), own_), "waits");
    const std::string page = told(Audience::kPerson, kSecret);
    return page.substr(page.find("day 7 ") + 6, PageTokens::kDigits);
  }

  Gate gate_{poller_, 100, taking()};
  std::string own_;
  Fd socket_;
};

TEST_F(GatePageTest, ShowsThePersonTheirPage) {
  EXPECT_EQ(get("/resting?rule=" + std::string(kRule), own_), "waits");
  ASSERT_EQ(asked_.size(), 1U);
  EXPECT_EQ(asked_[0].deed, PageDeed::kShow);
  EXPECT_EQ(asked_[0].rule, kRule);
  EXPECT_EQ(asked_[0].destination.address.to_string(), "127.0.0.1");
  const std::string page = told(Audience::kPerson, kSecret);
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200 OK"));
  EXPECT_NE(page.find("day 7"), std::string::npos);
  EXPECT_TRUE(page.ends_with(kRule));
  EXPECT_TRUE(reports_.empty());
}

TEST_F(GatePageTest, ShowsOthersNothingOfIt) {
  get("/resting", own_);
  const std::string page = told(Audience::kOthers);
  EXPECT_TRUE(page.ends_with("for anybody"));
  EXPECT_TRUE(reports_.empty());
}

TEST_F(GatePageTest, ShowsNothingOfItWhenNobodySaysWhoLooks) {
  EXPECT_EQ(get("/resting", own_), "waits");
  now_ += 400ms;
  gate_.run_timers(now_, true);
  EXPECT_TRUE(heard(socket_)->ends_with("for anybody"));
  gate_.answer_page({asked_.back().token, Audience::kPerson, true}, kSecret);
  EXPECT_EQ(heard(socket_), "");
}

TEST_F(GatePageTest, ShowsNothingOfItWithoutADaemon) {
  Gate alone(poller_, 100, [](const Message&) { return false; });
  const Fd socket = client();
  say(socket, "GET /resting HTTP/1.1\r\nHost: " + own_ + "\r\n\r\n");
  admit(alone);
  EXPECT_NE(heard(socket)->find("you can ride this"), std::string::npos);
  EXPECT_EQ(alone.unacknowledged(), 0U);
}

TEST_F(GatePageTest, IsNotReachedByAnotherName) {
  // A name of theirs that was turned to this address reads what everybody may read.
  const std::string port = own_.substr(own_.find(':'));
  for (const std::string& host : {"evil.example" + port, "localhost" + port,
                                  std::string("127.0.0.1"), "127.1" + port, "127.0.0.2" + port}) {
    EXPECT_EQ(get("/resting", host), "waits");
    EXPECT_TRUE(asked_.empty()) << host;
    ASSERT_FALSE(reports_.empty()) << host;
    gate_.acknowledge(reports_.back().token);
    EXPECT_TRUE(heard(socket_)->starts_with("HTTP/1.1 403")) << host;
    reports_.clear();
    now_ += 2s;
  }
}

TEST_F(GatePageTest, IsNoPartOfAnotherPage) {
  for (const char* fields :
       {"Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "Sec-Purpose: prefetch\r\n"}) {
    const std::string answer = get("/resting", own_, fields);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 403")) << fields;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << fields;
    EXPECT_EQ(answer.find("Access-Control"), std::string::npos);
  }
  EXPECT_TRUE(get("/favicon.ico", own_).starts_with("HTTP/1.1 404"));
  EXPECT_TRUE(asked_.empty());
  EXPECT_TRUE(reports_.empty());
}

TEST_F(GatePageTest, TakesItsOwnFormOnce) {
  const std::string token = handed_token();
  EXPECT_EQ(post_from_here(token), "waits");
  EXPECT_EQ(asked_.back().deed, PageDeed::kPass);
  EXPECT_EQ(asked_.back().rule, kRule);
  EXPECT_TRUE(told(Audience::kPerson).starts_with("HTTP/1.1 303"));
  EXPECT_TRUE(get("/passed", own_).starts_with("HTTP/1.1 200"));
  const std::size_t asked = asked_.size();
  EXPECT_TRUE(post_from_here(token).starts_with("HTTP/1.1 403"));
  EXPECT_EQ(asked_.size(), asked);
  EXPECT_TRUE(reports_.empty());
}

TEST_F(GatePageTest, TakesNoFormOfAnotherSite) {
  const std::string token = handed_token();
  const std::size_t asked = asked_.size();
  for (const char* from : {"Origin: http://evil.example\r\n", "Origin: null\r\n", "",
                           "Sec-Fetch-Site: cross-site\r\n"})
    EXPECT_TRUE(post(token, from).starts_with("HTTP/1.1 403")) << from;
  EXPECT_TRUE(post_from_here("").starts_with("HTTP/1.1 403"));
  EXPECT_TRUE(post_from_here(std::string(PageTokens::kDigits, '0')).starts_with("HTTP/1.1 403"));
  EXPECT_EQ(asked_.size(), asked);
  EXPECT_EQ(post_from_here(token), "waits") << "what was refused has used up no token";
}

TEST_F(GatePageTest, TakesNoLargeForm) {
  const std::string body(kMaxForm + 1, 'a');
  EXPECT_TRUE(ask("POST /pass HTTP/1.1\r\nHost: " + own_ + "\r\nOrigin: http://" + own_ +
                  "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body)
                  .starts_with("HTTP/1.1 413"));
}

TEST_F(GatePageTest, AnswersAHead) {
  const std::string answer = ask("HEAD /resting HTTP/1.1\r\nHost: " + own_ + "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(GatePageTest, SendsALongPageWhole) {
  get("/resting", own_);
  const std::string page(4'000'000, 'x');
  gate_.answer_page({asked_.back().token, Audience::kPerson, true}, page);
  std::size_t got = 0;
  for (int turn = 0; turn < 10'000; ++turn) {
    const auto part = heard(socket_);
    if (part && part->empty()) break;
    if (part) got += part->size();
    handle(gate_);
  }
  EXPECT_GT(got, page.size());
}

}  // namespace
}  // namespace holdfast::daemon
