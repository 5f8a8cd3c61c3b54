#include "platform/client_hello.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace holdfast::platform {
namespace {

// Captured from openssl and curl, or made after what Chromium sends: see the fuzz target's seeds.
std::string captured(const std::string& name) {
  std::ifstream file(std::string(HOLDFAST_CORPUS) + "/client_hello_fuzz/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

ClientHello read(std::string_view bytes) {
  return read_client_hello(std::as_bytes(std::span(bytes)));
}

struct Known {
  const char* name;
  const char* host;
  std::uint16_t version;
};

class KnownHello : public testing::TestWithParam<Known> {};

TEST_P(KnownHello, IsReadWholeAndNotBefore) {
  const std::string bytes = captured(GetParam().name);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_EQ(read(bytes.substr(0, size)).state, HeadState::kMore) << size;
  const ClientHello hello = read(bytes);
  EXPECT_EQ(hello.state, HeadState::kWhole);
  EXPECT_EQ(hello.host, GetParam().host);
  EXPECT_EQ(hello.version, GetParam().version);
  EXPECT_EQ(read(bytes + "and what follows").host, GetParam().host);
}

INSTANTIATE_TEST_SUITE_P(
    All, KnownHello,
    testing::Values(Known{"openssl_tls10", "her.name.example", 0x0301},
                    Known{"openssl_tls11", "her.name.example", 0x0302},
                    Known{"openssl_tls12", "her.name.example", 0x0303},
                    Known{"openssl_tls13", "her.name.example", 0x0303},
                    Known{"openssl_fragments", "her.name.example", 0x0303},
                    Known{"openssl_no_name", "", 0x0303},
                    Known{"curl_h2", "www.instagram.com", 0x0303},
                    Known{"chromium_like_sni_first", "www.instagram.com", 0x0303},
                    Known{"chromium_like_sni_last", "www.instagram.com", 0x0303},
                    Known{"many_records", "www.instagram.com", 0x0303},
                    Known{"no_extensions", "", 0x0301}, Known{"ip_name", "", 0x0303}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ClientHello, NotesAnEncryptedInnerOne) {
  EXPECT_EQ(read(captured("chromium_like_sni_last")).encrypted, EncryptedHello::kOffered);
  EXPECT_EQ(read(captured("curl_h2")).encrypted, EncryptedHello::kAbsent);
}

TEST(ClientHello, RefusesWhatNobodySendsInGoodFaith) {
  EXPECT_EQ(read(captured("two_names")).state, HeadState::kForeign);
  EXPECT_EQ(read(captured("cut_extension")).state, HeadState::kForeign);
}

TEST(ClientHello, RefusesOtherProtocolsAtOnce) {
  using namespace std::string_view_literals;
  EXPECT_EQ(read("GET / HTTP/1.1"sv).state, HeadState::kForeign);
  EXPECT_EQ(read("\x80\x2e\x01\x03\x01"sv).state, HeadState::kForeign);  // SSL 2
  EXPECT_EQ(read("\x16\x02\x00"sv).state, HeadState::kForeign);
  EXPECT_EQ(read("\x15\x03\x01\x00\x02"sv).state, HeadState::kForeign);      // an alert
  EXPECT_EQ(read("\x16\x03\x01\x00\x00"sv).state, HeadState::kForeign);      // an empty record
  EXPECT_EQ(read("\x16\x03\x01\x40\x01"sv).state, HeadState::kForeign);      // a long one
  EXPECT_EQ(read("\x16\x03\x01\x00\x04\x02"sv).state, HeadState::kForeign);  // a ServerHello
  EXPECT_EQ(read("\x16\x03\x01\x00\x04\x01\x02\0\0"sv).state, HeadState::kForeign);  // 128 KiB
}

TEST(ClientHello, RefusesARecordOfAnotherKindInBetween) {
  std::string bytes = captured("openssl_fragments");
  const std::size_t second = 5 + 64;
  bytes[second] = 20;
  EXPECT_EQ(read(bytes).state, HeadState::kForeign);
}

TEST(ClientHello, SurvivesEveryFlippedByte) {
  const std::string good = captured("chromium_like_sni_last");
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0xff);
    const ClientHello hello = read(bad);
    EXPECT_TRUE(hello.state == HeadState::kWhole || hello.host.empty()) << at;
  }
}

}  // namespace
}  // namespace holdfast::platform
