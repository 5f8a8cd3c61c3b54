#include "platform/zone.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include <chrono>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono;
namespace fs = std::filesystem;

const fs::path kZones = "/usr/share/zoneinfo";
constexpr Wall kNow = sys_days(2026y / July / 1) + 12h;

class Zone : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kZones / "Europe/Berlin")) GTEST_SKIP() << "needs the package tzdata";
  }
  TimeZone linked_to(const std::string& target) const {
    fs::remove(temp_ / "localtime");
    fs::create_symlink(target, temp_ / "localtime");
    return read_zone(temp_ / "localtime", kNow);
  }
  TempDir temp_;
};

TEST_F(Zone, KnowsNameAndChanges) {
  const TimeZone berlin = linked_to("/usr/share/zoneinfo/Europe/Berlin");
  EXPECT_EQ(berlin.name(), "Europe/Berlin");
  const sys_seconds change = sys_days(2026y / October / 25) + 1h;
  EXPECT_EQ(berlin.offset_at(change - 1s), 2h);
  EXPECT_EQ(berlin.offset_at(change), 1h);
  EXPECT_EQ(berlin.offset_at(sys_days(2037y / July / 1)), 2h) << "beyond the table: its rule";
}

// Every zone of the machine, every day of the span, against the C library.
TEST_F(Zone, AgreesWithTheSystemEverywhere) {
  int zones = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kZones)) {
    const std::string name = fs::relative(entry.path(), kZones).native();
    const bool is_city = name.starts_with("Africa/") || name.starts_with("America/") ||
                         name.starts_with("Australia/") || name.starts_with("Antarctica/");
    if (!is_city || !entry.is_regular_file()) continue;
    const TimeZone zone = read_zone(entry.path(), kNow);
    ::setenv("TZ", name.c_str(), 1);
    ::tzset();
    for (sys_seconds day = sys_days(2025y / January / 1); day < sys_days(2036y / January / 1);
         day += 24h + 7min) {
      const time_t time = day.time_since_epoch().count();
      tm local{};
      ::localtime_r(&time, &local);
      ASSERT_EQ(zone.offset_at(day).count(), local.tm_gmtoff) << name << " " << time;
    }
    ++zones;
  }
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_GT(zones, 100);
}

TEST_F(Zone, IsReadAgainWhenTheLinkChanges) {
  EXPECT_EQ(linked_to("/usr/share/zoneinfo/Asia/Tokyo").offset_at(kNow), 9h);
  EXPECT_EQ(linked_to("/usr/share/zoneinfo/Asia/Kolkata").offset_at(kNow), 5h + 30min);
}

TEST_F(Zone, LeavesTheProcessAsItWas) {
  ::setenv("TZ", "Asia/Tokyo", 1);
  linked_to("/usr/share/zoneinfo/Europe/Berlin");
  EXPECT_STREQ(::getenv("TZ"), "Asia/Tokyo");
  ::unsetenv("TZ");
  linked_to("/usr/share/zoneinfo/Europe/Berlin");
  EXPECT_EQ(::getenv("TZ"), nullptr);
  ::tzset();
}

TEST_F(Zone, HasNoNameWhereItIsNoLink) {
  fs::copy_file(kZones / "Europe/Berlin", temp_ / "localtime");
  const TimeZone zone = read_zone(temp_ / "localtime", kNow);
  EXPECT_EQ(zone.name(), "local time");
  EXPECT_EQ(zone.offset_at(kNow), 2h);
}

TEST(ZoneFile, IsUtcWhereThereIsNone) {
  const TempDir temp;
  EXPECT_EQ(read_zone(temp / "nothing", kNow), TimeZone());
  fs::create_symlink("/usr/share/zoneinfo/No/Where", temp / "dangling");
  EXPECT_EQ(read_zone(temp / "dangling", kNow), TimeZone());
  put(temp / "rubbish", "Europe/Berlin\n");
  EXPECT_EQ(read_zone(temp / "rubbish", kNow), TimeZone());
  put(temp / "cut", "TZif2");
  EXPECT_EQ(read_zone(temp / "cut", kNow).offset_at(kNow), 0s);
  EXPECT_EQ(read_zone(temp.path(), kNow), TimeZone());
  ASSERT_EQ(::mkfifo((temp / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_zone(temp / "pipe", kNow), TimeZone());
}

}  // namespace
}  // namespace holdfast::platform
