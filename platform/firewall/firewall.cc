#include "platform/firewall/firewall.h"

#include <linux/netlink.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <utility>

#include "platform/socket_destroy.h"

namespace holdfast::platform {
namespace {

// Other programs' transactions (a container starting) may come between ours; each costs a reading.
constexpr int kTries = 5;

struct SetOfRanges {
  const char* name;
  NftBatch::SetKind kind;
  std::vector<AddressRange> AddressRanges::*ranges;
};
constexpr std::array<SetOfRanges, 6> kSets{
    SetOfRanges{kPlain4, NftBatch::SetKind::kPlain, &AddressRanges::plain4},
    SetOfRanges{kPlain6, NftBatch::SetKind::kPlain, &AddressRanges::plain6},
    SetOfRanges{kNets4, NftBatch::SetKind::kInterval, &AddressRanges::nets4},
    SetOfRanges{kNets6, NftBatch::SetKind::kInterval, &AddressRanges::nets6},
    SetOfRanges{kShared4, NftBatch::SetKind::kPlain, &AddressRanges::shared4},
    SetOfRanges{kShared6, NftBatch::SetKind::kPlain, &AddressRanges::shared6},
};

constexpr const char* kProbeName = "holdfast_probe";

// Somebody else's transaction or an expired element got in between: what was read is out of date.
bool is_outdated(const NetlinkStatus& status) {
  return status.number == ERESTART || status.number == EINTR || status.number == ENOENT ||
         status.number == EEXIST;
}

Error no_rights_or_no_tables(const NetlinkStatus& status) {
  if (status.number == EPERM) {
    return {.code = ErrorCode::kRefused,
            .text = with_hint(say("the firewall layer needs the capability CAP_NET_ADMIN"),
                              say("run holdfastd as root"))};
  }
  return {.code = ErrorCode::kUnsupported,
          .text = with_hint(say("this kernel has no nf_tables"),
                            say("load the module nf_tables, or leave the layer firewall out"))};
}

Error no_owner() {
  return {.code = ErrorCode::kBusy,
          .text = with_hint(say("another process owns the firewall table inet holdfast"),
                            say("stop the other holdfastd, or hand over its socket"))};
}

Error too_fast() {
  return {.code = ErrorCode::kBusy,
          .text = with_hint(say("the firewall changes faster than it can be followed"),
                            say("stop the program that rewrites nf_tables in a loop"))};
}

// Whether what both have under one name is the same.
bool agree(const std::vector<NamedText>& held, const std::vector<NamedText>& wanted) {
  return std::ranges::all_of(wanted, [&](const NamedText& one) {
    const auto same = std::ranges::lower_bound(held, one.name, {}, &NamedText::name);
    return same == held.end() || same->name != one.name || same->text == one.text;
  });
}

// What `after` has and `before` had not, set by set.
AddressRanges added_between(const AddressRanges& before, const AddressRanges& after) {
  AddressRanges added;
  for (const SetOfRanges& set : kSets) {
    for (const AddressRange& range : change_between(before.*set.ranges, after.*set.ranges).add) {
      // A range that only got a new end was blocked all along.
      const auto& held = before.*set.ranges;
      const auto same = std::ranges::lower_bound(held, range.first, {}, &AddressRange::first);
      if (same != held.end() && same->first == range.first && same->last == range.last) continue;
      (added.*set.ranges).push_back(range);
    }
  }
  return added;
}

}  // namespace

Firewall::Firewall(NetlinkSocket socket, FirewallOptions options)
    : socket_(std::move(socket)),
      options_(std::move(options)),
      ruleset_(make_ruleset({.sentry = options_.sentry, .log_group = options_.log_group})),
      structure_(structure_of(ruleset_)) {}

Result<std::unique_ptr<Firewall>> Firewall::create(FirewallOptions options) {
  auto socket = options.adopted_fd ? NetlinkSocket::adopt(*options.adopted_fd, NETLINK_NETFILTER)
                                   : NetlinkSocket::open(NETLINK_NETFILTER);
  if (!socket) {
    if (options.adopted_fd) return socket.error();
    return no_rights_or_no_tables({});
  }
  std::unique_ptr<Firewall> firewall(new Firewall(std::move(*socket), std::move(options)));
  std::uint32_t generation = 0;
  if (NetlinkStatus status = read_generation(firewall->socket_, generation); !status.ok()) {
    return no_rights_or_no_tables(status);
  }
  if (auto chosen = firewall->choose_flags(); !chosen) return chosen.error();
  return firewall;
}

void Firewall::redirect_to(const std::optional<SentryPorts>& sentry) {
  options_.sentry = sentry;
  ruleset_ = make_ruleset({.sentry = sentry, .log_group = options_.log_group});
  structure_ = structure_of(ruleset_);
}

// A table that comes and goes in one transaction leaves nothing behind, and shows whether the
// kernel knows the flags. One that failed would show it too, but to undo it the kernel waits for
// all its CPUs, 10 ms and more.
NetlinkStatus Firewall::flags_work(std::uint32_t flags) {
  NftBatch probe;
  probe.add_table(kProbeName, flags);
  probe.delete_table(kProbeName);
  return probe.commit(socket_);
}

Result<void> Firewall::choose_flags() {
  if (options_.guard == TableGuard::kNone) return {};
  for (const std::uint32_t flags : {kTableOwned | kTablePersists, kTableOwned, 0U}) {
    const bool dies_with_us =
        flags == kTableOwned && options_.owner_socket == OwnerSocket::kOnlyHere;
    if (dies_with_us) continue;
    NetlinkStatus status = flags_work(flags);
    if (status.ok()) {
      flags_ = flags;
      return {};
    }
    if (status.number == EPERM) return no_rights_or_no_tables(status);
  }
  return no_rights_or_no_tables({});
}

Instant Firewall::now() const {
  return {.wall = options_.now(),
          .kernel = std::chrono::time_point_cast<std::chrono::milliseconds>(
              std::chrono::steady_clock::now())};
}

Result<void> Firewall::read_state() {
  for (int attempt = 0; attempt < kTries; ++attempt) {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    NetlinkStatus status = read_generation(socket_, before);
    if (status.ok()) status = read_table(socket_, now().kernel, state_);
    if (status.ok()) status = read_generation(socket_, after);
    if (status.ok() && before == after) {
      generation_ = after;
      return {};
    }
    if (!status.ok() && !is_outdated(status))
      return status.error(say("cannot read the firewall table"));
  }
  return too_fast();
}

Result<void> Firewall::refresh() {
  std::uint32_t current = 0;
  if (NetlinkStatus status = read_generation(socket_, current); !status.ok()) {
    return status.error(say("cannot read the firewall's generation"));
  }
  return generation_ == current ? Result<void>() : read_state();
}

// An orphaned table of ours has lost the owner and kept the rest; it is taken over.
bool Firewall::is_ours() const {
  const std::uint32_t orphaned = flags_ & ~kTableOwned;
  return state_.present && (state_.flags == flags_ || (state_.flags == orphaned && orphaned != 0));
}

// A deleted base chain leaves a moment in which packets meet neither it nor its successor, and so
// does a deleted set. Rules alone can be exchanged under the packets' feet.
bool Firewall::can_be_amended() const {
  const auto& held = state_.structure;
  const bool sets_stay =
      std::ranges::includes(held.sets, structure_.sets, {}, &NamedText::name, &NamedText::name) &&
      agree(held.sets, structure_.sets);
  return is_ours() && sets_stay && agree(held.chains, structure_.chains);
}

bool Firewall::owned_by_another() const {
  return state_.present && (state_.flags & kTableOwned) != 0 && state_.owner != socket_.port_id();
}

NetlinkStatus Firewall::commit(NftBatch& batch, std::string& doing) {
  NetlinkStatus status = batch.commit(socket_);
  doing = batch.purpose(status.sequence);
  return status;
}

// The kernel took ours as the one transaction after `at`; zero is left out.
void Firewall::remember(TableState state, std::uint32_t at) {
  state_ = std::move(state);
  generation_ = at + 1 == 0 ? 1 : at + 1;
}

NetlinkStatus Firewall::rebuild(const AddressRanges& wanted, KernelTime at, std::string& doing) {
  const std::uint32_t generation = *generation_;
  generation_.reset();  // until it is known how this ended
  NftBatch batch(generation);
  if (state_.present) batch.delete_table(kTableName);
  batch.add_table(kTableName, flags_);
  batch.add(ruleset_);
  for (const SetOfRanges& set : kSets) {
    batch.add_elements(set.name, set.kind, wanted.*set.ranges, at);
  }
  NetlinkStatus status = commit(batch, doing);
  if (status.ok()) remember(table_with(wanted), generation);
  return status;
}

TableState Firewall::table_with(AddressRanges ranges) const {
  return {.present = true,
          .flags = flags_,
          .owner = socket_.port_id(),
          .structure = structure_,
          .ranges = std::move(ranges)};
}

NetlinkStatus Firewall::update(const AddressRanges& wanted, KernelTime at, std::string& doing) {
  const std::uint32_t generation = *generation_;
  NftBatch batch(generation);
  if (state_.flags != flags_) batch.add_table(kTableName, flags_);  // takes an orphan over
  if (state_.structure != structure_) {
    batch.clear(state_.structure, structure_);
    batch.add(ruleset_, state_.structure);
  }
  AddressRanges after;
  for (const SetOfRanges& set : kSets) {
    RangeChange change = change_between(state_.ranges.*set.ranges, wanted.*set.ranges);
    // First out, then in: a range may be replaced by one that overlaps it.
    batch.delete_elements(set.name, set.kind, change.remove);
    batch.add_elements(set.name, set.kind, change.add, at);
    after.*set.ranges = std::move(change.after);
  }
  if (batch.empty()) return {};
  generation_.reset();  // until it is known how this ended
  NetlinkStatus status = commit(batch, doing);
  if (status.ok()) remember(table_with(std::move(after)), generation);
  return status;
}

Result<void> Firewall::apply(const BlockSet& set) {
  bool is_tied = false;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (auto read = refresh(); !read) return read;
    if (owned_by_another()) return no_owner();
    const Instant at = now();
    const AddressRanges wanted = ranges_of(set, at);
    drop_ended(state_.ranges, at.kernel);
    // Without its rules the table held nothing, whatever its sets say.
    const bool held = is_ours() && state_.structure == structure_;
    if (!uncut_since_) uncut_since_ = held ? state_.ranges : AddressRanges{};
    std::string doing;
    const bool amend = !is_tied && can_be_amended();
    const NetlinkStatus status =
        amend ? update(wanted, at.kernel, doing) : rebuild(wanted, at.kernel, doing);
    if (status.ok()) {
      cut(wanted);
      return {};
    }
    // Somebody tied objects of his own to our chains: they go with the table.
    is_tied |= amend && status.number == EBUSY;
    if (!is_tied && !is_outdated(status)) {
      return status.error(say("the firewall refused a change while {1}", {say(doing.c_str())}));
    }
  }
  return too_fast();
}

