#pragma once

#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "platform/store/store.h"

namespace holdfast::platform {

/// SHA-256 (FIPS 180-4).
using Hash = std::array<unsigned char, 32>;

/// Chains rows: the hash of a row is the SHA-256 of the hash of the row before (32 zero bytes for
/// the first) followed by the row itself. Integers are 8 bytes, big-endian, two's complement; a
/// text is its length in bytes, so written, then its bytes.
///
/// - An event: id, elapsed (ms), wall (ms since 1970), offset from UTC (s), kind, subject, detail.
/// - An attempt, chained to the other attempts of its episode: episode, wall (ms), detector, port,
///   count.
class RowHasher {
 public:
  RowHasher();

  Hash event(const Hash& before, const EventRow& row);
  Hash attempt(const Hash& before, const AttemptRow& row);

 private:
  struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  void begin(const Hash& before);
  void add(std::int64_t number);
  void add(const std::string& text);
  Hash digest();

  std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
  std::string bytes_;  ///< kept between rows for its capacity
};

/// Lower-case hex.
std::string to_hex(const Hash& hash);

}  // namespace holdfast::platform
