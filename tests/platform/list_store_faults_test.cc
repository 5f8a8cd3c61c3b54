#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "platform/list_store.h"
#include "tests/fakes/faulty_syscalls.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using faults::Duration;
using faults::Step;

constexpr int kErrors[] = {ENOSPC, EIO, EMFILE, EINTR, faults::kShort, faults::kKill};
constexpr int kLasting[] = {ENOSPC, EIO};

/// An import with one call failing on the way leaves a whole index, or none; and the one that was
/// there before stays.
class ListStoreFaults : public testing::Test {
 protected:
  void run(std::span<const int> errors, Duration duration) {
    put(dir_ / "old.txt", "example.org\n");
    put(dir_ / "new.txt", "example.com\nexample.net\n");
    const std::string old_index = store_.import({"old", dir_ / "old.txt"})->index;
    const std::string new_index = store_.import({"new", dir_ / "new.txt"})->index;
    bool is_told_done = false;
    const auto prepare = [&] {
      ASSERT_TRUE(store_.remove_unused({old_index}));
      is_told_done = false;
    };
    const auto act = [&] { is_told_done = store_.import({"new", dir_ / "new.txt"}).has_value(); };
    const auto check = [&](const Step& step) {
      const std::string where = step.hit + ", call " + std::to_string(step.plan.nth);
      EXPECT_TRUE(store_.check(old_index)) << where;
      if (std::filesystem::exists(paths_.lists() / new_index)) {
        EXPECT_TRUE(store_.check(new_index)) << where;
      } else {
        EXPECT_FALSE(is_told_done) << where;
      }
    };
    EXPECT_GT(faults::for_every_fault(faults::kFiles, errors, duration, prepare, act, check), 10);
    EXPECT_TRUE(store_.import({"new", dir_ / "new.txt"}));
    EXPECT_EQ(store_.remove_unused({old_index, new_index}).value(), 0u);
  }

  TempDir dir_;
  Paths paths_{dir_ / "root"};
  ListStore store_{paths_};
};

TEST_F(ListStoreFaults, LeaveAWholeIndexOrNone) { run(kErrors, Duration::kOnce); }

TEST_F(ListStoreFaults, LeaveAWholeIndexOrNoneOnADiskThatStaysBroken) {
  run(kLasting, Duration::kFromThereOn);
}

}  // namespace
}  // namespace holdfast::platform
