#include "daemon/effects.h"

#include <utility>

#include "daemon/log.h"
#include "platform/atomic_file.h"

namespace holdfast::daemon {
namespace {

// It says whom it is about, how they are called and who is told.
constexpr platform::WriteOptions kForRootAlone{.mode_if_new = 0600};

bool is_rules(const std::string& text, const Catalog& catalog) {
  return std::holds_alternative<RulesText>(RulesText::parse(text, catalog));
}

}  // namespace

void Effects::store(const std::vector<LogEntry>& entries,
                    const std::vector<effect::RecordAttempt>& attempts,
                    const std::map<std::string, std::optional<std::string>>& facts,
                    const State& state, Moment at) {
  parts_.recorder.record(entries, attempts, facts, at, state.zone.current);
}

void Effects::perform(const Effect& effect, const State& state) {
  std::visit([&](const auto& what) { perform(what, state); }, effect);
}

void Effects::wake_at(std::chrono::milliseconds since_boot) { parts_.wake_at(since_boot); }

void Effects::perform(const effect::SavePolicy& save, const State& state) {
  keep_what_was_not_taken(state);
  const auto written = platform::write_file(parts_.policy_file, save.text, kForRootAlone);
  if (!written) log(LogLevel::kError, "policy.rules was not written: " + written.error().text);
  unsaved_policy_ = written ? "" : written.error().text;
  parts_.submit(event::PolicySaved{unsaved_policy_});
}

// Somebody wrote it by hand, and has only this one.
void Effects::keep_what_was_not_taken(const State& state) {
  const auto found = platform::read_file(parts_.policy_file);
  if (!found || *found == state.former_text || *found == state.rules.text()) return;
  if (is_rules(*found, *state.catalog)) return;  // taken, or partly so and the rest waits
  std::filesystem::path kept = parts_.policy_file;
  kept += ".rejected";
  const auto written = platform::write_file(kept, *found, kForRootAlone);
  log(LogLevel::kWarning,
      written ? "policy.rules was not taken as it was; what it said is kept in " + kept.string()
              : "policy.rules was not taken as it was, and what it said could "
                "not be kept: " +
                    written.error().text);
}

void Effects::perform(const effect::Record& record, const State&) { parts_.announce(record.entry); }

void Effects::perform(const effect::Enforce&, const State& state) {
  // The sentry first: it must know a name before the firewall sends connections to it.
  parts_.publish(state.block_set);
  parts_.layers.enforce(state.block_set, [&](Layer layer, LayerHealth health) {
    if (health.condition == LayerCondition::kFailing) {
      log(LogLevel::kWarning, "layer " + std::string(word(layer)) + " does not hold");
    }
    parts_.submit(event::LayerReported{layer, std::move(health)});
  });
}

void Effects::perform(const effect::EnforceLayer& one, const State& state) {
  parts_.layers.enforce(one.layer, state.block_set, [&](Layer layer, LayerHealth health) {
    parts_.submit(event::LayerReported{layer, std::move(health)});
  });
}

void Effects::perform(const effect::Resolve& resolve, const State&) {
  parts_.resolve(resolve.names);
}

void Effects::perform(const effect::ImportList& list, const State&) {
  parts_.import_list(list.name, list.path);
}

void Effects::perform(const effect::AnswerEdit& answer, const State&) {
  parts_.answer_edit(answer);
}

void Effects::perform(const effect::AnswerEntry& answer, const State&) {
  parts_.answer_entry(answer);
}

}  // namespace holdfast::daemon
