#include "daemon/post/post.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "daemon/post/task.h"
#include "daemon/process/spawn.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;

/// The real program on a channel of the test's.
class PostTest : public testing::Test {
 protected:
  void start(const std::vector<std::string>& arguments) {
    int pair[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    channel_ = Fd(pair[0]);
    const Fd theirs(pair[1]);
    auto spawned = start_program(HOLDFAST_POST, arguments, {theirs.get()}, Surroundings::kBare);
    ASSERT_TRUE(spawned) << spawned.error().text;
    process_ = std::move(spawned->process);
  }
  void say(const std::string& text) {
    ASSERT_EQ(::send(channel_.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  std::string hear() {
    std::string text;
    char room[4096];
    for (ssize_t got = 0; (got = ::recv(channel_.get(), room, sizeof room, 0)) > 0;)
      text.append(room, static_cast<std::size_t>(got));
    return text;
  }
  Fd channel_;
  Fd process_;
};

TEST_F(PostTest, DoesItsErrandAndNoOther) {
  start({"compose"});
  say(written(
      PostJob(SendmailJob{{"/bin/true", "a@b.org", "c@d.org", "x"}, std::chrono::seconds(1)})));
  const auto answer = read_answer(hear());
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<Error>(*answer).text, "that is another errand");
  EXPECT_EQ(reap(process_), "exit 1");
}

TEST_F(PostTest, SaysWhatIsNoJob) {
  start({"compose"});
  say("what?\n");
  EXPECT_TRUE(std::holds_alternative<Error>(read_answer(hear()).value()));
  EXPECT_EQ(reap(process_), "exit 1");
}

TEST_F(PostTest, HalfAJobIsNone) {
  start({"compose"});
  say(written(PostJob(platform::ComposeTask())).substr(0, 40));
  ::shutdown(channel_.get(), SHUT_WR);
  EXPECT_EQ(hear(), "");
  EXPECT_EQ(reap(process_), "exit 1");
}

TEST_F(PostTest, SendsNothingWithoutASlip) {
  start({"smtp"});
  EXPECT_EQ(reap(process_), "exit 2");
}

TEST_F(PostTest, DoesNothingForADaemonThatIsGone) {
  start({"compose"});
  say(written(PostJob(platform::ComposeTask())));
  channel_.reset();
  const std::string how = reap(process_);
  EXPECT_TRUE(how == "exit 1" || how == "exit 0") << how;
}

TEST_F(PostTest, KnowsNoOtherOptions) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                    {"post"},
                                                    {"--user", "compose"},
                                                    {"--person", "x", "sendmail"},
                                                    {"--password", "x", "smtp"}}) {
    start(arguments);
    EXPECT_EQ(reap(process_), "exit 2");
  }
}

}  // namespace
}  // namespace holdfast::daemon
