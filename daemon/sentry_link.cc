#include "daemon/sentry_link.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include "daemon/ipc_handler.h"
#include "daemon/log.h"
#include "daemon/process/identity.h"
#include "daemon/sentry/channel.h"
#include "platform/mapped_list.h"
#include "policy/host_matcher.h"

namespace holdfast::daemon {
namespace {

SentryOptions sentry_options(const Options& options) {
  return {.program = options.sentry, .user = options.sentry_user};
}

std::filesystem::path control_path(const Options& options) {
  return options.paths.run() / "sentry.sock";
}

// Beside its lists the sentry is handed the blocked names, the allowed ones and the networks.

Phrase import_again() { return say("`systemctl reload holdfastd` imports it again"); }

bool is_an_index(const std::filesystem::path& path) {
  const platform::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  return file && platform::MappedList::map(file.get(), path.native()).has_value();
}

}  // namespace

ListsAtHand lists_at_hand(const std::filesystem::path& folder,
                          const std::vector<BlockedList>& lists) {
  ListsAtHand found;
  std::size_t missing = 0;
  std::size_t beyond = 0;
  for (const BlockedList& list : lists) {
    const std::filesystem::path path = folder / list.index;
    if (!is_an_index(path)) {
      ++missing;
    } else if (found.files.size() == kMostLists) {
      ++beyond;
    } else {
      found.files.push_back(path);
    }
  }
  if (missing == 1) {
    found.trouble = with_hint(say("a list cannot be opened and is held by no one"), import_again());
  } else if (missing > 1) {
    found.trouble = with_hint(
        say("{1} lists cannot be opened and are held by no one", {std::to_string(missing)}),
        import_again());
  }
  if (beyond > 0) {
    const Phrase too_many =
        say("only the first {1} lists are held, and {2} are not: join some of them",
            {std::to_string(kMostLists), std::to_string(beyond)});
    found.trouble = found.trouble.empty() ? too_many : with_hint(found.trouble, too_many);
  }
  return found;
}

std::vector<std::byte> index_of(const std::vector<BlockedHost>& hosts) {
  HostMatcherBuilder builder;
  for (const BlockedHost& host : hosts) builder.add(host.host.ascii());
  return std::move(builder).build();
}

std::vector<std::byte> index_of(const std::vector<HostName>& hosts) {
  HostMatcherBuilder builder;
  for (const HostName& host : hosts) builder.add(host.ascii());
  return std::move(builder).build();
}

SentryLink::SentryLink(boost::asio::io_context& loop, const Options& options, OnAttempt on_attempt,
                       OnNeighbour on_neighbour, PagePort page, MayEnter may_enter)
    : options_(options),
      on_attempt_(std::move(on_attempt)),
      page_(std::move(page)),
      may_enter_(std::move(may_enter)),
      process_(loop, sentry_options(options),
               {.on_attempt = [this](const SentryAttempt& seen) { take(seen); },
                .on_relay =
                    [on_neighbour = std::move(on_neighbour)](const std::string& host) {
                      if (const auto name = HostName::parse(host)) on_neighbour(*name);
                    },
                .on_visit = [this](const SentryVisit& visit) { take(visit); },
                .on_indexes =
                    [this](std::uint64_t, Holding holding) {
                      if (holding == Holding::kRejected)
                        trouble_ = say("the sentry refused the names");
                    },
                .on_exit =
                    [](const SentryExit& ended) {
                      log(LogLevel::kWarning, "the sentry ended (" + ended.how + "); started anew");
                    }}) {}

Result<void> SentryLink::start(Way way) {
  left_ = take_over(control_path(options_));
  std::vector<SentryListener> listeners;
  if (left_) listeners = std::move(left_->listeners);
  if (listeners.empty()) {
    auto fresh =
        way == Way::kRedirected
            ? listen_for_redirects()
            : listen_on_sinkhole(options_.listen_address, options_.http_port, options_.https_port);
    if (!fresh) {
      trouble_ = fresh.error().text;
      return fresh.error();
    }
    listeners = std::move(fresh).value();
  }
  const bool has_control = std::any_of(
      listeners.begin(), listeners.end(),
      [](const SentryListener& listener) { return listener.role == ListenerRole::kControl; });
  if (!has_control) {
    if (auto control = listen_for_successor(control_path(options_))) {
      listeners.push_back(std::move(control).value());
    }
  }
  if (way == Way::kRedirected) {
    ports_ = platform::SentryPorts{.uid = sentry_identity(options_.sentry_user).uid,
                                   .http = port_of(listeners, ListenerRole::kHttp).value_or(0),
                                   .https = port_of(listeners, ListenerRole::kHttps).value_or(0)};
  }
  if (const auto used = process_.use_pages(page_.shared); !used)
    log(LogLevel::kWarning, "the sentry keeps to its own small page: " + used.error().text);
  auto started = process_.start(std::move(listeners));
  if (!started) trouble_ = started.error().text;
  return started;
}

void SentryLink::catch_up() {
  if (left_) process_.listen_to(*left_);
  left_.reset();
}

// Having handed its listeners over, it leaves by itself.
void end_left_sentry(const Options& options) { (void)take_over(control_path(options)); }

void SentryLink::publish(const BlockSet& set) {
  auto [files, trouble] = lists_at_hand(options_.paths.lists(), set.lists);
  if (!trouble.empty()) log(LogLevel::kError, trouble);
  SentryIndexes indexes{.blocked = index_of(set.hosts), .allowed = index_of(set.allowed)};
  indexes.browsers_only = index_of(set.browsers_only);
  for (const BlockedNetwork& network : set.networks) indexes.networks.push_back(network.network);
  for (const BlockedAddress& address : set.shared) indexes.shared.push_back(address.address);
  indexes.lists = std::move(files);
  auto published = process_.publish(indexes);
  if (!published && !indexes.lists.empty()) {
    // A list went away since it was looked at. Without any names a fresh sentry lets all through.
    trouble = with_hint(say("no list could be opened, and none is held"), import_again());
    indexes.lists.clear();
    published = process_.publish(indexes);
  }
  trouble_ = published ? std::move(trouble) : published.error().text;
  if (!published) log(LogLevel::kError, "the sentry keeps its former names: " + trouble_);
}

void SentryLink::take(const SentryAttempt& seen) {
  Attempt attempt = seen.attempt;
  if (attempt.address && seen.client.port != 0) {
    if (auto* found = owners()) {
      attempt.program = found->owner({.local = {seen.client.address, seen.client.port},
                                      .remote = {*attempt.address, attempt.port}});
    }
  }
  on_attempt_(std::move(attempt));
  SentryProcess::ack(seen);
}

platform::SocketOwner* SentryLink::owners() {
  if (!owners_) {
    if (auto owners = platform::SocketOwner::open()) owners_ = std::move(owners).value();
  }
  return owners_ ? &*owners_ : nullptr;
}

// Whose it is in doubt is anybody's. As on the socket: the person and root; to go on, a browser.
Audience SentryLink::audience_of(const PageAsked& asked) {
  auto* found = owners();
  if (found == nullptr) return Audience::kOthers;
  const platform::Connection connection{
      .local = {asked.client.address, asked.client.port},
      .remote = {asked.destination.address, asked.destination.port}};
  bool is_for_them = false;
  if (asked.deed == PageDeed::kEnter) {
    const auto program = found->owner(connection);
    is_for_them = program && may_enter_(*program);
  } else {
    const auto facts = found->facts(connection);
    is_for_them =
        facts && *facts && AccessPolicy{options_.person}.admits(Peer{.uid = (*facts)->uid});
  }
  return is_for_them ? Audience::kPerson : Audience::kOthers;
}

void SentryLink::take(const SentryVisit& visit) {
  const PageAsked& asked = visit.asked;
  const Audience audience = audience_of(asked);
  const bool is_shown = asked.deed == PageDeed::kShow && audience == Audience::kPerson;
  // Stored before it is answered, like everything else.
  if (asked.deed == PageDeed::kPass && audience == Audience::kPerson) page_.passed(asked.rule);
  SentryProcess::answer(visit, audience, is_shown ? page_.personal(asked.language) : "");
}

}  // namespace holdfast::daemon
