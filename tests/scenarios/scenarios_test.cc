#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/scenarios/scenario.h"

namespace holdfast {
namespace {

std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(HOLDFAST_SCENARIOS)) {
    const auto& path = entry.path();
    if (path.extension() == ".txt" && path.stem() != "CMakeLists") files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Scenario : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Scenario, GoesAsWritten) {
  std::ifstream file(GetParam());
  std::stringstream text;
  text << file.rdbuf();
  for (const std::string& wrong : play_scenario(text.str())) ADD_FAILURE() << wrong;
}

INSTANTIATE_TEST_SUITE_P(Files, Scenario, testing::ValuesIn(scenario_files()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(ScenarioPlayer, NoticesWhatIsNotAsExpected) {
  EXPECT_FALSE(play_scenario("+0s edit block example.org\n+1s free example.org\n").empty());
  EXPECT_FALSE(play_scenario("+0s edit block example.org\n\nslip\n").empty());
}

}  // namespace
}  // namespace holdfast
