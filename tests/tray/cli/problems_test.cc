#include "tray/cli/problems.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

namespace holdfast::cli {
namespace {

TEST(Problems, PrintAsCompilersDo) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Environment environment{in, out, err, Environment::Input::kOther, {}, {}, {}, {}};
  Context context{environment, Output(out, err, {}), DaemonLink("")};
  const auto problems = boost::json::parse(
      R"([{"line": 3, "column": 7, "what": "too wide", "hint": "name a domain"},
          {"line": 4, "column": 1, "what": "odd\u001b", "hint": ""}])");
  show_problems("my\x1b.rules", problems.as_array(), context);
  EXPECT_EQ(out.str(), "my.rules:3:7: too wide; name a domain\nmy.rules:4:1: odd\n");
}

}  // namespace
}  // namespace holdfast::cli
