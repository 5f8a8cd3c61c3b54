#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "tray/applet/face.h"

namespace holdfast::applet {

/// Those that panels ask for, at scale 1 and 2.
inline constexpr std::array kIconSizes = {16, 22, 24, 32, 44, 48, 64};

struct Pixmap {
  int size = 0;
  std::vector<std::uint32_t> argb;  ///< as Canvas::argb
};

/// The number on a tile that stands out from a light panel and from a dark one. Round corners:
/// holding; cut corners: weakened; a circle: closer support; hollow: the daemon is away.
Pixmap draw_icon(const Face& face, int size);

}  // namespace holdfast::applet
