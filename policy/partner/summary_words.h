#pragma once

#include <optional>
#include <string>

#include "policy/partner/letter_text.h"
#include "policy/partner/record_mark.h"
#include "policy/partner/week.h"
#include "policy/streak.h"

namespace holdfast {

/// What a summary is made of.
struct SummaryParts {
  Names names;
  Week week;
  std::optional<StreakView> streak;
  bool shares_slips = false;
  RecordStory story = RecordStory::kFirst;
  RecordMark mark;
  std::optional<std::chrono::local_days> mailed;  ///< the date of the mail before
  std::chrono::local_days today;                  ///< the date of this one
  std::optional<DaysTold> maybe_lost;             ///< told by a mail that may not have arrived
};

/// The weekly letter: counts and coverage, one kind sentence for the friend, and the record's mark.
/// The same parts give the same letter.
LetterText summary_letter(const SummaryParts& parts);

}  // namespace holdfast
