#include "tray/link/link.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "platform/ipc/names.h"

namespace holdfast::tray {
namespace {

namespace json = boost::json;

std::string qualified(std::string_view method) {
  return std::string(ipc::kControlInterface) + "." + std::string(method);
}

bool is_denied(const ipc::Reply& reply) {
  return reply.error == ipc::kPermissionDenied || reply.error == ipc::kServicePermissionDenied;
}

// Programs of one minor version before 1.0, and of one major version from then on, understand each
// other (https://semver.org, 4 and 8).
std::string_view contract_of(std::string_view version) {
  const auto major = version.find('.');
  if (version.substr(0, major) != "0" || major == std::string_view::npos) {
    return version.substr(0, major);
  }
  return version.substr(0, version.find('.', major + 1));
}

bool speaks_control(const json::object& info) {
  const json::value* interfaces = info.if_contains("interfaces");
  if (interfaces == nullptr || !interfaces->is_array()) return false;
  const auto& names = interfaces->get_array();
  return std::any_of(names.begin(), names.end(), [](const json::value& name) {
    return name.is_string() && std::string_view(name.get_string()) == ipc::kControlInterface;
  });
}

}  // namespace

Link::Link(Options options)
    : options_(std::move(options)),
      socket_watch_(options_.path,
                    [this] {
                      // A daemon that starts makes its socket before it listens.
                      next_wait_ = options_.shortest_wait;
                      attempt();
                    }),
      next_wait_(options_.shortest_wait) {}

Link::~Link() {
  for (const auto& one : {calls_, watch_}) {
    if (one) one->close();
  }
  for (const auto& [id, connection] : streams_) connection->close();
}

void Link::start(std::function<void()> on_state, OnEvent on_event) {
  on_state_ = std::move(on_state);
  on_event_ = std::move(on_event);
  attempt();
}

void Link::attempt() {
  retry_.stop();
  drop_connections("connecting anew");
  socket_watch_.start();  // before the try, so that no change falls between
  auto watch = Connection::open(options_.path);
  if (!watch.connection) return not_connected(watch.error);
  auto calls = Connection::open(options_.path);
  if (!calls.connection) return not_connected(calls.error);
  watch_ = std::move(watch.connection);
  calls_ = std::move(calls.connection);
  watch_->on_end([this](const ipc::Failure& failure) { lost(failure); });
  calls_->on_end([this](const ipc::Failure& failure) { lost(failure); });
  greet();
}

void Link::not_connected(int error) {
  const std::string why = std::generic_category().message(error);
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      settle(LinkState::kAway, why);
      return wait_for_next(Retry::kWhenChanged);
    case ECONNREFUSED:
      settle(LinkState::kAway, why);
      return wait_for_next(Retry::kSoonThenWhenChanged);
    case EACCES:
    case EPERM:
      settle(LinkState::kRefused, why);
      return wait_for_next(Retry::kWhenChanged);
    case EAGAIN:  // so many wait already for one that takes nobody
      settle(LinkState::kSilent, why);
      return wait_for_next(Retry::kAgainAndAgain);
    default:
      settle(LinkState::kAway, why);
      return wait_for_next(Retry::kAgainAndAgain);
  }
}

// One that was silent is not asked again and again: it answers when it can, and its end is seen.
std::chrono::milliseconds Link::patience_with_greeting() const {
  return state_ == LinkState::kSilent ? Connection::kNoLimit : options_.greeting;
}

// Both at once: the answer to the first says that the second has been taken as well, and from then
// on no event is missed.
void Link::greet() {
  watch_->call(ipc::kGetInfo, {}, patience_with_greeting(),
               [this](const ipc::Result<ipc::Reply>& reply) {
                 if (!reply) return;  // `lost` follows
                 take_info(reply->parameters);
               });
  watch_->stream(qualified("Watch"), {},
                 [this](const ipc::Result<ipc::Reply>& reply) { take_watch(reply); });
}

