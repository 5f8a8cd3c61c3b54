#pragma once

#include <glib.h>

#include <chrono>
#include <functional>
#include <memory>

namespace holdfast::tray {

/// Something that the thread's default GLib main context waits for. Ends with this object, and is
/// never called after that; the function may destroy or restart the object it is called from.
class EventSource {
 public:
  using Function = std::function<void()>;

  EventSource() = default;
  ~EventSource() { stop(); }
  EventSource(const EventSource&) = delete;
  EventSource& operator=(const EventSource&) = delete;

  /// Calls `function` each time the descriptor is ready; it stays the caller's.
  void on_fd(int fd, GIOCondition condition, Function function);
  /// Calls `function` once. Whole seconds and more are rounded so that wake-ups of several programs
  /// fall together.
  void after(std::chrono::milliseconds wait, Function function);
  /// Calls `function` once, at the loop's next turn.
  void soon(Function function);

  void stop();
  bool is_waiting() const { return source_ != nullptr; }

 private:
  enum class Times { kOnce, kEachTime };
  struct Slot;
  void start(GSource* source, Times times, GSourceFunc called, Function function);
  static gboolean on_time(gpointer slot);
  static gboolean on_ready(int, GIOCondition, gpointer slot);

  GSource* source_ = nullptr;
};

}  // namespace holdfast::tray
