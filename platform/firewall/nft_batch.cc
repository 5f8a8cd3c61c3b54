#include "platform/firewall/nft_batch.h"

#include <arpa/inet.h>
#include <libnftnl/batch.h>
#include <libnftnl/common.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <cerrno>

namespace holdfast::platform {
namespace {

// A message is built past the end of a page and then moved to the next, so the overrun must hold
// the longest: a full element list, whose attribute's length is 16 bits.
constexpr std::uint32_t kPageBytes = 128 * 1024;
constexpr std::uint32_t kOverrunBytes = 128 * 1024;
// A range takes at most 96 bytes (two IPv6 keys, a timeout, flags).
constexpr std::size_t kRangesPerMessage = 500;

// Refusals are always told; of the rest one acknowledgement is enough, to see that all was done.
constexpr std::uint32_t kAcknowledged = 1;

void put_key(nftnl_set_elem* element, const IpAddress& address) {
  nftnl_set_elem_set(element, NFTNL_SET_ELEM_KEY, address.octets().data(),
                     static_cast<std::uint32_t>(address.size()));
}

std::uint64_t milliseconds_left(KernelTime until, KernelTime now) {
  // Zero would mean "no timeout".
  return static_cast<std::uint64_t>(std::max<std::int64_t>(1, (until - now).count()));
}

void put_range(nftnl_set* set, NftBatch::SetKind kind, const AddressRange& range,
               std::optional<KernelTime> now) {
  nftnl_set_elem* first = allocated(nftnl_set_elem_alloc());
  put_key(first, range.first);
  if (now && range.until) {
    nftnl_set_elem_set_u64(first, NFTNL_SET_ELEM_TIMEOUT, milliseconds_left(*range.until, *now));
  }
  nftnl_set_elem_add(set, first);
  if (kind == NftBatch::SetKind::kPlain) return;
  // An interval's end is the first address past it; there is none at the end of the space.
  const auto past = next(range.last);
  if (!past) return;
  nftnl_set_elem* end = allocated(nftnl_set_elem_alloc());
  put_key(end, *past);
  nftnl_set_elem_set_u32(end, NFTNL_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
  nftnl_set_elem_add(set, end);
}

bool names(const std::vector<NamedText>& objects, std::string_view name) {
  return std::ranges::find(objects, name, &NamedText::name) != objects.end();
}

}  // namespace

void NftBatch::Free::operator()(nftnl_batch* batch) const { nftnl_batch_free(batch); }

NftBatch::NftBatch(std::optional<std::uint32_t> generation)
    : batch_(allocated(nftnl_batch_alloc(kPageBytes, kOverrunBytes))) {
  auto* buffer = static_cast<char*>(nftnl_batch_buffer(batch_.get()));
  nlmsghdr* begin = nftnl_batch_begin(buffer, 0);
  if (generation) mnl_attr_put_u32(begin, NFNL_BATCH_GENID, htonl(*generation));
  purposes_.push_back(marked("starting a transaction"));
  nftnl_batch_update(batch_.get());
}

nlmsghdr* NftBatch::begin_message(std::uint16_t type, std::uint16_t flags, const char* purpose) {
  auto* buffer = static_cast<char*>(nftnl_batch_buffer(batch_.get()));
  const auto sequence = static_cast<std::uint32_t>(purposes_.size());
  const std::uint16_t acknowledge = sequence == kAcknowledged ? NLM_F_ACK : 0;
  purposes_.push_back(purpose);
  return nftnl_nlmsg_build_hdr(buffer, type, NFPROTO_INET, flags | acknowledge, sequence);
}

void NftBatch::end_message() { nftnl_batch_update(batch_.get()); }

void NftBatch::put_table(const char* name, std::uint16_t type, std::optional<std::uint32_t> flags) {
  const NftTable table(allocated(nftnl_table_alloc()));
  nftnl_table_set_u32(table.get(), NFTNL_TABLE_FAMILY, NFPROTO_INET);
  nftnl_table_set_str(table.get(), NFTNL_TABLE_NAME, name);
  if (flags) nftnl_table_set_u32(table.get(), NFTNL_TABLE_FLAGS, *flags);
  nlmsghdr* message = type == NFT_MSG_NEWTABLE
                          ? begin_message(type, NLM_F_CREATE, marked("adding the table"))
                          : begin_message(type, 0, marked("deleting the table"));
  nftnl_table_nlmsg_build_payload(message, table.get());
  end_message();
}

void NftBatch::add_table(const char* name, std::uint32_t flags) {
  put_table(name, NFT_MSG_NEWTABLE, flags);
}

void NftBatch::delete_table(const char* name) { put_table(name, NFT_MSG_DELTABLE, std::nullopt); }

void NftBatch::add(const Ruleset& ruleset, const Structure& held) {
  for (const NftSet& set : ruleset.sets) {
    if (names(held.sets, nftnl_set_get_str(set.get(), NFTNL_SET_NAME))) continue;
    nlmsghdr* message = begin_message(NFT_MSG_NEWSET, NLM_F_CREATE, marked("adding a set"));
    nftnl_set_nlmsg_build_payload(message, set.get());
    end_message();
  }
  for (const NftChain& chain : ruleset.chains) {
    if (names(held.chains, nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_NAME))) continue;
    nlmsghdr* message = begin_message(NFT_MSG_NEWCHAIN, NLM_F_CREATE, marked("adding a chain"));
    nftnl_chain_nlmsg_build_payload(message, chain.get());
    end_message();
  }
  for (const NftRule& rule : ruleset.rules) {
    nlmsghdr* message =
        begin_message(NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND, marked("adding a rule"));
    nftnl_rule_nlmsg_build_payload(message, rule.get());
    end_message();
  }
}

void NftBatch::delete_chain(const std::string& name) {
  const NftChain chain(allocated(nftnl_chain_alloc()));
  nftnl_chain_set_str(chain.get(), NFTNL_CHAIN_TABLE, kTableName);
  nftnl_chain_set_str(chain.get(), NFTNL_CHAIN_NAME, name.c_str());
  nlmsghdr* message = begin_message(NFT_MSG_DELCHAIN, 0, marked("deleting a chain"));
  nftnl_chain_nlmsg_build_payload(message, chain.get());
  end_message();
}

void NftBatch::delete_set(const std::string& name) {
  const NftSet set(allocated(nftnl_set_alloc()));
  nftnl_set_set_str(set.get(), NFTNL_SET_TABLE, kTableName);
  nftnl_set_set_str(set.get(), NFTNL_SET_NAME, name.c_str());
  nlmsghdr* message = begin_message(NFT_MSG_DELSET, 0, marked("deleting a set"));
  nftnl_set_nlmsg_build_payload(message, set.get());
  end_message();
}

void NftBatch::clear(const Structure& held, const Structure& wanted) {
  const NftRule every(allocated(nftnl_rule_alloc()));
  nftnl_rule_set_str(every.get(), NFTNL_RULE_TABLE, kTableName);
  nlmsghdr* message = begin_message(NFT_MSG_DELRULE, 0, marked("taking out the rules"));
  nftnl_rule_nlmsg_build_payload(message, every.get());
  end_message();
  for (const NamedText& chain : held.chains) {
    if (!names(wanted.chains, chain.name)) delete_chain(chain.name);
  }
  for (const NamedText& set : held.sets) {
    // Sets without a name of their own go with their rule.
    if (!names(wanted.sets, set.name) && !set.name.starts_with("__")) delete_set(set.name);
  }
}

void NftBatch::put_elements(const char* name, SetKind kind, std::span<const AddressRange> ranges,
                            std::optional<KernelTime> now) {
  while (!ranges.empty()) {
    const auto chunk = ranges.first(std::min(ranges.size(), kRangesPerMessage));
    ranges = ranges.subspan(chunk.size());
    const NftSet set(allocated(nftnl_set_alloc()));
    nftnl_set_set_str(set.get(), NFTNL_SET_TABLE, kTableName);
    nftnl_set_set_str(set.get(), NFTNL_SET_NAME, name);
    for (const AddressRange& range : chunk) put_range(set.get(), kind, range, now);
    nlmsghdr* message = now ? begin_message(NFT_MSG_NEWSETELEM, NLM_F_CREATE | NLM_F_EXCL,
                                            marked("adding addresses"))
                            : begin_message(NFT_MSG_DELSETELEM, 0, marked("taking out addresses"));
    nftnl_set_elems_nlmsg_build_payload(message, set.get());
    end_message();
  }
}

void NftBatch::add_elements(const char* set, SetKind kind, std::span<const AddressRange> ranges,
                            KernelTime now) {
  put_elements(set, kind, ranges, now);
}

void NftBatch::delete_elements(const char* set, SetKind kind,
                               std::span<const AddressRange> ranges) {
  put_elements(set, kind, ranges, std::nullopt);
}

NetlinkStatus NftBatch::commit(NetlinkSocket& socket) {
  if (empty()) return {};
  nftnl_batch_end(static_cast<char*>(nftnl_batch_buffer(batch_.get())),
                  static_cast<std::uint32_t>(purposes_.size()));
  purposes_.push_back(marked("finishing a transaction"));
  nftnl_batch_update(batch_.get());
  std::vector<iovec> parts(static_cast<std::size_t>(nftnl_batch_iovec_len(batch_.get())));
  nftnl_batch_iovec(batch_.get(), parts.data(), static_cast<std::uint32_t>(parts.size()));
  return socket.transact(parts, kAcknowledged);
}

const char* NftBatch::purpose(std::uint32_t sequence) const {
  return sequence < purposes_.size() ? purposes_[sequence] : marked("changing the firewall table");
}

}  // namespace holdfast::platform
