#include "platform/resolver.h"

#include <netinet/in.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::ip;
using ::testing::IsEmpty;
using testing::TwoHosts;
using Outcome = Resolution::Outcome;

constexpr std::uint16_t kPort = 5353;

HostName host(const std::string& name) { return *HostName::parse(name); }

/// A real DNS server in the calling thread's namespace, for as long as it lives.
class Dnsmasq {
 public:
  explicit Dnsmasq(std::vector<const char*> arguments) {
    arguments.insert(
        arguments.begin(),
        {"dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
         "--user=root", "--pid-file=", "--log-facility=/dev/null", "--bind-interfaces",
         "--listen-address=127.0.0.1", "--port=5353", "--local=/example/"});
    arguments.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::execvp("dnsmasq", const_cast<char**>(arguments.data()));
      ::_exit(127);
    }
    for (int i = 0; i < 100 && testing::try_connect(ip("127.0.0.1"), kPort).error != 0; ++i) {
      ::usleep(20'000);
    }
  }
  ~Dnsmasq() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }

 private:
  pid_t pid_;
};

class ResolverTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
  }

  void open(ResolverOptions options) {
    auto opened = Resolver::open(std::move(options), [this](int fd, Resolver::Interest interest) {
      if (interest == Resolver::Interest::kNone) {
        sockets_.erase(fd);
      } else {
        sockets_[fd] = interest;
      }
    });
    ASSERT_TRUE(opened) << opened.error().text;
    resolver_ = std::move(*opened);
  }
  void open() { open({.servers = {{ip("127.0.0.1"), kPort}}}); }

  void ask(const std::string& name) {
    resolver_->resolve(host(name),
                       [this](const Resolution& answer) { answers_.push_back(answer); });
  }

  /// One turn of the loop that owns the resolver.
  void turn(std::chrono::milliseconds at_most) {
    std::vector<pollfd> polled;
    for (const auto& [fd, interest] : sockets_) {
      const auto bits = static_cast<int>(interest);
      polled.push_back({.fd = fd,
                        .events = static_cast<short>(((bits & 1) != 0 ? POLLIN : 0) |
                                                     ((bits & 2) != 0 ? POLLOUT : 0)),
                        .revents = 0});
    }
    const auto wait = std::min(at_most, resolver_->next_timeout().value_or(at_most));
    (void)::poll(polled.data(), polled.size(), static_cast<int>(wait.count()));
    for (const pollfd& one : polled) {
      if ((one.revents & (POLLIN | POLLERR | POLLHUP)) != 0) {
        resolver_->ready(one.fd, Resolver::Interest::kRead);
      }
      if ((one.revents & POLLOUT) != 0) resolver_->ready(one.fd, Resolver::Interest::kWrite);
    }
    resolver_->expire();
  }
  void run_to_the_end() {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (resolver_->pending() > 0 && std::chrono::steady_clock::now() < end) turn(1s);
    EXPECT_EQ(resolver_->pending(), 0U);
  }

  std::optional<TwoHosts> hosts_;
  std::map<int, Resolver::Interest> sockets_;
  std::unique_ptr<Resolver> resolver_;
  std::vector<Resolution> answers_;
};

TEST_F(ResolverTest, GivesBothFamiliesWithTheirTtl) {
  const Dnsmasq server({"--host-record=one.example,203.0.113.7,2001:db8:ffff::7,300",
                        "--host-record=one.example,203.0.113.8,60"});
  open();
  ask("one.example");
  run_to_the_end();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].outcome, Outcome::kFound);
  EXPECT_EQ(answers_[0].host, host("one.example"));
  EXPECT_THAT(answers_[0].addresses, ElementsAre(ResolvedAddress{ip("203.0.113.7"), 300s},
                                                 ResolvedAddress{ip("203.0.113.8"), 60s},
                                                 ResolvedAddress{ip("2001:db8:ffff::7"), 300s}));
  EXPECT_FALSE(resolver_->next_timeout()) << "idle means no wake-ups";
}

TEST_F(ResolverTest, FollowsCnamesAndDropsNobodysAddresses) {
  const Dnsmasq server(
      {"--host-record=end.example,203.0.113.7,300", "--cname=start.example,end.example",
       "--host-record=sunk.example,127.0.53.66", "--host-record=zero.example,0.0.0.0"});
  open();
  ask("start.example");
  run_to_the_end();
  ask("sunk.example");
  run_to_the_end();
  ask("zero.example");
  run_to_the_end();
  ask("missing.example");
  run_to_the_end();
  ASSERT_EQ(answers_.size(), 4U);
  EXPECT_THAT(answers_[0].addresses, ElementsAre(ResolvedAddress{ip("203.0.113.7"), 300s}));
  for (const std::size_t none : {1, 2, 3}) {
    EXPECT_EQ(answers_[none].outcome, Outcome::kNone) << none;
    EXPECT_THAT(answers_[none].addresses, IsEmpty());
  }
}

TEST_F(ResolverTest, GoesPastTheHostsFile) {
  // The name is in Debian's hosts file; only the DNS knows this address for it.
  const Dnsmasq server({"--host-record=ip6-allnodes,203.0.113.9,30"});
  open();
  ask("ip6-allnodes");
  run_to_the_end();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_THAT(answers_[0].addresses, ElementsAre(ResolvedAddress{ip("203.0.113.9"), 30s}));
}

TEST_F(ResolverTest, AsksNoMoreThanFiftyAtOnce) {
  // A server that never answers: what arrives is what is under way, A and AAAA each.
  const Fd silent(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(kPort);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::bind(silent.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
  open();
  for (int i = 0; i < 200; ++i) ask("n" + std::to_string(i) + ".example");
  for (int i = 0; i < 5; ++i) turn(20ms);
  int arrived = 0;
  char byte = 0;
  while (::recv(silent.get(), &byte, 1, 0) > 0) ++arrived;
  EXPECT_EQ(arrived, 100);
  EXPECT_EQ(resolver_->pending(), 200U);
  resolver_.reset();
  EXPECT_THAT(answers_, IsEmpty()) << "what was under way ends in silence";
  EXPECT_THAT(sockets_, IsEmpty());
}

TEST_F(ResolverTest, AnswersManyInTurn) {
  const Dnsmasq server({"--address=/example/203.0.113.7"});
  open();
  for (int i = 0; i < 200; ++i) ask("n" + std::to_string(i) + ".example");
  run_to_the_end();
  EXPECT_EQ(answers_.size(), 200U);
  for (const Resolution& answer : answers_) EXPECT_EQ(answer.outcome, Outcome::kFound);
}

TEST_F(ResolverTest, SaysThatNobodyAnswered) {
  open({.servers = {{ip("127.0.0.1"), 5354}}, .timeout = 50ms, .tries = 1});
  ask("one.example");
  run_to_the_end();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].outcome, Outcome::kFailed);
  EXPECT_NE(answers_[0].failure, "");
}

TEST_F(ResolverTest, MayBeAskedFromWithinAnAnswer) {
  const Dnsmasq server({"--host-record=one.example,203.0.113.7"});
  open();
  resolver_->resolve(host("one.example"), [this](const Resolution&) { ask("one.example"); });
  run_to_the_end();
  EXPECT_EQ(answers_.size(), 1U);
}

}  // namespace
}  // namespace holdfast::platform
