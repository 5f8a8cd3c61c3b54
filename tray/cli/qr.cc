#include "tray/cli/qr.h"

#include <qrencode.h>

#include <memory>

namespace holdfast::cli {
namespace {

constexpr int kQuiet = 4;  // ISO/IEC 18004 asks for as much
// The cube's black and white: unlike the first sixteen colours no theme changes them.
constexpr const char* kColours = "\033[38;5;16;48;5;231m";
constexpr const char* kReset = "\033[0m";

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

const char* block(bool upper, bool lower) {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}

}  // namespace

std::optional<QrCode> qr_code(std::string_view text) {
  const std::unique_ptr<QRcode, Free> made(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_L));
  if (!made) return std::nullopt;
  QrCode code;
  code.size = made->width;
  for (int i = 0; i < code.size * code.size; ++i) code.dark.push_back((made->data[i] & 1) != 0);
  return code;
}

std::string qr_text(const QrCode& code, QrColours colours) {
  const bool is_coloured = colours == QrColours::kBlackOnWhite;
  std::string text;
  for (int y = -kQuiet; y < code.size + kQuiet; y += 2) {
    if (is_coloured) text += kColours;
    for (int x = -kQuiet; x < code.size + kQuiet; ++x)
      text += block(code.is_dark(x, y), code.is_dark(x, y + 1));
    if (is_coloured) text += kReset;
    text += '\n';
  }
  return text;
}

std::string in_fours(std::string_view key) {
  std::string text;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += ' ';
    text += key[i];
  }
  return text;
}

}  // namespace holdfast::cli
