#include "platform/one_time_code.h"

#include <liboath/oath.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include "platform/private_file.h"
#include "platform/system_error.h"
#include "policy/text.h"

namespace holdfast::platform {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::chrono::seconds kStep(30);
constexpr std::size_t kMaxKeyFile = 256;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string without_blanks(std::string_view text) {
  std::string rest;
  for (const char c : text) {
    if (c != ' ' && c != '\n') rest += c;
  }
  return rest;
}

// 1 where they are the same, else 0; without a branch on what they hold.
unsigned is_same(const std::string& one, const char* other) {
  unsigned difference = 0;
  for (std::size_t i = 0; i < kDigits; ++i)
    difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
  return ((difference - 1U) >> 31) & 1U;
}

bool is_six_digits(const std::string& text) {
  return text.size() == kDigits && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Result<CodeSecret> CodeSecret::make() {
  std::string bytes(kBytes, '\0');
  // So few bytes come whole, or not at all.
  if (uninterrupted([&] { return ::getrandom(bytes.data(), bytes.size(), 0); }) !=
      static_cast<ssize_t>(kBytes))
    return system_error(say("cannot make a secret"));
  return CodeSecret(std::move(bytes));
}

Result<CodeSecret> CodeSecret::parse(std::string_view base32) {
  const std::string text = without_blanks(base32);
  const Error wrong{ErrorCode::kInvalid, say("that is no key of a partner's")};
  if (text.size() != kBytes * 8 / 5) return wrong;
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const std::size_t value = kAlphabet.find(capital);
    if (value == std::string_view::npos) return wrong;
    held = (held << 5 | static_cast<unsigned>(value)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xff);
  }
  return CodeSecret(std::move(bytes));
}

std::string CodeSecret::base32() const {
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const char byte : bytes_) {
    held = (held << 8 | static_cast<unsigned char>(byte)) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[held >> (bits - 5) & 31];
  }
  return text;
}

std::string CodeSecret::uri(std::string_view label) const {
  return "otpauth://totp/Holdfast:" + percent_encoded(label) + "?secret=" + base32() +
         "&issuer=Holdfast";
}

std::optional<std::int64_t> CodeSecret::match(std::string_view code, Wall at) const {
  static const bool is_ready = ::oath_init() == OATH_OK;
  const std::string given = without_blanks(code);
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / kStep;
  if (!is_ready || !is_six_digits(given) || now < 1) return std::nullopt;
  unsigned found = 0;
  std::int64_t step = 0;
  for (std::int64_t one = now - 1; one <= now + 1; ++one) {
    std::array<char, kDigits + 1> expected{};
    if (::oath_hotp_generate(bytes_.data(), bytes_.size(), static_cast<std::uint64_t>(one), kDigits,
                             false, OATH_HOTP_DYNAMIC_TRUNCATION, expected.data()) != OATH_OK)
      return std::nullopt;
    const unsigned same = is_same(given, expected.data());
    found |= same;
    step += static_cast<std::int64_t>(same) * (one - step);
  }
  return found == 0 ? std::nullopt : std::optional(step);
}

Result<CodeSecret> read_partner_key(const Paths& paths) {
  const auto text = read_private_file(paths.partner_key(), kMaxKeyFile);
  if (!text) return text.error();
  return CodeSecret::parse(*text);
}

Result<void> write_partner_key(const Paths& paths, const CodeSecret& secret) {
  return write_private_file(paths.partner_key(), secret.base32() + "\n");
}

Result<void> remove_partner_key(const Paths& paths) {
  if (::unlink(paths.partner_key().c_str()) == 0 || errno == ENOENT) return {};
  return system_error(say("cannot remove {1}", {paths.partner_key().string()}));
}

}  // namespace holdfast::platform
