#include "tray/applet/applet.h"

#include <algorithm>
#include <utility>

#include "tray/applet/launcher.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"

namespace holdfast::applet {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

// So long an urge waits for what fits the moment; then it gets a word without it.
constexpr auto kMostLate = 400ms;
constexpr auto kSaveAfter = 2s;
// An answer later than this is said to be slow.
constexpr auto kSlow = 3s;
// A timer does not count the time of a suspend: never further ahead than that.
constexpr auto kLongestWake = 6h;

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace

Applet::Applet(GDBusConnection* bus, Options options)
    : options_(std::move(options)),
      memory_(read_memory(options_.memory_file)),
      crisis_lines_(crisis_lines(options_.country)),
      link_({.path = options_.socket, .version = options_.version}),
      deeds_({.link = link_,
              .known = known_,
              .board = board_,
              .crisis_lines = crisis_lines_,
              .version = options_.version,
              .on_change = [this] { show(); },
              .on_quiet =
                  [this] {
                    memory_.quiet_until = known_.quiet_until;
                    save();
                    show();
                  },
              .open_window = &Launcher::open_window,
              .open_address = &Launcher::open_address}),
      item_(bus, {Menu::kPath, options_.has_label},
            [this] {
              deeds_.perform({Deed::kOpenWindow, 0, ""});
            }),
      menu_([this](const Action& action) { deeds_.perform(action); }, [this] { refresh(); }),
      notifier_(bus, {.on_action = [this](const Action& action) { deeds_.perform(action); },
                      .on_closed = [this](const std::string& key) { board_.closed(key); },
                      .on_server =
                          [this](bool is_there) {
                            board_.set_veil(Veil::kNoServer, !is_there);
                            show();
                          },
                      .on_lost = [this] { board_.server_lost(); }}),
      screen_(bus, {.on_lock =
                        [this](bool is_locked) {
                          board_.set_veil(Veil::kLocked, is_locked);
                          show();
                        },
                    .on_wake = [this] { refresh(); }}) {
  known_.quiet_until = memory_.quiet_until;
  take_no_support(known_);
  link_.start([this] { on_link(); }, [this](const json::object& event) { on_event(event); });
  show();
}

Applet::~Applet() { save(); }

void Applet::save() {
  saving_.stop();
  if (!write_memory(options_.memory_file, memory_)) {
    g_printerr("holdfast-tray: %s cannot be written; what was told may be told again\n",
               options_.memory_file.c_str());
  }
}

void Applet::on_link() {
  known_.link = link_.state();
  slow_.stop();
  if (known_.is_connected()) {
    catch_up();
    refresh();
  } else {
    settle();
  }
}

void Applet::catch_up() {
  if (!memory_.last_event_time) {
    memory_.last_event_time = now();
    return;
  }
  is_catching_up_ = true;
  board_.set_veil(Veil::kCatchingUp, true);
  link_.stream("Log",
               {{"since", cli::to_rfc3339(*memory_.last_event_time)},
                {"kinds", {"urge", "ridden_out", "milestone"}}},
               [this](const ipc::Result<ipc::Reply>& reply) { take_missed(reply); });
}

void Applet::take_missed(const ipc::Result<ipc::Reply>& reply) {
  if (reply) {
    for (const json::value& event : cli::list_of(reply->parameters, "events")) {
      const json::object& one = cli::as_object(event);
      if (cli::number_of(one, "id") > memory_.last_event) take(one);
    }
    if (reply->continues) return;
  }
  is_catching_up_ = false;
  for (const json::object& event : std::exchange(held_, {})) {
    const auto id = cli::number_of(event, "id");
    if (id == 0 || id > memory_.last_event) take(event);
  }
  board_.set_veil(Veil::kCatchingUp, false);
  refresh();
}

void Applet::take(const json::object& event) {
  const bool is_urge = news_.take(event) == News::Weight::kUrge;
  if (const auto id = cli::number_of(event, "id"); id > 0) {
    memory_.last_event = id;
    if (const auto at = cli::parse_time(cli::text_of(event, "time"))) {
      memory_.last_event_time = *at;
    }
    if (!saving_.is_waiting()) saving_.after(kSaveAfter, [this] { save(); });
  }
  if (is_urge && !late_.is_waiting()) late_.after(kMostLate, [this] { settle(); });
}

void Applet::on_event(const json::object& event) {
  if (is_catching_up_) return held_.push_back(event);
  take(event);
  refresh();
}

void Applet::refresh() {
  if (link_.state() != tray::LinkState::kConnected) return settle();
  is_stale_ = answers_due_ > 0;
  if (is_stale_) return;
  answers_due_ = 3;
  slow_.after(kSlow, [this] {
    known_.link = tray::LinkState::kSilent;
    show();
  });
  link_.call("GetStatus", {}, [this](const ipc::Result<ipc::Reply>& reply) {
    if (reply && reply->error.empty()) take_status(reply->parameters, known_);
    on_answer();
  });
  link_.call("GetSupport", {}, [this](const ipc::Result<ipc::Reply>& reply) {
    if (reply && reply->error.empty()) {
      take_support(reply->parameters, known_);
    } else {
      take_no_support(known_);
    }
    on_answer();
  });
  link_.call("GetPartner", {}, [this](const ipc::Result<ipc::Reply>& reply) {
    const bool is_told = reply && reply->error.empty();
    take_partner(is_told ? reply->parameters : json::object{}, known_);
    on_answer();
  });
}

void Applet::on_answer() {
  if (--answers_due_ > 0) return;
  slow_.stop();
  known_.link = link_.state();
  if (!is_catching_up_) settle();
  if (std::exchange(is_stale_, false)) refresh();
}

void Applet::settle() {
  late_.stop();
  known_.now = now();
  news_.tell(known_, board_);
  show();
}

void Applet::show() {
  known_.now = now();
  known_.has_window = !Launcher::window_program().empty();
  board_.set_veil(Veil::kQuiet, known_.is_quiet());
  item_.show(look(known_));
  menu_.show(menu(known_, crisis_lines_));
  notifier_.perform(board_.take());
  set_wake();
}

void Applet::set_wake() {
  wake_.stop();
  auto next = next_change(known_);
  if (const auto look = news_.next_look(); look && (!next || *look < *next)) next = look;
  if (!next) return;
  const auto wait = std::clamp<std::chrono::seconds>(*next - known_.now, 1s, kLongestWake);
  wake_.after(wait, [this] { refresh(); });
}

}  // namespace holdfast::applet
