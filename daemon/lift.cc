#include "daemon/lift.h"

#include <map>
#include <utility>
#include <vector>

#include "daemon/browsers.h"
#include "daemon/catalog_files.h"
#include "daemon/controller.h"
#include "daemon/instance_lock.h"
#include "daemon/layers.h"
#include "daemon/log.h"
#include "daemon/sentry_link.h"
#include "daemon/timekeeper.h"
#include "daemon/unwatched.h"
#include "platform/clock.h"
#include "platform/firewall/firewall.h"
#include "platform/hosts_file.h"
#include "platform/store/store.h"
#include "policy/compile.h"
#include "policy/memory.h"

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;

// The other one may be lifting too, and is done in no time.
constexpr milliseconds kPatience(1000);

int failed(const Error& error) {
  log(LogLevel::kError, error.text);
  return 1;
}

/// Every rule that has not ended, with all windows shut: a window may close again before the next
/// look, and nobody would be there to see to it.
Result<BlockSet> what_has_not_ended(const Options& options,
                                    std::shared_ptr<const Catalog> catalog) {
  const auto stored = platform::read_facts(options.paths.database());
  if (!stored) return stored.error();
  const std::map<std::string, std::string> facts(stored->begin(), stored->end());
  std::vector<std::string> problems;
  State state = remembered(facts, std::move(catalog), problems);
  if (!problems.empty()) return Error{ErrorCode::kCorrupt, problems.front()};
  state.policy = state.rules.policy();
  state.policy.schedules.clear();
  state.allowances.clear();
  const auto clock = facts.find(kClockFact);
  if (clock == facts.end()) return Error{ErrorCode::kCorrupt, "no clock is remembered"};
  Timekeeper time(platform::read_clock, clock->second);
  return compile(state, time.stamp().at);
}

}  // namespace

int lift(const Options& options) {
  make_folders(options.paths);
  const auto lock = lock_instance(options.paths, kPatience);
  if (!lock) return failed(lock.error());
  end_left_sentry(options);
  Layers layers;
  if (options.layers.contains(Layer::kHosts)) {
    layers.add(
        std::make_unique<platform::HostsFile>(options.paths.hosts(), options.listen_address));
  }
  if (options.layers.contains(Layer::kBrowser)) {
    auto catalog = std::make_shared<const Catalog>();  // nothing is blocked: none is asked
    layers.add(std::make_unique<platform::BrowserLayer>(browser_setup(options, catalog)));
  }
  bool is_whole = true;
  if (options.layers.contains(Layer::kFirewall)) {
    auto firewall = platform::Firewall::create({.now = [] { return platform::read_clock().wall; }});
    if (firewall) {
      layers.add(std::move(firewall).value());
    } else if (firewall.error().code != ErrorCode::kUnsupported) {
      // Without nf_tables there is nothing to take away; else there may be.
      log(LogLevel::kError, "the firewall may still hold: " + firewall.error().text);
      is_whole = false;
    }
  }
  if (const auto lifted = layers.lift(); !lifted) return failed(lifted.error());
  return is_whole ? 0 : 1;
}

int lift_ended(const Options& options) {
  std::error_code unknown;
  const bool is_in_use = std::filesystem::exists(options.paths.database(), unknown);
  if (!is_in_use) return 0;
  make_folders(options.paths);
  const auto lock = lock_instance(options.paths, milliseconds(0));
  if (!lock) return lock.error().code == ErrorCode::kBusy ? 0 : failed(lock.error());
  // Whoever comes after can tell time without a watch from time with the power off.
  if (const auto noted = note_unwatched(options.paths, platform::read_clock()); !noted) {
    log(LogLevel::kWarning, noted.error().text);
  }
  auto read = read_catalog(options.paths.services());
  if (!read) return failed(read.error());
  const auto catalog = std::make_shared<const Catalog>(std::move(read).value());
  const auto still = what_has_not_ended(options, catalog);
  if (!still) return failed(still.error());
  Result<void> narrowed;
  if (options.layers.contains(Layer::kHosts)) {
    narrowed = platform::HostsFile(options.paths.hosts(), options.listen_address).narrow(*still);
  }
  if (options.layers.contains(Layer::kBrowser)) {
    platform::BrowserLayer browsers(browser_setup(options, catalog));
    if (auto done = browsers.narrow(*still); !done && narrowed) narrowed = std::move(done);
  }
  return narrowed ? 0 : failed(narrowed.error());
}

}  // namespace holdfast::daemon
