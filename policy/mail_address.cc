#include "policy/mail_address.h"

#include <algorithm>

#include "policy/host_name.h"
#include "policy/text.h"

namespace holdfast {
namespace {

// RFC 5321, section 4.5.3.1.
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxMail = 254;

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9');
}

bool is_local_part(std::string_view text) {
  constexpr std::string_view kSigns = "!#$%&'*+/=?^_`{|}~-.";
  const auto is_allowed = [&](char letter) {
    return is_letter_or_digit(letter) || kSigns.find(letter) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= kMaxLocalPart && text.front() != '.' &&
         text.back() != '.' && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_allowed);
}

}  // namespace

Result<std::string> parse_mail_address(std::string_view text) {
  const Error wrong{ErrorCode::kInvalid, with_hint(say("{1} is no mail address", {in_quotes(text)}),
                                                   say("write one such as friend@example.org"))};
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || !is_local_part(text.substr(0, at))) return wrong;
  const auto domain = HostName::parse(text.substr(at + 1));
  if (!domain) return wrong;
  // `localhost` is the one single label to which mail is delivered.
  if (domain->label_count() < 2 && domain->ascii() != "localhost") return wrong;
  std::string mail = std::string(text.substr(0, at + 1)) + domain->ascii();
  if (mail.size() > kMaxMail) return wrong;
  return mail;
}

}  // namespace holdfast
