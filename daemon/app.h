#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>

#include "daemon/api.h"
#include "daemon/browsers.h"
#include "daemon/controller.h"
#include "daemon/effects.h"
#include "daemon/ipc_router.h"
#include "daemon/ipc_server.h"
#include "daemon/layers.h"
#include "daemon/letters.h"
#include "daemon/lists.h"
#include "daemon/lookups.h"
#include "daemon/network.h"
#include "daemon/options.h"
#include "daemon/page_host.h"
#include "daemon/post_link.h"
#include "daemon/record.h"
#include "daemon/recorder.h"
#include "daemon/sentry_link.h"
#include "daemon/timekeeper.h"
#include "daemon/watches.h"
#include "platform/fd.h"

namespace holdfast::daemon {

/// The daemon: its parts in the order in which they need one another, and the one loop.
class App {
 public:
  explicit App(Options options);
  ~App();

  /// Until SIGTERM or SIGINT; everything stays enforced. The process's exit code.
  int run();
  /// Whether `run` ended only to be followed by another one, of a new App.
  enum class StartsAnew { kNo, kYes };
  StartsAnew starts_anew() const { return starts_anew_; }

 private:
  Result<void> lock();
  Result<void> open_store();
  void wait_for_record(std::chrono::seconds pause);
  std::map<std::string, std::string> stored_facts();
  std::int64_t newest_entry();
  void begin_firewall();
  void begin_browsers();
  void watch_files();
  void publish(const BlockSet& set);
  void import_list(const std::string& name, const std::string& path);
  Result<void> load_catalog();
  void begin_layers();
  void begin_brain();
  void begin_letters();
  Result<void> begin_socket();
  void begin_watches();
  void start();
  void on_file_changed(const std::filesystem::path& path);
  void on_attempt(Attempt attempt);
  void on_signal();
  void reread_policy();
  void propose_policy_file();
  void renew_ends();
  void put_back(Layer layer, std::optional<Program> by);
  void keep_watchdog(std::chrono::microseconds interval);
  std::vector<Phrase> troubles() const;
  Unsaved unsaved() const;
  Result<void> forget();

  Options options_;
  boost::asio::io_context loop_{1};
  platform::Fd lock_;
  std::unique_ptr<platform::RecordQueue> store_;
  std::optional<Phrase> damage_;
  Phrase record_trouble_;
  StartsAnew starts_anew_ = StartsAnew::kNo;
  std::map<std::string, std::string> facts_;
  std::shared_ptr<const Catalog> catalog_;
  std::optional<Recorder> recorder_;
  std::optional<Timekeeper> time_;
  Layers layers_;
  std::optional<Browsers> browsers_;  // of one of layers_
  std::optional<PageHost> page_;
  std::optional<SentryLink> sentry_;
  std::optional<Lists> lists_;
  platform::Firewall* firewall_ = nullptr;  // one of layers_
  std::optional<Network> network_;
  std::optional<Lookups> lookups_;
  std::optional<PostLink> post_;
  std::optional<Letters> letters_;
  std::optional<Effects> effects_;
  std::optional<Controller> controller_;
  std::optional<Api> api_;
  std::optional<IpcRouter> router_;
  std::optional<IpcServer> server_;
  std::optional<FileWatches> files_;
  std::vector<std::filesystem::path> watched_;
  std::optional<ClockWatches> clocks_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer policy_settles_;
  boost::asio::steady_timer record_is_free_;
  boost::asio::steady_timer watchdog_;
};

}  // namespace holdfast::daemon
