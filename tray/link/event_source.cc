#include "tray/link/event_source.h"

#include <glib-unix.h>

#include <algorithm>
#include <utility>

namespace holdfast::tray {

struct EventSource::Slot {
  EventSource* owner;
  Times times;
  // Shared, since the call may end the source, and with it this slot, while it runs.
  std::shared_ptr<Function> function;
};

void EventSource::start(GSource* source, Times times, GSourceFunc called, Function function) {
  stop();
  source_ = source;
  auto* slot = new Slot{this, times, std::make_shared<Function>(std::move(function))};
  g_source_set_callback(source, called, slot,
                        [](gpointer gone) { delete static_cast<Slot*>(gone); });
  g_source_attach(source, g_main_context_get_thread_default());
}

void EventSource::on_fd(int fd, GIOCondition condition, Function function) {
  start(g_unix_fd_source_new(fd, condition), Times::kEachTime,
        reinterpret_cast<GSourceFunc>(reinterpret_cast<void (*)()>(&EventSource::on_ready)),
        std::move(function));
}

void EventSource::after(std::chrono::milliseconds wait, Function function) {
  using std::chrono::seconds;
  GSource* source = wait >= seconds(2)
                        ? g_timeout_source_new_seconds(
                              static_cast<guint>(std::chrono::ceil<seconds>(wait).count()))
                        : g_timeout_source_new(static_cast<guint>(std::max<long>(wait.count(), 0)));
  start(source, Times::kOnce, &EventSource::on_time, std::move(function));
}

void EventSource::soon(Function function) {
  GSource* source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  start(source, Times::kOnce, &EventSource::on_time, std::move(function));
}

void EventSource::stop() {
  if (source_ == nullptr) return;
  GSource* ending = std::exchange(source_, nullptr);
  g_source_destroy(ending);
  g_source_unref(ending);
}

gboolean EventSource::on_time(gpointer data) {
  const auto* slot = static_cast<Slot*>(data);
  const auto function = slot->function;
  if (slot->times == Times::kOnce) {
    // First, so that the function may start the next wait.
    slot->owner->stop();
    (*function)();
    return G_SOURCE_REMOVE;
  }
  (*function)();
  return G_SOURCE_CONTINUE;
}

gboolean EventSource::on_ready(int, GIOCondition, gpointer slot) { return on_time(slot); }

}  // namespace holdfast::tray
