#pragma once

#include <string>

#include "tray/link/link_state.h"

namespace holdfast::tray {

/// A state of the link for the person, in their language.
struct LinkWords {
  std::string what;    ///< one short line; empty when connected
  std::string advice;  ///< what it means and what to do; may be empty
};

LinkWords words_for(LinkState state);

}  // namespace holdfast::tray
