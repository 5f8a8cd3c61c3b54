#include "daemon/sentry/sentry.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cerrno>
#include <future>
#include <string>
#include <string_view>
#include <thread>

#include "tests/daemon/sentry/sentry_world.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

std::string curl(const std::string& url, const std::string& address = "203.0.113.7") {
  return "curl -gksS -m 10 --noproxy '*' --connect-to '::" + address + ":' " + url;
}

class SentryTest : public SentryWorld {
 protected:
  platform::Fd connect_to(const char* address, std::uint16_t port) {
    const SocketAddress where = socket_address({*IpAddress::parse(address), port});
    platform::Fd socket(::socket(where.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&where.storage), where.size) != 0)
      socket.reset();
    return socket;
  }
  // All that comes until the end of the stream, while the daemon's side runs.
  std::string read_all(const platform::Fd& socket) {
    std::string text;
    bool ended = false;
    EXPECT_TRUE(run_until([&] {
      char part[4096];
      const ssize_t size = ::recv(socket.get(), part, sizeof part, MSG_DONTWAIT);
      if (size > 0) text.append(part, static_cast<std::size_t>(size));
      ended = size == 0 || (size < 0 && errno != EAGAIN);
      return ended;
    }));
    return text;
  }
  static void send_text(const platform::Fd& socket, std::string_view text) {
    ASSERT_EQ(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
};

TEST_F(SentryTest, AnswersABlockedPageOverHttp) {
  start_sentry();
  const Said said =
      run(curl("-i http://www.blocked.example/her.name?x -H 'Sec-Fetch-Mode: navigate' "
               "-H 'Sec-Fetch-Dest: document'"));
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_TRUE(said.text.starts_with("HTTP/1.1 403")) << said.text;
  EXPECT_NE(said.text.find("Cache-Control: no-store"), std::string::npos);
  EXPECT_NE(said.text.find("This page is resting"), std::string::npos);
  EXPECT_EQ(said.text.find("blocked.example"), std::string::npos);
  ASSERT_EQ(attempts_.size(), 1U);
  const Attempt& attempt = attempts_[0].attempt;
  EXPECT_EQ(attempt.detector, Detector::kHttp);
  EXPECT_EQ(attempt.intent, Intent::kVisit);
  EXPECT_EQ(attempt.host->ascii(), "www.blocked.example");
  EXPECT_EQ(attempt.address->to_string(), "203.0.113.7");
  EXPECT_EQ(attempt.port, 80);
  EXPECT_EQ(attempt.path, "/her.name?x");
  EXPECT_EQ(attempts_[0].client.address.to_string(), "203.0.113.1");
}

TEST_F(SentryTest, HoldsTheConnectionOpenUntilTheDaemonHasLooked) {
  start_sentry();
  acknowledges_ = false;
  const platform::Fd client = connect_to("203.0.113.7", 80);
  send_text(client, "GET / HTTP/1.1\r\nHost: blocked.example\r\n\r\n");
  ASSERT_TRUE(run_until([&] { return !attempts_.empty(); }));
  char byte;
  EXPECT_LT(::recv(client.get(), &byte, 1, MSG_DONTWAIT), 0);
  SentryProcess::ack(attempts_[0]);
  EXPECT_TRUE(read_all(client).starts_with("HTTP/1.1 403"));
}

TEST_F(SentryTest, AnswersTlsWithAccessDenied) {
  start_sentry();
  const Said said = run(curl("https://blocked.example/"));
  EXPECT_NE(said.status, 0);
  EXPECT_NE(said.text.find("access denied"), std::string::npos) << said.text;
  for (const char* version : {"-tls1_2", "-tls1_3"}) {
    const Said openssl = run(std::string("openssl s_client -connect 203.0.113.7:443 -servername "
                                         "blocked.example ") +
                             version + " </dev/null");
    EXPECT_NE(openssl.text.find("alert number 49"), std::string::npos) << openssl.text;
  }
  ASSERT_GE(attempts_.size(), 1U);
  EXPECT_EQ(attempts_[0].attempt.detector, Detector::kTls);
  EXPECT_EQ(attempts_[0].attempt.host->ascii(), "blocked.example");
  EXPECT_EQ(attempts_[0].attempt.port, 443);
}

TEST_F(SentryTest, AnswersAtTheSinkholeWhateverTheName) {
  start_sentry();
  EXPECT_TRUE(
      run(curl("-i http://other.example/", "127.0.53.66")).text.starts_with("HTTP/1.1 403"));
  EXPECT_TRUE(
      run(curl("-i http://x.example/", "[::ffff:127.0.53.66]")).text.starts_with("HTTP/1.1 403"));
  ASSERT_EQ(attempts_.size(), 2U);
  EXPECT_EQ(attempts_[1].attempt.address->to_string(), "127.0.53.66");
}

TEST_F(SentryTest, RelaysANameThatIsNotBlocked) {
  serve_https();
  start_sentry();
  const Said said = run(curl("https://other.example/"));
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_NE(said.text.find("s_server"), std::string::npos) << said.text;
  EXPECT_EQ(run(curl("https://pay.blocked.example/")).status, 0);
  EXPECT_EQ(run(curl("https://other.example/", "[2001:db8:1::7]")).status, 0);
  EXPECT_TRUE(attempts_.empty());
  EXPECT_EQ(relayed_, (std::vector<std::string>{"other.example", "pay.blocked.example"}));
}

TEST_F(SentryTest, RelaysWhatGivesNoNameToASharedAddressAlone) {
  serve_https();
  start_sentry();
  SentryIndexes indexes = usual_indexes();
  EXPECT_NE(run(curl("https://203.0.113.7/")).status, 0);
  EXPECT_EQ(attempts_.size(), 1U);
  indexes.shared = {*IpAddress::parse("203.0.113.7")};
  publish(indexes);
  EXPECT_EQ(run(curl("https://203.0.113.7/")).status, 0);
  EXPECT_NE(run(curl("https://blocked.example/")).status, 0);
  EXPECT_EQ(attempts_.size(), 2U);
}

TEST_F(SentryTest, SeesIpv6Destinations) {
  start_sentry();
  EXPECT_NE(run(curl("https://blocked.example/", "[2001:db8:1::7]")).status, 0);
  ASSERT_EQ(attempts_.size(), 1U);
  EXPECT_EQ(attempts_[0].attempt.address->to_string(), "2001:db8:1::7");
  EXPECT_EQ(attempts_[0].client.address.to_string(), "2001:db8:1::1");
}

TEST_F(SentryTest, BlocksABlockedNetworkWhateverTheName) {
  serve_https();
  start_sentry();
  SentryIndexes indexes = usual_indexes();
  indexes.networks = {*Network::parse("203.0.113.0/28")};
  publish(indexes);
  EXPECT_NE(run(curl("https://other.example/")).status, 0);
  EXPECT_EQ(attempts_.size(), 1U);
  publish(usual_indexes());
  EXPECT_EQ(run(curl("https://other.example/")).status, 0);
}

TEST_F(SentryTest, CarriesAHalfClosedRelayToItsEnd) {
  serve(
      "python3 -c 'import socket\ns=socket.create_server((\"203.0.113.7\",80))\n"
      "while 1:\n c,_=s.accept(); d=b\"\"\n"
      " while 1:\n  p=c.recv(65536)\n  if not p: break\n  d+=p\n"
      " c.sendall(str(len(d)).encode()); c.close()'");
  start_sentry();
  std::string text = "POST / HTTP/1.1\r\nHost: other.example\r\n\r\n";
  text.resize(3'000'000, 'x');
  std::string answer;
  for (int attempt = 0; attempt < 100 && answer.empty(); ++attempt) {  // until the server listens
    const platform::Fd client = connect_to("203.0.113.7", 80);
    auto sent = std::async(std::launch::async, [&] {
      (void)::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL);
      ::shutdown(client.get(), SHUT_WR);
    });
    answer = read_all(client);
    sent.wait();
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_EQ(answer, "3000000");
}

TEST_F(SentryTest, ResetsWhereNobodyListens) {
  start_sentry();
  const Said said = run(curl("http://other.example/"));
  EXPECT_TRUE(said.status == 56 || said.status == 52) << said.text;
  EXPECT_TRUE(attempts_.empty());
}

TEST_F(SentryTest, DoesNotFeedItselfWithoutItsExemption) {
  start_sentry();
  redirect_to_sentry(4242);
  const Said said = run(curl("http://other.example/"));
  EXPECT_NE(said.status, 0);
  EXPECT_EQ(run(curl("-o /dev/null -w '%{http_code}' http://blocked.example/")).text, "403");
}

TEST_F(SentryTest, AnswersTheFirstOfPipelinedRequestsAndEnds) {
  start_sentry();
  const platform::Fd client = connect_to("203.0.113.7", 80);
  send_text(client,
            "GET /a HTTP/1.1\r\nHost: blocked.example\r\n\r\nGET /b HTTP/1.1\r\nHost: "
            "other.example\r\n\r\n");
  const std::string text = read_all(client);
  EXPECT_TRUE(text.starts_with("HTTP/1.1 403"));
  EXPECT_EQ(text.find("HTTP/1.1", 1), std::string::npos);
}

TEST_F(SentryTest, CountsGarbageAndSilenceAsNameless) {
  start_sentry();
  const platform::Fd garbage = connect_to("203.0.113.7", 443);
  send_text(garbage, std::string("\0\1\2 nothing", 11));
  EXPECT_EQ(read_all(garbage), "");
  const platform::Fd silent = connect_to("203.0.113.9", 443);
  EXPECT_EQ(read_all(silent), "");
  ASSERT_TRUE(run_until([&] { return attempts_.size() == 2; }));
  EXPECT_EQ(attempts_[0].attempt.detector, Detector::kSilent);
  EXPECT_FALSE(attempts_[0].attempt.host);
  EXPECT_EQ(attempts_[1].attempt.address->to_string(), "203.0.113.9");
}

TEST_F(SentryTest, ReadsAHeadThatComesByteByByte) {
  start_sentry();
  const platform::Fd client = connect_to("203.0.113.7", 80);
  for (const char c : std::string_view("GET / HTTP/1.1\r\nHost: blocked.example\r\n\r\n")) {
    send_text(client, {&c, 1});
    io_.restart();
    io_.run_for(2ms);
  }
  EXPECT_TRUE(read_all(client).starts_with("HTTP/1.1 403"));
  EXPECT_EQ(attempts_.back().attempt.host->ascii(), "blocked.example");
}

TEST_F(SentryTest, EndsASlowHead) {
  start_sentry();
  const platform::Fd client = connect_to("203.0.113.7", 80);
  send_text(client, "GET / HTTP/1.1\r\nHost: ");
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(read_all(client), "");
  EXPECT_GT(std::chrono::steady_clock::now() - began, 3s);
}

TEST_F(SentryTest, StillAnswersBesideTenThousandIdleConnections) {
  rlimit limit{20'000, 20'000};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
  start_sentry();
  std::vector<platform::Fd> idle;
  for (int i = 0; i < 10'000; ++i) {
    idle.push_back(connect_to("203.0.113.7", 443));
    ASSERT_TRUE(idle.back()) << i;
  }
  EXPECT_TRUE(run(curl("-i http://blocked.example/")).text.starts_with("HTTP/1.1 403"));
  EXPECT_EQ(read_all(idle.back()), "");
  EXPECT_TRUE(run_until([&] { return total_count() == 10'001; })) << total_count();
  EXPECT_EQ(exits_.size(), 0U) << exits_.front().how;
  EXPECT_LE(attempts_.size(), 30U);
  const long resident = std::stol(status_of(sentry_->pid(), "VmRSS"));
  EXPECT_TRUE(kSanitized || resident < 12'000) << resident;
}

}  // namespace
}  // namespace holdfast::daemon
