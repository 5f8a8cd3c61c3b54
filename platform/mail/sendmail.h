#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/mail/smtp.h"
#include "platform/mail/verdict.h"

namespace holdfast::platform {

/// One letter and the program that takes it, as sendmail(8).
struct SendmailTask {
  std::filesystem::path program;
  std::string from;
  std::string to;
  std::string bytes;
};

/// Runs `PROGRAM -i -f FROM -- TO` as this process's user, with exactly `environment`
/// ("NAME=value") and the letter to read; blocks. What it prints is thrown away: it may hold the
/// recipient. Its exit status (sysexits.h) is the verdict; one that leaves open whether the letter
/// was taken is kUnsure. `commit` is called before it starts, since a program that is cut off in
/// the midst might send the half that it has.
MailVerdict send_by_sendmail(const SendmailTask& task, const std::vector<std::string>& environment,
                             const OnCommit& commit, std::chrono::seconds patience);

}  // namespace holdfast::platform
