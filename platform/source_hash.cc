#include "platform/source_hash.h"

#include <openssl/evp.h>

#include <array>

namespace holdfast::platform {

std::string source_hash(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::array<unsigned char, 45> base64{};  // four for each three, and a zero
  const int size = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest.size()));
  return "'sha256-" + std::string(base64.begin(), base64.begin() + size) + "'";
}

}  // namespace holdfast::platform
