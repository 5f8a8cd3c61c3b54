#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <new>
#include <span>

#include "platform/store/journal.h"
#include "tests/fakes/faulty_syscalls.h"
#include "tests/platform/store/store_fixture.h"

// Every system call of a commit, an opening and a replacement fails once, fails from there on, and
// is where the process is killed. Whatever happens, a batch is wholly there or wholly not, and what
// was recorded before is there.

namespace holdfast::platform {
namespace {

constexpr int kErrors[] = {ENOSPC, EIO, EINTR, EMFILE, faults::kShort};
constexpr int kLasting[] = {ENOSPC, EIO, EMFILE};
constexpr int kErrorsAndKill[] = {ENOSPC, EIO, EINTR, EMFILE, faults::kShort, faults::kKill};
constexpr int kKill[] = {faults::kKill};

class StoreFaults : public StoreTest {
 protected:
  StoreFaults() : StoreTest(On::kMemory) {
    EXPECT_TRUE(open().store->commit(batch(0)));
    first_bytes_ = bytes_of(file());
  }

  /// A database with one batch in it and nothing beside it.
  void begin_with_one_batch() {
    store_.reset();
    for (const std::string& name : names_in(directory())) {
      std::filesystem::remove(directory() / name);
    }
    std::ofstream(file(), std::ios::binary) << first_bytes_;
  }

  void open_with_one_batch() {
    begin_with_one_batch();
    store_ = open().store;
  }

  static Batch batch(int number) {
    Batch made = events_batch(3, 3 * number);
    made.attempts = {{-1, made.events[0].at.wall}, {-1, made.events[0].at.wall}};
    made.facts = {{"batches", std::to_string(number + 1)}};
    return made;
  }

  /// How many batches the store holds; fails the test if one is there in part.
  static int batches_in(Store& store) {
    const auto rows = all_events(store);
    EXPECT_EQ(rows.size() % 3, 0U);
    const int batches = static_cast<int>(rows.size() / 3);
    for (int i = 0; i < batches; ++i) EXPECT_EQ(store.attempts(3 * i + 1)->size(), 2U);
    const auto facts = store.facts();
    EXPECT_TRUE(facts);
    const std::string said = facts->empty() ? "0" : facts->front().second;
    EXPECT_EQ(said, std::to_string(batches));
    EXPECT_EQ(counted_by_day(store), static_cast<std::int64_t>(rows.size()));
    const auto chain = store.verify_chain();
    EXPECT_TRUE(chain);
    EXPECT_FALSE(chain->broken_at);
    EXPECT_EQ(chain->gaps, 0);
    return batches;
  }

  enum class Told { kNothing, kDone, kFailed };
  void commit_one() {
    told_ = Told::kNothing;
    try {
      const auto committed = store_->commit(batch(1));
      told_ = committed ? Told::kDone : Told::kFailed;
    } catch (const std::bad_alloc&) {
      told_ = Told::kFailed;
    }
  }
  void expect_all_or_nothing(const faults::Step& step) {
    SCOPED_TRACE(step.hit + " " + std::to_string(step.plan.nth) + " fault " +
                 std::to_string(step.plan.fault));
    if (told_ == Told::kFailed) {
      // The same store goes on: the batch is not in it and can be committed now.
      EXPECT_EQ(batches_in(*store_), 1);
      const auto again = store_->commit(batch(1));
      EXPECT_TRUE(again) << again.error().text;
      told_ = Told::kDone;
    }
    store_.reset();
    const auto opened = open();
    EXPECT_FALSE(opened.damage) << *opened.damage;
    const int batches = batches_in(*opened.store);
    if (told_ == Told::kDone) {
      EXPECT_EQ(batches, 2);
    } else {
      EXPECT_TRUE(batches == 1 || batches == 2) << batches;
    }
  }

