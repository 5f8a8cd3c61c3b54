// What the machine reports: the start, attempts, tampering, layers, names, clock and zone.
#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/pin.h"
#include "policy/stepper.h"
#include "policy/streak.h"

namespace holdfast {
namespace {

// Disturbances of one layer with less than this between them are one event.
constexpr std::chrono::minutes kTamperGap{5};

std::string_view word(Layer layer) {
  switch (layer) {
    case Layer::kHosts:
      return "hosts";
    case Layer::kFirewall:
      return "firewall";
    case Layer::kBrowser:
      return "browser";
    case Layer::kPhone:
      return "phone";
  }
  return "";
}

// A name alone says little: a link can give any zone's rules the name of another.
bool is_same(const TimeZone& one, const TimeZone& other, Moment now) {
  if (one.name() != other.name()) return false;
  for (auto at = now.wall; at <= now.wall + std::chrono::days(14); at += std::chrono::hours(6)) {
    if (one.offset_at(at) != other.offset_at(at)) return false;
  }
  return true;
}

bool covers(const Target& target, const std::optional<HostName>& host) {
  const auto* domain = std::get_if<HostTarget>(&target);
  return domain != nullptr && host && host->is_within(domain->host);
}

// Whether a waiting `allow` or `schedule` is about what was tried just now.
bool would_open(const std::optional<Statement>& waiting, const Statement* rule,
                const std::optional<HostName>& host) {
  if (!waiting) return false;
  if (const auto* allow = std::get_if<AllowRule>(&*waiting)) {
    return host && host->is_within(allow->host);
  }
  const auto* schedule = std::get_if<ScheduleRule>(&*waiting);
  if (schedule == nullptr) return false;
  const auto* block = rule != nullptr ? std::get_if<BlockRule>(rule) : nullptr;
  return covers(schedule->target, host) || (block != nullptr && block->target == schedule->target);
}

boost::json::object describe(const Program& program) {
  return {{"pid", program.pid}, {"uid", program.uid}, {"name", program.name}};
}

}  // namespace

void Stepper::take(const event::Started& started) {
  if (started.damage) take(event::RecordDamaged{*started.damage});
  const auto unobserved = started.missed.not_running;
  tell_of_unverified(unobserved);
  if (unobserved >= std::chrono::minutes(1)) {
    record(kind::kUnobserved, "",
           {{"seconds", std::chrono::floor<std::chrono::seconds>(unobserved).count()}});
  }
  record(kind::kStarted, "");
  state_.policy = state_.rules.policy();
  if (state_.last_id <= 2 && state_.memory.empty()) state_.zone = {started.zone, {}, {}};
  take(event::ZoneChanged{started.zone});
  remember_ends();
  take_file_as_found(started);
  import_new_lists();
  begin_letters_anew();
  enforce_anyway_ = true;
}

// A crash between storing an edit and writing the file leaves the former text in it: no edit by
// hand, only a file to be written again.
void Stepper::take_file_as_found(const event::Started& started) {
  if (!started.file_failure.empty()) return take(event::PolicyUnreadable{started.file_failure});
  const std::string held = state_.rules.text();
  const std::string found = started.file.value_or("");
  if (started.file && found == held) return;
  if (!started.file && !held.empty()) return take(event::PolicyMissing{});
  if (!held.empty() && found == state_.former_text) {
    effects_.push_back(effect::SavePolicy{held});
  } else {
    take(event::PolicyProposed{0, found});
    forbid_to_take_back();
  }
}

// A rule whose memory was lost still ends when its words say so.
void Stepper::remember_ends() {
  for (const Statement& statement : state_.rules.statements()) {
    const auto [memory, is_new] = state_.memory.try_emplace(key_of(statement));
    if (!is_new) continue;
    memory->second.made = now_.elapsed - kTakeBackWithin;
    const End end = pinned(end_in(statement), now_, state_.zone.current);
    if (const Wall* at = std::get_if<Wall>(&end)) memory->second.ends = *at;
  }
}

// What stands in the file at a start was not made by mistake just now, though it may be new to a
// record that was lost.
void Stepper::forbid_to_take_back() {
  for (auto& [key, memory] : state_.memory) {
    if (memory.made == now_.elapsed) memory.made -= kTakeBackWithin;
  }
}

// Nobody knows what it says, so it says nothing: least of all that rules are to go.
void Stepper::take(const event::PolicyUnreadable& unreadable) {
  state_.file_problem = unreadable.failure;
}

void Stepper::take(const event::PolicySaved& saved) {
  state_.file_problem =
      saved.failure.empty() ? Phrase() : say("policy.rules was not written: {1}", {saved.failure});
}

void Stepper::take(const event::RecordDamaged& damaged) {
  boost::json::object detail;
  put(detail, "text", damaged.text);
  record(kind::kDamage, "", std::move(detail));
}

void Stepper::take(const event::AttemptSeen& seen) {
  if (seen.rule.empty()) return;
  const Weight weight = weigh(seen.attempt, seen.reason);
  const auto noted =
      state_.episodes.note(seen.rule, weight, seen.attempt.count, now_.elapsed, state_.last_id + 1);
  using Kind = EpisodeBook::Noted::Kind;
  if (noted.kind == Kind::kIgnored) return;
  if (noted.kind == Kind::kBegan) {
    boost::json::object detail{{"detector", static_cast<int>(seen.attempt.detector)}};
    if (seen.attempt.host) detail["host"] = seen.attempt.host->ascii();
    if (seen.attempt.address) detail["address"] = seen.attempt.address->to_string();
    if (seen.attempt.port != 0) detail["port"] = seen.attempt.port;
    if (seen.attempt.program) detail["program"] = describe(*seen.attempt.program);
    if (seen.attempt.is_doubtful) detail["confidence"] = "low";
    record(kind::kUrge, seen.rule, std::move(detail));
    postpone(seen);
  }
  effects_.push_back(effect::RecordAttempt{noted.id, seen.attempt});
}

void Stepper::postpone(const event::AttemptSeen& seen) {
  const Statement* rule = state_.rules.find(seen.rule);
  for (auto& [id, edit] : state_.pending) {
    if (edit.change.key != seen.rule && !would_open(edit.change.after, rule, seen.attempt.host)) {
      continue;
    }
    edit.ready = std::max(edit.ready, now_.elapsed + state_.policy.cooling_off);
    ++edit.postponed;
    edit.announced = false;
    record(kind::kPostponed, edit.change.key, {{"edit", id}});
  }
}

void Stepper::take(const event::BrowserWaits& waits) {
  record(kind::kBrowserWaits, "", {{"browser", waits.browser}});
}

void Stepper::take(const event::NeighbourSeen& seen) { state_.addresses.suspect(seen.name); }

void Stepper::take(const event::TamperSeen& seen) {
  const auto [at, is_first] = state_.tampering.try_emplace(seen.layer);
  TamperEpisode& episode = at->second;
  if (is_first || episode.last + kTamperGap <= now_.elapsed) {
    boost::json::object detail{{"layer", word(seen.layer)}};
    put(detail, "what", seen.what);
    if (seen.by) detail["program"] = describe(*seen.by);
    record(kind::kTamper, "", std::move(detail));
    tell(AlertKind::kTampering);
    episode.count = 0;
  }
  episode.last = now_.elapsed;
  ++episode.count;
}

void Stepper::take(const event::LayerReported& reported) {
  LayerHealth& health = state_.health[reported.layer];
  health = reported.health;
  if (health.condition == LayerCondition::kFailing) {
    state_.try_again.try_emplace(reported.layer, now_.elapsed + kTryLayerAgain);
  } else {
    state_.try_again.erase(reported.layer);
  }
  const std::string name(word(reported.layer));
  if (health.condition == LayerCondition::kFailing && state_.failing_recorded.insert(name).second) {
    boost::json::object detail{{"layer", name}};
    put(detail, "text", health.detail);
    record(kind::kLayerFailed, "", std::move(detail));
  } else if (health.condition == LayerCondition::kHolding &&
             state_.failing_recorded.erase(name) > 0) {
    record(kind::kLayerHolds, "", {{"layer", name}});
  }
  for (AwaitedAnswer& awaited : state_.awaited) {
    awaited.outstanding.erase(reported.layer);
  }
  answer_those_held();
}

void Stepper::take(const event::NameResolved& resolved) {
  state_.addresses.learn(resolved.name, resolved.addresses, resolved.ttl, now_.elapsed);
}

void Stepper::take(const event::ZoneChanged& changed) {
  ZoneMemory& zone = state_.zone;
  if (is_same(changed.zone, zone.current, now_)) {
    zone.current = changed.zone;  // the same place, with newer rules
    return;
  }
  record(kind::kZone, "", {{"zone", changed.zone.name()}});
  if (zone.previous && is_same(changed.zone, *zone.previous, now_)) {
    zone.current = changed.zone;  // turned back before it had settled
    zone.previous.reset();
    return;
  }
  // Of several changes in a row the first zone is the one that was lived in.
  if (!zone.previous) zone.previous = zone.current;
  zone.current = changed.zone;
  zone.settles = now_.elapsed + state_.policy.cooling_off;
}

// What was promised for later goes on: only what tells of the past is let go.
void Stepper::take(const event::RecordErased&) {
  state_.streak = {};
  state_.episodes = {};
  state_.coverage = {};
  state_.partner.unverified = {};
  forget_letters();
  state_.helped = {};
  state_.promises.clear();
  state_.passed.clear();
  if (!state_.rules.text().empty()) begin_streak(state_.streak, now_);
  record(kind::kErased, "");
}

void Stepper::take(const event::ClockTurned& turned) {
  record(kind::kClock, "",
         {{"seconds", std::chrono::floor<std::chrono::seconds>(turned.by).count()}});
}

}  // namespace holdfast
