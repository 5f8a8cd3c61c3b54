#include <gtest/gtest.h>

#include <cerrno>
#include <functional>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/hosts_file.h"
#include "platform/in_place_write.h"
#include "tests/fakes/block_sets.h"
#include "tests/fakes/faulty_syscalls.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using faults::Duration;
using faults::Step;

constexpr int kErrors[] = {ENOSPC, EIO, EMFILE, EACCES, ENOMEM, EROFS, EINTR, faults::kShort};
constexpr int kLasting[] = {ENOSPC, EIO, EMFILE};
constexpr int kKill[] = {faults::kKill};
constexpr int kNoMemory[] = {ENOMEM};

// What a change of the hosts file came to, with one call failing on the way.
enum class Told { kDone, kFailed, kLeftBeside, kThrew };

// Runs one change from one start for every fault, and checks it against the promise: a success is
// the new bytes, a failure the old ones, and never is there a third thing.
class HostsFaults : public testing::Test {
 protected:
  void start_with(std::optional<std::string> bytes) { before_ = std::move(bytes); }

  std::string bytes_before() const { return before_.value_or("(none)"); }

  void prepare() {
    for (const std::string& name : dir_.names()) std::filesystem::remove(dir_ / name);
    if (before_) put(path_, *before_);
    told_ = Told::kFailed;
  }

  void act(const std::function<Result<void>()>& change) {
    try {
      const Result<void> changed = change();
      const auto failure = [&] {
        return changed.error().code == ErrorCode::kCorrupt ? Told::kLeftBeside : Told::kFailed;
      };
      told_ = changed ? Told::kDone : failure();
    } catch (const std::bad_alloc&) {
      told_ = Told::kThrew;
    }
  }

  // The bytes after the change without any fault.
  std::string undisturbed(const std::function<Result<void>()>& change) {
    prepare();
    EXPECT_TRUE(change());
    return get(path_);
  }

  void run(faults::Calls calls, std::span<const int> errors, Duration duration,
           const std::function<Result<void>()>& change) {
    const std::string after = undisturbed(change);
    ASSERT_NE(after, bytes_before());
    const auto check = [&](const Step& step) {
      const std::string found = get(path_);
      const std::string where = step.hit + ", call " + std::to_string(step.plan.nth) + ", fault " +
                                std::to_string(step.plan.fault);
      EXPECT_TRUE(found == bytes_before() || found == after) << where << ":\n" << found;
      if (step.plan.fault == faults::kKill || told_ == Told::kThrew) return;
      EXPECT_EQ(found, told_ == Told::kFailed ? bytes_before() : after) << where;
      if (told_ == Told::kLeftBeside) {
        // Only a disk that fails for good comes to this, and then both are still there.
        EXPECT_EQ(duration, Duration::kFromThereOn) << where;
        EXPECT_EQ(get(dir_ / ".hosts.holdfast-new"), bytes_before()) << where;
      }
      // One interrupted or short call is no reason to fail.
      const bool is_harmless = step.plan.fault == EINTR || step.plan.fault == faults::kShort;
      if (is_harmless || step.hit.empty()) {
        EXPECT_EQ(told_, Told::kDone) << where;
      }
      check_leavings(where, duration);
    };
    const std::int64_t steps = faults::for_every_fault(
        calls, errors, duration, [&] { prepare(); }, [&] { act(change); }, check);
    EXPECT_GT(steps, 10);
    // And the next change is none the worse for what is left behind.
    EXPECT_TRUE(change());
    EXPECT_EQ(get(path_), after);
  }

  void check_leavings(const std::string& where, Duration duration) {
    if (duration != Duration::kOnce) return;
    for (const std::string& name : dir_.names()) {
      // An unlink that failed leaves its file; the next write takes it away.
      if (name != "hosts" && where.rfind("unlink", 0) != 0) ADD_FAILURE() << where << ": " << name;
    }
  }

