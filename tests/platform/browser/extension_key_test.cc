#include "platform/browser/extension_key.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <cstring>
#include <memory>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

std::size_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

// Takes one field of bytes off the front: its number and what it holds.
std::pair<std::uint64_t, std::string_view> take_field(std::string_view& bytes) {
  const auto varint = [&] {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      number |= static_cast<std::uint64_t>(byte & 127U) << shift;
      if (byte < 128) return number;
    }
  };
  const std::uint64_t key = varint();
  const std::uint64_t size = varint();
  const std::string_view value = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return {key >> 3U, value};
}

bool verifies(std::string_view public_key, std::string_view signature, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(public_key.data());
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      d2i_PUBKEY(nullptr, &bytes, static_cast<long>(public_key.size())), EVP_PKEY_free);
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return key &&
         EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                          signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                          text.size()) == 1;
}

TEST(ExtensionKey, IsMadeOnceAndForRootAlone) {
  const TempDir folder;
  const auto first = ExtensionKey::open(folder / "key");
  const auto again = ExtensionKey::open(folder / "key");
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->extension_id(), again->extension_id());
  EXPECT_EQ(first->extension_id().size(), 32u);
  EXPECT_EQ(first->extension_id().find_first_not_of("abcdefghijklmnop"), std::string::npos);
  struct stat found {};
  ASSERT_EQ(::stat((folder / "key").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(ExtensionKey, SignsAPackageAsChromiumChecksIt) {
  const TempDir folder;
  const auto key = ExtensionKey::open(folder / "key");
  ASSERT_TRUE(key);
  const std::string zip = "PK not really";
  const std::string crx = key->pack(zip).value();
  EXPECT_EQ(crx, key->pack(zip).value()) << "the same bytes each time";
  ASSERT_TRUE(crx.starts_with("Cr24"));
  EXPECT_EQ(number_at(crx, 4), 3u);
  const std::size_t size = number_at(crx, 8);
  EXPECT_EQ(crx.substr(12 + size), zip);

  std::string_view header = std::string_view(crx).substr(12, size);
  auto [proof_number, proof] = take_field(header);
  auto [data_number, data] = take_field(header);
  EXPECT_EQ(proof_number, 2u);
  EXPECT_EQ(data_number, 10000u);
  const auto [key_number, public_key] = take_field(proof);
  const auto [signature_number, signature] = take_field(proof);
  EXPECT_EQ(key_number, 1u);
  EXPECT_EQ(signature_number, 2u);
  std::string length(4, '\0');
  const auto data_size = static_cast<std::uint32_t>(data.size());
  std::memcpy(length.data(), &data_size, 4);
  const std::string text = std::string("CRX3 SignedData") + '\0' + length + std::string(data) + zip;
  EXPECT_TRUE(verifies(public_key, signature, text));
  EXPECT_FALSE(verifies(public_key, signature, text + "x"));
}

TEST(ExtensionKey, NamesRulesSoThatNobodyElseCan) {
  const TempDir folder;
  const auto one = ExtensionKey::open(folder / "one");
  const auto other = ExtensionKey::open(folder / "other");
  const std::string id = one->rule_id("block instagram/her.name");
  EXPECT_EQ(id.size(), 16u);
  EXPECT_EQ(id, one->rule_id("block instagram/her.name"));
  EXPECT_NE(id, one->rule_id("block instagram/her.name2"));
  EXPECT_NE(id, other->rule_id("block instagram/her.name"));
}

TEST(ExtensionKey, SaysWhatIsNoKey) {
  const TempDir folder;
  put(folder / "key", "no key");
  ::chmod((folder / "key").c_str(), 0600);
  const auto key = ExtensionKey::open(folder / "key");
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace holdfast::platform
