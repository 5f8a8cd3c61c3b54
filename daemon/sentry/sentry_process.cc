#include "daemon/sentry/sentry_process.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "daemon/process/spawn.h"
#include "daemon/sentry/network_index.h"
#include "daemon/sentry/shared_bytes.h"
#include "policy/host_matcher.h"

namespace holdfast::daemon {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using platform::Fd;
using namespace std::chrono_literals;

constexpr auto kQuickDeath = 10s;
constexpr int kFreeRestarts = 5;
constexpr auto kLongestPause = 60s;

std::filesystem::path beside_this_executable() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "holdfast-sentry";
}

std::chrono::seconds pause_after(int quick_deaths) {
  if (quick_deaths < kFreeRestarts) return 0s;
  return std::min<std::chrono::seconds>(1s * (1 << std::min(quick_deaths - kFreeRestarts, 6)),
                                        kLongestPause);
}

Result<Fd> open_list(const std::filesystem::path& path) {
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file) return file;
  return Error{errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kSystem,
               say("cannot open the list {1}: {2}", {path.string(), say(std::strerror(errno))})};
}

Result<std::vector<Fd>> seal_indexes(const SentryIndexes& indexes) {
  std::vector<Fd> files;
  const auto networks = build_network_index(indexes.networks);
  std::vector<Network> single;
  for (const IpAddress& address : indexes.shared) {
    single.push_back(Network::of(address, static_cast<int>(address.size()) * 8));
  }
  const auto shared = build_network_index(std::move(single));
  const auto none = HostMatcherBuilder().build();
  const auto& guarded = indexes.browsers_only.empty() ? none : indexes.browsers_only;
  const std::pair<std::span<const std::byte>, const char*> parts[] = {
      {indexes.blocked, "holdfast-blocked"},
      {indexes.allowed, "holdfast-allowed"},
      {networks, "holdfast-networks"},
      {shared, "holdfast-shared"},
      {guarded, "holdfast-guarded"}};
  for (const auto& [bytes, name] : parts) {
    auto sealed = seal_bytes(bytes, name);
    if (!sealed) return sealed.error();
    files.push_back(std::move(*sealed));
  }
  for (const std::filesystem::path& path : indexes.lists) {
    auto list = open_list(path);
    if (!list) return list.error();
    files.push_back(std::move(*list));
  }
  return files;
}

Result<SharedDescriptors> seal_alone(std::span<const std::byte> bytes, const char* name) {
  auto sealed = seal_bytes(bytes, name);
  if (!sealed) return sealed.error();
  std::vector<Fd> files;
  files.push_back(std::move(*sealed));
  return std::make_shared<const std::vector<Fd>>(std::move(files));
}

SentryAttempt attempt_of(const AttemptReport& report) {
  SentryAttempt seen;
  seen.attempt.detector = report.detector;
  seen.attempt.intent = report.intent;
  if (auto host = HostName::parse(report.host)) seen.attempt.host = std::move(*host);
  if (report.destination) {
    seen.attempt.address = report.destination->address;
    seen.attempt.port = report.destination->port;
  }
  seen.attempt.path = report.path;
  seen.attempt.count = report.count;
  seen.client = report.client;
  seen.encrypted = report.encrypted;
  seen.age = report.age;
  seen.token = report.token;
  return seen;
}

}  // namespace

SentryProcess::SentryProcess(asio::io_context& io, SentryOptions options, SentryHandlers handlers)
    : io_(io),
      options_(std::move(options)),
      handlers_(std::move(handlers)),
      process_(io),
      pause_(io) {
  if (options_.program.empty()) options_.program = beside_this_executable();
}

SentryProcess::~SentryProcess() {
  if (channel_) channel_->close();
  for (const auto& channel : left_) channel->close();
}

Result<void> SentryProcess::start(std::vector<SentryListener> listeners) {
  std::vector<Fd> sockets;
  for (SentryListener& listener : listeners) {
    roles_.roles.push_back(listener.role);
    sockets.push_back(std::move(listener.socket));
  }
  listeners_ = std::make_shared<const std::vector<Fd>>(std::move(sockets));
  return spawn();
}

Result<void> SentryProcess::spawn() {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
    return Error{ErrorCode::kSystem,
                 say("cannot make a channel: {1}", {say(std::strerror(errno))})};
  Fd ours(pair[0]);
  const Fd theirs(pair[1]);
  auto spawned = start_program(
      options_.program,
      {"--user", options_.user, "--orphan-life", std::to_string(options_.orphan_life.count())},
      {theirs.get()});
  if (!spawned) return spawned.error();
  pid_ = spawned->pid;
  started_ = std::chrono::steady_clock::now();
  process_.assign(spawned->process.release());
  process_.async_wait(asio::posix::stream_descriptor::wait_read, [this](const error_code& error) {
    if (!error) on_death();
  });
  channel_ = std::make_shared<SentryChannel>(io_, std::move(ours));
  channel_->start([this, from = std::weak_ptr(channel_)](
                      Message message) { on_message(from, std::move(message)); },
                  [this] { kill_it(); });
  channel_->send(roles_, listeners_);
  // The pages first: from the indexes on it accepts.
  if (pages_) channel_->send(UsePages(), pages_);
  if (index_files_) channel_->send(indexes_, index_files_);
  return {};
}

