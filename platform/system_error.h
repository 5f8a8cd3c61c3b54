#pragma once

#include <cerrno>

#include "policy/result.h"

namespace holdfast::platform {

/// The Error for an errno value: a code to branch on and a sentence that says what failed, why, and
/// what to do where that is known. `what` is the start of the sentence ("cannot write /etc/hosts").
/// EPERM and EACCES are kRefused; who knows that a file is immutable says kReadOnly itself.
Error system_error(Phrase what, int number = errno);

/// Repeats a system call while a signal interrupts it (-1 and EINTR); gives its last result.
template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

}  // namespace holdfast::platform
