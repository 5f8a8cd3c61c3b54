#include "tray/cli/promises.h"

#include <algorithm>
#include <string>

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& letter : low) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return low;
}

std::string kept_words(const boost::json::object& promise) {
  const auto days = number_of(promise, "days_kept");
  const std::string number = std::to_string(days);
  const auto count = static_cast<unsigned long>(days);
  if (is_true(promise, "kept_today")) {
    return fill(ngettext("kept today, {1} day by now", "kept today, {1} days by now", count),
                {number});
  }
  if (days == 0) return _("not kept yet");
  return fill(ngettext("kept on {1} day", "kept on {1} days", count), {number});
}

}  // namespace

void show_promises(const boost::json::array& promises, Context& context) {
  for (const auto& element : promises) {
    const auto& promise = as_object(element);
    const Sign sign = is_true(promise, "kept_today") ? Sign::kHolds : Sign::kAbsent;
    context.out.paragraph(context.out.sign(sign) + " " + text_of(promise, "text") + " " +
                              context.out.styled(Style::kFaint, "(" + kept_words(promise) + ")"),
                          0, 2);
  }
}

boost::json::array promises_meant(const boost::json::array& promises, std::string_view text) {
  boost::json::array meant;
  for (const auto& element : promises) {
    const auto& promise = as_object(element);
    const std::string low = lowered(text_of(promise, "text"));
    if (!text.empty() && low == lowered(text)) return boost::json::array({promise});
    const bool is_meant = text.empty() ? !is_true(promise, "kept_today")
                                       : low.find(lowered(text)) != std::string::npos;
    if (is_meant) meant.push_back(promise);
  }
  return meant;
}

}  // namespace holdfast::cli