void Firewall::cut(const AddressRanges& wanted) {
  const AddressRanges added = added_between(*uncut_since_, wanted);
  open_connections_ = {};
  if (added.size() > 0) {
    std::optional<std::uint32_t> spared;
    if (options_.sentry) spared = options_.sentry->uid;
    if (auto cut = destroy_sockets_to(added, spared); !cut) {
      open_connections_ = cut.error().text;
      if (cut.error().code != ErrorCode::kUnsupported) return;  // the next change tries again
    }
  }
  uncut_since_.reset();
}

Phrase Firewall::drift_from(const AddressRanges& held, const AddressRanges& wanted) const {
  if (!state_.present) return say("the table inet holdfast is gone");
  if (owned_by_another()) return say("another process owns the table inet holdfast");
  if (state_.flags != flags_)
    return say("the table inet holdfast has lost its owner or is dormant");
  if (state_.structure != structure_) return say("the rules of table inet holdfast were changed");
  std::size_t missing = 0;
  std::size_t foreign = 0;
  for (const SetOfRanges& set : kSets) {
    const RangeChange change = change_between(held.*set.ranges, wanted.*set.ranges);
    missing += change.add.size();
    foreign += change.remove.size();
  }
  if (missing == 0 && foreign == 0) return {};
  return say("the blocked addresses were changed: {1} missing, {2} that should not be there",
             {std::to_string(missing), std::to_string(foreign)});
}

