#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// The one errand that the process is started for.
enum class Errand { kCompose, kSmtp, kSendmail };

struct PostOptions {
  Errand errand = Errand::kCompose;
  std::string user = "holdfast-post";
  std::optional<uid_t> person;  ///< whose sendmail it is; nothing: this process's own user's
};

/// Gives up what the errand does not need, reads one job from `channel`, does it and answers.
/// `slip` is the letter's, locked; none for composing. Until the letter is committed this process
/// ends with the one that started it; from then on it only can learn what became of the letter, so
/// it goes on alone to the end of its time, and the slip tells. An Error means that it did nothing.
Result<void> run_errand(const PostOptions& options, platform::Fd channel, platform::Fd slip);

}  // namespace holdfast::daemon
