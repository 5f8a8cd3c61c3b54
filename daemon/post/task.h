#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "platform/mail/compose.h"
#include "platform/mail/sendmail.h"
#include "platform/mail/smtp.h"
#include "platform/mail/verdict.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// What `holdfast-post` is started for.
struct SmtpJob {
  platform::SmtpTask task;
  platform::SmtpLimits limits;
};
struct SendmailJob {
  platform::SendmailTask task;
  std::chrono::seconds patience{120};
};
using PostJob = std::variant<platform::ComposeTask, SmtpJob, SendmailJob>;

/// What it answers: a letter's bytes, what became of a letter, or why there is neither.
using PostAnswer = std::variant<std::string, platform::MailVerdict, Error>;

inline constexpr std::size_t kMaxPostText = std::size_t{12} << 20;

/// One JSON object in one line, which its `\n` ends.
std::string written(const PostJob& job);
std::string written(const PostAnswer& answer);
/// With or without the `\n`. kInvalid for anything that `written` does not make.
Result<PostJob> read_job(std::string_view text);
Result<PostAnswer> read_answer(std::string_view text);

}  // namespace holdfast::daemon
