#include "policy/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace holdfast {
namespace {

const Catalog& built_in() {
  static const Catalog parsed = Catalog::parse(Catalog::built_in_texts()).value();
  return parsed;
}

HostName host(std::string_view text) { return HostName::parse(text).value(); }

TEST(Catalog, FindsServices) {
  EXPECT_EQ(built_in().find("instagram")->name, "Instagram");
  EXPECT_EQ(built_in().find("twitter")->id, "x");
  EXPECT_EQ(built_in().find("nonesuch"), nullptr);
  EXPECT_EQ(built_in().of_host(host("m.facebook.com"))->id, "facebook");
  EXPECT_EQ(built_in().of_host(host("cdninstagram.com")), nullptr);
  EXPECT_EQ(built_in().of_host(host("notinstagram.com")), nullptr);
  EXPECT_EQ(Catalog().find("instagram"), nullptr);
}

TEST(Catalog, SuggestsForMistypedServices) {
  EXPECT_EQ(built_in().suggest("instagrma"), "instagram");
  EXPECT_EQ(built_in().suggest("Facebok"), "facebook");
  EXPECT_EQ(built_in().suggest("qwertzuiop"), std::nullopt);
  EXPECT_EQ(built_in().suggest(std::string(100000, 'a')), std::nullopt);
  EXPECT_EQ(built_in().suggest(""), std::nullopt);
}

TEST(Catalog, SpellsHandlesInOneWay) {
  const Service& instagram = *built_in().find("instagram");
  EXPECT_EQ(Catalog::canonical_handle(instagram, "@Her.Name").value(), "her.name");
  EXPECT_FALSE(Catalog::canonical_handle(instagram, "explore"));
  EXPECT_FALSE(Catalog::canonical_handle(instagram, "her/name"));
}

// The catalog as a whole.
TEST(BuiltInCatalog, IsComplete) {
  EXPECT_GE(built_in().services().size(), 35U);
  EXPECT_EQ(built_in().services().size(), Catalog::built_in_texts().size());
  for (const Service& service : built_in().services()) {
    SCOPED_TRACE(service.id);
    EXPECT_FALSE(service.name.empty());
    EXPECT_FALSE(service.hosts.empty());
    EXPECT_FALSE(service.names.empty());
    const auto is_profile = [](const UrlPattern& it) { return it.kind == PageKind::kProfile; };
    EXPECT_TRUE(service.patterns.empty() || std::ranges::any_of(service.patterns, is_profile));
    for (const auto& list : {service.assets, service.viewers}) {
      for (const HostName& other : list) {
        EXPECT_EQ(built_in().of_host(other), nullptr) << other.ascii();
        EXPECT_FALSE(other.why_not_blockable()) << other.ascii();
      }
    }
    for (const HostName& name : service.names) {
      EXPECT_TRUE(std::ranges::any_of(service.hosts, [&](const HostName& own) {
        return name.is_within(own) && name != own;
      })) << name.ascii();
    }
  }
}

TEST(BuiltInCatalog, EveryServiceWithPagesHasSamples) {
  for (const auto& [file, text] : Catalog::built_in_texts()) {
    const bool has_pages = text.find("[pages]") != std::string::npos;
    EXPECT_EQ(text.find("[samples]") != std::string::npos, has_pages) << file;
    EXPECT_NE(text.find("id = \"" + file.substr(0, file.size() - 5) + "\""), std::string::npos)
        << file;
  }
}

TEST(BuiltInCatalog, NoServiceReachesIntoAnother) {
  for (const Service& one : built_in().services()) {
    for (const Service& other : built_in().services()) {
      if (&one == &other) continue;
      for (const HostName& theirs : other.hosts) {
        for (const auto& list : {one.hosts, one.assets, one.viewers}) {
          for (const HostName& own : list) {
            EXPECT_FALSE(own.is_within(theirs) || theirs.is_within(own))
                << one.id << " " << own.ascii() << " / " << other.id << " " << theirs.ascii();
          }
        }
      }
      for (const HostName& theirs : other.assets) {
        for (const HostName& own : one.assets) EXPECT_NE(own, theirs) << one.id << other.id;
      }
    }
  }
}

TEST(BuiltInCatalog, PagesLeadBackToTheirPerson) {
  for (const Service& service : built_in().services()) {
    const std::string local = "her123456";
    const std::string handle =
        service.federated ? local + "@" + service.hosts.front().ascii() : local;
    const auto canonical = Catalog::canonical_handle(service, handle);
    if (!canonical) continue;
    const ProfileTarget person{service.id, *canonical};
    for (const ProfilePage& page : built_in().pages_of(person)) {
      if (page.kind == PageKind::kSearch) continue;
      EXPECT_EQ(built_in().match_link(page.host, page.path), person)
          << page.host.ascii() << page.path;
    }
  }
}

}  // namespace
}  // namespace holdfast
