#include "tray/cli/secret.h"

#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <iostream>

#include "tray/cli/prompt.h"

namespace holdfast::cli {
namespace {

// For the handler, which is given nothing but a number.
termios shown_as{};

constexpr std::array kDeadly = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};

// The way it was, and then what the signal does anyway.
void put_back(int signal) {
  ::tcsetattr(STDIN_FILENO, TCSANOW, &shown_as);
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

/// A terminal without echo, while it lives; nothing where the input is no terminal.
class Unseen {
 public:
  explicit Unseen(const std::istream& in) {
    if (&in != &std::cin || ::tcgetattr(STDIN_FILENO, &shown_as) != 0) return;
    is_terminal_ = true;
    for (std::size_t i = 0; i < kDeadly.size(); ++i) {
      set(kDeadly.at(i), put_back, &before_.at(i));
    }
    // Stopped here, it would leave a shell in which nothing shows.
    set(SIGTSTP, SIG_IGN, &stop_before_);
    termios hidden = shown_as;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~Unseen() {
    if (!is_terminal_) return;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown_as);
    for (std::size_t i = 0; i < kDeadly.size(); ++i) {
      ::sigaction(kDeadly.at(i), &before_.at(i), nullptr);
    }
    ::sigaction(SIGTSTP, &stop_before_, nullptr);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

  bool is_terminal() const { return is_terminal_; }

 private:
  static void set(int signal, void (*handler)(int), struct sigaction* before) {
    struct sigaction action {};
    action.sa_handler = handler;
    ::sigaction(signal, &action, before);
  }

  bool is_terminal_ = false;
  std::array<struct sigaction, kDeadly.size()> before_{};
  struct sigaction stop_before_ {};
};

}  // namespace

std::optional<std::string> ask_secret(std::string_view question, Context& context) {
  const Unseen unseen(context.environment.in);
  auto answer = ask_line(question, context);
  // The Enter that was not shown either; at the end of the input the line is ended already.
  if (answer && unseen.is_terminal()) context.out.line();
  return answer;
}

}  // namespace holdfast::cli
