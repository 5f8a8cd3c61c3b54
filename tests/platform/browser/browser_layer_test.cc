#include "platform/browser/browser_layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/fakes/temp_dir.h"
#include "tests/platform/browser/page_set.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kChromium = "etc/chromium/policies/managed/zz_holdfast.json";
constexpr const char* kFirefox = "etc/firefox/policies/policies.json";

// Made once: it takes a while.
const std::string& some_key() {
  static const std::string kText = [] {
    const TempDir folder;
    (void)ExtensionKey::open(folder / "key");
    return get(folder / "key");
  }();
  return kText;
}

struct BrowserLayerTest : testing::Test {
  BrowserLayerTest() {
    for (const char* program : {"usr/lib/chromium/chromium", "usr/lib/firefox-esr/firefox-esr"}) {
      install(program);
    }
    fs::create_directories(root / "var/lib/holdfast");
    put(root / "var/lib/holdfast/browser.key", some_key());
    fs::permissions(root / "var/lib/holdfast/browser.key", fs::perms::owner_read);
    fs::create_directories(root / "packages");
    put(root / "packages/holdfast-chromium.zip", "zip");
    put(root / "packages/holdfast-firefox.xpi", "xpi");
  }

  void install(const std::string& program) {
    fs::create_directories((root / program).parent_path());
    put(root / program, "");
  }

  BrowserLayer fresh() {
    return BrowserLayer({.paths = {root.path()},
                         .catalog = built_in_catalog(),
                         .extension = {.packages = root / "packages",
                                       .program = "/usr/libexec/holdfast-browser",
                                       .socket = Paths().socket(),
                                       .version = "1"},
                         .kind_page = "http://127.0.53.66/resting"});
  }

  std::map<std::string, std::string> everything() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root.path())) {
      files[entry.path().native()] = entry.is_regular_file() ? get(entry.path()) : "(folder)";
    }
    return files;
  }

  std::string drift(const BlockSet& set = her_pages()) {
    const auto verdict = layer.verify(set);
    if (!verdict) return "cannot be read: " + verdict.error().text.english();
    return verdict->holds ? "holds" : verdict->drift.english();
  }

  TempDir root;
  BrowserLayer layer = fresh();
};

TEST_F(BrowserLayerTest, HoldsAndLiftsByteForByte) {
  fs::create_directories(root / "etc/firefox/policies");
  put(root / kFirefox, "{\"policies\": {\"DisableTelemetry\": true}}  \n\n");
  fs::create_directories(root / "etc/chromium/policies/managed");
  put(root / "etc/chromium/policies/managed/corp.json", "{\"URLBlocklist\": [\"corp.example\"]}");
  const auto before = everything();

  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_EQ(drift(), "holds");
  EXPECT_THAT(get(root / kChromium), HasSubstr("corp.example"));
  EXPECT_THAT(get(root / kFirefox), HasSubstr("DisableTelemetry"));
  EXPECT_EQ(get(root / "etc/chromium/policies/managed/corp.json"),
            "{\"URLBlocklist\": [\"corp.example\"]}");

  ASSERT_TRUE(layer.lift());
  EXPECT_EQ(everything(), before);
}

TEST_F(BrowserLayerTest, LiftsWhatAnotherProcessWrote) {
  const auto before = everything();
  ASSERT_TRUE(layer.apply(her_pages()));
  ASSERT_TRUE(fresh().lift());
  EXPECT_EQ(everything(), before);
}

TEST_F(BrowserLayerTest, WritesNothingWhileNothingIsBlocked) {
  const auto before = everything();
  ASSERT_TRUE(layer.apply(BlockSet()));
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(drift(BlockSet()), "holds");
}

TEST_F(BrowserLayerTest, SaysNothingOfAliasesOrRules) {
  ASSERT_TRUE(layer.apply(her_pages()));
  for (const char* file : {kChromium, kFirefox}) {
    EXPECT_THAT(get(root / file), Not(HasSubstr("block instagram/")));
  }
}

TEST_F(BrowserLayerTest, SeesWhatWasDoneToItsFilesAndPutsItBack) {
  ASSERT_TRUE(layer.apply(her_pages()));
  const std::string chromium = get(root / kChromium);
  fs::remove(root / kChromium);
  EXPECT_EQ(drift(), "the policies of Chromium are gone");
  put(root / kChromium, "{}");
  EXPECT_EQ(drift(), "the policies of Chromium were changed");
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_EQ(get(root / kChromium), chromium);
  put(root / "var/cache/holdfast/browser/holdfast.crx", "other");
  EXPECT_EQ(drift(), "a file of the browser extension was changed or is gone");
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_EQ(drift(), "holds");
}

