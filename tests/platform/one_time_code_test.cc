#include "platform/one_time_code.h"

#include <gtest/gtest.h>
#include <stdio.h>
#include <sys/stat.h>

#include <array>
#include <set>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;

// RFC 6238, appendix B: "12345678901234567890".
constexpr const char* kOfTheRfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

CodeSecret of_the_rfc() { return CodeSecret::parse(kOfTheRfc).value(); }
Wall at(std::int64_t seconds) { return Wall(std::chrono::seconds(seconds)); }

/// What a real authenticator shows.
std::string authenticator(const CodeSecret& secret, std::int64_t seconds) {
  const std::string command =
      "oathtool --totp --base32 --now '@" + std::to_string(seconds) + "' " + secret.base32();
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 64> room{};
  std::string code = ::fgets(room.data(), room.size(), pipe) == nullptr ? "" : room.data();
  EXPECT_EQ(::pclose(pipe), 0) << command;
  if (code.ends_with('\n')) code.pop_back();
  return code;
}

TEST(OneTimeCode, KnowsTheCodesOfTheRfc) {
  EXPECT_EQ(of_the_rfc().match("287082", at(59)), 1);
  EXPECT_EQ(of_the_rfc().match("081804", at(1111111109)), 37037036);
  EXPECT_EQ(of_the_rfc().match("005924", at(1234567890)), 41152263);
  EXPECT_EQ(of_the_rfc().match("279037", at(2000000000)), 66666666);
  EXPECT_EQ(of_the_rfc().match("353130", at(20000000000)), 666666666);
}

TEST(OneTimeCode, TakesWhatARealAuthenticatorShows) {
  for (int i = 0; i < 20; ++i) {
    const CodeSecret secret = CodeSecret::make().value();
    const std::int64_t now = 1'795'000'000 + i * 7919;
    const std::string code = authenticator(secret, now);
    EXPECT_EQ(secret.match(code, at(now)), now / 30) << secret.base32() << " " << code;
  }
}

TEST(OneTimeCode, TakesOneStepBeforeAndAfter) {
  const CodeSecret secret = of_the_rfc();
  const std::int64_t step = 59'833'333;
  const std::string code = authenticator(secret, step * 30);
  for (const std::int64_t late : {-30, -1, 0, 29, 30, 59})
    EXPECT_EQ(secret.match(code, at(step * 30 + late)), step) << late;
  for (const std::int64_t late : {-31, 60, 3600, -3600})
    EXPECT_EQ(secret.match(code, at(step * 30 + late)), std::nullopt) << late;
  // The last millisecond still belongs to a step.
  EXPECT_EQ(secret.match(code, at(step * 30 + 60) - 1ms), step);
  EXPECT_EQ(secret.match(code, at(step * 30 - 30) - 1ms), std::nullopt);
}

TEST(OneTimeCode, BlanksDoNotCountAndAllElseDoes) {
  const CodeSecret secret = of_the_rfc();
  for (const char* code : {"287 082", " 287082 ", "2 8 7 0 8 2"})
    EXPECT_EQ(secret.match(code, at(59)), 1) << code;
  for (const char* code : {"", "28708", "2870820", "28708x", "-287082", "287,082", "287083",
                           "287\t082", "\xd9\xa2\xd9\xa8\xd9\xa7\xd9\xa0\xd9\xa8\xd9\xa2"})
    EXPECT_EQ(secret.match(code, at(59)), std::nullopt) << code;
  EXPECT_EQ(secret.match(std::string_view("28708\0", 6), at(59)), std::nullopt);
  EXPECT_EQ(secret.match("287082", at(-59)), std::nullopt);
  EXPECT_EQ(secret.match("287082", at(0)), std::nullopt);
}

TEST(OneTimeCode, OneInAMillionIsRightByChance) {
  const CodeSecret secret = of_the_rfc();
  std::array<char, 8> code{};
  int right = 0;
  for (int i = 0; i < 1'000'000; i += 101) {
    ::snprintf(code.data(), code.size(), "%06d", i);
    right += secret.match(code.data(), at(1111111109)) ? 1 : 0;
  }
  EXPECT_LE(right, 3);
}

TEST(OneTimeCode, EachSecretIsFresh) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string text = CodeSecret::make().value().base32();
    EXPECT_EQ(text.size(), 32u);
    EXPECT_EQ(CodeSecret::parse(text).value().base32(), text);
    seen.insert(text);
  }
  EXPECT_EQ(seen.size(), 100u);
}

TEST(OneTimeCode, ASecretIsReadHoweverItIsTyped) {
  EXPECT_EQ(CodeSecret::parse("gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n").value(), of_the_rfc());
  for (const char* text : {"", "GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGE",
                           "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ="})
    EXPECT_FALSE(CodeSecret::parse(text)) << text;
}

TEST(OneTimeCode, MakesAnAddressForAuthenticators) {
  EXPECT_EQ(of_the_rfc().uri("A friend & co?"),
            std::string("otpauth://totp/Holdfast:A%20friend%20%26%20co%3F?secret=") + kOfTheRfc +
                "&issuer=Holdfast");
}

TEST(OneTimeCode, IsKeptForRootAlone) {
  const TempDir root;
  Paths paths;
  paths.root = root.path();
  std::filesystem::create_directories(paths.state());
  EXPECT_EQ(read_partner_key(paths).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(write_partner_key(paths, of_the_rfc()));
  EXPECT_EQ(read_partner_key(paths).value(), of_the_rfc());
  struct stat info {};
  ASSERT_EQ(::stat(paths.partner_key().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
  ::chmod(paths.partner_key().c_str(), 0644);
  EXPECT_EQ(read_partner_key(paths).error().code, ErrorCode::kInvalid);
  ::chmod(paths.partner_key().c_str(), 0600);
  put(paths.partner_key(), "no key");
  EXPECT_EQ(read_partner_key(paths).error().code, ErrorCode::kInvalid);
  ASSERT_TRUE(remove_partner_key(paths));
  ASSERT_TRUE(remove_partner_key(paths));
  EXPECT_EQ(read_partner_key(paths).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::platform
