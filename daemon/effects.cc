#include "daemon/effects.h"

#include <utility>

#include "daemon/log.h"
#include "platform/atomic_file.h"

namespace holdfast::daemon {
namespace {

// It says whom it is about, how they are called and who is told.
constexpr platform::WriteOptions kForRootAlone{.mode_if_new = 0600};

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

void Effects::perform(const effect::SavePolicy& save, const State&) {
  const auto written = platform::write_file(parts_.policy_file, save.text, kForRootAlone);
  if (!written) log(LogLevel::kError, "policy.rules was not written: " + written.error().text);
  parts_.submit(event::PolicySaved{written ? "" : written.error().text});
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
