#include "platform/mapped_list.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "platform/fd.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

std::string index_of(std::string_view name) {
  HostMatcherBuilder builder;
  builder.add(name);
  const auto bytes = std::move(builder).build();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class MappedListTest : public testing::Test {
 protected:
  Result<MappedList> map(const std::string& bytes) {
    put(dir_ / "index", bytes);
    const Fd fd(::open((dir_ / "index").c_str(), O_RDONLY | O_CLOEXEC));
    return MappedList::map(fd.get(), "index");
  }
  TempDir dir_;
};

TEST_F(MappedListTest, AnswersAfterTheFileIsClosedReplacedAndMoved) {
  auto list = map(index_of("example.com"));
  ASSERT_TRUE(list);
  std::filesystem::remove(dir_ / "index");
  MappedList moved = std::move(*list);
  EXPECT_TRUE(moved.matcher().match("www.example.com"));
  EXPECT_FALSE(moved.matcher().match("example.org"));
  auto other = map(index_of("example.org"));
  ASSERT_TRUE(other);
  moved = std::move(*other);
  EXPECT_TRUE(moved.matcher().match("example.org"));
}

TEST_F(MappedListTest, RefusesWhatIsNoIndex) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string(5'000, '\0'),
        index_of("example.com").substr(1), index_of("example.com") + "x"}) {
    const auto list = map(bytes);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::kCorrupt);
  }
  const Fd directory(::open(dir_.path().c_str(), O_RDONLY | O_CLOEXEC));
  EXPECT_FALSE(MappedList::map(directory.get(), "index"));
  EXPECT_FALSE(MappedList::map(-1, "index"));
}

}  // namespace
}  // namespace holdfast::platform
