#include "daemon/catalog_files.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

constexpr const char* kClub =
    "id = \"club\"\nname = \"The Club\"\nhosts = [\"club.example\"]\n"
    "pages = { profile = \"/members/{handle}\" }\n"
    "samples = { \"https://www.club.example/members/Her\" = \"her\" }\n";

TEST(CatalogFiles, AddsWhatThePersonWrote) {
  const TempDir folder;
  put(folder / "club.toml", kClub);
  put(folder / "notes.txt", "not a service");
  const auto catalog = read_catalog(folder.path());
  ASSERT_TRUE(catalog);
  EXPECT_NE(catalog->find("club"), nullptr);
  EXPECT_NE(catalog->find("instagram"), nullptr);
}

TEST(CatalogFiles, AMistakeTakesNoOtherServiceAway) {
  const TempDir folder;
  put(folder / "a.toml", "id = ");
  put(folder / "club.toml", kClub);
  const auto catalog = read_catalog(folder.path());
  ASSERT_TRUE(catalog);
  EXPECT_NE(catalog->find("club"), nullptr);
  EXPECT_NE(catalog->find("instagram"), nullptr);
}

TEST(CatalogFiles, NeedsNoFolder) { EXPECT_TRUE(read_catalog("/nowhere/services.d")); }

TEST(CatalogFiles, AFileThatIsTooLargeTakesNothingAwayEither) {
  const TempDir folder;
  put(folder / "club.toml", std::string((1 << 20) + 1, '#'));
  const auto catalog = read_catalog(folder.path());
  ASSERT_TRUE(catalog);
  EXPECT_NE(catalog->find("instagram"), nullptr);
}

}  // namespace
}  // namespace holdfast::daemon
