#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "daemon/sentry/endpoint.h"
#include "daemon/sentry/page_bundle.h"
#include "policy/attempt.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// The messages between the daemon and its sentry, one a packet on a SOCK_SEQPACKET socket. Each
/// has a fixed layout behind a header of magic, version and type, and is checked whole by whoever
/// receives it: the sentry because a bug must not become a hole, the daemon because the sentry
/// reads foreign bytes and may one day be theirs. The version goes up when a layout changes, not
/// when a message is added: what an older sentry does not know it passes over, and can still be
/// taken over from by the daemon of an update.
inline constexpr std::uint16_t kChannelVersion = 1;
/// No message is longer.
inline constexpr std::size_t kMaxMessageBytes = 1024;
/// Most descriptors with one message: SCM_MAX_FD of unix(7).
inline constexpr std::size_t kMaxDescriptors = 253;
/// Of the descriptors of UseIndexes, those that are always there; and the most lists beside them.
inline constexpr std::size_t kFixedIndexes = 5;
inline constexpr std::size_t kMostLists = kMaxDescriptors - kFixedIndexes;

enum class ListenerRole : std::uint8_t {
  kHttp,
  kHttps,
  kControl,  ///< a Unix socket by which the next daemon reaches a sentry whose daemon died
};

/// To the sentry: the sockets to answer on, a descriptor for each role.
struct UseListeners {
  std::vector<ListenerRole> roles;
  friend bool operator==(const UseListeners&, const UseListeners&) = default;
};

/// To the sentry: what to block from now on, in place of all before. The descriptors are the index
/// of blocked names, that of allowed names, the blocked networks, the shared addresses (both
/// `network_index.h`), the names that only browsers may reach, then `lists` more indexes of names.
struct UseIndexes {
  std::uint64_t generation = 0;
  std::uint16_t lists = 0;
  friend bool operator==(const UseIndexes&, const UseIndexes&) = default;
};

/// To the sentry: the report is stored, its connection need wait no longer.
struct Ack {
  std::uint64_t token = 0;
  friend bool operator==(const Ack&, const Ack&) = default;
};

/// To the sentry: give the listeners back, finish what is open, and end.
struct Release {
  friend bool operator==(const Release&, const Release&) = default;
};

/// To the sentry: end at once.
struct Quit {
  friend bool operator==(const Quit&, const Quit&) = default;
};

enum class Holding : std::uint8_t { kHeld, kRejected };

/// From the sentry: the indexes of that generation are in use, or were damaged and the former stay.
struct IndexesTaken {
  std::uint64_t generation = 0;
  Holding holding = Holding::kHeld;
  friend bool operator==(const IndexesTaken&, const IndexesTaken&) = default;
};

/// From the sentry: the listeners, a descriptor for each role.
struct Released {
  std::vector<ListenerRole> roles;
  friend bool operator==(const Released&, const Released&) = default;
};

enum class EncryptedName : std::uint8_t { kNo, kOffered };

/// From the sentry: attempts that are alike, merged.
struct AttemptReport {
  std::uint64_t token = 0;
  Detector detector = Detector::kSilent;
  Intent intent = Intent::kUnknown;
  EncryptedName encrypted = EncryptedName::kNo;  ///< the name may be a front for another (ECH)
  std::string host;                              ///< canonical, or empty
  std::string path;                              ///< at most 256 bytes
  std::optional<Endpoint> destination;           ///< nothing for what found no room of its own
  Endpoint client;                               ///< of the latest connection
  std::uint32_t count = 1;
  std::chrono::milliseconds age{};  ///< since the latest of them
  friend bool operator==(const AttemptReport&, const AttemptReport&) = default;
};

/// From the sentry: a connection was passed on, since its name is not blocked.
struct RelayReport {
  std::string host;  ///< canonical
  friend bool operator==(const RelayReport&, const RelayReport&) = default;
};

/// To the sentry: the pages that anybody may see (`page_bundle.h`), in place of all before, in one
/// descriptor.
struct UsePages {
  friend bool operator==(const UsePages&, const UsePages&) = default;
};

enum class PageDeed : std::uint8_t {
  kShow,
  kPass,
  kEnter,  ///< no page: to go on to a name that only browsers may reach
};

/// From the sentry: somebody is at Holdfast's own page, or at a name that is not for everybody, and
/// what they may see or do depends on who it is. Their connection waits for the PageAnswer, and not
/// for long.
struct PageAsked {
  std::uint64_t token = 0;
  PageDeed deed = PageDeed::kShow;
  PageLanguage language = PageLanguage::kEnglish;
  std::string rule;  ///< sixteen hex digits, or empty
  Endpoint client;
  Endpoint destination;
  friend bool operator==(const PageAsked&, const PageAsked&) = default;
};

enum class Audience : std::uint8_t {
  kPerson,  ///< or a browser that may go on
  kOthers,
};

/// To the sentry: who asked; with the page for the person in a descriptor, where one was to be
/// shown to them. It is theirs alone and for this once: the sentry keeps nothing of it.
struct PageAnswer {
  std::uint64_t token = 0;
  Audience audience = Audience::kOthers;
  bool has_page = false;
  friend bool operator==(const PageAnswer&, const PageAnswer&) = default;
};

using Message = std::variant<UseListeners, UseIndexes, Ack, Release, Quit, IndexesTaken, Released,
                             AttemptReport, RelayReport, UsePages, PageAsked, PageAnswer>;

/// The bytes of a message. Too many roles, too long a host or path are cut off.
std::vector<std::byte> encode(const Message& message);
/// kCorrupt, and which field, for anything that `encode` does not make.
Result<Message> decode(std::span<const std::byte> bytes);
/// How many descriptors must come along.
std::size_t descriptors_of(const Message& message);

}  // namespace holdfast::daemon
