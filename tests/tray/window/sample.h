#pragma once

#include <boost/json/parse.hpp>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

#include "tray/window/snapshot.h"

namespace holdfast::window {

inline boost::json::object object(const std::string& text) {
  return boost::json::parse(text).as_object();
}

/// For localtime_r(3), which reads the zone only once.
inline void set_zone(const char* zone) {
  ::setenv("TZ", zone, 1);
  ::tzset();
}

/// Thursday 12 March 2026, 20:00, in UTC.
inline std::chrono::sys_seconds sample_now() {
  set_zone("UTC");
  using namespace std::chrono;
  return sys_days{2026y / March / 12} + hours{20};
}

/// What a daemon says of twelve days, in UTC.
inline Snapshot sample() {
  Snapshot snapshot;
  snapshot.now = sample_now();
  snapshot.status = object(R"({"version": "0.1.0", "state": "holding", "alias": "them",
      "streak": {"since": "2026-02-28T20:00:00Z", "days": 12, "best_days": 21, "total_days": 40,
                 "slips": 1},
      "urges_today": 2, "ridden_out_today": 2, "open_urges": [], "rules": 2, "layers": [],
      "pending": [], "allowances": [], "warnings": []})");
  snapshot.support = object(R"({"now": ["let_it_pass", "call", "breathe"],
      "friends": [{"name": "A.", "number": "+15557654321"}],
      "plans": ["If I open the laptop after ten, then I walk"],
      "promises": [
        {"key": "promise a", "text": "A walk, ten minutes", "kept_today": true, "days_kept": 9},
        {"key": "promise b", "text": "Water", "kept_today": false, "days_kept": 0}],
      "next_milestone": 14})");
  snapshot.rules = object(R"({"rules": [
      {"key": "block instagram/her.name", "statement": "block instagram/her.name",
       "kind": "profile", "scope": "site", "ends": "2027-03-01T00:00:00Z",
       "held_by": ["hosts", "firewall"], "hosts": 18, "addresses": 6},
      {"key": "block example.org", "statement": "block example.org", "kind": "host",
       "scope": "site", "held_by": [], "hosts": 1, "addresses": 0}]})");
  snapshot.pending = object(R"({"pending": [
      {"id": 3, "what": "remove: block example.org", "key": "block example.org",
       "asked": "2026-03-12T19:00:00Z", "confirm_from": "2026-03-13T19:00:00Z",
       "confirm_until": "2026-03-15T19:00:00Z", "state": "waiting", "postponed": 1}],
      "allowances": [{"id": 4, "target": "whatsapp.com", "purpose": "children",
       "opens": "2026-03-12T20:30:00Z", "closes": "2026-03-12T20:45:00Z", "state": "waiting"}]})");
  snapshot.insights = object(R"({"days_observed": 40, "urges": 9, "ridden_out": 8, "slips": 1,
      "by_hour": [], "by_weekday": [], "by_weekday_hour": [],
      "by_week": [{"label": "2026-03-02", "urges": 6, "ridden_out": 5},
                  {"label": "2026-03-09", "urges": 3, "ridden_out": 3}],
      "days": [{"date": "2026-02-27", "urges": 1, "ridden_out": 0, "slips": 1},
               {"date": "2026-03-01", "urges": 2, "ridden_out": 2, "slips": 0},
               {"date": "2026-03-02", "urges": 0, "ridden_out": 0, "slips": 0},
               {"date": "2026-03-12", "urges": 1, "ridden_out": 0, "slips": 0}],
      "helped": [{"what": "breathe", "times": 2}, {"what": "let_it_pass", "times": 4}],
      "sentences": ["Most urges come late."]})");
  snapshot.partner = object(R"({"mail": "friend@example.org", "name": "A.", "consent": "agreed",
      "next_summary": "2026-03-15T17:00:00Z", "alerts": ["tampering", "unobserved", "loosening"],
      "shares_slips": false, "account": {"sender": "me@example.net", "name": "Me",
      "server": "smtps://mail.example.net", "user": "me", "sendmail": ""}, "account_problem": "",
      "letters": []})");
  return snapshot;
}

}  // namespace holdfast::window
