#include "tray/cli/input_file.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/fakes/temp_dir.h"

namespace holdfast::cli {
namespace {

class InputFile : public testing::Test {
 protected:
  auto read(const std::string& path, std::size_t limit) {
    return read_input(path, limit, context_);
  }

  std::istringstream in_{"typed"};
  std::ostringstream out_;
  Environment environment_{in_, out_, out_, Environment::Input::kOther, {}, {}, {}, {}};
  Context context_{environment_, Output(out_, out_, {}), DaemonLink("")};
  TempDir folder_;
};

TEST_F(InputFile, IsReadToItsLastByte) {
  const std::string bytes = std::string(200'000, 'x') + std::string("\0\n", 2);
  put(folder_ / "file", bytes);
  EXPECT_EQ(read((folder_ / "file").string(), bytes.size()).value(), bytes);
  put(folder_ / "file", "");
  EXPECT_EQ(read((folder_ / "file").string(), 10).value(), "");
  EXPECT_EQ(read("-", 5).value(), "typed");
}

TEST_F(InputFile, IsNotReadWithoutAnEnd) {
  EXPECT_FALSE(read("/dev/zero", 4096));
  EXPECT_FALSE(read("-", 4));
  EXPECT_NE(read("/dev/zero", 4096).error().text.find("longer than 4 KiB"), std::string::npos);
}

TEST_F(InputFile, SaysWhatCannotBeRead) {
  EXPECT_NE(read("/nowhere/at\x1b[2J", 10).error().text.find("cannot read /nowhere/at[2J"),
            std::string::npos);
  EXPECT_FALSE(read("/", 10));
}

}  // namespace
}  // namespace holdfast::cli
