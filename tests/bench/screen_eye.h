#pragma once

#include <memory>

namespace holdfast::bench {

/// Looks at the middle of the screen of $DISPLAY, which a window of the usual size covers. Apart
/// from what it is used in, because Xlib's macros (None, Bool) do not go with other headers.
class ScreenEye {
 public:
  ScreenEye();
  ~ScreenEye();
  ScreenEye(const ScreenEye&) = delete;
  ScreenEye& operator=(const ScreenEye&) = delete;

  bool is_open() const { return screen_ != nullptr; }
  /// The colour that is there now.
  unsigned long middle() const;

 private:
  struct Screen;
  std::unique_ptr<Screen> screen_;
};

}  // namespace holdfast::bench
