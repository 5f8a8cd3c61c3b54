#include "tray/cli/words.h"

#include <cctype>
#include <cmath>

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::cli {

std::string days_words(std::int64_t count) {
  return fill(ngettext("{1} day", "{1} days", static_cast<unsigned long>(count)),
              {std::to_string(count)});
}

std::string no_contact_words(std::string_view length, std::string_view alias) {
  if (alias.empty()) return fill(_("{1} of no contact"), {length});
  return fill(_("{1} of no contact with {2}"), {length, alias == "them" ? _("them") : alias});
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool is_last = i > 0 && i + 1 == items.size();
    if (is_last) return fill(_("{1} and {2}"), {text, items[i]});
    text += (i > 0 ? ", " : "") + items[i];
  }
  return text;
}

std::string layer_words(const std::string& word) {
  if (word == "hosts") return _("hosts");
  if (word == "firewall") return _("firewall");
  if (word == "browser") return _("browser");
  if (word == "phone") return _("phone");
  return word;
}

std::string layers_words(const boost::json::array& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + layer_words(as_text(word));
  return text;
}

std::string percent(double value) {
  // Rounded down: nine hours unseen are not "100 %".
  const auto tenths = static_cast<std::int64_t>(std::floor(value * 10 + 1e-6));
  const std::string whole = std::to_string(tenths / 10);
  if (tenths % 10 == 0) return whole;
  // TRANSLATORS: the sign between a number and its tenths, as in 99.8.
  return whole + in_context("decimal sign", ".") + std::to_string(tenths % 10);
}

std::string capitalised(std::string text) {
  if (!text.empty()) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text;
}

}  // namespace holdfast::cli
