#include "tray/link/socket_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace holdfast::tray {
namespace {

constexpr std::uint32_t kSigns =
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

}  // namespace

SocketWatch::SocketWatch(std::filesystem::path path, std::function<void()> on_change)
    : path_(std::move(path)), on_change_(std::move(on_change)) {}

SocketWatch::~SocketWatch() { stop(); }

void SocketWatch::start() {
  stop();
  fd_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (fd_ < 0) return;
  ready_.on_fd(fd_, G_IO_IN, [this] { on_ready(); });
  aim();
}

void SocketWatch::stop() {
  ready_.stop();
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

// Every folder on the way that may be looked into: one may vanish and come back above the others.
void SocketWatch::aim() {
  for (auto folder = path_.parent_path();; folder = folder.parent_path()) {
    const bool is_watched = ::inotify_add_watch(fd_, folder.c_str(), kSigns) >= 0;
    // One level above the first that is there sees it go; further up nothing is of interest.
    if (is_watched && folder != path_.parent_path()) break;
    if (folder == folder.parent_path()) break;
  }
}

void SocketWatch::on_ready() {
  alignas(inotify_event) std::array<char, 4096> bytes;
  while (::read(fd_, bytes.data(), bytes.size()) > 0) {
  }
  aim();
  on_change_();
}

}  // namespace holdfast::tray