TEST_F(BrowserLayerTest, ReturnsFirefoxsFormerPoliciesHoweverOursWasTreated) {
  const std::string former = "{\"policies\": {\"DisableTelemetry\": true}}\n";
  fs::create_directories(root / "etc/firefox/policies");
  put(root / kFirefox, former);
  for (const char* done : {"", "garbage", "(gone)"}) {
    ASSERT_TRUE(layer.apply(her_pages()));
    if (std::string(done) == "(gone)") {
      fs::remove(root / kFirefox);
    } else {
      put(root / kFirefox, done);
    }
    EXPECT_THAT(drift(), HasSubstr("the policies of Firefox ESR")) << done;
    ASSERT_TRUE(layer.apply(her_pages()));
    ASSERT_TRUE(layer.lift());
    EXPECT_EQ(get(root / kFirefox), former) << done;
  }
}

TEST_F(BrowserLayerTest, KeepsAPolicyThatWasPutIntoOurs) {
  ASSERT_TRUE(layer.apply(her_pages()));
  json::object edited = json::parse(get(root / kFirefox)).as_object();
  edited["policies"].as_object()["DisablePocket"] = true;
  put(root / kFirefox, json::serialize(edited));
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_THAT(get(root / kFirefox), HasSubstr("DisablePocket"));
  ASSERT_TRUE(layer.lift());
  EXPECT_EQ(json::parse(get(root / kFirefox)),
            json::parse(R"({"policies": {"DisablePocket": true}})"));
}

TEST_F(BrowserLayerTest, LetsTheDistributionsPoliciesGoOnCounting) {
  fs::create_directories(root / "usr/lib/firefox-esr/distribution");
  put(root / "usr/lib/firefox-esr/distribution/policies.json",
      R"({"policies": {"DisableAppUpdate": true}})");
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_THAT(get(root / kFirefox), HasSubstr("DisableAppUpdate"));
  ASSERT_TRUE(layer.lift());
  EXPECT_FALSE(fs::exists(root / kFirefox));
}

TEST_F(BrowserLayerTest, TakesTheDistributionsPoliciesForNobodysEditAfterARestart) {
  fs::create_directories(root / "usr/lib/firefox-esr/distribution");
  put(root / "usr/lib/firefox-esr/distribution/policies.json",
      R"({"policies": {"DisableAppUpdate": true}})");
  ASSERT_TRUE(layer.apply(her_pages()));
  BlockSet more = her_pages();
  more.hosts.push_back({host("example.net"), "rule2", HostReason::kTarget, std::nullopt});
  BrowserLayer restarted = fresh();
  ASSERT_TRUE(restarted.apply(more));
  ASSERT_TRUE(restarted.lift());
  EXPECT_FALSE(fs::exists(root / kFirefox));
}

TEST_F(BrowserLayerTest, HoldsByFiltersWithoutItsPackages) {
  fs::remove(root / "packages/holdfast-chromium.zip");
  EXPECT_FALSE(layer.apply(her_pages()));
  EXPECT_THAT(get(root / kChromium), HasSubstr("instagram.com/her.name"));
  EXPECT_THAT(get(root / kFirefox), HasSubstr("instagram.com/her.name"));
  EXPECT_FALSE(layer.verify(her_pages()));
  (void)layer.narrow(hosts_set({"example.org"}));
  EXPECT_THAT(get(root / kChromium), Not(HasSubstr("her.name")));
}

TEST_F(BrowserLayerTest, LeavesAFileThatItCannotRead) {
  fs::create_directories(root / kFirefox);
  put(root / kFirefox / "theirs", "");
  EXPECT_FALSE(layer.apply(her_pages()));
  EXPECT_TRUE(fs::exists(root / kFirefox / "theirs"));
  EXPECT_THAT(get(root / kChromium), HasSubstr("her.name"));
}