  std::string first_bytes_;
  std::unique_ptr<Store> store_;
  Told told_ = Told::kNothing;
};

TEST_F(StoreFaults, ACommitIsWholeOrNotAtAll) {
  const auto run = [&](std::span<const int> errors, faults::Duration duration) {
    const auto steps = faults::for_every_fault(
        faults::kFiles, errors, duration, [&] { open_with_one_batch(); }, [&] { commit_one(); },
        [&](const faults::Step& step) { expect_all_or_nothing(step); });
    EXPECT_GT(steps, 20);
  };
  run(kErrors, faults::Duration::kOnce);
  run(kLasting, faults::Duration::kFromThereOn);
}

// A child opens, commits and is killed on the way.
TEST_F(StoreFaults, AKilledCommitIsWholeOrNotAtAll) {
  const auto steps = faults::for_every_fault(
      faults::kFiles, kKill, faults::Duration::kOnce, [&] { begin_with_one_batch(); },
      [&] {
        store_ = open().store;
        commit_one();
      },
      [&](const faults::Step& step) {
        EXPECT_TRUE(step.was_killed || step.hit.empty());
        told_ = Told::kNothing;
        expect_all_or_nothing(step);
      });
  EXPECT_GT(steps, 20);
}

TEST_F(StoreFaults, ACommitWithoutMemoryIsNone) {
  if (!faults::kCanFailMemory) GTEST_SKIP() << "the sanitizer owns malloc";
  constexpr int kNoMemory[] = {ENOMEM};
  const auto steps = faults::for_every_fault(
      faults::kMemory, kNoMemory, faults::Duration::kOnce, [&] { open_with_one_batch(); },
      [&] { commit_one(); }, [&](const faults::Step& step) { expect_all_or_nothing(step); });
  EXPECT_GT(steps, 20);
}

TEST_F(StoreFaults, ABatchAfterABatchThatFailedIsKeptInOrder) {
  constexpr int kFull[] = {ENOSPC};
  std::unique_ptr<RecordQueue> queue;
  faults::for_every_fault(
      faults::kFiles, kFull, faults::Duration::kFromThereOn,
      [&] {
        queue.reset();
        begin_with_one_batch();
        queue = std::move(RecordQueue::open(file())->queue);
      },
      [&] {
        EXPECT_TRUE(queue->commit(batch(1)));
        EXPECT_TRUE(queue->commit(batch(2)));
      },
      [&](const faults::Step& step) {
        EXPECT_EQ(batches_in(*queue), 3) << step.hit;
        EXPECT_TRUE(queue->retry()) << step.hit;
        queue.reset();
        EXPECT_EQ(batches_in(*open().store), 3) << step.hit;
      });
}

TEST_F(StoreFaults, OpeningLosesNothing) {
  const auto run = [&](std::span<const int> errors, faults::Duration duration) {
    const auto steps = faults::for_every_fault(
        faults::kFiles, errors, duration, [&] { begin_with_one_batch(); },
        [&] { (void)Store::open(file()); },
        [&](const faults::Step& step) {
          const auto opened = open();
          ASSERT_TRUE(opened.store) << step.hit;
          EXPECT_EQ(batches_in(*opened.store), 1) << step.hit << " " << step.plan.fault;
        });
    EXPECT_GT(steps, 20);
  };
  run(kErrorsAndKill, faults::Duration::kOnce);
  run(kLasting, faults::Duration::kFromThereOn);
}

TEST_F(StoreFaults, BeginningIsDoneOrDoneAgain) {
  faults::for_every_fault(
      faults::kFiles, kErrorsAndKill, faults::Duration::kOnce,
      [&] {
        begin_with_one_batch();
        std::filesystem::remove(file());
      },
      [&] { (void)Store::open(file()); },
      [&](const faults::Step& step) {
        const auto opened = open();
        ASSERT_TRUE(opened.store) << step.hit;
        EXPECT_TRUE(opened.store->commit(batch(0)));
        EXPECT_EQ(batches_in(*opened.store), 1);
      });
}

TEST_F(StoreFaults, ADamagedFileIsReplacedOrStays) {
  constexpr int kHarsh[] = {ENOSPC, EIO, faults::kKill};
  std::string ruined;
  const auto steps = faults::for_every_fault(
      faults::kFiles, kHarsh, faults::Duration::kOnce,
      [&] {
        begin_with_one_batch();
        std::filesystem::resize_file(file(), std::filesystem::file_size(file()) - 4096);
        ruined = bytes_of(file());
      },
      [&] { (void)Store::open(file()); },
      [&](const faults::Step& step) {
        const auto opened = open();
        ASSERT_TRUE(opened.store) << step.hit;
        EXPECT_EQ(all_events(*opened.store).size(), 3U) << step.hit << " " << step.plan.fault;
        bool is_kept = false;
        for (const std::string& name : names_in(directory())) {
          is_kept = is_kept || bytes_of(directory() / name) == ruined;
        }
        EXPECT_TRUE(is_kept) << step.hit << " " << step.plan.fault;
      });
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace holdfast::platform
