#include "platform/store/row_hash.h"

#include <new>

namespace holdfast::platform {

RowHasher::RowHasher() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
    throw std::bad_alloc();
  }
}

Hash RowHasher::event(const Hash& before, const EventRow& row) {
  begin(before);
  add(row.id);
  add(row.at.elapsed.time_since_epoch().count());
  add(row.at.wall.time_since_epoch().count());
  add(row.utc_offset.count());
  add(row.kind);
  add(row.subject);
  add(row.detail);
  return digest();
}

Hash RowHasher::attempt(const Hash& before, const AttemptRow& row) {
  begin(before);
  add(row.episode);
  add(row.at.time_since_epoch().count());
  add(row.detector);
  add(row.port);
  add(row.count);
  return digest();
}

void RowHasher::begin(const Hash& before) { bytes_.assign(before.begin(), before.end()); }

void RowHasher::add(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes_.push_back(static_cast<char>(bits >> shift & 0xff));
  }
}

void RowHasher::add(const std::string& text) {
  add(static_cast<std::int64_t>(text.size()));
  bytes_ += text;
}

Hash RowHasher::digest() {
  Hash hash{};
  // A null type takes up the digest of the constructor again.
  const bool digested = EVP_DigestInit_ex(context_.get(), nullptr, nullptr) == 1 &&
                        EVP_DigestUpdate(context_.get(), bytes_.data(), bytes_.size()) == 1 &&
                        EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) == 1;
  if (!digested) throw std::bad_alloc();
  return hash;
}

std::string to_hex(const Hash& hash) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : hash) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 0xf];
  }
  return hex;
}

}  // namespace holdfast::platform
