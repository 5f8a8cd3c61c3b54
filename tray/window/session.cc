#include "tray/window/session.h"

#include <array>
#include <utility>

#include "platform/ipc/names.h"
#include "tray/cli/daemon_link.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {
namespace {

enum class Need { kAlways, kMayLack };

struct Part {
  const char* method;
  boost::json::object Snapshot::*place;
  Need need = Need::kAlways;
};

// A daemon that has no partner yet is of use for all the rest.
constexpr std::array<Part, 6> kParts = {{
    {"GetStatus", &Snapshot::status},
    {"GetSupport", &Snapshot::support},
    {"Insights", &Snapshot::insights},
    {"ListRules", &Snapshot::rules},
    {"ListPending", &Snapshot::pending},
    {"GetPartner", &Snapshot::partner, Need::kMayLack},
}};

Trouble trouble_of(tray::LinkState state) {
  switch (state) {
    case tray::LinkState::kConnecting:
      return Trouble::kConnecting;
    case tray::LinkState::kConnected:
      return Trouble::kNone;
    case tray::LinkState::kSilent:
      return Trouble::kSlow;
    case tray::LinkState::kAway:
      return Trouble::kAway;
    case tray::LinkState::kRefused:
      return Trouble::kRefused;
    case tray::LinkState::kOtherVersion:
      return Trouble::kOtherVersion;
  }
  return Trouble::kAway;
}

Trouble trouble_of(const ipc::Reply& reply) {
  if (reply.error == ipc::kPermissionDenied || reply.error == ipc::kServicePermissionDenied) {
    return Trouble::kRefused;
  }
  const bool is_unknown = reply.error == ipc::kMethodNotFound ||
                          reply.error == ipc::kMethodNotImplemented ||
                          reply.error == ipc::kInterfaceNotFound;
  return is_unknown ? Trouble::kOtherVersion : Trouble::kNone;
}

}  // namespace

/// One round of questions.
struct Session::Reading {
  Snapshot snapshot;
  std::size_t next = 0;
  Trouble trouble = Trouble::kNone;
};

Answer answer_from(const ipc::Result<ipc::Reply>& reply) {
  if (!reply) return {{}, _("Holdfast did not answer. Try once more in a moment.")};
  if (reply->error.empty()) return {reply->parameters, {}};
  std::string words = cli::trouble_from(*reply).text;
  if (words.empty()) words = _("That did not work. In a terminal, holdfast doctor says why.");
  return {reply->parameters, std::move(words)};
}

Session::Session(Options options, std::function<void()> on_change)
    : options_(std::move(options)), on_change_(std::move(on_change)), link_(options_.link) {}

void Session::start() {
  link_.start([this] { on_link(); },
              [this](const boost::json::object&) {
                settle_.start(options_.settle_ms, [this] {
                  refresh();
                  return false;
                });
              });
  minute_.start(options_.minute_ms, [this] {
    refresh();
    return true;
  });
}

void Session::ask(const std::string& method, boost::json::object parameters, Shell::Then then) {
  ++asks_due_;
  if (!slow_.is_running()) watch_slowness();
  link_.call(method, std::move(parameters),
             [this, then = std::move(then)](const ipc::Result<ipc::Reply>& reply) {
               if (--asks_due_ == 0 && !reading_) {
                 slow_.stop();
                 if (trouble_ == Trouble::kSlow) on_link();
               }
               then(answer_from(reply));
             });
}

void Session::watch_slowness() {
  slow_.start(options_.slow_ms, [this] {
    become(Trouble::kSlow);
    return false;
  });
}

void Session::on_link() {
  const Trouble trouble = trouble_of(link_.state());
  if (trouble == Trouble::kNone) return refresh();
  reading_.reset();
  slow_.stop();
  become(trouble);
}

void Session::refresh() {
  if (link_.state() != tray::LinkState::kConnected) return;
  if (reading_) {
    is_stale_ = true;
    return;
  }
  reading_ = std::make_shared<Reading>();
  watch_slowness();
  read(reading_);
}

void Session::read(std::shared_ptr<Reading> reading) {
  if (reading->next == kParts.size()) return take(reading);
  const Part& part = kParts.at(reading->next++);
  link_.call(part.method, {}, [this, reading, &part](const ipc::Result<ipc::Reply>& reply) {
    if (reading != reading_) return;  // of a connection that is gone
    if (!reply) {
      // The link tells of its end by itself.
      reading_.reset();
      slow_.stop();
      return;
    }
    if (reply->error.empty()) {
      reading->snapshot.*part.place = reply->parameters;
    } else if (const Trouble trouble = trouble_of(*reply);
               trouble == Trouble::kRefused ||
               (trouble != Trouble::kNone && part.need == Need::kAlways)) {
      reading->trouble = trouble;
    }
    read(reading);
  });
}

void Session::take(const std::shared_ptr<Reading>& reading) {
  slow_.stop();
  reading_.reset();
  if (reading->trouble == Trouble::kNone) {
    snapshot_ = std::move(reading->snapshot);
    snapshot_.now = now();
    has_snapshot_ = true;
  }
  become(reading->trouble);
  if (std::exchange(is_stale_, false)) refresh();
}

void Session::become(Trouble trouble) {
  trouble_ = trouble;
  on_change_();
}

}  // namespace holdfast::window
