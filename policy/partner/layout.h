#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace holdfast {

/// The parts of a letter, from top to bottom; the same for its plain and its HTML form.
struct Paragraph {
  std::string text;
};
/// The one thing to see first.
struct Headline {
  std::string big;
  std::string small;
};
/// What was counted: a name and a number or some words.
struct Facts {
  std::vector<std::pair<std::string, std::string>> rows;
};
/// The letter's picture; `text` says the same.
struct Picture {
  std::string text;
};
/// Something of its own, with a heading.
struct Box {
  std::string heading;
  std::string text;
};
/// What must be said, small.
struct FinePrint {
  std::string text;
};
using Layout = std::vector<std::variant<Headline, Paragraph, Facts, Picture, Box, FinePrint>>;

/// UTF-8, lines of at most 72 characters where no word is longer, each ended by `\n`.
std::string plain_text(const Layout& layout);
/// A whole HTML document, read well without pictures, styles or scripts, and on dark ground. The
/// picture is `cid:chart`.
std::string html_text(const Layout& layout);

}  // namespace holdfast
