#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "daemon/api.h"
#include "daemon/controller.h"
#include "daemon/layers.h"
#include "daemon/letters.h"
#include "daemon/recorder.h"

namespace holdfast::daemon {

/// Performs effects with the parts of this machine; what comes of them goes back as events.
class Effects : public EffectPort {
 public:
  /// What the application's parts do when asked. Each may submit events at once or later.
  struct Parts {
    std::filesystem::path policy_file;
    Layers& layers;
    Recorder& recorder;
    std::function<void(decltype(Event::what))> submit;
    std::function<void(const BlockSet&)> publish;  ///< hand the names to the sentry
    std::function<void(const std::vector<HostName>&)> resolve;
    std::function<void(const std::string& name, const std::string& path)> import_list;
    std::function<void(std::chrono::milliseconds since_boot)> wake_at;
    std::function<void(const LogEntry&)> announce;
    std::function<void(const effect::AnswerEdit&)> answer_edit;
    std::function<void(const effect::AnswerEntry&)> answer_entry;
    std::function<void(const effect::AnswerLetter&)> answer_letter;
    std::function<void(const effect::MakeKey&)> make_key;
    Letters& letters;
  };
  explicit Effects(Parts parts) : parts_(std::move(parts)) {}

  void store(const std::vector<LogEntry>& entries,
             const std::vector<effect::RecordAttempt>& attempts,
             const std::map<std::string, std::optional<std::string>>& facts, const State& state,
             Moment at) override;
  void perform(const Effect& effect, const State& state) override;
  void wake_at(std::chrono::milliseconds since_boot) override;

  /// Why the policy file does not say what holds; empty while it does.
  const Phrase& unsaved_policy() const { return unsaved_policy_; }

 private:
  void perform(const effect::SavePolicy& save, const State& state);
  void perform(const effect::Record& record, const State& state);
  void perform(const effect::RecordAttempt&, const State&) {}  // stored with the entries
  void perform(const effect::Enforce&, const State& state);
  void perform(const effect::EnforceLayer& one, const State& state);
  void perform(const effect::Resolve& resolve, const State& state);
  void perform(const effect::ImportList& list, const State& state);
  void perform(const effect::AnswerEdit& answer, const State& state);
  void perform(const effect::AnswerEntry& answer, const State& state);
  void perform(const effect::FindWord& find, const State&) { parts_.letters.perform(find); }
  void perform(const effect::WriteLetter& write, const State&) { parts_.letters.perform(write); }
  void perform(const effect::KeepLetter& keep, const State&) { parts_.letters.perform(keep); }
  void perform(const effect::SendLetter& send, const State&) { parts_.letters.perform(send); }
  void perform(const effect::AnswerLetter& answer, const State&) { parts_.answer_letter(answer); }
  void perform(const effect::MakeKey& make, const State&) { parts_.make_key(make); }
  void keep_what_was_not_taken(const State& state);

  Parts parts_;
  Phrase unsaved_policy_;
};

}  // namespace holdfast::daemon