void Link::take_info(const json::object& info) {
  const json::value* version = info.if_contains("version");
  daemon_version_ = version != nullptr && version->is_string() ? version->get_string().c_str() : "";
  const bool is_ours =
      options_.version.empty() || contract_of(options_.version) == contract_of(daemon_version_);
  if (is_ours && speaks_control(info)) return probe();
  socket_watch_.stop();
  calls_->close();
  // The connection stays: its end tells of the next daemon.
  settle(LinkState::kOtherVersion, "the daemon is of version " + daemon_version_);
}

void Link::probe() {
  calls_->call(qualified("GetStatus"), {}, patience_with_greeting(),
               [this](const ipc::Result<ipc::Reply>& reply) {
                 if (!reply) return;  // `lost` follows
                 if (is_denied(*reply)) {
                   socket_watch_.stop();
                   return settle(LinkState::kRefused, "the daemon does not answer this user");
                 }
                 socket_watch_.stop();
                 next_wait_ = options_.shortest_wait;
                 settle(LinkState::kConnected, "");
               });
}

void Link::take_watch(const ipc::Result<ipc::Reply>& reply) {
  if (!reply) return;                 // `lost` follows
  if (!reply->error.empty()) return;  // the probe is answered in the same way
  if (state_ != LinkState::kConnected) return;
  const json::value* event = reply->parameters.if_contains("event");
  if (event != nullptr && event->is_object()) on_event_(event->get_object());
}

void Link::lost(const ipc::Failure& failure) {
  const bool is_silent = failure.kind == ipc::FailureKind::kNoAnswer;
  socket_watch_.start();
  wait_for_next(Retry::kAgainAndAgain);
  settle(is_silent ? LinkState::kSilent : LinkState::kAway, failure.text);
  drop_connections(failure.text);
}

void Link::settle(LinkState state, std::string trouble) {
  trouble_ = std::move(trouble);
  if (state == LinkState::kAway) daemon_version_.clear();
  if (std::exchange(state_, state) != state && on_state_) on_state_();
}

void Link::wait_for_next(Retry retry) {
  if (retry == Retry::kWhenChanged) return;
  if (retry == Retry::kSoonThenWhenChanged && next_wait_ >= options_.longest_wait) return;
  const auto wait = std::min(next_wait_, options_.longest_wait);
  next_wait_ = std::min(next_wait_ * 2, options_.longest_wait);
  retry_.after(wait, [this] { attempt(); });
}

void Link::drop_connections(const std::string& why) {
  for (const auto& one : {std::exchange(calls_, nullptr), std::exchange(watch_, nullptr)}) {
    if (one) one->fail(why);
  }
}

void Link::fail_soon(OnReply on_reply) {
  to_fail_.push_back(std::move(on_reply));
  failing_.soon([this] {
    const std::string why = trouble_.empty() ? "the connection was lost" : trouble_;
    for (const auto& one : std::exchange(to_fail_, {})) one(ipc::Failure{why});
  });
}

void Link::call(std::string_view method, json::object parameters, OnReply on_reply) {
  if (state_ != LinkState::kConnected) return fail_soon(std::move(on_reply));
  calls_->call(qualified(method), std::move(parameters), options_.patience, std::move(on_reply));
}

Link::StreamId Link::stream(std::string_view method, json::object parameters, OnReply on_reply) {
  const StreamId id = ++last_stream_;
  auto opened = state_ == LinkState::kConnected ? Connection::open(options_.path)
                                                : Connection::Opened{nullptr, ENOTCONN};
  if (!opened.connection) {
    fail_soon(std::move(on_reply));
    return id;
  }
  streams_[id] = opened.connection;
  opened.connection->stream(
      qualified(method), std::move(parameters),
      [this, id, on_reply = std::move(on_reply)](const ipc::Result<ipc::Reply>& reply) {
        if (!reply || !reply->continues) stop(id);
        on_reply(reply);
      });
  return id;
}

void Link::stop(StreamId id) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  const auto connection = std::move(found->second);
  streams_.erase(found);
  connection->close();
}

}  // namespace holdfast::tray
