#pragma once

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/options.h"
#include "daemon/sentry/sentry_process.h"
#include "platform/firewall/ruleset.h"
#include "platform/socket_owner.h"
#include "policy/block_set.h"

namespace holdfast::daemon {

/// What Holdfast's own page needs of the daemon.
struct PagePort {
  SharedPages shared;
  std::function<std::string(PageLanguage)> personal;
  /// The person let it pass on the page of that rule, given by its opaque id.
  std::function<void(const std::string& rule_id)> passed;
};

/// The daemon's side of the sentry: starts it or goes on with the one that a killed daemon left,
/// hands it the names, and says who was behind what it saw.
class SentryLink {
 public:
  using OnAttempt = std::function<void(Attempt)>;
  /// A name that is not blocked was asked for at an address of one that is.
  using OnNeighbour = std::function<void(const HostName&)>;

  /// Whether a program may reach names that are for browsers only.
  using MayEnter = std::function<bool(const Program&)>;

  SentryLink(boost::asio::io_context& loop, const Options& options, OnAttempt on_attempt,
             OnNeighbour on_neighbour, PagePort page, MayEnter may_enter);

  /// With `redirected` it listens where the firewall sends connections, else on the sinkhole
  /// itself.
  enum class Way { kRedirected, kOnSinkhole };
  Result<void> start(Way way);
  /// Tells what a sentry that a killed daemon left saw meanwhile; once there is someone to tell.
  void catch_up();

  /// Where the firewall is to send connections; nothing on the sinkhole itself.
  std::optional<platform::SentryPorts> ports() const { return ports_; }
  /// Hands over all names that can be: a list that cannot be opened keeps no other from it.
  void publish(const BlockSet& set);
  /// Why it does not work; empty when it does.
  const Phrase& trouble() const { return trouble_; }

 private:
  void take(const SentryAttempt& seen);
  void take(const SentryVisit& visit);
  Audience audience_of(const PageAsked& asked);
  platform::SocketOwner* owners();

  const Options& options_;
  OnAttempt on_attempt_;
  PagePort page_;
  MayEnter may_enter_;
  SentryProcess process_;
  std::optional<platform::SocketOwner> owners_;
  std::optional<platform::SentryPorts> ports_;
  std::optional<Inheritance> left_;
  Phrase trouble_;
};

/// The index files that the sentry can be handed, and a sentence for those that it cannot; empty
/// when it is handed all.
struct ListsAtHand {
  std::vector<std::filesystem::path> files;
  Phrase trouble;
};
ListsAtHand lists_at_hand(const std::filesystem::path& folder,
                          const std::vector<BlockedList>& lists);

/// Ends the sentry that a daemon left behind, if there is one.
void end_left_sentry(const Options& options);

/// The name index of a block set, for HostMatcher.
std::vector<std::byte> index_of(const std::vector<BlockedHost>& hosts);
std::vector<std::byte> index_of(const std::vector<HostName>& hosts);

}  // namespace holdfast::daemon
