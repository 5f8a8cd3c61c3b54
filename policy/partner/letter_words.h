#pragma once

#include "policy/partner/letter.h"
#include "policy/partner/letter_text.h"

namespace holdfast {

// What every letter but the summary says. It holds no identifier of anybody but the two names, no
// target and no time of day.

LetterText test_letter(const Names& names);
/// `word` is what the friend tells the person to say yes.
LetterText invitation_letter(const Names& names, const std::string& word,
                             const PartnerSetting& setting);
LetterText alert_letter(const Names& names, const News& news);
/// `left` is what was still to be told.
LetterText farewell_letter(const Names& names, Farewell why, const News& left = {});

}  // namespace holdfast
