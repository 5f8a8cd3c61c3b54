#include "tray/window/key_model.h"

#include <algorithm>
#include <cctype>

#include "tray/cli/fields.h"
#include "tray/cli/qr.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

using cli::text_of;

constexpr std::size_t kALine = 16;

// The value of `secret=` in an otpauth address.
std::string secret_in(const std::string& uri) {
  constexpr std::string_view kName = "secret=";
  for (std::size_t at = uri.find('?'); at != std::string::npos; at = uri.find('&', at + 1)) {
    if (uri.compare(at + 1, kName.size(), kName) != 0) continue;
    const auto begin = at + 1 + kName.size();
    return uri.substr(begin, uri.find('&', begin) - begin);
  }
  return {};
}

}  // namespace

KeyView key_view(const Snapshot& snapshot) {
  KeyView view;
  const auto counts = cli::parse_time(text_of(snapshot.partner, "key_counts_from"));
  view.has_key = counts.has_value();
  if (!counts) {
    view.state = _("There is no key yet.");
  } else if (*counts > snapshot.now) {
    view.state =
        fill(_("There is a key. It counts from {1}."), {cli::moment_words(*counts, snapshot.now)});
  } else {
    view.state = _("There is a key, and it counts.");
  }
  const auto until = cli::parse_time(text_of(snapshot.partner, "pass_until"));
  if (until && *until > snapshot.now) {
    view.pass = fill(_("Open until {1}: one loosening is taken at once."),
                     {cli::moment_words(*until, snapshot.now)});
  }
  return view;
}

std::optional<NewKey> new_key(const boost::json::object& answer, std::chrono::sys_seconds now) {
  NewKey key{text_of(answer, "uri"), {}, {}};
  const std::string secret = secret_in(key.uri);
  if (secret.empty()) return std::nullopt;
  for (std::size_t at = 0; at < secret.size(); at += kALine) {
    key.secret += (at == 0 ? "" : "\n") + cli::in_fours(secret.substr(at, kALine));
  }
  const auto counts = cli::parse_time(text_of(answer, "counts_from"));
  key.counts = counts && *counts > now
                   ? fill(_("It counts from {1}."), {cli::moment_words(*counts, now)})
                   : std::string(_("It counts from now on."));
  return key;
}

std::optional<std::string> code_of(const std::string& typed) {
  constexpr std::size_t kDigits = 6;
  std::string code;
  for (const char c : typed) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      code += c;
    } else if (c != ' ' && c != '-') {
      return std::nullopt;
    }
  }
  if (code.size() != kDigits) return std::nullopt;
  return code;
}

std::string unlocked_words(const boost::json::object& answer, std::chrono::sys_seconds now) {
  const auto until = cli::parse_time(text_of(answer, "until"));
  return until ? fill(_("The code is right. Until {1} one loosening is taken at once: ask for it "
                        "under Rules."),
                      {cli::moment_words(*until, now)})
               : std::string(_("The code is right. One loosening is taken at once: ask for it "
                               "under Rules."));
}

}  // namespace holdfast::window
