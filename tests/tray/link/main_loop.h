#pragma once

#include <glib.h>

#include <chrono>
#include <functional>

namespace holdfast::tray {

/// Turns the default main context until something holds, some seconds at most.
inline bool turn_until(const std::function<bool()>& holds,
                       std::chrono::milliseconds patience = std::chrono::seconds(10)) {
  const auto until = std::chrono::steady_clock::now() + patience;
  bool is_so = holds();
  while (!is_so && std::chrono::steady_clock::now() < until) {
    // What another thread did wakes no loop, so this one does not sleep for long.
    if (!g_main_context_iteration(nullptr, FALSE)) g_usleep(500);
    is_so = holds();
  }
  return is_so;
}

/// Handles everything that is ready now.
inline void turn_while_busy() {
  while (g_main_context_iteration(nullptr, FALSE)) {
  }
}

/// How long the default main context would sleep if no descriptor woke it; -1: for ever.
inline gint sleep_ahead() {
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
  return timeout;
}

inline bool sleeps_without_a_timer() { return sleep_ahead() == -1; }
inline bool sleeps_for(std::chrono::milliseconds least) {
  const gint ahead = sleep_ahead();
  return ahead == -1 || ahead >= least.count();
}

}  // namespace holdfast::tray
