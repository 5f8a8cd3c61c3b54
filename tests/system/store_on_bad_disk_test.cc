#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/store/journal.h"
#include "tests/platform/store/store_fixture.h"

// The store on a small disk of its own, in a mount namespace of the test: full, read-only, or both
// full and damaged.

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class StoreOnBadDisk : public StoreTest {
 protected:
  void SetUp() override {
    if (::unshare(CLONE_NEWNS) == -1) GTEST_SKIP() << "needs the right to make namespaces";
    ASSERT_EQ(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    ASSERT_EQ(::mount("none", directory().c_str(), "tmpfs", 0, "size=1m"), 0);
  }
  void TearDown() override { ::umount2(directory().c_str(), MNT_DETACH); }

  void fill_disk() const {
    std::ofstream filler(directory() / "filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void free_disk() const { std::filesystem::remove(directory() / "filler"); }
  void make_read_only() const {
    ASSERT_EQ(::mount(nullptr, directory().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  }
  void make_writable() const {
    ASSERT_EQ(::mount(nullptr, directory().c_str(), nullptr, MS_REMOUNT, nullptr), 0);
  }

  /// Leaves a database whose last batches stand in its log alone: the process that wrote it is
  /// gone.
  void record_and_die(int batches) const {
    const pid_t child = ::fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
      auto opened = Store::open(file());
      for (int i = 0; opened && i < batches; ++i) {
        if (!opened->store->commit({{an_event(i)}, {}, {{"batches", std::to_string(i + 1)}}}))
          break;
      }
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }
  /// All but the tables' definitions.
  void ruin() const {
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file()) - 4096));
    damaged << std::string(4096, '\xee');
  }
};

TEST_F(StoreOnBadDisk, FullAtCommitLosesNothing) {
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened);
  RecordQueue& queue = *opened->queue;
  ASSERT_TRUE(queue.commit(events_batch(10)));
  fill_disk();
  for (int i = 1; i <= 200; ++i) ASSERT_TRUE(queue.commit(events_batch(10, 10 * i)));
  ASSERT_TRUE(queue.waiting().reason);
  EXPECT_EQ(queue.waiting().reason->code, ErrorCode::kNoSpace);
  EXPECT_THAT(queue.waiting().reason->text, HasSubstr("free some space"));
  EXPECT_EQ(all_events(queue).size(), 2010U);
  free_disk();
  ASSERT_TRUE(queue.retry());
  opened->queue.reset();
  const auto again = open();
  EXPECT_FALSE(again.damage);
  EXPECT_EQ(all_events(*again.store).size(), 2010U);
  EXPECT_FALSE(again.store->verify_chain()->broken_at);
}

TEST_F(StoreOnBadDisk, FullAtTheFirstStart) {
  fill_disk();
  const auto store = Store::open(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::kNoSpace);
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  ASSERT_TRUE(opened->queue->commit(events_batch(5)));
  free_disk();
  ASSERT_TRUE(opened->queue->retry());
  EXPECT_EQ(opened->queue->verify_chain()->rows, 5);
}

TEST_F(StoreOnBadDisk, FullAtALaterStart) {
  record_and_die(20);
  fill_disk();
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_FALSE(opened->damage);
  EXPECT_EQ(all_events(*opened->queue).size(), 20U);
  EXPECT_THAT(*opened->queue->facts(), ElementsAre(Pair("batches", "20")));
}

TEST_F(StoreOnBadDisk, FullAndDamagedIsReadAndReplacedLater) {
  {
    auto opened = open();
    ASSERT_TRUE(opened.store->commit({{}, {}, {{"a", "1"}}}));
    ASSERT_TRUE(opened.store->commit(events_batch(500)));
  }
  ruin();
  const std::string ruined = bytes_of(file());
  fill_disk();
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  ASSERT_TRUE(opened->damage);
  EXPECT_THAT(*opened->damage, HasSubstr("cannot be replaced yet"));
  EXPECT_EQ(opened->unwritable->code, ErrorCode::kNoSpace);
  EXPECT_EQ(bytes_of(file()), ruined);
  RecordQueue& queue = *opened->queue;
  EXPECT_THAT(*queue.facts(), ElementsAre(Pair("a", "1")));
  const auto held = all_events(queue).size();
  EXPECT_GT(held, 400U);
  ASSERT_TRUE(queue.commit(events_batch(1)));
  EXPECT_EQ(queue.waiting().events, 1U);
  EXPECT_EQ(bytes_of(file()), ruined);
  free_disk();
  ASSERT_TRUE(queue.retry());
  EXPECT_EQ(queue.waiting().events, 0U);
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1"), ruined);
  EXPECT_EQ(all_events(queue).size(), held + 1);
  EXPECT_TRUE(queue.take_damage());
}

TEST_F(StoreOnBadDisk, ReadOnlyIsReadAndWrittenLater) {
  record_and_die(20);
  make_read_only();
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  ASSERT_TRUE(opened->unwritable);
  EXPECT_EQ(opened->unwritable->code, ErrorCode::kReadOnly);
  EXPECT_FALSE(opened->damage);
  RecordQueue& queue = *opened->queue;
  EXPECT_EQ(all_events(queue).size(), 20U) << "what stands in the log is read too";
  EXPECT_THAT(*queue.facts(), ElementsAre(Pair("batches", "20")));
  EXPECT_THAT(*queue.commit(events_batch(1)), ElementsAre(21));
  EXPECT_EQ(queue.waiting().reason->code, ErrorCode::kReadOnly);
  EXPECT_EQ(all_events(queue).size(), 21U);
  make_writable();
  ASSERT_TRUE(queue.retry());
  EXPECT_FALSE(queue.waiting().reason);
  opened->queue.reset();
  EXPECT_EQ(all_events(*open().store).size(), 21U);
}

TEST_F(StoreOnBadDisk, ReadOnlyWithoutALogIsReadToo) {
  ASSERT_TRUE(open().store->commit(events_batch(5)));
  make_read_only();
  const auto opened = open();
  ASSERT_TRUE(opened.unwritable);
  EXPECT_EQ(all_events(*opened.store).size(), 5U);
  EXPECT_EQ(opened.store->commit(events_batch(1)).error().code, ErrorCode::kReadOnly);
}

TEST_F(StoreOnBadDisk, ReadOnlyWithoutAFile) {
  make_read_only();
  const auto store = Store::open(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::kReadOnly);
  EXPECT_TRUE(RecordQueue::open(file()));
}

TEST_F(StoreOnBadDisk, ReadOnlyAndDamagedIsRead) {
  ASSERT_TRUE(open().store->commit(events_batch(500)));
  ruin();
  make_read_only();
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_TRUE(opened->damage);
  EXPECT_GT(all_events(*opened->queue).size(), 400U);
  make_writable();
}

}  // namespace
}  // namespace holdfast::platform
