#include "daemon/post/post_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <csignal>
#include <optional>

#include "platform/fd.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

class PostProcessTest : public testing::Test {
 protected:
  /// Runs a shell command in place of the post.
  std::optional<PostProcess::Ended> run(const std::string& command, std::string job = "{}\n",
                                        std::chrono::milliseconds patience = 20s, int slip = -1) {
    std::optional<PostProcess::Ended> got;
    auto started =
        PostProcess::start(loop_, {"/bin/sh", {"-c", command}, slip, std::move(job), patience},
                           [&](PostProcess::Ended ended) { got = std::move(ended); });
    EXPECT_TRUE(started) << started.error().text;
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!got && std::chrono::steady_clock::now() < until) loop_.run_one_for(100ms);
    return got;
  }
  boost::asio::io_context loop_;
};

TEST_F(PostProcessTest, HandsOverTheJobAndTheSlip) {
  const platform::Fd slip(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const auto ended = run("head -n 1 <&3 >&3; test -e /proc/self/fd/4 && echo slip >&3", "a job\n",
                         20s, slip.get());
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->answer, "a job\nslip\n");
  EXPECT_EQ(ended->how, "exit 0");
  EXPECT_FALSE(ended->was_late);
}

TEST_F(PostProcessTest, TakesALargeJobAndALargeAnswer) {
  const std::string job = std::string(3'000'000, 'x') + "\n";
  const auto ended = run("head -n 1 <&3 >&3", job);
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->answer, job);
}

TEST_F(PostProcessTest, OneThatReadsNothingStillEnds) {
  const auto ended = run("echo no >&3; exit 3", std::string(3'000'000, 'x') + "\n");
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->answer, "no\n");
  EXPECT_EQ(ended->how, "exit 3");
}

TEST_F(PostProcessTest, LosesNoLastWord) {
  for (int i = 0; i < 50; ++i) {
    const auto ended = run("echo first >&3; echo last >&3");
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->answer, "first\nlast\n");
  }
}

TEST_F(PostProcessTest, DoesNotWaitForWhatItLeftBehind) {
  const auto begun = std::chrono::steady_clock::now();
  const auto ended = run("sleep 20 & echo $! >&3");
  ASSERT_TRUE(ended);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 15s);
  ::kill(std::stoi(ended->answer), SIGKILL);
}

TEST_F(PostProcessTest, KillsTheOneThatTakesTooLong) {
  const auto ended = run("echo begun >&3; exec sleep 100", "{}\n", 300ms);
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->was_late);
  EXPECT_EQ(ended->how, "signal 9");
  EXPECT_EQ(ended->answer, "begun\n");
}

TEST_F(PostProcessTest, KillsTheOneThatNeverStopsTalking) {
  const auto ended = run("exec yes >&3");
  ASSERT_TRUE(ended);
  EXPECT_FALSE(ended->was_late);
  EXPECT_EQ(ended->how, "signal 9");
}

TEST_F(PostProcessTest, WhoLetsGoIsToldNothing) {
  auto started = PostProcess::start(loop_, {"/bin/sh", {"-c", "exit 0"}, -1, "{}\n", 20s},
                                    [](const PostProcess::Ended&) { FAIL(); });
  ASSERT_TRUE(started);
  (*started)->let_go();
  started->reset();
  loop_.run_for(20s);
  EXPECT_TRUE(loop_.stopped()) << "nothing is waited for";
}

TEST_F(PostProcessTest, SaysWhatIsMissing) {
  const auto started = PostProcess::start(loop_, {"/nonexistent/post", {}, -1, "{}\n", 1s}, {});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
