#pragma once

#include <string>

#include "tray/applet/face.h"
#include "tray/applet/known.h"

namespace holdfast::applet {

struct Look {
  Face face;
  std::string title;    ///< for a screen reader, and for a list of icons
  std::string tooltip;  ///< first line
  std::string details;  ///< the lines below
  std::string label;    ///< beside the icon, where a desktop draws icons too small for a number
  friend bool operator==(const Look&, const Look&) = default;
};

Look look(const Known& known);

}  // namespace holdfast::applet
