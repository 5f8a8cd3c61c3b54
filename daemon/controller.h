#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "daemon/timekeeper.h"
#include "policy/step.h"

namespace holdfast::daemon {

/// The fact under which the clock's memory is stored.
inline constexpr const char* kClockFact = "clock";
/// The bytes of a letter, which are no part of the state, are stored under this and its number.
inline constexpr const char* kLetterFacts = "mail/";
std::string letter_fact(std::int64_t letter);

/// Where effects go; the controller's consumer-owned port.
class EffectPort {
 public:
  virtual ~EffectPort() = default;
  /// Stores what happened and what is remembered, durably and at once, before anything else is
  /// done about the event. `facts` holds only what changed; nothing as value erases.
  virtual void store(const std::vector<LogEntry>& entries,
                     const std::vector<effect::RecordAttempt>& attempts,
                     const std::map<std::string, std::optional<std::string>>& facts,
                     const State& state, Moment at) = 0;
  /// Does it, now or later; what comes of it is submitted to the controller.
  virtual void perform(const Effect& effect, const State& state) = 0;
  /// Sends TimePassed at that instant of CLOCK_BOOTTIME, instead of at any asked for before.
  virtual void wake_at(std::chrono::milliseconds since_boot) = 0;
};

/// The one door by which anything happens: stamps the time on an event, steps the one state, has
/// what came of it stored, and only then done.
class Controller {
 public:
  Controller(State state, std::map<std::string, std::string> facts, Timekeeper& time,
             EffectPort& effects);

  /// Also from within an effect: events wait for the one before to be finished.
  void submit(decltype(Event::what) what);

  /// The store holds other facts than it was given: the next event that is stored makes up for it.
  void found_stored(std::map<std::string, std::string> facts) { facts_ = std::move(facts); }

  const State& state() const { return state_; }
  /// The present, for questions; changes nothing.
  Moment now() { return time_.look(); }

 private:
  void take(decltype(Event::what) what);
  void run(const Event& event);
  std::map<std::string, std::optional<std::string>> changed_facts();

  State state_;
  std::map<std::string, std::string> facts_;  // as stored
  Timekeeper& time_;
  EffectPort& effects_;
  std::deque<decltype(Event::what)> waiting_;
  bool running_ = false;
};

}  // namespace holdfast::daemon
