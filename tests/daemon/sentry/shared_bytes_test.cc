#include "daemon/sentry/shared_bytes.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace holdfast::daemon {
namespace {

TEST(SharedBytes, AreTheSameOnTheOtherSide) {
  std::vector<std::byte> bytes(100'000, std::byte{7});
  bytes.back() = std::byte{9};
  auto sealed = seal_bytes(bytes, "test");
  ASSERT_TRUE(sealed);
  auto mapped = MappedBytes::map(sealed->get());
  ASSERT_TRUE(mapped);
  sealed->reset();
  const MappedBytes moved = std::move(*mapped);
  EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), moved.bytes().begin(), moved.bytes().end()));
}

TEST(SharedBytes, CannotBeChanged) {
  const auto sealed = seal_bytes(std::vector<std::byte>(10), "test");
  ASSERT_TRUE(sealed);
  EXPECT_LT(::write(sealed->get(), "x", 1), 0);
  EXPECT_NE(::ftruncate(sealed->get(), 1), 0);
  EXPECT_EQ(::mmap(nullptr, 10, PROT_READ | PROT_WRITE, MAP_SHARED, sealed->get(), 0), MAP_FAILED);
}

TEST(SharedBytes, MayBeEmpty) {
  const auto sealed = seal_bytes({}, "test");
  ASSERT_TRUE(sealed);
  const auto mapped = MappedBytes::map(sealed->get());
  ASSERT_TRUE(mapped);
  EXPECT_TRUE(mapped->bytes().empty());
  EXPECT_FALSE(MappedBytes::map(-1));
}

}  // namespace
}  // namespace holdfast::daemon
