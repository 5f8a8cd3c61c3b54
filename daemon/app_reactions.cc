// What the application does when something happens outside: files, signals, attempts.
#include <sys/stat.h>

#include <boost/asio/post.hpp>
#include <csignal>
#include <utility>

#include "daemon/app.h"
#include "daemon/log.h"
#include "daemon/policy_file.h"
#include "daemon/service_manager.h"
#include "platform/zone.h"

namespace holdfast::daemon {
namespace {

// A file that is being written in place is empty for a moment; that is not what the person means.
constexpr std::chrono::milliseconds kEditorPause(250);

}  // namespace

void App::on_signal() {
  signals_.async_wait([this](const boost::system::error_code& failed, int signal) {
    if (failed) return;
    if (signal != SIGHUP) {
      // The time up to now was watched: the next start must not take it for missed.
      controller_->submit(event::TimePassed{});
      return loop_.stop();
    }
    reread_policy();
    on_signal();
  });
}

void App::reread_policy() {
  propose_policy_file();
  for (const ListRule& list : controller_->state().policy.lists) import_list(list.name, list.path);
  // An index that was lost is there again under its old name, which changes no state.
  publish(controller_->state().block_set);
}

void App::publish(const BlockSet& set) {
  lists_->hold(set.lists);
  if (browsers_) browsers_->publish(set);
  // A layer may have files where it had none. Not from within the watch's own call.
  boost::asio::post(loop_, [this] { watch_files(); });
  // The record on disk may still name a former index.
  if (!store_->waiting().reason) lists_->tidy(controller_->state().lists);
  if (sentry_) sentry_->publish(set);
  notify_service_manager("STATUS=" + std::to_string(set.hosts.size()) + " names out of reach");
}

void App::import_list(const std::string& name, const std::string& path) {
  const auto& lists = controller_->state().lists;
  const auto held = lists.find(name);
  const bool has_one = held != lists.end() && !held->second.indexes.empty();
  lists_->import(name, path, has_one ? held->second.indexes.front() : "");
}

void App::watch_files() {
  if (!files_) return;
  std::vector<std::filesystem::path> watched{options_.paths.policy(), options_.paths.local_time()};
  if (options_.layers.contains(Layer::kHosts)) watched.push_back(options_.paths.hosts());
  if (browsers_) {
    for (std::filesystem::path& path : browsers_->watched()) watched.push_back(std::move(path));
  }
  if (watched == watched_) return;
  const auto started = files_->start(watched);
  if (!started) return log(LogLevel::kError, "files are not watched: " + started.error().text);
  const bool is_first = std::exchange(watched_, std::move(watched)).empty();
  if (is_first) return;  // what is to be held is not known before the start
  // What was done to a file before it was watched has told nobody.
  for (const Layer layer : {Layer::kHosts, Layer::kBrowser}) put_back(layer, std::nullopt);
  on_file_changed(options_.paths.policy());
  on_file_changed(options_.paths.local_time());
}

void App::on_file_changed(const std::filesystem::path& path) {
  if (path == options_.paths.hosts()) return put_back(Layer::kHosts, std::nullopt);
  if (path == options_.paths.local_time()) {
    return controller_->submit(event::ZoneChanged{platform::read_zone(path, time_->look().wall)});
  }
  if (path != options_.paths.policy()) {
    // Where a browser is being installed there may be a folder more to watch.
    boost::asio::post(loop_, [this] { watch_files(); });
    return put_back(Layer::kBrowser, std::nullopt);
  }
  policy_settles_.expires_after(kEditorPause);
  policy_settles_.async_wait([this](const boost::system::error_code& changed_again) {
    if (!changed_again) propose_policy_file();
  });
}

void App::propose_policy_file() {
  auto file = read_policy(options_.paths.policy());
  if (!file.failure.empty()) return controller_->submit(event::PolicyUnreadable{file.failure});
  const State& state = controller_->state();
  if (!file.text && !state.rules.text().empty()) return controller_->submit(event::PolicyMissing{});
  std::string proposed = std::move(file.text).value_or("");
  const bool is_our_own_writing = proposed == state.rules.text() && state.file_problem.empty();
  if (!is_our_own_writing) controller_->submit(event::PolicyProposed{0, std::move(proposed)});
}

void App::put_back(Layer layer, std::optional<Program> by) {
  const Layers::Look look = layers_.look(layer, controller_->state().block_set);
  if (look.found == Layers::Found::kHolds) return;
  boost::asio::post(loop_, [this] { watch_files(); });
  // First held again, then told: the record may wait for a disk.
  layers_.enforce(layer, controller_->state().block_set, [&](Layer which, LayerHealth health) {
    // Without words nobody did anything to what is ours; and what of browsers cannot be read is a
    // trouble of ours.
    const bool is_trouble = layer == Layer::kBrowser && look.found == Layers::Found::kUnreadable;
    if (!look.what.empty() && !is_trouble) {
      controller_->submit(event::TamperSeen{which, look.what, std::move(by)});
    }
    controller_->submit(event::LayerReported{which, std::move(health)});
  });
}

// The kernel counts the ends on a clock of its own, which stood still in suspend.
void App::renew_ends() {
  if (firewall_ == nullptr) return;
  layers_.enforce(Layer::kFirewall, controller_->state().block_set,
                  [this](Layer layer, LayerHealth health) {
                    controller_->submit(event::LayerReported{layer, std::move(health)});
                  });
}

void App::on_attempt(Attempt attempt) {
  const auto found = covering(controller_->state().block_set, attempt, *lists_);
  if (!found) return;
  if (browsers_ && attempt.intent == Intent::kUnknown) {
    const Browsers::Sight sight = browsers_->sight_of(attempt.program);
    // Whoever would have gone there was led elsewhere by the extension, which told of it.
    if (sight == Browsers::Sight::kSeen) attempt.intent = Intent::kEmbedded;
    attempt.is_doubtful = sight == Browsers::Sight::kUnseen;
  }
  controller_->submit(event::AttemptSeen{std::move(attempt), found->rule, found->reason});
}

}  // namespace holdfast::daemon
