#pragma once

#include <boost/json/object.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "tray/cli/layout.h"

namespace holdfast::cli {

/// What the places that are written to can show.
struct Display {
  enum class Colour { kOff, kOn };
  enum class Signs { kAscii, kUnicode };
  Colour colour = Colour::kOff;
  Signs signs = Signs::kAscii;
};

enum class Style { kPlain, kStrong, kFaint, kGood, kWeak, kBad };

/// Small pictures, with a plain letter where the locale knows no more.
enum class Sign { kHolds, kWeak, kBroken, kAbsent, kBar, kPale, kDot };

/// Everything the commands print, for people within 80 columns and for programs as JSON.
class Output {
 public:
  Output(std::ostream& out, std::ostream& err, Display display)
      : out_(out), err_(err), display_(display) {}

  /// `text` as it stands, and a newline.
  void line(std::string_view text = {});
  /// `text` wrapped; every line begins with `indent` spaces, all but the first with `hanging` more.
  void paragraph(std::string_view text, std::size_t indent = 0, std::size_t hanging = 0);
  /// A name in a column of `width`, and `text` wrapped beside it.
  void entry(std::string_view name, std::size_t width, std::string_view text,
             std::size_t indent = 2);
  /// Bytes for another program, unchanged.
  void raw(std::string_view bytes);
  /// One JSON value on a line.
  void json(const boost::json::value& value);
  /// A sentence to the error stream, wrapped and with the program's name.
  void complain(std::string_view text);

  std::string styled(Style style, std::string_view text) const;
  std::string sign(Sign sign) const;

  void flush();
  /// Whether all that was printed has been taken (a full disk, a closed pipe).
  bool is_whole() const { return out_.good(); }

 private:
  std::ostream& out_;
  std::ostream& err_;
  Display display_;
};

}  // namespace holdfast::cli