TEST_F(BrowserLayerTest, CoversABrowserThatIsInstalledLater) {
  ASSERT_TRUE(layer.apply(her_pages()));
  install("opt/vivaldi/vivaldi-bin");
  EXPECT_EQ(drift(), "") << "nobody changed anything of ours";
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_TRUE(fs::exists(root / "etc/vivaldi/policies/managed/zz_holdfast.json"));
  fs::remove(root / "opt/vivaldi/vivaldi-bin");
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_FALSE(fs::exists(root / "etc/vivaldi/policies/managed/zz_holdfast.json"));
}

TEST_F(BrowserLayerTest, RepeatsAnothersPoliciesThatComeLater) {
  ASSERT_TRUE(layer.apply(her_pages()));
  put(root / "etc/chromium/policies/managed/corp.json", "{\"URLBlocklist\": [\"corp.example\"]}");
  EXPECT_EQ(drift(), "");
  ASSERT_TRUE(layer.apply(her_pages()));
  EXPECT_THAT(get(root / kChromium), HasSubstr("corp.example"));
}

TEST_F(BrowserLayerTest, NamesTheGapOfABrowserThatCannotBeManaged) {
  install("usr/bin/opera");
  ASSERT_TRUE(layer.apply(her_pages()));
  const auto verdict = layer.verify(her_pages());
  ASSERT_TRUE(verdict);
  ASSERT_EQ(verdict->notes.size(), 1u);
  EXPECT_EQ(verdict->notes.front().english(), "Opera cannot be managed: the other layers hold it");
}

TEST_F(BrowserLayerTest, NamesAFileThatTakesThePlaceOfOurs) {
  ASSERT_TRUE(layer.apply(her_pages()));
  put(root / "etc/chromium/policies/managed/zzz.json", "{\"HomepageLocation\": \"x\"}");
  EXPECT_TRUE(layer.verify(her_pages())->notes.empty());
  put(root / "etc/chromium/policies/managed/zzz.json", "{\"URLBlocklist\": []}");
  const auto verdict = layer.verify(her_pages());
  ASSERT_TRUE(verdict);
  ASSERT_EQ(verdict->notes.size(), 1u);
  EXPECT_THAT(verdict->notes.front().english(), HasSubstr("zzz.json is read after ours"));
}

TEST_F(BrowserLayerTest, GivesRulesIdsAndFindsThemAgain) {
  const json::object pages = layer.pages(her_pages());
  EXPECT_EQ(pages.at("page"), "http://127.0.53.66/resting");
  for (const json::value& rule : pages.at("rules").as_array()) {
    const std::string id(rule.at("id").as_string());
    EXPECT_TRUE(layer.rule_of(her_pages(), id).has_value());
    EXPECT_FALSE(layer.rule_of(BlockSet(), id).has_value());
  }
  EXPECT_FALSE(layer.rule_of(her_pages(), "0123456789abcdef").has_value());
}

TEST_F(BrowserLayerTest, NarrowsWithoutAddingAnything) {
  ASSERT_TRUE(layer.apply(her_pages()));
  BlockSet still = hosts_set({"example.org"});
  still.profiles.push_back({{"instagram", "other"}, "block instagram/other", std::nullopt});
  ASSERT_TRUE(fresh().narrow(still));
  EXPECT_THAT(get(root / kChromium), HasSubstr("example.org"));
  EXPECT_THAT(get(root / kChromium), Not(HasSubstr("her.name")));
  EXPECT_THAT(get(root / kChromium), Not(HasSubstr("other")));
  ASSERT_TRUE(fresh().narrow(BlockSet()));
  EXPECT_FALSE(fs::exists(root / kChromium));
  EXPECT_FALSE(fs::exists(root / kFirefox));
}

TEST_F(BrowserLayerTest, WatchesItsFilesAndWhereBrowsersCome) {
  ASSERT_TRUE(layer.apply(her_pages()));
  const auto watched = layer.watched();
  EXPECT_THAT(watched, testing::Contains(root / kFirefox));
  EXPECT_THAT(watched, testing::Contains(root / "etc/chromium/policies/managed/"));
  EXPECT_THAT(watched, testing::Contains(root / "usr/lib/"));
}

TEST_F(BrowserLayerTest, HoldsTheOthersWhereOneCannotBeWritten) {
  fs::create_directories(root / "etc");
  put(root / "etc/chromium", "in the way");
  EXPECT_FALSE(layer.apply(her_pages()));
  EXPECT_THAT(get(root / kFirefox), HasSubstr("her.name"));
}

}  // namespace
}  // namespace holdfast::platform