// A sentry that closed its channel but lives would answer from indexes that nobody renews. One that
// was told to end closes it on its way out.
void SentryProcess::kill_it() {
  if (pid_ > 0 && !stopped_) ::kill(pid_, SIGKILL);
}

void SentryProcess::on_death() {
  const Fd process(process_.release());
  SentryExit ended{std::exchange(pid_, 0), reap(process)};
  channel_->close();
  if (handlers_.on_exit) handlers_.on_exit(ended);
  if (stopped_) return;
  const auto lived = std::chrono::steady_clock::now() - started_;
  quick_deaths_ = lived < kQuickDeath ? quick_deaths_ + 1 : 0;
  restart();
}

void SentryProcess::restart() {
  pause_.expires_after(pause_after(quick_deaths_));
  pause_.async_wait([this](const error_code& error) {
    if (error || stopped_) return;
    if (spawn()) return;
    ++quick_deaths_;
    restart();
  });
}

void SentryProcess::listen_to(Inheritance& left) {
  auto channel = std::make_shared<SentryChannel>(io_, std::move(left.channel));
  left_.push_back(channel);
  const std::weak_ptr from = channel;
  channel->start([this, from](Message message) { on_message(from, std::move(message)); },
                 [this, from] { std::erase(left_, from.lock()); });
  for (const AttemptReport& report : left.reports) forward(from, report);
}

Result<std::uint64_t> SentryProcess::publish(const SentryIndexes& indexes) {
  if (indexes.lists.size() > kMostLists) {
    return Error{ErrorCode::kInvalid,
                 say("more than {1} lists: join some of them", {std::to_string(kMostLists)})};
  }
  auto files = seal_indexes(indexes);
  if (!files) return files.error();
  index_files_ = std::make_shared<const std::vector<Fd>>(std::move(*files));
  indexes_ = {indexes_.generation + 1, static_cast<std::uint16_t>(indexes.lists.size())};
  if (channel_) channel_->send(indexes_, index_files_);
  return indexes_.generation;
}

void SentryProcess::on_message(const std::weak_ptr<SentryChannel>& from, Message message) {
  if (const auto* taken = std::get_if<IndexesTaken>(&message)) {
    if (handlers_.on_indexes) handlers_.on_indexes(taken->generation, taken->holding);
  } else if (const auto* report = std::get_if<AttemptReport>(&message)) {
    forward(from, *report);
  } else if (const auto* relay = std::get_if<RelayReport>(&message)) {
    if (handlers_.on_relay) handlers_.on_relay(relay->host);
  } else if (auto* asked = std::get_if<PageAsked>(&message)) {
    if (handlers_.on_visit) handlers_.on_visit({std::move(*asked), from});
  }
}

void SentryProcess::forward(const std::weak_ptr<SentryChannel>& from, const AttemptReport& report) {
  SentryAttempt seen = attempt_of(report);
  seen.channel = from;
  if (handlers_.on_attempt) handlers_.on_attempt(seen);
}

Result<void> SentryProcess::use_pages(const SharedPages& pages) {
  auto sealed = seal_alone(pack_pages(pages), "holdfast-pages");
  if (!sealed) return sealed.error();
  pages_ = std::move(*sealed);
  if (channel_) channel_->send(UsePages(), pages_);
  return {};
}

void SentryProcess::answer(const SentryVisit& visit, Audience audience, std::string_view page) {
  const auto channel = visit.channel.lock();
  if (!channel) return;
  PageAnswer answer{visit.asked.token, audience, false};
  if (page.empty()) return channel->send(answer);
  auto sealed = seal_alone(std::as_bytes(std::span(page)), "holdfast-page");
  if (!sealed) return channel->send(PageAnswer{visit.asked.token, Audience::kOthers, false});
  answer.has_page = true;
  channel->send(answer, std::move(*sealed));
}

void SentryProcess::ack(const SentryAttempt& attempt) {
  if (const auto channel = attempt.channel.lock()) channel->send(Ack{attempt.token});
}

void SentryProcess::stop_for_good() {
  stopped_ = true;
  pause_.cancel();
  listeners_.reset();
  if (pid_ > 0) channel_->send(Quit());
}

}  // namespace holdfast::daemon
