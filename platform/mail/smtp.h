#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "platform/mail/verdict.h"
#include "policy/result.h"

namespace holdfast::platform {

/// One letter and the server that takes it.
struct SmtpTask {
  std::string server;  ///< as parse_mail_server takes it
  std::string user;    ///< empty: no log-in
  std::string password;
  std::string certificates;  ///< PEM of those to trust; empty: the system's
  std::string from;
  std::string to;
  std::string bytes;
};

struct SmtpLimits {
  std::chrono::seconds connect{30};
  std::chrono::seconds whole{120};
};

inline constexpr std::size_t kMaxLetterBytes = std::size_t{4} << 20;

/// Called once, right before the server is told that the letter is whole; an Error stops it there.
using OnCommit = std::function<Result<void>()>;

/// Hands the letter to the server; blocks. TLS 1.2 or newer, with the certificate and its name
/// checked: from the first byte (`smtps`), or by STARTTLS, without which nothing is told; only
/// loopback is reached in the clear, where no certificates are given. The machine's own name is
/// not told.
MailVerdict send_by_smtp(const SmtpTask& task, const OnCommit& commit,
                         const SmtpLimits& limits = {});

}  // namespace holdfast::platform
