#include "platform/list_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>

#include "tests/fakes/names.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

class ListStoreTest : public testing::Test {
 protected:
  std::string file(const std::string& text) {
    put(dir_ / "list.txt", text);
    return dir_ / "list.txt";
  }
  std::string import(const std::string& text) {
    const auto imported = store_.import({"social", file(text)});
    EXPECT_TRUE(imported) << imported.error().text;
    return imported ? imported->index : "";
  }
  ErrorCode error_of(const ListRule& rule) {
    const auto imported = store_.import(rule);
    return imported ? ErrorCode::kSystem : imported.error().code;
  }
  std::vector<std::string> stored() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(paths_.lists())) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

  TempDir dir_;
  Paths paths_{dir_ / "root"};
  ListStore store_{paths_};
};

TEST_F(ListStoreTest, ImportsAListAndOpensIt) {
  const auto imported = store_.import(
      {"social", file("127.0.0.1 localhost\n0.0.0.0 example.com www.example.com\nbad_line.!\n")});
  ASSERT_TRUE(imported);
  EXPECT_THAT(imported->index, MatchesRegex("social-[0-9a-f]{16}\\.idx"));
  EXPECT_EQ(imported->names, 1u);
  EXPECT_EQ(imported->report.names, 2u);
  EXPECT_EQ(imported->report.skipped, 1u);
  ASSERT_EQ(imported->report.first_problems.size(), 1u);
  EXPECT_EQ(imported->report.first_problems[0].line, 3u);

  const auto list = store_.open(imported->index);
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->matcher().match("www.example.com"));
  EXPECT_TRUE(store_.check(imported->index));
  struct stat status {};
  ASSERT_EQ(stat((paths_.lists() / imported->index).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  ASSERT_EQ(stat(paths_.lists().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0700u);
}

TEST_F(ListStoreTest, KeepsTheIndexOfAListThatSaysTheSame) {
  const std::string index = import("example.com\nexample.org\n");
  const auto before = std::filesystem::last_write_time(paths_.lists() / index);
  EXPECT_EQ(import("# in another order\nexample.org\nexample.com\n"), index);
  EXPECT_EQ(std::filesystem::last_write_time(paths_.lists() / index), before);
  EXPECT_NE(import("example.net\n"), index);
}

TEST_F(ListStoreTest, WritesADamagedIndexAgain) {
  const std::string index = import("example.com\n");
  put(paths_.lists() / index, "rubbish");
  EXPECT_EQ(store_.open(index).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(import("example.com\n"), index);
  EXPECT_TRUE(store_.check(index));
}

TEST_F(ListStoreTest, SeesAChangedIndex) {
  const std::string index = import("example.com\n");
  std::string bytes = get(paths_.lists() / index);
  bytes[bytes.size() - 12] ^= 1;
  put(paths_.lists() / index, bytes);
  EXPECT_TRUE(store_.open(index));
  EXPECT_EQ(store_.check(index).error().code, ErrorCode::kCorrupt);
}

TEST_F(ListStoreTest, RefusesWhatIsNoList) {
  EXPECT_EQ(error_of({"a", dir_ / "none"}), ErrorCode::kNotFound);
  EXPECT_EQ(error_of({"a", dir_.path()}), ErrorCode::kInvalid);
  EXPECT_EQ(error_of({"a", file("")}), ErrorCode::kInvalid);
  ASSERT_EQ(mkfifo((dir_ / "pipe").c_str(), 0644), 0);
  EXPECT_EQ(error_of({"a", dir_ / "pipe"}), ErrorCode::kInvalid);
  const auto page = store_.import({"a", file("<html>\n<body>not found</body>\n")});
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().text, HasSubstr("line 1, column 1"));
  for (const char* name : {"", ".", "..", ".x", "a/b", "../x", "a b"}) {
    EXPECT_EQ(error_of({name, file("example.com\n")}), ErrorCode::kInvalid) << name;
  }
}

TEST_F(ListStoreTest, ReadsNothingThatOnlySomeMayRead) {
  const std::string path = file("example.com\n");
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  const auto refused = store_.import({"a", path});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  EXPECT_THAT(refused.error().text, HasSubstr("chmod o+r"));
}

TEST_F(ListStoreTest, OpensOnlyItsOwnFiles) {
  for (const char* name : {"", "x", "../holdfast.db", "a-0123456789abcdef.idx/..",
                           "../a-0123456789abcdef.idx", "a-0123456789ABCDEF.idx"}) {
    EXPECT_EQ(store_.open(name).error().code, ErrorCode::kInvalid) << name;
  }
  EXPECT_EQ(store_.open("a-0123456789abcdef.idx").error().code, ErrorCode::kNotFound);
}

TEST_F(ListStoreTest, SaysWhatAnotherIndexChanges) {
  const std::string before = import("example.com\na.example.org\nexample.net\n");
  const std::string after = import("www.example.com\nexample.org\nexample.net\n");
  const auto change = store_.compare(before, after);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->added, 1u);
  EXPECT_THAT(change->added_sample, ElementsAre("example.org"));
  EXPECT_EQ(change->removed, 1u);
  EXPECT_THAT(change->removed_sample, ElementsAre("example.com"));
  EXPECT_TRUE(change->loosens());
  EXPECT_EQ(store_.compare("", before)->added, 3u);
  EXPECT_FALSE(store_.compare("", before)->loosens());
  EXPECT_EQ(store_.compare(before, "")->removed, 3u);
  EXPECT_FALSE(store_.compare(before, before)->loosens());
  EXPECT_FALSE(store_.compare(before, "a-0123456789abcdef.idx"));
}

TEST_F(ListStoreTest, DeletesWhatNobodyUses) {
  EXPECT_EQ(store_.remove_unused({}).value(), 0u);
  const std::string old_index = import("example.com\n");
  const std::string index = import("example.org\n");
  put(paths_.lists() / ("." + index + ".holdfast-new"), "half");
  put(paths_.lists() / "note.txt", "the person's own");
  const auto mapped = store_.open(old_index);
  EXPECT_EQ(store_.remove_unused({index}).value(), 2u);
  EXPECT_THAT(stored(), testing::UnorderedElementsAre(index, "note.txt"));
  EXPECT_TRUE(mapped->matcher().match("example.com"));
}

TEST_F(ListStoreTest, TakesALargeListWithSomeRubbish) {
  const auto names = fakes::list_names(20'000);
  std::string text = fakes::hosts_text(names);
  for (int i = 0; i < 200; ++i) text += "0.0.0.0 rub$bish.example.com\n";
  const auto imported = store_.import({"large", file(text)});
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->report.problems, 200u);
  EXPECT_EQ(imported->report.first_problems.size(), kMaxHostListProblems);
  const auto list = store_.open(imported->index);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->matcher().size(), imported->names);
  for (const std::string& name : names) ASSERT_TRUE(list->matcher().match(name)) << name;
}

}  // namespace
}  // namespace holdfast::platform
