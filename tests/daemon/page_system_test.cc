// The kind page end to end: a real sentry, real sockets, and who owns them as the kernel says.
#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <string>

#include "daemon/page_host.h"
#include "daemon/sentry_link.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

constexpr uid_t kPerson = 12345;
constexpr uid_t kOther = 12346;
const std::string kPage = "http://127.0.53.66/resting?rule=3f9c0a1b2c3d4e5f";

class PageSystemTest : public testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0 || ::unshare(CLONE_NEWNET) != 0) GTEST_SKIP() << "needs root";
    ASSERT_EQ(std::system("ip link set lo up"), 0);
    options_.paths = platform::Paths(folder_.path());
    std::filesystem::create_directories(options_.paths.run());
    options_.listen_address = *IpAddress::parse("127.0.53.66");
    options_.person = kPerson;
    options_.sentry = HOLDFAST_SENTRY;
    PagePort port{.shared = pages_.shared(),
                  .personal =
                      [this](PageLanguage language) {
                        return pages_.personal({16, {"If so, then a walk"}, {}}, language);
                      },
                  .passed = [this](const std::string& rule) { passed_.push_back(rule); }};
    link_.emplace(
        loop_, options_, [this](Attempt) { ++attempts_; }, [](const HostName&) {}, std::move(port),
        [](const Program&) { return false; });
    const auto started = link_->start(SentryLink::Way::kOnSinkhole);
    ASSERT_TRUE(started) << started.error().text.english();
    BlockSet set;
    set.hosts.push_back({HostName::parse("blocked.example").value(),
                         "host blocked.example",
                         HostReason::kTarget,
                         {}});
    link_->publish(set);
  }
  void TearDown() override {
    link_.reset();
    if (!options_.sentry.empty()) end_left_sentry(options_);
  }

  // What curl gets, headers and all, as that user, while the daemon's side runs.
  std::string curl(uid_t uid, const std::string& arguments) {
    const std::string user = std::to_string(uid);
    const std::string command = "setpriv --reuid " + user + " --regid " + user +
                                " --clear-groups curl -si --max-time 10 --noproxy '*' " + arguments;
    auto text = std::async(std::launch::async, [&] {
      std::string said;
      std::FILE* pipe = ::popen(command.c_str(), "re");
      std::array<char, 4096> part;
      while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
        said.append(part.data(), size);
      ::pclose(pipe);
      return said;
    });
    while (text.wait_for(0s) != std::future_status::ready) {
      loop_.restart();
      loop_.run_one_for(20ms);
    }
    return text.get();
  }
  static std::string token_in(const std::string& page) {
    const std::string before = "name=\"token\" value=\"";
    const std::size_t at = page.find(before);
    return at == std::string::npos ? "" : page.substr(at + before.size(), 32);
  }
  static std::string form(const std::string& token) {
    return "-H 'Origin: http://127.0.53.66' -d 'rule=3f9c0a1b2c3d4e5f&token=" + token +
           "' http://127.0.53.66/pass";
  }

  TempDir folder_;
  Options options_;
  boost::asio::io_context loop_;
  KindPages pages_{page_texts(), "http://127.0.53.66/resting"};
  std::vector<std::string> passed_;
  int attempts_ = 0;
  std::optional<SentryLink> link_;
};

TEST_F(PageSystemTest, KnowsThePersonFromTheOthers) {
  const std::string theirs = curl(kPerson, kPage);
  EXPECT_NE(theirs.find("HTTP/1.1 200"), std::string::npos);
  EXPECT_NE(theirs.find("16 days"), std::string::npos);
  EXPECT_NE(theirs.find("If so, then a walk"), std::string::npos);
  EXPECT_NE(curl(kPerson, "-H 'Accept-Language: de' " + kPage).find("16 Tage"), std::string::npos);
  for (const std::string& page : {curl(kOther, kPage), curl(kPerson, "-I " + kPage),
                                  curl(kPerson, "-H 'Sec-Fetch-Dest: image' " + kPage),
                                  curl(kPerson, "-H 'Host: evil.example' " + kPage)}) {
    EXPECT_NE(page.find("HTTP/1.1 "), std::string::npos);
    for (const char* part : {"16 days", "If so", "token"})
      EXPECT_EQ(page.find(part), std::string::npos) << part << " in " << page;
  }
  EXPECT_EQ(attempts_, 1) << "the foreign name";
}

TEST_F(PageSystemTest, LetsThePersonLetItPass) {
  const std::string token = token_in(curl(kPerson, kPage));
  ASSERT_EQ(token.size(), 32U);
  EXPECT_NE(curl(kPerson, "-H 'Origin: http://evil.example' -d 'rule=3f9c0a1b2c3d4e5f&token=" +
                              token + "' http://127.0.53.66/pass")
                .find("HTTP/1.1 403"),
            std::string::npos);
  EXPECT_TRUE(passed_.empty());
  EXPECT_NE(curl(kPerson, "-L " + form(token)).find("You let it pass"), std::string::npos);
  EXPECT_EQ(passed_, std::vector<std::string>{"3f9c0a1b2c3d4e5f"});
  EXPECT_NE(curl(kPerson, form(token)).find("HTTP/1.1 403"), std::string::npos);
  // A token that somebody else got hold of is no good to them.
  (void)curl(kOther, form(token_in(curl(kPerson, kPage))));
  EXPECT_EQ(passed_.size(), 1U);
  EXPECT_EQ(attempts_, 0);
}

TEST_F(PageSystemTest, TakesAnAttemptForAnAttempt) {
  const std::string page =
      curl(kPerson, "--resolve blocked.example:80:127.0.53.66 http://blocked.example/x");
  EXPECT_NE(page.find("HTTP/1.1 403"), std::string::npos);
  EXPECT_NE(page.find("href=\"http://127.0.53.66/resting\""), std::string::npos);
  EXPECT_EQ(page.find("16 days"), std::string::npos);
  EXPECT_EQ(attempts_, 1);
}

}  // namespace
}  // namespace holdfast::daemon
