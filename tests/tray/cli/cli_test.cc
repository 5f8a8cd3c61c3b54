#include "tests/tray/cli/cli_test.h"

#include <stdlib.h>  // setenv

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include "tray/cli/program.h"
#include "tray/cli/time_words.h"

namespace holdfast::cli {
namespace {

void expect_to_fit(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), kWidth) << line;
    EXPECT_FALSE(line.ends_with(' ')) << '"' << line << '"';
  }
}

std::string transcript(const std::vector<std::string>& words, const Ran& ran) {
  std::string text = "$ holdfast";
  for (const std::string& word : words) {
    text += word.find_first_of(" ?&") == std::string::npos ? " " + word : " '" + word + "'";
  }
  text += "\n" + ran.out;
  if (!ran.err.empty()) text += "[to the error stream]\n" + ran.err;
  return text + "[exit " + std::to_string(static_cast<int>(ran.code)) + "]\n";
}

}  // namespace

CliTest::CliTest() {
  // The rule of Berlin, without the need for tzdata.
  ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  ::tzset();
}

void CliTest::type(std::string text) {
  typed_ = std::move(text);
  is_terminal_ = true;
}

Ran CliTest::run(std::vector<std::string> words) {
  variables_["HOLDFAST_SOCKET"] = daemon_.path();
  return run_alone(std::move(words));
}

Ran CliTest::run_alone(std::vector<std::string> words) {
  std::istringstream in(typed_);
  std::ostringstream out;
  std::ostringstream err;
  const Environment environment{
      in,
      out,
      err,
      is_terminal_ ? Environment::Input::kTerminal : Environment::Input::kOther,
      display_,
      [] { return *parse_time("2026-03-12T20:00:00Z"); },
      [this](std::string_view name) -> std::optional<std::string> {
        const auto it = variables_.find(name);
        return it == variables_.end() ? std::nullopt : std::optional(it->second);
      },
      [this](std::chrono::milliseconds length) {
        waited_ += length;
        if (on_wait_) on_wait_();
      }};
  const ExitCode code = run_program(words, environment);
  const bool is_for_people = std::find(words.begin(), words.end(), "--json") == words.end();
  if (is_for_people && !is_terminal_) expect_to_fit(out.str());
  if (!is_terminal_) expect_to_fit(err.str());
  return {code, out.str(), err.str()};
}

ExitCode CliTest::expect_golden(const std::string& name, const std::vector<std::string>& words) {
  const Ran ran = run(words);
  const std::string path = std::string(HOLDFAST_GOLDEN) + "/" + name + ".txt";
  const std::string now = transcript(words, ran);
  if (std::getenv("HOLDFAST_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << now;
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(now, golden.str()) << path;
  return ran.code;
}

}  // namespace holdfast::cli
