#include <cstdio>
#include <string>
#include <vector>

#include "daemon/app.h"
#include "daemon/lift.h"
#include "daemon/log.h"
#include "daemon/options.h"

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
  using holdfast::daemon::App;
  for (;;) {
    App app(*options);
    const int status = app.run();
    if (app.starts_anew() == App::StartsAnew::kNo) return status;
  }
}
