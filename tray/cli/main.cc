#include <unistd.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <thread>

#include "tray/cli/program.h"
#include "tray/i18n.h"

namespace {

using holdfast::cli::Display;
using holdfast::cli::Environment;

std::optional<std::string> variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

Display display() {
  Display display;
  // https://no-color.org: any value that is not empty.
  const bool wants_colour = !variable("NO_COLOR") && variable("TERM").value_or("dumb") != "dumb";
  if (wants_colour && ::isatty(STDOUT_FILENO) == 1) display.colour = Display::Colour::kOn;
  const char* locale = std::setlocale(LC_CTYPE, nullptr);
  const std::string name = locale == nullptr ? "" : locale;
  const bool knows_unicode =
      name.find("UTF-8") != std::string::npos || name.find("utf8") != std::string::npos;
  if (knows_unicode) display.signs = Display::Signs::kUnicode;
  return display;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  holdfast::init_translations();
  const bool is_person = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  const Environment environment{
      std::cin,
      std::cout,
      std::cerr,
      is_person ? Environment::Input::kTerminal : Environment::Input::kOther,
      display(),
      [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
      variable,
      [](std::chrono::milliseconds length) { std::this_thread::sleep_for(length); }};
  return static_cast<int>(holdfast::cli::run_program({argv + 1, argv + argc}, environment));
}
