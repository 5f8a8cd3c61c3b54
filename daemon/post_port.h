#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/mail/compose.h"
#include "platform/mail/verdict.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// One letter on its way.
struct SendTask {
  std::int64_t letter = 0;  ///< the outbox's number for it, never used for another
  std::string from;
  std::string to;
  std::string bytes;
};

/// Puts letters together and sends them; Letters' port. Nothing blocks, and what comes of it comes
/// later.
class Post {
 public:
  using OnBytes = std::function<void(Result<std::string>)>;
  using OnVerdict = std::function<void(platform::MailVerdict)>;

  virtual ~Post() = default;
  /// The letter's bytes; the same for the same words.
  virtual void compose(platform::ComposeTask task, OnBytes done) = 0;
  /// At most once for each letter, whoever is killed meanwhile. What became of it stays known until
  /// settle().
  virtual void send(SendTask task, OnVerdict done) = 0;
  /// What became of it is on record.
  virtual void settle(std::int64_t letter) = 0;
  /// The letters that wait for settle().
  virtual std::vector<std::int64_t> unsettled() const = 0;
};

}  // namespace holdfast::daemon
