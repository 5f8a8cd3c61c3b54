#include "platform/mail/smtp_talk.h"

#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "policy/text.h"

namespace holdfast::platform {
namespace {

using Kind = MailVerdict::Kind;

constexpr int kChallenge = 334;      // RFC 4954
constexpr int kClosing = 421;        // "service not available, closing channel", at any time
constexpr int kLoginRequired = 530;  // RFC 4954

Phrase with_code(const Phrase& words, int code) {
  return say("{1} ({2})", {words, std::to_string(code)});
}

}  // namespace

void SmtpTalk::said(std::string_view line) {
  static constexpr std::array<std::pair<std::string_view, Phase>, 7> kWords{{
      {"EHLO", Phase::kHello},
      {"HELO", Phase::kHello},
      {"STARTTLS", Phase::kEncryption},
      {"AUTH", Phase::kLogin},
      {"MAIL", Phase::kSender},
      {"RCPT", Phase::kRecipient},
      {"DATA", Phase::kLetter},
  }};
  // What answers a challenge is no command, whatever it looks like.
  if (phase_ == Phase::kLogin && code_ == kChallenge) {
    code_ = 0;
    return;
  }
  const std::string_view word = line.substr(0, line.find_first_of(" \r\n"));
  if (equals_ignoring_case(word, "QUIT")) {
    left_ = true;  // what was answered before stays the last word
    return;
  }
  code_ = 0;
  for (const auto& [known, phase] : kWords) {
    if (equals_ignoring_case(word, known)) phase_ = phase;
  }
}

void SmtpTalk::heard(std::string_view line) {
  int code = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), code);
  if (error != std::errc() || end != line.data() + 3 || code < 200 || code > 599) return;
  const bool goes_on = line.size() > 3 && line[3] == '-';
  if (goes_on || left_) return;
  code_ = code;
  if (committed_ && answer_ == 0) answer_ = code;
}

MailVerdict SmtpTalk::turned_down() const {
  const bool for_now = code_ < 500 || code_ == kClosing;
  if (for_now) {
    if (phase_ == Phase::kLogin)
      return {Kind::kLater, with_code(say("the mail server cannot check the log-in now"), code_)};
    return {Kind::kLater, with_code(say("the mail server asks to try again later"), code_)};
  }
  if (code_ == kLoginRequired)
    return {Kind::kMisconfigured, with_code(say("the mail server asks for a log-in first"), code_)};
  switch (phase_) {
    case Phase::kLogin:
      return {Kind::kMisconfigured,
              with_code(say("the mail server does not accept the user or the password"), code_)};
    case Phase::kEncryption:
      return {Kind::kMisconfigured, with_code(say("the mail server starts no encryption"), code_)};
    case Phase::kSender:
      return {Kind::kMisconfigured,
              with_code(say("the mail server does not take mail from your address"), code_)};
    case Phase::kRecipient:
      return {Kind::kRefused, with_code(say("the mail server refuses the recipient"), code_)};
    case Phase::kLetter:
      return {Kind::kRefused, with_code(say("the mail server refuses the letter"), code_)};
    default:
      return {Kind::kMisconfigured,
              with_code(say("the mail server does not talk to this computer"), code_)};
  }
}

MailVerdict SmtpTalk::after_commit() const {
  if (answer_ >= 500)
    return {Kind::kRefused, with_code(say("the mail server refuses the letter"), answer_)};
  if (answer_ >= 400)
    return {Kind::kLater, with_code(say("the mail server asks to try again later"), answer_)};
  if (answer_ >= 200 && answer_ < 300)
    return {Kind::kSent, say("the mail server has taken the letter")};
  return {Kind::kUnsure, with_hint(say("the connection ended before the mail server answered"),
                                   say("the letter may have arrived, and is not sent again"))};
}

}  // namespace holdfast::platform
