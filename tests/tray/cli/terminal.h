#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>  // setenv
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

namespace holdfast::cli {

/// `holdfast` on a terminal of its own: reads what it shows, types what a person would.
class Terminal {
 public:
  Terminal(const std::string& socket, const std::vector<std::string>& words) {
    std::vector<const char*> typed = {"holdfast"};
    for (const std::string& word : words) typed.push_back(word.c_str());
    typed.push_back(nullptr);
    pid_ = ::forkpty(&fd_, nullptr, nullptr, nullptr);
    if (pid_ == 0) {
      ::setenv("HOLDFAST_SOCKET", socket.c_str(), 1);
      ::setenv("LC_ALL", "C", 1);
      ::setenv("NO_COLOR", "1", 1);
      ::execv(HOLDFAST_PROGRAM, const_cast<char* const*>(typed.data()));
      ::_exit(127);
    }
  }
  ~Terminal() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    ::close(fd_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Reads until `text` has been shown, which must happen in good time.
  void expect(const std::string& text) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (shown_.find(text, from_) == std::string::npos) {
      if (!read_more(deadline)) {
        ADD_FAILURE() << "\"" << text << "\" was not shown, only:\n" << shown_.substr(from_);
        return;
      }
    }
    from_ = shown_.find(text, from_) + text.size();
  }

  /// All that it has shown.
  const std::string& shown() const { return shown_; }

  /// Whether what is typed shows.
  bool echoes() const {
    termios settings{};
    return ::tcgetattr(fd_, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
  }

  void type(const std::string& text) {
    ASSERT_EQ(::write(fd_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }

  int exit_code() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (read_more(deadline)) {
    }
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  bool read_more(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waiting{fd_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    char bytes[4096];
    const ssize_t size = ::read(fd_, bytes, sizeof bytes);
    if (size <= 0) return false;  // EIO: it has gone
    shown_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }

  pid_t pid_ = -1;
  int fd_ = -1;
  std::string shown_;
  std::size_t from_ = 0;
};

}  // namespace holdfast::cli
