#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tray/applet/action.h"
#include "tray/link/link_state.h"

namespace holdfast::applet {

using Time = std::chrono::sys_seconds;

enum class Guard { kUnconfigured, kHolding, kWeakened };

struct Streak {
  Time since;
  std::int64_t days = 0;
  std::int64_t best_days = 0;
  std::int64_t total_days = 0;
  std::optional<Time> closer_until;
};

struct OpenUrge {
  std::int64_t id = 0;
  Time began;
};

struct Pending {
  std::int64_t id = 0;
  Time asked;
  Time from;
  Time until;
  bool is_ready = false;
};

struct Friend {
  std::string name;
  std::string number;
};

/// All that the applet knows at one moment; what it shows follows from it alone.
struct Known {
  tray::LinkState link = tray::LinkState::kConnecting;
  Time now;

  Guard guard = Guard::kUnconfigured;
  std::string alias;
  std::optional<Streak> streak;
  std::int64_t urges_today = 0;
  std::int64_t ridden_out_today = 0;
  std::vector<OpenUrge> open_urges;
  std::vector<Pending> pending;
  std::vector<std::string> failing_layers;

  std::vector<Help> helps;  ///< best first
  std::vector<Friend> friends;
  std::vector<std::string> plans;
  std::optional<std::int64_t> next_milestone;
  std::optional<Time> next_summary;  ///< of a friend who agreed; in the past while it waits to go

  std::optional<Time> quiet_until;
  std::optional<Action> asking;  ///< what was asked back before it is done
  bool has_window = false;

  bool is_quiet() const { return quiet_until && now < *quiet_until; }
  bool is_closer() const { return streak && streak->closer_until && now < *streak->closer_until; }
  bool is_connected() const { return link == tray::LinkState::kConnected; }
};

/// Answers of GetStatus and GetSupport; of what they do not say, nothing is known.
void take_status(const boost::json::object& status, Known& known);
void take_support(const boost::json::object& support, Known& known);
/// From a daemon that has no GetSupport: what always fits.
void take_no_support(Known& known);
/// Of GetPartner; empty from a daemon that has none.
void take_partner(const boost::json::object& partner, Known& known);

/// When the view changes though nothing happens: a day is full, midnight, quiet is over, a
/// summary goes.
std::optional<Time> next_change(const Known& known);

}  // namespace holdfast::applet
