#include "tray/applet/crisis_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::applet {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kText = R"(# a comment
[DE TelefonSeelsorge]
number=08001110111
page=https://www.telefonseelsorge.de
[US 988 Suicide & Crisis Lifeline]
number=988
[everywhere Find A Helpline]
page=https://findahelpline.com
[DE empty]
[strange]
number=1
)";

std::vector<std::string> names(const std::vector<CrisisLine>& lines) {
  std::vector<std::string> found;
  for (const CrisisLine& line : lines) found.push_back(line.name);
  return found;
}

TEST(CrisisLines, GivesThoseOfTheCountryAndThoseForEverywhere) {
  EXPECT_THAT(names(read_crisis_lines(kText, "DE")),
              ElementsAre("TelefonSeelsorge", "Find A Helpline"));
  EXPECT_THAT(names(read_crisis_lines(kText, "XX")), ElementsAre("Find A Helpline"));
  EXPECT_THAT(names(read_crisis_lines(kText, "")), ElementsAre("Find A Helpline"));
}

TEST(CrisisLines, ReadsNumberAndPage) {
  EXPECT_EQ(read_crisis_lines(kText, "DE").at(0),
            (CrisisLine{"TelefonSeelsorge", "08001110111", "https://www.telefonseelsorge.de"}));
}

TEST(CrisisLines, NonsenseGivesNone) {
  EXPECT_THAT(read_crisis_lines("not a key file", "DE"), IsEmpty());
  EXPECT_THAT(read_crisis_lines("", "DE"), IsEmpty());
}

TEST(CrisisLines, TheCountryIsThatOfTheLocale) {
  EXPECT_EQ(country_of("de_AT.UTF-8"), "AT");
  EXPECT_EQ(country_of("ca_ES@valencia"), "ES");
  EXPECT_EQ(country_of("C.UTF-8"), "");
  EXPECT_EQ(country_of("en"), "");
  EXPECT_EQ(country_of(""), "");
}

TEST(CrisisLines, ThePersonsOwnCopyWinsAndNobodyLooksInVain) {
  const TempDir folder;
  ::setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
  ::setenv("HOLDFAST_DATA", (folder / "data").c_str(), 1);
  EXPECT_THAT(names(crisis_lines("DE")), ElementsAre("Find A Helpline"));
  std::filesystem::create_directories(folder / "data");
  put(folder / "data/crisis_lines.ini", kText);
  EXPECT_THAT(names(crisis_lines("DE")), ElementsAre("TelefonSeelsorge", "Find A Helpline"));
  std::filesystem::create_directories(folder / "config/holdfast");
  put(own_crisis_file(), "[DE My sister]\nnumber=030123\n");
  EXPECT_THAT(names(crisis_lines("DE")), ElementsAre("My sister"));
  EXPECT_THAT(names(crisis_lines("US")),
              ElementsAre("988 Suicide & Crisis Lifeline", "Find A Helpline"));
}

TEST(CrisisLines, EveryLineThatIsInstalledNamesItsSource) {
  const std::string text = get(HOLDFAST_CRISIS_LINES);
  std::size_t groups = 0;
  std::size_t sources = 0;
  for (std::size_t at = 0; (at = text.find("\n[", at)) != std::string::npos; ++at) ++groups;
  for (std::size_t at = 0; (at = text.find("\npage=https://", at)) != std::string::npos; ++at) {
    ++sources;
  }
  EXPECT_EQ(groups, sources);
  for (const char* country : {"US", "CA", "GB", "IE", "DE", "AT", "CH", "ES", "FR", "NL", "AU"}) {
    const auto lines = read_crisis_lines(text, country);
    ASSERT_GE(lines.size(), 2u) << country;
    EXPECT_NE(lines.front().number, "") << country;
    EXPECT_EQ(lines.back().name, "Find A Helpline");
    for (const CrisisLine& line : lines) {
      EXPECT_EQ(line.number.find_first_not_of("0123456789+"), std::string::npos) << line.name;
    }
  }
}

}  // namespace
}  // namespace holdfast::applet
