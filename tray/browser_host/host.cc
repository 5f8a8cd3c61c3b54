#include "tray/browser_host/host.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/ipc/client.h"
#include "platform/ipc/frame_reader.h"
#include "tray/browser_host/native_frames.h"

namespace holdfast::tray {
namespace {

namespace json = boost::json;

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// What could be read, empty at the end of the stream; nothing where a signal came between.
std::optional<std::string_view> read_some(int fd, std::array<char, 16384>& room) {
  const ssize_t got = ::read(fd, room.data(), room.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return std::nullopt;
  return std::string_view(room.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
}

class Host {
 public:
  Host(int from_browser, int to_browser, ipc::Client rules, ipc::Client calls)
      : from_browser_(from_browser),
        to_browser_(to_browser),
        rules_(std::move(rules)),
        calls_(std::move(calls)) {}

  int run() {
    const std::string ask =
        ipc::encode(ipc::Call{"io.holdfast.Control.FollowPages", {}, false, true});
    if (!write_all(rules_.fd(), ask)) return 1;
    std::array<pollfd, 2> watched{pollfd{from_browser_, POLLIN, 0}, pollfd{rules_.fd(), POLLIN, 0}};
    for (;;) {
      if (::poll(watched.data(), watched.size(), -1) < 0) {
        if (errno == EINTR) continue;
        return 1;
      }
      if (watched[0].revents != 0 && !hear_browser()) return 0;
      if (watched[1].revents != 0 && !hear_daemon()) return 1;
    }
  }

 private:
  bool hear_browser() {
    const auto bytes = read_some(from_browser_, room_);
    if (!bytes) return true;
    if (bytes->empty() || !messages_.feed(*bytes)) return false;
    while (const auto message = messages_.next()) take(*message);
    return true;
  }

  void take(const json::object& message) {
    for (const auto& [said, method] : {std::pair{"visit", "io.holdfast.Control.ReportVisit"},
                                       std::pair{"passed", "io.holdfast.Control.LetPass"}}) {
      const json::value* rule = message.if_contains(said);
      if (rule == nullptr || !rule->is_string()) continue;
      // An id that stands for nothing any more is no reason to end.
      (void)calls_.call(method, {{"rule", rule->as_string()}});
    }
  }

  bool hear_daemon() {
    const auto bytes = read_some(rules_.fd(), room_);
    if (!bytes) return true;
    if (bytes->empty() || frames_.feed(*bytes) == ipc::FrameReader::Room::kExceeded) return false;
    while (const auto frame = frames_.next()) {
      const auto reply = ipc::decode_reply(*frame);
      if (!reply || !reply->error.empty()) return false;
      const json::value* pages = reply->parameters.if_contains("pages");
      if (pages == nullptr) return false;
      if (!write_all(to_browser_, native_message({{"pages", *pages}}))) return false;
    }
    return true;
  }

  int from_browser_;
  int to_browser_;
  ipc::Client rules_;  // one call that stays open
  ipc::Client calls_;
  NativeReader messages_;
  ipc::FrameReader frames_;
  std::array<char, 16384> room_{};
};

}  // namespace

int speak_for_extension(int from_browser, int to_browser, const std::string& socket) {
  auto rules = ipc::Client::connect(socket);
  if (!rules) return 1;
  auto calls = ipc::Client::connect(socket);
  if (!calls) return 1;
  return Host(from_browser, to_browser, std::move(*rules), std::move(*calls)).run();
}

}  // namespace holdfast::tray
