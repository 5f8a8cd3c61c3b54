#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <random>
#include <set>
#include <thread>
#include <utility>

#include "platform/fd.h"
#include "platform/hosts_file.h"
#include "tests/fakes/block_sets.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

// A process that does one thing until it is told to stop, or killed.
class Child {
 public:
  explicit Child(const std::function<void()>& work) : pid_(fork()) {
    if (pid_ == 0) {
      work();
      _exit(0);
    }
  }
  ~Child() { kill(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
    wait();
  }
  void wait() {
    if (pid_ > 0) waitpid(std::exchange(pid_, -1), nullptr, 0);
  }
  bool is_done() { return pid_ < 0 || (waitpid(pid_, nullptr, WNOHANG) == pid_ && (pid_ = -1)); }

 private:
  pid_t pid_;
};

void append(const fs::path& file, const std::string& line) {
  const Fd fd(open(file.c_str(), O_WRONLY | O_APPEND));
  if (write(fd.get(), line.data(), line.size()) < 0) _exit(1);
}

// As `sed -i` does: read, write another file, take the name. A script needs at least this long to
// start the next program; one that does not read again at once never meets our undone swap.
void replace_with_line(const fs::path& file, const std::string& line) {
  std::this_thread::sleep_for(microseconds(300));
  put(file.string() + ".theirs", get(file) + line);
  fs::rename(file.string() + ".theirs", file);
}

std::string user_line(int number) { return "10.0.0.1 user-" + std::to_string(number) + "\n"; }

class HostsCrowd : public testing::Test {
 protected:
  // Applies while `other` adds its lines, then once more. Gives what the file holds after the lift.
  std::string bytes_after(const std::function<void()>& other) {
    put(path_, kStart);
    Child child(other);
    for (int round = 0; !child.is_done(); ++round) {
      // Busy is a good answer while the other one is at work.
      const Result<void> applied = file_.apply(round % 2 ? set_ : many_hosts(20));
      EXPECT_TRUE(applied || applied.error().code == ErrorCode::kBusy) << applied.error().text;
    }
    EXPECT_TRUE(file_.apply(set_));
    EXPECT_TRUE(file_.verify(set_)->holds);
    EXPECT_TRUE(file_.lift());
    return get(path_);
  }

  // Every line must be there once. No system call replaces a file on condition that it is
  // unchanged, so a program that is suspended for long between two of its calls can slip through;
  // that it does so in three runs of hundreds of lines is no chance.
  void expect_no_line_lost(const std::function<void()>& other) {
    std::string wanted = kStart;
    for (int number = 0; number < kLines; ++number) wanted += user_line(number);
    std::string found;
    for (int run = 0; run < 3 && found != wanted; ++run) found = bytes_after(other);
    EXPECT_EQ(found, wanted);
  }

  static constexpr int kLines = 300;
  static constexpr char kStart[] = "127.0.0.1 localhost\n";
  const TempDir dir_;
  const fs::path path_ = dir_ / "hosts";
  const BlockSet set_ = hosts_set({"a.org"});
  HostsFile file_{path_, sinkhole()};
};

TEST_F(HostsCrowd, LosesNoLineThatAnotherProgramAppends) {
  expect_no_line_lost([&] {
    for (int number = 0; number < kLines; ++number) append(path_, user_line(number));
  });
}

TEST_F(HostsCrowd, LosesNoLineOfAProgramThatReplacesTheFile) {
  expect_no_line_lost([&] {
    for (int number = 0; number < kLines; ++number) replace_with_line(path_, user_line(number));
  });
}

TEST_F(HostsCrowd, LosesNoLineOfAProgramThatTruncatesAndWrites) {
  expect_no_line_lost([&] {
    std::string text = kStart;
    for (int number = 0; number < kLines; ++number) put(path_, text += user_line(number));
  });
}

// 200 random moments, and in each the file is one of those that a finished call would leave.
TEST_F(HostsCrowd, IsWholeWheneverItIsKilled) {
  const std::string before = "127.0.0.1 localhost";
  put(path_, before);
  ASSERT_TRUE(file_.apply(set_));
  std::set<std::string> legal = {before, get(path_)};
  ASSERT_TRUE(file_.apply(many_hosts(40)));
  legal.insert(get(path_));

  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int moment = 0; moment < 200; ++moment) {
    Child child([&] {
      while (file_.apply(set_) && file_.apply(many_hosts(40)) && file_.lift()) {
      }
    });
    std::this_thread::sleep_for(microseconds(std::uniform_int_distribution(100, 8000)(random)));
    child.kill();
    ASSERT_TRUE(legal.contains(get(path_))) << get(path_);
  }
  ASSERT_TRUE(file_.apply(set_));
  ASSERT_TRUE(file_.lift());
  EXPECT_EQ(get(path_), before);
  EXPECT_EQ(dir_.names(), std::vector<std::string>{"hosts"});
}

}  // namespace
}  // namespace holdfast::platform
