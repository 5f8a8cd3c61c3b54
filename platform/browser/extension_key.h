#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "policy/result.h"

struct evp_pkey_st;

namespace holdfast::platform {

/// The key of this machine by which Chromium knows the extension: made once and kept, since another
/// key would be another extension. RSA, whose signatures (PKCS #1 v1.5) are the same each time, so
/// that what was packed can be compared.
class ExtensionKey {
 public:
  /// Reads the key, and makes it where there is none. kCorrupt for a file that holds none.
  static Result<ExtensionKey> open(const std::filesystem::path& file);

  /// 32 letters from a to p: the first 16 bytes of the SHA-256 of the public key.
  const std::string& extension_id() const { return id_; }

  /// The package in the format CRX3: "Cr24", version, a header in protocol buffers with the public
  /// key and the signature over it all, then `zip` as it is.
  Result<std::string> pack(std::string_view zip) const;

  /// What stands for a rule wherever its target must not be told: 16 hexadecimal digits that nobody
  /// without this machine's files can guess.
  std::string rule_id(std::string_view key) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  using Key = std::unique_ptr<evp_pkey_st, Free>;

  ExtensionKey(Key key, std::string public_key);
  static Result<Key> make(const std::filesystem::path& file);

  Key key_;
  std::string public_key_;  // SubjectPublicKeyInfo, DER
  std::string id_;
};

}  // namespace holdfast::platform
