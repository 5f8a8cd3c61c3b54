#include "daemon/app.h"

#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <utility>

#include "daemon/catalog_files.h"
#include "daemon/instance_lock.h"
#include "daemon/listening_socket.h"
#include "daemon/log.h"
#include "daemon/policy_file.h"
#include "daemon/service_manager.h"
#include "daemon/unwatched.h"
#include "platform/atomic_file.h"
#include "platform/clock.h"
#include "platform/hosts_file.h"
#include "platform/zone.h"
#include "policy/held_by.h"
#include "policy/memory.h"

namespace holdfast::daemon {
namespace {

// One that lifts what has ended is done in no time.
constexpr std::chrono::milliseconds kPatience(1000);
// How often to see whether the record's other holder has let go.
constexpr std::chrono::seconds kFirstLook(2);
constexpr std::chrono::seconds kLongestLook(60);

}  // namespace

App::App(Options options)
    : options_(std::move(options)),
      signals_(loop_, SIGTERM, SIGINT, SIGHUP),
      policy_settles_(loop_),
      record_is_free_(loop_),
      watchdog_(loop_) {}

App::~App() = default;

int App::run() {
  for (const auto step : {&App::lock, &App::load_catalog, &App::open_store}) {
    if (const auto done = (this->*step)(); !done) {
      log(LogLevel::kError, done.error().text);
      return 1;
    }
  }
  begin_brain();
  begin_layers();
  if (const auto listening = begin_socket(); !listening) {
    // Protection stands without it; nobody can ask.
    log(LogLevel::kError, listening.error().text);
  }
  begin_watches();
  start();
  loop_.run();
  notify_service_manager("STOPPING=1");
  return 0;
}

Result<void> App::lock() {
  make_folders(options_.paths);
  auto lock = lock_instance(options_.paths, kPatience);
  if (!lock) return lock.error();
  lock_ = std::move(lock).value();
  return {};
}

Result<void> App::load_catalog() {
  auto catalog = read_catalog(options_.paths.services());
  if (!catalog) return catalog.error();
  catalog_ = std::make_shared<const Catalog>(std::move(catalog).value());
  return {};
}

Result<void> App::open_store() {
  auto opened = open_record(options_.paths.database());
  if (!opened) return opened.error();
  store_ = std::move(opened->queue);
  damage_ = std::move(opened->damage);
  record_trouble_ = std::move(opened->trouble);
  if (!record_trouble_.empty()) log(LogLevel::kError, record_trouble_);
  if (opened->file == OpenedRecord::File::kHeldByAnother) wait_for_record(kFirstLook);
  facts_ = stored_facts();
  return {};
}

// What is remembered in the file can only be read by a new start.
void App::wait_for_record(std::chrono::seconds pause) {
  record_is_free_.expires_after(pause);
  record_is_free_.async_wait([this, pause](const boost::system::error_code& stopped) {
    if (stopped) return;
    const auto handed_over = hand_over(*store_, options_.paths.database());
    if (!handed_over) return wait_for_record(std::min(2 * pause, kLongestLook));
    log(LogLevel::kWarning, "the record can be used again; starting anew");
    starts_anew_ = StartsAnew::kYes;
    loop_.stop();
  });
}

std::int64_t App::newest_entry() {
  std::int64_t newest = 0;
  (void)store_->events({.limit = 1}, [&](const platform::EventRow& row) {
    newest = row.id;
    return true;
  });
  return newest;
}

std::map<std::string, std::string> App::stored_facts() {
  const auto facts = store_->facts();
  if (!facts) return {};
  return {facts->begin(), facts->end()};
}

void App::begin_brain() {
  recorder_.emplace(loop_, *store_, [this](const Phrase& damage) {
    controller_->found_stored(stored_facts());
    controller_->submit(event::RecordDamaged{damage});
  });
  const auto clock = facts_.find(kClockFact);
  time_.emplace(platform::read_clock,
                clock == facts_.end() ? std::nullopt : std::optional(clock->second),
                read_unwatched(options_.paths));
  std::vector<std::string> problems;
  State state = remembered(facts_, catalog_, problems);
  for (const std::string& problem : problems) log(LogLevel::kWarning, problem);
  state.last_id = std::max(state.last_id, newest_entry());  // the counter may be lost with a page
  const auto submit = [this](decltype(Event::what) what) { controller_->submit(std::move(what)); };
  lists_.emplace(options_.paths, submit);
  network_.emplace(loop_);
  lookups_.emplace(loop_, options_, submit);
  clocks_.emplace(
      loop_, [submit] { submit(event::TimePassed{}); },
      [this, submit] {
        submit(event::TimePassed{});
        renew_ends();
      });
  begin_letters();
  effects_.emplace(Effects::Parts{
      .policy_file = options_.paths.policy(),
      .layers = layers_,
      .recorder = *recorder_,
      .submit = submit,
      .publish = [this](const BlockSet& set) { publish(set); },
      .resolve = [this](const std::vector<HostName>& names) { lookups_->resolve(names); },
      .import_list = [this](const std::string& name,
                            const std::string& path) { import_list(name, path); },
      .wake_at = [this](std::chrono::milliseconds at) { clocks_->wake_at(at); },
      .announce = [this](const LogEntry& entry) { api_->announce(entry); },
      .answer_edit = [this](const effect::AnswerEdit& answer) { api_->answer(answer); },
      .answer_entry = [this](const effect::AnswerEntry& answer) { api_->answer(answer); },
      .answer_letter = [this](const effect::AnswerLetter& answer) { api_->answer(answer); },
      .make_key = [this](const effect::MakeKey& make) { api_->answer(make); },
      .letters = *letters_});
  controller_.emplace(std::move(state), facts_, *time_, *effects_);
  api_.emplace(ApiSources{.controller = *controller_,
                          .layers = layers_,
                          .store = *store_,
                          .lists = *lists_,
                          .version = HOLDFAST_VERSION,
                          .sinkhole = options_.listen_address,
                          .paths = options_.paths,
                          .letters = *letters_,
                          .browsers = [this] { return browsers_ ? &*browsers_ : nullptr; },
                          .troubles = [this] { return troubles(); },
                          .unsaved = [this] { return unsaved(); },
                          .forget = [this] { return forget(); }});
}

void App::begin_letters() {
  post_.emplace(loop_, PostLink::Setup{.program = options_.post,
                                       .user = options_.post_user,
                                       .person = options_.person,
                                       .paths = options_.paths});
  letters_.emplace(
      Letters::Parts{
          .paths = options_.paths,
          .post = *post_,
          .store = *store_,
          .submit = [this](decltype(Event::what) what) { controller_->submit(std::move(what)); },
          .state = [this]() -> const State& { return controller_->state(); },
          .now = [this] { return controller_->now(); },
          .record_trouble = [this] { return unsaved().record; }},
      facts_);
}

void App::begin_layers() {
  if (options_.layers.contains(Layer::kHosts)) {
    layers_.add(
        std::make_unique<platform::HostsFile>(options_.paths.hosts(), options_.listen_address));
  }
  page_.emplace(
      page_address(options_),
      PageHost::Parts{.state = [this]() -> const State& { return controller_->state(); },
                      .now = [this] { return controller_->now(); },
                      .submit = [this](auto what) { controller_->submit(std::move(what)); },
                      .rule_of_page =
                          [this](std::string_view id) {
                            return browsers_ ? browsers_->rule_of(id) : std::nullopt;
                          }});
  sentry_.emplace(
      loop_, options_, [this](Attempt attempt) { on_attempt(std::move(attempt)); },
      [this](const HostName& name) { controller_->submit(event::NeighbourSeen{name}); },
      page_->port(),
      [this](const Program& program) { return browsers_ && browsers_->is_managed(program); });
  if (options_.layers.contains(Layer::kBrowser)) begin_browsers();
  if (options_.layers.contains(Layer::kFirewall)) begin_firewall();
  if (firewall_ != nullptr) return;
  const auto started = sentry_->start(SentryLink::Way::kOnSinkhole);
  if (!started) log(LogLevel::kError, "the sentry does not run: " + started.error().text);
}

void App::begin_browsers() {
  auto layer = std::make_unique<platform::BrowserLayer>(browser_setup(options_, catalog_));
  browsers_.emplace(Browsers::Parts{
      .loop = loop_,
      .layer = *layer,
      .root = options_.paths.root,
      .extension = options_.paths.browser() / "holdfast.xpi",
      .is_person = [this](std::uint32_t uid) { return uid == 0 || uid == options_.person; },
      .block_set = [this]() -> const BlockSet& { return controller_->state().block_set; },
      .holds = [this] { return layer_holds(controller_->state(), Layer::kBrowser); },
      .submit = [this](decltype(Event::what) what) { controller_->submit(std::move(what)); }});
  layers_.add(std::move(layer));
}

// The firewall must know where the sentry listens, and the sentry where it is to listen: whether
// nf_tables can be used at all is asked first.
void App::begin_firewall() {
  const auto now = [this] { return time_ ? time_->look().wall : Wall{}; };
  auto firewall = platform::Firewall::create({.log_group = kLogGroup, .now = now});
  if (!firewall) return layers_.add_unavailable(Layer::kFirewall, firewall.error().text);
  firewall_ = firewall->get();
  const auto started = sentry_->start(SentryLink::Way::kRedirected);
  if (!started) log(LogLevel::kError, "the sentry does not run: " + started.error().text);
  firewall_->redirect_to(sentry_->ports());
  layers_.add(std::move(firewall).value());
}

Result<void> App::begin_socket() {
  auto socket = listening_socket(options_.socket);
  if (!socket) return socket.error();
  router_.emplace(ipc::control_interface(), *api_, AccessPolicy{options_.person}, HOLDFAST_VERSION);
  server_.emplace(loop_, *socket, *router_);
  return {};
}

void App::begin_watches() {
  files_.emplace(loop_, [this](const std::filesystem::path& path) { on_file_changed(path); });
  watch_files();
  if (const auto started = clocks_->start(); !started) {
    log(LogLevel::kError, "clocks are not watched: " + started.error().text);
  }
  if (firewall_ != nullptr) {
    network_->watch(
        *firewall_,
        [this](std::optional<Program> by) { put_back(Layer::kFirewall, std::move(by)); },
        [this](Attempt attempt) { on_attempt(std::move(attempt)); });
  }
  on_signal();
}

void App::start() {
  auto file = read_policy(options_.paths.policy());
  controller_->submit(
      event::Started{.file = std::move(file.text),
                     .file_failure = std::move(file.failure),
                     .damage = damage_,
                     .zone = platform::read_zone(options_.paths.local_time(), time_->look().wall),
                     .missed = time_->missed()});
  forget_unwatched(options_.paths);  // it is counted
  letters_->tidy();
  sentry_->catch_up();
  notify_service_manager("READY=1");
  log(LogLevel::kInfo, "enforcing");
  if (const auto interval = watchdog_interval()) keep_watchdog(*interval);
}

void App::keep_watchdog(std::chrono::microseconds interval) {
  notify_service_manager("WATCHDOG=1");
  watchdog_.expires_after(interval);
  watchdog_.async_wait([this, interval](const boost::system::error_code& failed) {
    if (!failed) keep_watchdog(interval);
  });
}

std::vector<Phrase> App::troubles() const {
  std::vector<Phrase> all;
  for (Phrase one : {record_trouble_, recorder_->trouble(), sentry_->trouble()}) {
    if (!one.empty()) all.push_back(std::move(one));
  }
  return all;
}

Unsaved App::unsaved() const {
  return {.record = record_trouble_.empty() ? recorder_->trouble() : record_trouble_,
          .policy = effects_->unsaved_policy()};
}

Result<void> App::forget() {
  const auto erased = store_->erase();
  if (erased) {
    controller_->found_stored({});
    controller_->submit(event::RecordErased{});
  }
  return erased;
}

}  // namespace holdfast::daemon