Result<Verdict> Firewall::verify(const BlockSet& set) {
  if (auto read = read_state(); !read) return read.error();
  const Instant at = now();
  AddressRanges wanted = ranges_of(set, at);
  AddressRanges held = state_.ranges;
  // What ends about now may be there or gone.
  drop_ended(wanted, at.kernel + kEndTolerance);
  drop_ended(held, at.kernel + kEndTolerance);
  Verdict verdict;
  verdict.drift = drift_from(held, wanted);
  verdict.holds = verdict.drift.empty();
  if (!open_connections_.empty()) {
    verdict.notes.push_back(
        say("connections that were open before the block end at their next packet ({1})",
            {open_connections_}));
  }
  return verdict;
}

Result<void> Firewall::lift() {
  NftBatch batch;
  batch.delete_table(kTableName);
  NetlinkStatus status = batch.commit(socket_);
  generation_.reset();
  if (status.ok() || status.number == ENOENT) {
    uncut_since_.reset();
    return {};
  }
  if (status.number == EPERM) return no_owner();
  return status.error(say("cannot delete the firewall table"));
}

Result<std::vector<Hit>> Firewall::hits() {
  std::vector<Hit> hits;
  NetlinkStatus status;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    hits.clear();
    status = read_hits(socket_, hits);
    if (status.number != EINTR) break;
  }
  if (!status.ok()) return status.error(say("cannot read the firewall's counts"));
  return hits;
}

}  // namespace holdfast::platform
