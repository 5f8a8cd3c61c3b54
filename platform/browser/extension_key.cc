#include "platform/browser/extension_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <utility>

#include "platform/private_file.h"

namespace holdfast::platform {
namespace {

constexpr std::size_t kMaxKeyFile = 16 * 1024;
constexpr std::size_t kKeyBits = 2048;
constexpr std::size_t kIdBytes = 16;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;
struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string hex(std::string_view bytes, char zero, char ten) {
  std::string text;
  const auto digit = [&](unsigned value) {
    return static_cast<char>(value < 10 ? zero + static_cast<int>(value)
                                        : ten + static_cast<int>(value) - 10);
  };
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digit(byte / 16U);
    text += digit(byte % 16U);
  }
  return text;
}

std::string little_endian(std::size_t number) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((number >> shift) & 255U);
  return bytes;
}

std::string varint(std::uint64_t number) {
  std::string bytes;
  for (; number >= 128; number >>= 7U) bytes += static_cast<char>((number & 127U) | 128U);
  return bytes + static_cast<char>(number);
}

// A field of bytes, wire type 2.
std::string field(std::uint64_t number, std::string_view bytes) {
  return varint(number << 3U | 2U) + varint(bytes.size()) + std::string(bytes);
}

}  // namespace

void ExtensionKey::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

ExtensionKey::ExtensionKey(Key key, std::string public_key)
    : key_(std::move(key)),
      public_key_(std::move(public_key)),
      id_(hex(std::string_view(sha256(public_key_)).substr(0, kIdBytes), 'a', 'k')) {}

Result<ExtensionKey::Key> ExtensionKey::make(const std::filesystem::path& file) {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", kKeyBits));
  const Bio text(BIO_new(BIO_s_mem()));
  if (!key || !text ||
      PEM_write_bio_PrivateKey(text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return Error{ErrorCode::kSystem, say("no key can be made for the browser extension")};
  }
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(text.get(), &bytes);
  if (auto written = write_private_file(file, {bytes, static_cast<std::size_t>(size)}); !written) {
    return written.error();
  }
  return key;
}

Result<ExtensionKey> ExtensionKey::open(const std::filesystem::path& file) {
  Key key;
  if (const auto text = read_private_file(file, kMaxKeyFile); text) {
    const Bio bytes(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    key.reset(PEM_read_bio_PrivateKey(bytes.get(), nullptr, nullptr, nullptr));
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) {
      return Error{ErrorCode::kCorrupt, with_hint(say("{1} holds no key", {file.native()}),
                                                  say("move it away, and a new one is made"))};
    }
  } else if (text.error().code == ErrorCode::kNotFound) {
    auto made = make(file);
    if (!made) return made.error();
    key = std::move(made).value();
  } else {
    return text.error();
  }
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(key.get(), &bytes);
  if (size <= 0) return Error{ErrorCode::kCorrupt, say("{1} holds no key", {file.native()})};
  std::string public_key(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return ExtensionKey(std::move(key), std::move(public_key));
}

Result<std::string> ExtensionKey::pack(std::string_view zip) const {
  constexpr std::uint64_t kCrxId = 1;           // of SignedData
  constexpr std::uint64_t kPublicKey = 1;       // of AsymmetricKeyProof
  constexpr std::uint64_t kSignature = 2;       // of AsymmetricKeyProof
  constexpr std::uint64_t kRsaProof = 2;        // of CrxFileHeader
  constexpr std::uint64_t kSignedData = 10000;  // of CrxFileHeader
  constexpr std::size_t kVersion = 3;

  const std::string id = sha256(public_key_).substr(0, kIdBytes);
  const std::string signed_data = field(kCrxId, id);
  const std::string before =
      std::string("CRX3 SignedData") + '\0' + little_endian(signed_data.size()) + signed_data;
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  std::size_t size = 0;
  const bool is_ready =
      digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestSignUpdate(digest.get(), before.data(), before.size()) == 1 &&
      EVP_DigestSignUpdate(digest.get(), zip.data(), zip.size()) == 1 &&
      EVP_DigestSignFinal(digest.get(), nullptr, &size) == 1;
  std::string signature(size, '\0');
  if (!is_ready ||
      EVP_DigestSignFinal(digest.get(), reinterpret_cast<unsigned char*>(signature.data()),
                          &size) != 1) {
    return Error{ErrorCode::kSystem, say("the browser extension cannot be signed")};
  }
  signature.resize(size);
  const std::string header =
      field(kRsaProof, field(kPublicKey, public_key_) + field(kSignature, signature)) +
      field(kSignedData, signed_data);
  return "Cr24" + little_endian(kVersion) + little_endian(header.size()) + header +
         std::string(zip);
}

std::string ExtensionKey::rule_id(std::string_view key) const {
  constexpr std::size_t kBytes = 8;
  const std::string hash = sha256("rule\n" + public_key_ + std::string(key));
  return hex(std::string_view(hash).substr(0, kBytes), '0', 'a');
}

}  // namespace holdfast::platform
