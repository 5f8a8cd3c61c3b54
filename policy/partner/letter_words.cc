#include "policy/partner/letter_words.h"

#include <utility>

namespace holdfast {
namespace {

LetterText finished(std::string subject, const Layout& layout) {
  return {std::move(subject), plain_text(layout), html_text(layout), {}};
}

std::string times(int count) {
  return count == 1 ? "once" : count == 2 ? "twice" : std::to_string(count) + " times";
}

int count_of(const News& news, AlertKind kind) {
  const auto found = news.counts.find(kind);
  return found == news.counts.end() ? 0 : found->second;
}

std::string what_is_told_at_once(const PartnerSetting& setting) {
  constexpr std::pair<AlertKind, const char*> kNews[] = {
      {AlertKind::kTampering, "the protection was changed from outside, and nobody said why"},
      {AlertKind::kUnobserved, "the protection did not hold for six hours of use"},
      {AlertKind::kLoosening, "they asked to loosen it"},
      {AlertKind::kSlip, "contact happened"}};
  std::string lines;
  for (const auto& [kind, text] : kNews) {
    if (setting.alerts.contains(kind)) lines += std::string("\n- ") + text;
  }
  return lines;
}

/// One line of counts; nothing where all was told.
std::string what_is_left(const News& news) {
  std::string line;
  const auto add = [&](const std::string& what, int count) {
    if (count > 0) line += (line.empty() ? "" : "; ") + what + " " + times(count);
  };
  add("contact", count_of(news, AlertKind::kSlip));
  add("asked to loosen the protection", count_of(news, AlertKind::kLoosening));
  add("asked to loosen it while a lock held", news.refused);
  add("asked that you be told less", (news.leaving || news.leaving_refused) ? 1 : 0);
  add("changed from outside, and not explained", count_of(news, AlertKind::kTampering));
  add("six hours in use without verified protection", count_of(news, AlertKind::kUnobserved));
  return line;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

}  // namespace

FinePrint how_to_stop(const Names& names) {
  return {
      "You can stop these mails at any time, and need give no reason: answer with the subject "
      "\"" +
      std::string(kStopSubject) + "\", or tell " + names.plain_person() + ". They come from " +
      names.plain_person() + "'s own mail account; Holdfast has no server that could see them."};
}

LetterText test_letter(const Names& names) {
  const std::string hello = names.person.empty() ? "Hello," : "Hello " + names.person + ",";
  return finished("Your mail account works",
                  {Paragraph{hello},
                   Paragraph{"This mail went out through the account that you gave Holdfast. Since "
                             "you are reading it, the account works, and your friend can be "
                             "written to."},
                   Paragraph{"Nothing was sent to anybody else."}});
}

LetterText invitation_letter(const Names& names, const std::string& word,
                             const PartnerSetting& setting) {
  const std::string person = names.plain_person();
  std::string seen = "No weekly mail.";
  if (setting.summary) {
    seen =
        "One mail a week, with counts: the days without contact, the urges that came and were "
        "ridden out, small promises kept, and whether the protection held.";
    seen += setting.shares_slips ? " Also how often contact happened."
                                 : " Where contact happened the days begin anew, which you can "
                                   "see; how often is not told.";
  }
  const std::string at_once = what_is_told_at_once(setting);
  if (!at_once.empty()) {
    seen += "\nAnd a word at once, in one mail an hour at most, if" + at_once;
  }
  return finished(
      names.subject_person() + " asks you to be there",
      {Paragraph{names.greeting()},
       Paragraph{names.subject_person() +
                 " is getting over a breakup, and keeps away from contact for a while. A program "
                 "on their computer, Holdfast, helps them with that. They would like one friend "
                 "to see how it goes, and they thought of you."},
       Box{"What you would get", seen},
       Box{"What you would never see",
           "Who it is about. No names, addresses, pages, notes, moods or times of day."},
       Box{"If you say yes", "Tell " + person + " this word, in whatever way you like: " + word},
       Paragraph{"There is nothing to install and nothing to watch. A kind word now and then is "
                 "all it takes."},
       Paragraph{"If you would rather not, just do nothing. No other mail comes unless you say "
                 "yes."},
       how_to_stop(names)});
}

LetterText alert_letter(const Names& names, const News& news) {
  const std::string person = names.plain_person();
  Layout layout{Paragraph{names.greeting()}};
  if (news.leaving) {
    layout.emplace_back(
        Paragraph{capital(person) +
                  " asked that you be told less, or nothing any more. It does not happen at once: "
                  "it waits, and can still be taken back. You might ask how they are."});
  }
  if (news.leaving_refused) {
    layout.emplace_back(
        Paragraph{capital(person) +
                  " asked that you be told less, or nothing any more. It was refused: a lock "
                  "holds, and nothing changed. You might ask how they are."});
  }
  if (count_of(news, AlertKind::kSlip) > 0) {
    layout.emplace_back(
        Paragraph{capital(person) +
                  " says that contact happened. The days before it still count. The next day is "
                  "often the hardest: a call or a walk together helps more than advice."});
  }
  if (const int count = count_of(news, AlertKind::kLoosening); count > 0) {
    layout.emplace_back(Paragraph{capital(person) + " asked " + times(count) +
                                  " to loosen the protection. It does not happen at once: it "
                                  "waits, and can still be let go. You might ask how they are."});
  }
  if (news.refused > 0) {
    layout.emplace_back(Paragraph{capital(person) + " asked " + times(news.refused) +
                                  " to loosen the protection while a lock holds. It was refused, "
                                  "and nothing changed. You might ask how they are."});
  }
  if (const int count = count_of(news, AlertKind::kTampering); count > 0) {
    layout.emplace_back(Paragraph{"The protection was changed from outside " + times(count) +
                                  ", and was put back. It may have been an update or another "
                                  "program; nobody has said so yet."});
  }
  if (count_of(news, AlertKind::kUnobserved) > 0) {
    layout.emplace_back(
        Paragraph{"The computer was in use for six hours or more without protection that was "
                  "verified. That can have many plain reasons."});
  }
  layout.emplace_back(how_to_stop(names));
  return finished("A word about " + person, layout);
}

LetterText farewell_letter(const Names& names, Farewell why, const News& left) {
  const std::string person = names.plain_person();
  const std::string reason =
      why == Farewell::kStopped
          ? "You asked for no more mail, so this is the last one. Thank you for having been there."
          : capital(person) +
                " no longer shares with you how it goes. That took its time to count, or your "
                "code. This is the last mail. Thank you for having been there.";
  Layout layout{Paragraph{names.greeting()}, Paragraph{reason}};
  if (const std::string what = what_is_left(left); !what.empty()) {
    layout.emplace_back(Paragraph{"What was still to be told: " + what + "."});
  }
  layout.emplace_back(Paragraph{"If this is not what you expected, ask " + person + " about it."});
  return finished("No more mail about " + person, layout);
}

}  // namespace holdfast
