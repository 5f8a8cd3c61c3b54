#pragma once

#include <boost/json/parse.hpp>

#include "tray/applet/known.h"

namespace holdfast::applet {

/// Thursday 12 March 2026, 20:00 UTC.
inline const Time kThen{std::chrono::seconds(1773345600)};

/// A connected applet on the twelfth day, all well.
inline Known twelfth_day() {
  Known known;
  known.link = tray::LinkState::kConnected;
  known.now = kThen;
  known.guard = Guard::kHolding;
  known.alias = "them";
  known.streak = Streak{kThen - std::chrono::hours(12 * 24 + 3), 12, 21, 40, std::nullopt};
  known.urges_today = 2;
  known.ridden_out_today = 2;
  known.helps = {Help::kLetItPass, Help::kCall,   Help::kPlan, Help::kSoothe,  Help::kMove,
                 Help::kBreathe,   Help::kGround, Help::kNote, Help::kReachOut};
  known.friends = {{"A.", "+15557654321"}};
  known.plans = {"If I open the laptop after ten, then I walk"};
  known.next_milestone = 14;
  return known;
}

inline boost::json::object object(const char* text) { return boost::json::parse(text).as_object(); }

}  // namespace holdfast::applet
