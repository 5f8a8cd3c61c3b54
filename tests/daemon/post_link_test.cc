#include "daemon/post_link.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <optional>

#include "tests/fakes/mail_server.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::Fate;
using platform::MailVerdict;
using Kind = platform::MailVerdict::Kind;

platform::ComposeTask letter() {
  platform::ComposeTask task;
  task.from_name = "Max";
  task.from_mail = "max@example.org";
  task.to_name = "A friend";
  task.to_mail = "friend@example.net";
  task.subject = "A week";
  task.text = "Twelve days.\n";
  task.html = "<p>Twelve days.</p><img src=\"cid:chart\">\n";
  task.message_id = "week-7.test@example.org";
  task.date = Wall(1'795'000'000s);
  task.unsubscribe_subject = "Stop";
  task.chart = platform::WeekChart{{{"M", 3, 2}}};
  return task;
}

class PostLinkTest : public testing::Test {
 protected:
  void SetUp() override {
    setup_.program = HOLDFAST_POST;
    setup_.paths.root = root_.path();
    setup_.limits = {.connect = 5s, .whole = 10s};
    std::filesystem::create_directories(setup_.paths.state());
    std::filesystem::create_directories(setup_.paths.mail_account().parent_path());
    link_.emplace(loop_, setup_);
  }

  void use_server(const std::string& url) {
    platform::MailAccount account;
    account.from = "max@example.org";
    account.server = url;
    const auto written = platform::write_mail_account(setup_.paths, account, std::nullopt);
    ASSERT_TRUE(written) << written.error().text;
  }

  template <class Condition>
  bool run_until(Condition holds) {
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!holds() && std::chrono::steady_clock::now() < until) {
      loop_.restart();
      loop_.run_one_for(100ms);
    }
    return holds();
  }

  Result<std::string> compose(const platform::ComposeTask& task) {
    std::optional<Result<std::string>> got;
    link_->compose(task, [&](Result<std::string> bytes) { got = std::move(bytes); });
    EXPECT_TRUE(run_until([&] { return got.has_value(); }));
    return got.value_or(Error{});
  }
  MailVerdict send(std::int64_t number, const std::string& bytes = "Subject: a\r\n\r\nb\r\n") {
    std::optional<MailVerdict> got;
    link_->send({number, "max@example.org", "friend@example.net", bytes},
                [&](MailVerdict verdict) { got = std::move(verdict); });
    EXPECT_TRUE(run_until([&] { return got.has_value(); }));
    return got.value_or(MailVerdict{});
  }

  TempDir root_;
  boost::asio::io_context loop_;
  PostLink::Setup setup_;
  std::optional<PostLink> link_;
};

TEST_F(PostLinkTest, ComposesTheSameBytesTwice) {
  const auto first = compose(letter());
  ASSERT_TRUE(first) << first.error().text;
  EXPECT_NE(first->find("Message-Id: <week-7.test@example.org>\r\n"), std::string::npos);
  EXPECT_EQ(compose(letter()).value(), *first);
}

TEST_F(PostLinkTest, SaysWhyALetterCannotBe) {
  auto task = letter();
  task.to_mail = "friend@example.net\nBcc: other@example.net";
  const auto composed = compose(task);
  ASSERT_FALSE(composed);
  EXPECT_EQ(composed.error().code, ErrorCode::kInvalid);
}

TEST_F(PostLinkTest, SendsOnce) {
  const MailServer server;
  use_server(server.url());
  const MailVerdict sent = send(7);
  EXPECT_EQ(sent.kind, Kind::kSent) << sent.text;
  EXPECT_EQ(link_->fate(7), (Fate{Fate::Kind::kDecided, sent}));
  EXPECT_EQ(send(7), sent);
  EXPECT_EQ(server.letters().size(), 1u);
  EXPECT_EQ(link_->unsettled(), std::vector<std::int64_t>{7});
  link_->settle(7);
  EXPECT_EQ(link_->fate(7), Fate());
  EXPECT_TRUE(link_->unsettled().empty());
}

TEST_F(PostLinkTest, SaysThatThereIsNoAccount) {
  const MailVerdict verdict = send(1);
  EXPECT_EQ(verdict.kind, Kind::kMisconfigured);
  EXPECT_NE(verdict.text.english().find("mail.toml"), std::string::npos) << verdict.text;
  EXPECT_EQ(link_->fate(1), Fate());
}

TEST_F(PostLinkTest, SaysThatThereIsNoPost) {
  setup_.program = root_ / "nothing";
  link_.emplace(loop_, setup_);
  use_server("smtp://127.0.0.1:9");
  EXPECT_EQ(send(1).kind, Kind::kMisconfigured);
  EXPECT_EQ(compose(letter()).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
