#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::platform {

/// How a browser is told what to hold.
enum class BrowserFamily : std::uint8_t {
  kChromium,   ///< a folder of managed policies; every file in it counts
  kFirefox,    ///< one policies.json
  kUnmanaged,  ///< none that is known: the other layers hold their part
};

/// Whether the extension can be installed by policy and reach the daemon.
enum class ExtensionFit : std::uint8_t {
  kFits,
  kSandboxed,      ///< snap, flatpak: sees neither our files nor our programs
  kNeedsSignature  ///< a Firefox that takes signed extensions only
};

/// One browser that may be on this machine. Paths are absolute, below whatever root.
struct Browser {
  std::string_view id;
  std::string_view name;
  BrowserFamily family = BrowserFamily::kUnmanaged;
  ExtensionFit extension = ExtensionFit::kFits;
  std::filesystem::path policies;  ///< the folder, or policies.json; empty for kUnmanaged
  std::filesystem::path hosts;     ///< folder of native-messaging manifests; empty: cannot
  std::filesystem::path former;    ///< a policies.json that ours takes the place of; may be empty
  std::vector<std::string> signs;  ///< it is installed where one of these is
  std::vector<std::string> programs;  ///< what /proc/PID/exe leads to while it runs
};

/// All that are known. Sources: the documentation of each browser's policies for administrators.
std::span<const Browser> known_browsers();

/// Those that are installed below `root`, in the order of `known_browsers`.
std::vector<const Browser*> installed_browsers(const std::filesystem::path& root);

/// Folders in which the signs of an installation come and go; they exist below `root`.
std::vector<std::filesystem::path> folders_of_signs(const std::filesystem::path& root);

}  // namespace holdfast::platform
