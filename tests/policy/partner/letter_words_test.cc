#include "policy/partner/letter_words.h"
#include "tests/policy/partner/says.h"

#include <gtest/gtest.h>

#include <sstream>

namespace holdfast {
namespace {

const Names kNames{"Sam", "Alex"};
const News kAll{{{AlertKind::kSlip, 1},
                 {AlertKind::kTampering, 2},
                 {AlertKind::kUnobserved, 1},
                 {AlertKind::kLoosening, 3}},
                true};

PartnerSetting setting(AlertKinds alerts = kDefaultAlerts, bool shares_slips = false) {
  return {"friend@example.org", "Alex", WeeklyTime{}, std::move(alerts), shares_slips};
}

std::vector<LetterText> all_letters(const Names& names) {
  return {test_letter(names),
          invitation_letter(names, "amber-river", setting()),
          invitation_letter(names, "amber-river", setting({}, true)),
          alert_letter(names, kAll),
          alert_letter(names, {{{AlertKind::kTampering, 1}}, false}),
          farewell_letter(names, Farewell::kRemoved),
          farewell_letter(names, Farewell::kStopped)};
}

TEST(LetterWords, FitEveryScreen) {
  for (const LetterText& letter : all_letters(kNames)) {
    std::istringstream lines(letter.text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 72u) << line;
    EXPECT_FALSE(letter.subject.empty());
    EXPECT_LE(letter.subject.size(), 50u);
    EXPECT_EQ(letter.subject.find('\n'), std::string::npos);
    EXPECT_TRUE(letter.chart.empty());
  }
}

TEST(LetterWords, BeginEverySentenceWithACapital) {
  for (const Names& names : {kNames, Names{}}) {
    for (const LetterText& letter : all_letters(names)) {
      std::istringstream lines(letter.text);
      bool begins = true;
      for (std::string line; std::getline(lines, line); begins = line.empty()) {
        if (!begins || line.empty()) continue;
        EXPECT_TRUE(line[0] >= 'A' && line[0] <= 'Z') << line;
      }
    }
  }
}

TEST(LetterWords, SayHowToStopOrThatNothingMoreComes) {
  const auto letters = all_letters(kNames);
  for (std::size_t i = 1; i < letters.size(); ++i) {
    const bool is_last = says(letters[i].text, "the last");
    const bool can_stop = says(letters[i].text, "You can stop these mails at any time") &&
                          says(letters[i].text, "\"Please stop\"");
    EXPECT_TRUE(is_last != can_stop) << letters[i].text;
    EXPECT_TRUE(is_last != says(letters[i].html, "You can stop these mails")) << letters[i].html;
  }
}

TEST(LetterWords, SpeakOfAFriendWhereNoNameIsKnown) {
  const LetterText letter = invitation_letter({}, "amber-river", setting());
  EXPECT_EQ(letter.subject, "Your friend asks you to be there");
  EXPECT_EQ(letter.text.find("Hello,\n"), 0u);
  EXPECT_TRUE(says(letter.text, "Tell your friend this word"));
  EXPECT_TRUE(says(alert_letter({}, kAll).text, "Your friend says that contact happened."));
}

TEST(InvitationLetter, SaysWhatWouldBeSeenAndTheWord) {
  const LetterText usual = invitation_letter(kNames, "amber-river", setting());
  EXPECT_TRUE(says(usual.text, "amber-river"));
  EXPECT_TRUE(says(usual.html, "amber-river"));
  EXPECT_TRUE(says(usual.text, "One mail a week, with counts"));
  EXPECT_TRUE(says(usual.text, "- the protection did not hold for six hours of use - they asked"));
  EXPECT_TRUE(says(usual.text, "the days begin anew, which you can see; how often is not told"));
  const LetterText open =
      invitation_letter(kNames, "amber-river", setting({AlertKind::kSlip}, true));
  EXPECT_TRUE(says(open.text, "Also how often contact happened."));
  EXPECT_TRUE(says(open.text, "one mail an hour at most, if - contact happened"));
  PartnerSetting quiet = setting({});
  quiet.summary.reset();
  EXPECT_TRUE(says(invitation_letter(kNames, "amber-river", quiet).text, "No weekly mail."));
  EXPECT_FALSE(says(invitation_letter(kNames, "amber-river", quiet).text, "at once"));
}

TEST(AlertLetter, SaysOnlyWhatHappenedAndHowOften) {
  const auto text = [](AlertKind kind, int count) {
    return alert_letter(kNames, {{{kind, count}}, false}).text;
  };
  EXPECT_TRUE(says(text(AlertKind::kTampering, 1), "from outside once, and was put back"));
  EXPECT_TRUE(says(text(AlertKind::kTampering, 2), "twice"));
  EXPECT_TRUE(says(text(AlertKind::kLoosening, 3), "Sam asked 3 times to loosen"));
  EXPECT_TRUE(says(text(AlertKind::kUnobserved, 1), "for six hours or more"));
  EXPECT_FALSE(says(text(AlertKind::kTampering, 1), "contact"));
  EXPECT_FALSE(says(text(AlertKind::kSlip, 1), "protection"));
  const std::string refused = alert_letter(kNames, {{}, false, 2, true}).text;
  EXPECT_TRUE(says(refused,
                   "Sam asked twice to loosen the protection while a lock holds. It was "
                   "refused"));
  EXPECT_TRUE(
      says(refused, "Sam asked that you be told less, or nothing any more. It was refused"));
  EXPECT_FALSE(says(refused, "waits"));
  const std::string leaving = alert_letter(kNames, {{}, true}).text;
  EXPECT_TRUE(says(leaving, "told less, or nothing any more"));
}

TEST(FarewellLetter, SaysWhy) {
  EXPECT_TRUE(says(farewell_letter(kNames, Farewell::kStopped).text, "You asked for no more mail"));
  EXPECT_TRUE(says(farewell_letter(kNames, Farewell::kRemoved).text, "Sam no longer shares"));
  EXPECT_FALSE(says(farewell_letter(kNames, Farewell::kStopped).text, "still to be told"));
  const News left{{{AlertKind::kTampering, 2}, {AlertKind::kLoosening, 1}}, false};
  EXPECT_TRUE(says(farewell_letter(kNames, Farewell::kStopped, left).text,
                   "What was still to be told: asked to loosen the protection once; changed from "
                   "outside, and not explained twice."));
}

TEST(LetterWords, AreTheSameForTheSame) { EXPECT_EQ(all_letters(kNames), all_letters(kNames)); }

}  // namespace
}  // namespace holdfast
