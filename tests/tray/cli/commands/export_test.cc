#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Export : public CliTest {};

TEST_F(Export, JoinsThePieces) {
  EXPECT_EQ(run({"export"}).out, "{\"events\":[]}\n");
  EXPECT_EQ(daemon_.asked("Export"), R"({"format":"json"})");
  run({"export", "--format", "unbound"});
  EXPECT_EQ(daemon_.asked("Export"), R"({"format":"unbound"})");
}

TEST_F(Export, SaysWhichFormatsThereAre) {
  daemon_.answer_error("Export", ipc::kBadInput, R"({"text": "\"csv\" is no format"})");
  EXPECT_EQ(run({"export", "--format", "csv"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace holdfast::cli
