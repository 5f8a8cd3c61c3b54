#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string_view>

#include "daemon/post/post.h"

namespace {

using namespace holdfast::daemon;
using holdfast::platform::Fd;

constexpr int kChannel = 3;  // where the daemon puts them
constexpr int kSlip = 4;

std::optional<Errand> errand_of(std::string_view word) {
  if (word == "compose") return Errand::kCompose;
  if (word == "smtp") return Errand::kSmtp;
  if (word == "sendmail") return Errand::kSendmail;
  return std::nullopt;
}

std::optional<PostOptions> parse(int argc, char** argv) {
  PostOptions options;
  if (argc % 2 != 0) return std::nullopt;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = argv[i + 1];
    if (name == "--user") {
      options.user = value;
    } else if (name == "--person") {
      uid_t person = 0;
      const char* last = value.data() + value.size();
      const auto [end, error] = std::from_chars(value.data(), last, person);
      if (error != std::errc() || end != last) return std::nullopt;
      options.person = person;
    } else {
      return std::nullopt;
    }
  }
  const auto errand = errand_of(argv[argc - 1]);
  if (!errand) return std::nullopt;
  options.errand = *errand;
  return options;
}

// What it starts gets none of its descriptors.
Fd own(int fd) {
  if (::fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) return Fd();
  return Fd(fd);
}

}  // namespace

int main(int argc, char** argv) try {
  const auto options = parse(argc, argv);
  if (!options) {
    std::fputs(
        "holdfast-post is started by holdfastd; usage: [--user NAME] [--person UID] "
        "compose|smtp|sendmail\n",
        stderr);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  ::close_range(options->errand == Errand::kCompose ? kSlip : kSlip + 1, ~0U, 0);
  Fd slip = options->errand == Errand::kCompose ? Fd() : own(kSlip);
  Fd channel = own(kChannel);
  if (!channel || (options->errand != Errand::kCompose && !slip)) {
    std::fputs("holdfast-post: it has no channel to the daemon, or no slip\n", stderr);
    return 2;
  }
  if (const auto done = run_errand(*options, std::move(channel), std::move(slip)); !done) {
    std::fprintf(stderr, "holdfast-post: %s\n", done.error().text.english().c_str());
    std::fflush(stderr);
    std::_Exit(1);
  }
  std::_Exit(0);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "holdfast-post: %s\n", failure.what());
  return 1;
}
