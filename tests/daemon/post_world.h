#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/post_link.h"
#include "tests/fakes/mail_server.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {

using namespace std::chrono_literals;

inline platform::ComposeTask letter() {
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

/// The real helper, on a root directory of its own.
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
  platform::MailVerdict send(std::int64_t number,
                             const std::string& bytes = "Subject: a\r\n\r\nb\r\n") {
    std::optional<platform::MailVerdict> got;
    link_->send({number, "max@example.org", "friend@example.net", bytes},
                [&](platform::MailVerdict verdict) { got = std::move(verdict); });
    EXPECT_TRUE(run_until([&] { return got.has_value(); }));
    return got.value_or(platform::MailVerdict{});
  }

  TempDir root_;
  boost::asio::io_context loop_;
  PostLink::Setup setup_;
  std::optional<PostLink> link_;
};

/// The sender of a letter, found as the one process that has its slip open.
inline std::vector<pid_t> senders(const std::filesystem::path& slip) {
  std::vector<pid_t> found;
  std::error_code error;
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    const std::string name = process.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (std::stoi(name) == ::getpid()) continue;
    if (std::filesystem::read_symlink(process.path() / "fd/4", error) == slip)
      found.push_back(std::stoi(name));
  }
  return found;
}

}  // namespace holdfast::daemon
