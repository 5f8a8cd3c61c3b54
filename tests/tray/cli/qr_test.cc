#include "tray/cli/qr.h"

#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "tests/fakes/temp_dir.h"

namespace holdfast::cli {
namespace {

const std::string kUri =
    "otpauth://totp/Holdfast:a%20friend?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Holdfast";

/// The pixels that a person sees, 1 for black: rows of half blocks, told apart by their bytes.
std::vector<std::vector<int>> seen(const std::string& text) {
  std::vector<std::vector<int>> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    rows.emplace_back();
    for (std::size_t i = 0; i < line.size();) {
      const std::string_view rest = std::string_view(line).substr(i);
      const bool is_blank = rest[0] == ' ';
      rows[rows.size() - 2].push_back(rest.starts_with("█") || rest.starts_with("▀") ? 1 : 0);
      rows[rows.size() - 1].push_back(rest.starts_with("█") || rest.starts_with("▄") ? 1 : 0);
      i += is_blank ? 1 : 3;
    }
  }
  return rows;
}

/// What a phone reads from a picture of it.
std::string read_by_camera(const std::string& text) {
  const auto rows = seen(text);
  constexpr int kPixels = 6;
  std::ostringstream picture;
  picture << "P1\n" << rows[0].size() * kPixels << " " << rows.size() * kPixels << "\n";
  for (const auto& row : rows) {
    for (int copy = 0; copy < kPixels; ++copy) {
      for (const int pixel : row)
        for (int i = 0; i < kPixels; ++i) picture << pixel << ' ';
      picture << '\n';
    }
  }
  const TempDir folder;
  put(folder / "code.pbm", picture.str());
  const std::string command =
      "zbarimg --quiet --raw --nodbus " + (folder / "code.pbm").string() + " 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> room{};
  const std::size_t got = ::fread(room.data(), 1, room.size(), pipe);
  EXPECT_EQ(::pclose(pipe), 0) << room.data();
  return std::string(room.data(), got);
}

TEST(Qr, IsReadByACamera) {
  const auto code = qr_code(kUri);
  ASSERT_TRUE(code);
  EXPECT_EQ(read_by_camera(qr_text(*code, QrColours::kNone)), kUri + "\n");
}

TEST(Qr, FitsASmallTerminal) {
  const auto rows = seen(qr_text(qr_code(kUri).value(), QrColours::kNone));
  EXPECT_LE(rows.size() / 2, 24u);
  EXPECT_LE(rows[0].size(), 80u);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
}

TEST(Qr, HasAQuietZoneOnEverySide) {
  const auto rows = seen(qr_text(qr_code(kUri).value(), QrColours::kNone));
  const auto is_light = [](int pixel) { return pixel == 0; };
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_TRUE(std::ranges::all_of(rows[i], is_light));
    EXPECT_TRUE(std::ranges::all_of(rows[rows.size() - 1 - i], is_light));
    for (const auto& row : rows) {
      EXPECT_EQ(row[i], 0);
      EXPECT_EQ(row[row.size() - 1 - i], 0);
    }
  }
}

TEST(Qr, TellsTheTerminalItsColours) {
  const QrCode code = qr_code(kUri).value();
  std::istringstream plain(qr_text(code, QrColours::kNone));
  std::istringstream coloured(qr_text(code, QrColours::kBlackOnWhite));
  std::string want;
  for (std::string line; std::getline(coloured, line);) {
    ASSERT_TRUE(std::getline(plain, want));
    EXPECT_EQ(line, "\033[38;5;16;48;5;231m" + want + "\033[0m");
  }
  EXPECT_FALSE(std::getline(plain, want));
}

TEST(Qr, HoldsNoMoreThanACodeCan) {
  EXPECT_FALSE(qr_code(""));
  EXPECT_FALSE(qr_code(std::string(4000, 'x')));
  EXPECT_TRUE(qr_code(std::string(1000, 'x')));
  EXPECT_TRUE(qr_code(std::string_view("a\0b", 3)));
}

TEST(Qr, AKeyIsShownInFours) {
  EXPECT_EQ(in_fours("ABCDEFGHIJ"), "ABCD EFGH IJ");
  EXPECT_EQ(in_fours("ABCD"), "ABCD");
  EXPECT_EQ(in_fours(""), "");
}

}  // namespace
}  // namespace holdfast::cli
