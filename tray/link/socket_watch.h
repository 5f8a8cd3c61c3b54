#pragma once

#include <filesystem>
#include <functional>

#include "tray/link/event_source.h"

namespace holdfast::tray {

/// Says when something may have changed at a path that need not exist yet, nor its folders: without
/// a single wake-up while nothing happens. (GLib's own file monitor asks every four seconds for a
/// folder that is missing.)
class SocketWatch {
 public:
  SocketWatch(std::filesystem::path path, std::function<void()> on_change);
  ~SocketWatch();
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;

  void start();
  void stop();

 private:
  void aim();
  void on_ready();

  std::filesystem::path path_;
  std::function<void()> on_change_;
  int fd_ = -1;
  EventSource ready_;
};

}  // namespace holdfast::tray