  const TempDir dir_{fast_place()};
  const std::filesystem::path path_ = dir_ / "hosts";
  const std::function<Result<void>()> apply_ = [&] {
    return HostsFile(path_, sinkhole()).apply(hosts_set({"a.org", "www.a.org"}));
  };
  const std::function<Result<void>()> lift_ = [&] { return HostsFile(path_, sinkhole()).lift(); };

 private:
  std::optional<std::string> before_;
  Told told_ = Told::kFailed;
};

TEST_F(HostsFaults, ApplyIsAllOrNothing) {
  start_with("127.0.0.1 localhost");
  run(faults::kFiles, kErrors, Duration::kOnce, apply_);
}

TEST_F(HostsFaults, ApplyIsAllOrNothingOnADiskThatStaysBroken) {
  start_with("127.0.0.1 localhost\n");
  run(faults::kFiles, kLasting, Duration::kFromThereOn, apply_);
}

TEST_F(HostsFaults, MakingTheFileIsAllOrNothing) {
  start_with(std::nullopt);
  run(faults::kFiles, kErrors, Duration::kOnce, apply_);
}

TEST_F(HostsFaults, LiftIsAllOrNothing) {
  start_with("127.0.0.1 localhost");
  prepare();
  ASSERT_TRUE(apply_());
  start_with(get(path_));
  run(faults::kFiles, kErrors, Duration::kOnce, lift_);
}

TEST_F(HostsFaults, RemovingTheFileIsAllOrNothing) {
  start_with(std::nullopt);
  prepare();
  ASSERT_TRUE(apply_());
  start_with(get(path_));
  run(faults::kFiles, kErrors, Duration::kOnce, lift_);
}

TEST_F(HostsFaults, DyingAtAnyCallLeavesOldOrNew) {
  start_with("127.0.0.1 localhost");
  run(faults::kFiles, kKill, Duration::kOnce, apply_);
  start_with(get(path_));
  run(faults::kFiles, kKill, Duration::kOnce, lift_);
}

TEST_F(HostsFaults, RunningOutOfMemoryLeavesOldOrNew) {
  if (!faults::kCanFailMemory) GTEST_SKIP() << "the sanitizer owns malloc";
  start_with("127.0.0.1 localhost");
  run(faults::kMemory, kNoMemory, Duration::kOnce, apply_);
}

// The write in place (of a bind mount) has no single step that takes the name: a fault may tear the
// file, and then the next write finds the journal and undoes that.
TEST(InPlaceFaults, AnyFaultIsUndoneByTheNextLook) {
  const TempDir dir(fast_place());
  const std::string before = "user line\n" + std::string(100, 'a') + "\nlast\n";
  const std::string after = "user line\n" + std::string(300, 'b') + "\nlast\n";
  constexpr int kFaults[] = {ENOSPC, EIO, EINTR, faults::kShort, faults::kKill};
  for (const Duration duration : {Duration::kOnce, Duration::kFromThereOn}) {
    Result<std::vector<Phrase>> written = std::vector<Phrase>();
    const std::int64_t steps = faults::for_every_fault(
        faults::kFiles, std::span(kFaults, duration == Duration::kOnce ? 5 : 2), duration,
        [&] {
          for (const std::string& name : dir.names()) std::filesystem::remove(dir / name);
          put(dir / "f", before);
        },
        [&] { written = write_in_place(dir / "f", before, after); },
        [&](const Step& step) {
          const std::string where = step.hit + " " + std::to_string(step.plan.nth);
          ASSERT_TRUE(undo_torn_write(dir / "f")) << where;
          const std::string found = get(dir / "f");
          EXPECT_TRUE(found == before || found == after) << where << found;
          // kCorrupt promises no more than that.
          const bool is_told = step.plan.fault != faults::kKill &&
                               (written || written.error().code != ErrorCode::kCorrupt);
          if (is_told) {
            EXPECT_EQ(found, written ? after : before) << where;
          }
          EXPECT_EQ(dir.names().size(), 1U) << where;
        });
    EXPECT_GT(steps, 10);
  }
}

}  // namespace
}  // namespace holdfast::platform
