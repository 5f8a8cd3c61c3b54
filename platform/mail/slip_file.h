#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/fd.h"
#include "platform/mail/verdict.h"
#include "policy/result.h"

namespace holdfast::platform {

// A slip goes with each letter that is being sent, so that at most one copy goes whoever is killed,
// and whenever. It is one small file per letter. The sender writes `committing` on it, on disk,
// before the server can know that the letter is whole, and the verdict after that. A slip that ends
// at `committing` therefore means: it may have gone. Such a letter is never sent again; of losing
// one and of sending one twice, Holdfast chooses to lose it, and says so.

/// What a slip tells about its letter.
struct Fate {
  enum class Kind {
    kNotBegun,  ///< nothing can have gone: it may be sent
    kInFlight,  ///< a sender that lives still has it
    kDecided,   ///< as `verdict` says; kUnsure too, where the sender ended without a word
  };
  Kind kind = Kind::kNotBegun;
  std::optional<MailVerdict> verdict;  ///< with kDecided

  friend bool operator==(const Fate&, const Fate&) = default;
};

/// Where the slip of a letter is, below the folder of all slips.
std::filesystem::path slip_path(const std::filesystem::path& outbox, std::int64_t letter);

/// The slip's owner while a letter is being sent: an exclusive lock (flock(2)) that goes along with
/// the descriptor to a child and is let go when the last copy of it is closed.
class SlipFile {
 public:
  /// Makes the folder and the slip where they are missing, and locks it. kBusy while another has
  /// it; kRefused when what is on it forbids sending (the letter went, or may have gone: see
  /// read_fate). What an attempt that sent nothing left on it is taken off.
  static Result<SlipFile> open(const std::filesystem::path& outbox, std::int64_t letter);
  /// A slip that was locked already, handed over as a descriptor.
  explicit SlipFile(Fd file) : file_(std::move(file)) {}

  int fd() const { return file_.get(); }
  /// On disk when it returns. After an Error the letter must not be finished.
  Result<void> commit();
  /// On disk when it returns.
  Result<void> conclude(const MailVerdict& verdict);

 private:
  Fd file_;
};

/// Where there is no slip, nothing was begun. What cannot be read or makes no sense is kUnsure.
Fate read_fate(const std::filesystem::path& outbox, std::int64_t letter);

/// Takes the slip away, once what it tells is kept elsewhere. Success where there is none.
Result<void> remove_slip(const std::filesystem::path& outbox, std::int64_t letter);

/// The letters of which there are slips, in order.
std::vector<std::int64_t> letters_with_slips(const std::filesystem::path& outbox);

/// The fate that a slip's text tells; nothing committed is kNotBegun. For read_fate and its tests.
Fate fate_in(std::string_view text);

}  // namespace holdfast::platform
