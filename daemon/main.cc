#include <cstdio>
#include <string>
#include <vector>

#include "daemon/app.h"
#include "daemon/lift.h"
#include "daemon/log.h"
#include "daemon/options.h"
#include "daemon/process/privileges.h"

int main(int argc, char** argv) {
  const auto options = holdfast::daemon::parse_options({argv + 1, argv + argc});
  if (!options) {
    std::fprintf(stderr, "holdfastd: %s\n", options.error().text.english().c_str());
    return 2;
  }
  using holdfast::daemon::Task;
  if (options->task == Task::kHelp) {
    std::fputs(options->text.c_str(), stdout);
    return 0;
  }
  holdfast::daemon::set_log_level(options->log_level);
  if (options->task == Task::kLift) return holdfast::daemon::lift(*options);
  if (options->task == Task::kLiftEnded) return holdfast::daemon::lift_ended(*options);
  // Passwords and the partner's key pass through here: they belong into no core file.
  if (const auto closed = holdfast::daemon::forbid_looking_in(); !closed) {
    holdfast::daemon::log(holdfast::daemon::LogLevel::kWarning, closed.error().text);
  }
  using holdfast::daemon::App;
  for (;;) {
    App app(*options);
    const int status = app.run();
    if (app.starts_anew() == App::StartsAnew::kNo) return status;
  }
}
