// The command line in the languages that it speaks, as it is shown.
#include <stdlib.h>  // setenv

#include "tests/tray/cli/cli_test.h"
#include "tests/tray/cli/many_weeks.h"
#include "tray/cli/commands.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

class Translated : public CliTest, public testing::WithParamInterface<const char*> {
 protected:
  static void speak(const std::string& locale) {
    ::setenv("LOCPATH", HOLDFAST_TEST_LOCALES, 1);
    ::setenv("TEXTDOMAINDIR", HOLDFAST_TRANSLATIONS, 1);
    ::unsetenv("LANGUAGE");
    ::setenv("LC_ALL", locale.c_str(), 1);
    init_translations();
  }
  void SetUp() override { speak(std::string(GetParam()) + ".UTF-8"); }
  void TearDown() override { speak("C"); }

  ExitCode shows(const std::string& name, const std::vector<std::string>& words) {
    return expect_golden(std::string(GetParam()).substr(0, 2) + "_" + name, words);
  }
};

TEST_P(Translated, TheScreenPeopleLookAt) {
  EXPECT_EQ(shows("status", {"status"}), ExitCode::kDone);
}

TEST_P(Translated, AnUrge) { EXPECT_EQ(shows("urge", {"urge"}), ExitCode::kDone); }

TEST_P(Translated, ASlip) { EXPECT_EQ(shows("slip", {"slip"}), ExitCode::kDone); }

TEST_P(Translated, WhatWaits) { EXPECT_EQ(shows("pending", {"pending"}), ExitCode::kDone); }

TEST_P(Translated, ThePast) {
  display_.signs = Display::Signs::kUnicode;
  daemon_.answer("Insights", {insights_of_many_weeks()});
  EXPECT_EQ(shows("insights", {"insights"}), ExitCode::kDone);
}

TEST_P(Translated, WhatKeepsIt) {
  EXPECT_EQ(shows("why", {"why", "instagram.com"}), ExitCode::kDone);
}

TEST_P(Translated, TheFriend) { EXPECT_EQ(shows("partner", {"partner"}), ExitCode::kDone); }

TEST_P(Translated, TheirMail) { EXPECT_EQ(shows("summary", {"summary"}), ExitCode::kDone); }

TEST_P(Translated, TheList) { EXPECT_EQ(shows("overview", {"--help"}), ExitCode::kDone); }

TEST_P(Translated, TheFirstSteps) {
  type("instagram/her.name\nn\n90d\n\n\nn\n");
  EXPECT_EQ(shows("setup", {"setup"}), ExitCode::kNo);
}

TEST_P(Translated, EveryHelpFitsAndSaysHowToTypeIt) {
  for (const Command* command : all_commands()) {
    const std::string name(command->name);
    const std::string shown = run({name, "--help"}).out;  // checked to fit 80 columns
    EXPECT_THAT(shown, testing::HasSubstr("holdfast " + name));
    EXPECT_THAT(shown, testing::Not(testing::HasSubstr(std::string(command->help))));
    for (const Command* part : command->parts) {
      run({name, std::string(part->name.substr(name.size() + 1)), "--help"});
    }
  }
}

TEST_P(Translated, AYesIsUnderstoodInItsLanguageAndInEnglish) {
  for (const std::string& yes : {std::string(_("y")), std::string("y")}) {
    type(yes + "\n");
    EXPECT_THAT(run({"reach-out", "example.org"}).out, testing::HasSubstr("holdfast urge")) << yes;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Translated, testing::Values("de_DE", "es_ES"),
                         [](const auto& language) { return std::string(language.param, 2); });

}  // namespace
}  // namespace holdfast::cli
