#pragma once

#include <string>
#include <vector>

#include "policy/partner/layout.h"

namespace holdfast {

/// The words of a letter, before it becomes bytes.
struct LetterText {
  std::string subject;
  std::string text;
  std::string html;  ///< empty: plain only
  struct Column {
    std::string label;
    int urges = 0;
    int ridden_out = 0;
    friend bool operator==(const Column&, const Column&) = default;
  };
  std::vector<Column> chart;  ///< empty: no picture

  friend bool operator==(const LetterText&, const LetterText&) = default;
};

/// How the person is called in a letter: by the name of their mail account, or neutrally.
struct Names {
  std::string person;
  std::string partner;

  std::string subject_person() const { return person.empty() ? "Your friend" : person; }
  std::string plain_person() const { return person.empty() ? "your friend" : person; }
  std::string greeting() const { return partner.empty() ? "Hello," : "Hello " + partner + ","; }
};

/// What the letter's subject is, when somebody answers to stop the mails.
inline constexpr const char* kStopSubject = "Please stop";

/// That and how it can be stopped; in every letter to a friend but the last.
FinePrint how_to_stop(const Names& names);

}  // namespace holdfast
