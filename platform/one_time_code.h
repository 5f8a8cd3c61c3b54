#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/paths.h"
#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::platform {

/// What the partner's authenticator and the daemon share: 20 bytes (160 bits, RFC 4226, section 4).
/// Never shown but once, as the URI.
class CodeSecret {
 public:
  static constexpr std::size_t kBytes = 20;

  /// Fresh from getrandom(2).
  static Result<CodeSecret> make();
  /// Base32 of 20 bytes (RFC 4648); blanks and lower case are taken. kInvalid for anything else.
  static Result<CodeSecret> parse(std::string_view base32);

  /// 32 capital letters and digits.
  std::string base32() const;
  /// `otpauth://totp/Holdfast:LABEL?secret=...&issuer=Holdfast`, for a QR code. The label is the
  /// account's name in the authenticator; any text.
  std::string uri(std::string_view label) const;

  /// The time step (30 seconds since 1970) whose code this is, among that of `at` and its
  /// neighbours: RFC 6238 with SHA-1 and six digits. Blanks in the code count for nothing; anything
  /// else that is not six digits is refused. Takes as long whether it is right or wrong. That no
  /// step counts twice, and how often one may try, is the caller's to see to.
  std::optional<std::int64_t> match(std::string_view code, Wall at) const;

  friend bool operator==(const CodeSecret&, const CodeSecret&) = default;

 private:
  explicit CodeSecret(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

/// The secret of this machine. kNotFound where there is none, kInvalid where it is not root's (or
/// this process's user's) alone.
Result<CodeSecret> read_partner_key(const Paths& paths);
/// Puts it in place of any other, for root alone.
Result<void> write_partner_key(const Paths& paths, const CodeSecret& secret);
/// Success where there is none.
Result<void> remove_partner_key(const Paths& paths);

}  // namespace holdfast::platform
