#pragma once

#include <adwaita.h>

#include <string>

namespace holdfast::window {

/// A QR code as a picture for a phone's camera: always dark on white, whatever the theme, with the
/// quiet zone around it. `name` is for who cannot see it. Nothing is drawn for a text that is too
/// long for a code.
GtkWidget* qr_view(const std::string& text, const std::string& name);

}  // namespace holdfast::window
