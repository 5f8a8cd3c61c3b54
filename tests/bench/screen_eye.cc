#include "tests/bench/screen_eye.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

namespace holdfast::bench {

struct ScreenEye::Screen {
  explicit Screen(Display* opened) : display(opened), root(DefaultRootWindow(opened)) {
    XWindowAttributes whole{};
    ::XGetWindowAttributes(display, root, &whole);
    x = whole.width / 2;
    y = whole.height / 2;
  }
  ~Screen() { ::XCloseDisplay(display); }
  Display* display;
  Window root;
  int x = 0;
  int y = 0;
};

ScreenEye::ScreenEye() {
  if (Display* opened = ::XOpenDisplay(nullptr)) screen_ = std::make_unique<Screen>(opened);
}

ScreenEye::~ScreenEye() = default;

unsigned long ScreenEye::middle() const {
  XImage* seen = ::XGetImage(screen_->display, screen_->root, screen_->x, screen_->y, 1, 1,
                             AllPlanes, ZPixmap);
  if (seen == nullptr) return 0;
  const unsigned long colour = XGetPixel(seen, 0, 0);
  XDestroyImage(seen);
  return colour;
}

}  // namespace holdfast::bench
