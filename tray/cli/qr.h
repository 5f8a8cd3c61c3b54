#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {

/// A QR code, without the quiet zone around it.
struct QrCode {
  int size = 0;            ///< modules on a side
  std::vector<bool> dark;  ///< row by row
  bool is_dark(int x, int y) const {
    return x >= 0 && y >= 0 && x < size && y < size &&
           dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                static_cast<std::size_t>(x)];
  }
};

/// Nothing where the text is empty or longer than a code holds. Of the lowest correction: the
/// smallest code, so that one with a key fits a terminal of 24 lines.
std::optional<QrCode> qr_code(std::string_view text);

enum class QrColours {
  kBlackOnWhite,  ///< told to the terminal, whose own may be light on dark, which no phone reads
  kNone,          ///< for a file: what is dark is printed
};

/// Its lines in half blocks, a character for two modules, with the quiet zone of four modules.
std::string qr_text(const QrCode& code, QrColours colours);

/// "ABCD EFGH ...": a key for typing.
std::string in_fours(std::string_view key);

}  // namespace holdfast::cli
