#pragma once

#include <string>
#include <string_view>

#include "platform/mail/verdict.h"

namespace holdfast::platform {

/// Follows one conversation with a mail server (RFC 5321): what was said last, and what it means
/// for the letter.
class SmtpTalk {
 public:
  /// A line of ours. Only its first word is looked at: a log-in has secrets in the others.
  void said(std::string_view line);
  /// A line of the server's.
  void heard(std::string_view line);
  /// The end of the letter goes next.
  void commit() { committed_ = true; }

  /// The server has answered that it does not go on here.
  bool was_turned_down() const { return code_ >= 400; }
  /// We have said goodbye.
  bool has_left() const { return left_; }
  bool has_committed() const { return committed_; }
  /// The server's answer to the whole letter, 0 before it.
  int answer() const { return answer_; }

  /// For was_turned_down(): who has to do something about it.
  MailVerdict turned_down() const;
  /// For a letter that was committed.
  MailVerdict after_commit() const;

 private:
  enum class Phase { kGreeting, kHello, kEncryption, kLogin, kSender, kRecipient, kLetter };
  Phase phase_ = Phase::kGreeting;
  int code_ = 0;  // of the answer to what was said last
  int answer_ = 0;
  bool committed_ = false;
  bool left_ = false;  // QUIT was said
};

}  // namespace holdfast::platform
