#pragma once

#include <string>

namespace holdfast::tray {

/// Passes on what the extension in a browser and the daemon have to tell each other, until one of
/// them goes: the page rules to the browser, at once and at every change; visits and what was let
/// pass to the daemon. `from_browser` and `to_browser` are this program's stdin and stdout. The
/// exit code: 0 when the browser went, 1 when the daemon did, is not there, or refuses.
int speak_for_extension(int from_browser, int to_browser, const std::string& socket);

}  // namespace holdfast::tray
