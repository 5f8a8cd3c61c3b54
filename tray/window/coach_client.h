#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "tray/window/coach_settings.h"

namespace holdfast::window {

/// How asking a coach ended.
enum class CoachEnd {
  kAnswered,  ///< with a body, whatever is in it
  kAway,      ///< nobody listens there, or the connection broke
  kSlow,      ///< not done in time
  kLong,      ///< more than an answer may have
  kRefused,   ///< with a status that is none of success; redirections too
};

/// Asks a coach on the main loop (GLib), one question at a time. What is connected to is always an
/// address of this computer, whatever names or proxies say. No redirections, cookies, passwords or
/// compressed bodies.
class CoachClient {
 public:
  struct Limits {
    unsigned whole_ms = 30'000;       ///< from the question to the last byte
    std::size_t bytes = 64UL * 1024;  ///< of the body
  };
  using Then = std::function<void(CoachEnd, const std::string& body)>;

  CoachClient();
  explicit CoachClient(Limits limits);
  ~CoachClient();
  CoachClient(const CoachClient&) = delete;
  CoachClient& operator=(const CoachClient&) = delete;

  /// `then` runs later, once, unless it is cancelled before. A question under way is cancelled.
  void ask(const CoachAddress& address, const std::string& body, Then then);
  void cancel();
  bool is_asking() const;

 private:
  struct Talk;
  Limits limits_;
  std::shared_ptr<Talk> talk_;
};

}  // namespace holdfast::window
