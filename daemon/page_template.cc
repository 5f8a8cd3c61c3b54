#include "daemon/page_template.h"

#include <algorithm>

namespace holdfast::daemon {
namespace {

constexpr std::string_view kOpen = "<!-- ";
constexpr std::string_view kClose = " -->";

bool names_one_of(std::string_view names, const std::set<std::string, std::less<>>& kept) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    if (kept.contains(names.substr(0, end))) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

// Takes the text up to `mark` and the mark itself off the front; all of it where there is none.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t at = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + mark.size(), text.size()));
  return taken;
}

std::string with_parts(std::string_view page, const PageFilling& filling) {
  std::string result;
  int dropped = 0;  // how many parts deep, from the first that is not kept
  while (!page.empty()) {
    const std::string_view before = take_until(page, kOpen);
    if (dropped == 0) result += before;
    const std::string_view mark = take_until(page, kClose);
    if (mark.starts_with("if ")) {
      if (dropped > 0 || !names_one_of(mark.substr(3), filling.kept)) ++dropped;
    } else if (mark == "end") {
      if (dropped > 0) --dropped;
    } else if (mark.starts_with("slot ") && dropped == 0) {
      const auto slot = filling.slots.find(mark.substr(5));
      if (slot != filling.slots.end()) result += slot->second;
    }
    if (page.starts_with('\n')) page.remove_prefix(1);  // a mark has a line to itself
  }
  return result;
}

std::string digits_of(std::string_view number) {
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits),
               [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  return digits;
}

// The text of an element ends where the next tag begins: one with words holds nothing else.
void put_text(std::string_view& page, std::string_view text, std::string& result) {
  result += html_escaped(text);
  page.remove_prefix(std::min(page.find('<'), page.size()));
}

std::string with_words(std::string_view page, const PageWords& words) {
  constexpr std::string_view kMessage = " data-message=\"";
  std::string result;
  while (!page.empty()) {
    result += take_until(page, kMessage);
    if (page.empty()) break;
    const std::string_view key = take_until(page, "\"");
    result += take_until(page, ">");
    result += '>';
    put_text(page, words[key], result);
  }
  return result;
}

std::string with_numbers(std::string_view page, const PageWords& words) {
  constexpr std::string_view kCall = " data-call=\"";
  std::string result;
  while (!page.empty()) {
    result += take_until(page, kCall);
    if (page.empty()) break;
    const std::string& number = words[take_until(page, "\"")];
    (void)take_until(page, ">");
    result += " href=\"tel:" + digits_of(number) + "\">";
    put_text(page, number, result);
  }
  return result;
}

}  // namespace

std::string filled_page(std::string_view page, const PageFilling& filling, const PageWords& words) {
  // Words first: what a slot brings along is finished.
  return with_parts(with_numbers(with_words(page, words), words), filling);
}

}  // namespace holdfast::daemon
