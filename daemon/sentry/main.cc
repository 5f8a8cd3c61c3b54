#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/sentry/hardening.h"
#include "daemon/sentry/sentry.h"

namespace {

using namespace holdfast::daemon;

constexpr int kChannel = 3;            // where the daemon puts it
constexpr std::size_t kReserved = 64;  // descriptors for all but connections

struct Options {
  std::string user = "holdfast-sentry";
  std::chrono::seconds orphan_life = SentryLimits().orphan_life;
};

std::optional<Options> parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return std::nullopt;
    const std::string_view value = argv[i + 1];
    if (name == "--user") {
      options.user = value;
    } else if (name == "--orphan-life") {
      long seconds = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
      if (error != std::errc() || *end != '\0' || seconds < 0) return std::nullopt;
      options.orphan_life = std::chrono::seconds(seconds);
    } else {
      return std::nullopt;
    }
  }
  return options;
}

// A terminal's Ctrl-C is meant for the daemon, which may want to leave the sentry behind.
void ignore_terminal_signals() {
  for (const int signal : {SIGHUP, SIGINT, SIGPIPE}) std::signal(signal, SIG_IGN);
}

}  // namespace

int main(int argc, char** argv) try {
  const auto options = parse(argc, argv);
  if (!options) {
    std::fputs(
        "holdfast-sentry is started by holdfastd; options: --user NAME, --orphan-life SECONDS\n",
        stderr);
    return 2;
  }
  ignore_terminal_signals();
  ::close_range(kChannel + 1, ~0U, 0);
  SentryLimits limits;
  limits.owner = ::getuid();
  limits.orphan_life = options->orphan_life;
  limits.descriptors = raise_descriptor_limit() - kReserved;
  if (const auto given_up = give_up_privileges(sentry_identity(options->user)); !given_up) {
    std::fprintf(stderr, "holdfast-sentry: %s\n", given_up.error().text.english().c_str());
    return 1;
  }
  Sentry(holdfast::platform::Fd(kChannel), limits).run();
  std::_Exit(0);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "holdfast-sentry: %s\n", failure.what());
  return 1;
}
