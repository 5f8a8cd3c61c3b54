#pragma once

#include <glib.h>

#include <chrono>
#include <functional>

namespace holdfast::tray {

/// Turns the default main context until something holds, some seconds at most.
inline bool turn_until(const std::function<bool()>& holds,
                       std::chrono::milliseconds patience = std::chrono::seconds(10)) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!holds() && std::chrono::steady_clock::now() < until) {
    // What another thread did wakes no loop, so this one does not sleep for long.
    if (!g_main_context_iteration(nullptr, FALSE)) g_usleep(500);
  }
  return holds();
}

/// Handles everything that is ready now.
inline void turn_while_busy() {
  while (g_main_context_iteration(nullptr, FALSE)) {
  }
}

/// Whether nothing would wake the default main context but a descriptor.
inline bool sleeps_without_a_timer() {
  turn_while_busy();
  gint priority = 0;
  gint timeout = 0;
  GPollFD polled[64];
  GMainContext* context = g_main_context_default();
  g_main_context_acquire(context);
  g_main_context_prepare(context, &priority);
  const gint fds = g_main_context_query(context, G_MAXINT, &timeout, polled, 64);
  g_main_context_check(context, priority, polled, fds);
  g_main_context_release(context);
  return timeout == -1;
}

}  // namespace holdfast::tray
