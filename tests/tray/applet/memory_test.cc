#include "tray/applet/memory.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

TEST(Memory, IsKept) {
  const TempDir folder;
  const std::string file = folder.path() / "deep" / "down" / "tray.ini";
  const Memory memory{kThen, 43, kThen - std::chrono::hours(1)};
  ASSERT_TRUE(write_memory(file, memory));
  EXPECT_EQ(read_memory(file), memory);
  ASSERT_TRUE(write_memory(file, Memory{}));
  EXPECT_EQ(read_memory(file), Memory{});
}

TEST(Memory, IsForThePersonAlone) {
  const TempDir folder;
  const std::string file = folder.path() / "down" / "tray.ini";
  ASSERT_TRUE(write_memory(file, Memory{}));
  struct stat seen {};
  ASSERT_EQ(::stat(file.c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat((folder / "down").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0700u);
}

TEST(Memory, WhatCannotBeReadWasNeverKept) {
  const TempDir folder;
  EXPECT_EQ(read_memory(folder / "none"), Memory{});
  put(folder / "nonsense", "[tray]\nquiet-until=soon\nlast-event=x\n[[");
  EXPECT_EQ(read_memory(folder / "nonsense"), Memory{});
}

TEST(Memory, SaysThatItCannotBeWritten) {
  const TempDir folder;
  put(folder / "file", "");
  EXPECT_FALSE(write_memory(folder.path() / "file" / "tray.ini", Memory{}));
}

TEST(Memory, StandsInTheStateFolder) { EXPECT_TRUE(memory_file().ends_with("/holdfast/tray.ini")); }

}  // namespace
}  // namespace holdfast::applet
