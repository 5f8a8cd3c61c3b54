#include "policy/host_matcher.h"

#include <bit>
#include <map>
#include <string>
#include <utility>

#include "policy/host_index.h"
#include "policy/name_code.h"

namespace holdfast {
namespace {

using host_index::Bytes;
using host_index::Cursor;
using host_index::Kind;
using host_index::Shape;
using name_code::Writer;

/// An entry with the bytes that belong to it.
struct Node {
  Kind kind = Kind::kListed;
  Bytes tail;
  Bytes payload;

  std::uint32_t number() const {
    return payload.size() == host_index::kNumberSize
               ? payload[0] | std::uint32_t{payload[1]} << 8 | std::uint32_t{payload[2]} << 16
               : 0;
  }
};

/// The entries of one bucket, however foreign its bytes are.
class Bucket {
 public:
  Bucket(Bytes bytes, Shape shape) : shape_(shape) {
    if (bytes.empty()) return;
    std::size_t count = bytes[0];
    std::size_t first = 1;
    if (count == host_index::kLongCount) [[unlikely]] {
      if (bytes.size() < 5) return;
      count = host_index::load<std::uint32_t>(bytes.data() + 1);
      first = 5;
    }
    if (std::uint64_t{count} * shape.entry_size > bytes.size() - first) return;
    count_ = count;
    entries_ = bytes.data() + first;
    extras_ = bytes.subspan(first + count * shape.entry_size);
  }

  std::size_t size() const { return count_; }
  std::uint64_t entry(std::size_t i) const {
    return host_index::load<std::uint64_t>(entries_ + i * shape_.entry_size);
  }

  /// The node whose key this is.
  std::optional<Node> find(std::uint64_t mixed, Bytes tail) const {
    const std::uint64_t wanted = shape_.entry_of(mixed) | (tail.empty() ? 0 : host_index::kHasTail);
    const std::uint64_t compared = shape_.entry_mask() & ~host_index::kKindMask;
    for (std::size_t from = 0; from < count_; from += host_index::kAtOnce) {
      // All of them, whatever comes of it: to find none there is nothing to guess.
      unsigned hits = 0;
      for (unsigned i = 0; i < host_index::kAtOnce; ++i) {
        hits |= unsigned{((entry(from + i) ^ wanted) & compared) == 0} << i;
      }
      if (count_ - from < host_index::kAtOnce) hits &= (1u << (count_ - from)) - 1;
      for (; hits != 0; hits &= hits - 1) {
        const std::size_t i = from + static_cast<std::size_t>(std::countr_zero(hits));
        if (!host_index::has_extra(entry(i))) return Node{};
        const Node node = node_of(entry(i), extra(i));
        if (host_index::equal(node.tail, tail)) return node;
      }
    }
    return std::nullopt;
  }

  template <class Visit>
  void for_each(const Visit& visit) const {
    Cursor extras(extras_);
    for (std::size_t i = 0; i < count_; ++i) {
      const std::uint64_t found = entry(i);
      visit(found, node_of(found, host_index::has_extra(found) ? extras.take_sized() : Bytes{}));
    }
  }

 private:
  Bytes extra(std::size_t i) const {
    Cursor extras(extras_);
    while (i-- > 0) extras.take_sized();
    return extras.take_sized();
  }
  static Node node_of(std::uint64_t entry, Bytes extra) {
    Cursor parts(extra);
    Node node{host_index::kind_of(entry), {}, {}};
    if ((entry & host_index::kHasTail) != 0) node.tail = parts.take_sized();
    node.payload = parts.rest();
    return node;
  }

  Shape shape_;
  std::size_t count_ = 0;
  const std::uint8_t* entries_ = nullptr;
  Bytes extras_;
};

bool lists(Bytes payload, Bytes spelled) {
  Cursor names(payload);
  while (!names.at_end()) {
    if (host_index::equal(names.take_sized(), spelled)) return true;
  }
  return false;
}

/// The end of `name` that a parent's payload lists; the parent is what starts at `start`.
std::optional<std::string_view> match_below(Bytes payload, std::string_view name,
                                            std::size_t start) {
  Writer spelled;
  while (start > 0) {
    const auto label = spelled.put_label(name, start - 1);
    if (!label) return std::nullopt;
    if (lists(payload, spelled.bytes())) return name.substr(*label);
    name_code::put_dot(spelled);
    start = *label;
  }
  return std::nullopt;
}

/// Spells the labels of a parent's payload again, outermost last, as in a name.
std::string spell(Bytes spelled) {
  name_code::Reader in(spelled);
  std::string name;
  for (auto letter = in.take_letter(); letter; letter = in.take_letter()) name.push_back(*letter);
  std::reverse(name.begin(), name.end());
  return name;
}

std::string join(std::string_view below, std::string_view above) {
  return std::string(below) + '.' + std::string(above);
}

/// A key read back from its entry.
struct Key {
  name_code::Origin origin;
  std::string label;
};

Key key_of(Shape shape, std::size_t bucket, std::uint64_t entry, Bytes tail) {
  const std::uint64_t head =
      host_index::unmix(shape.mixed_of(bucket, entry)) ^ host_index::tail_hash(tail);
  std::vector<std::uint8_t> bytes;
  for (unsigned i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(head >> (56 - 8 * i)));
  bytes.insert(bytes.end(), tail.begin(), tail.end());
  name_code::Reader in(bytes);
  Key key{name_code::take_origin(in), {}};
  key.label = in.take_label();
  return key;
}

/// The names behind the numbers. A number is greater than the one its own domain hangs below.
class NumberedDomains {
 public:
  void add(std::uint32_t number, Key key) { keys_.emplace(number, std::move(key)); }
  void resolve() {
    for (const auto& [number, key] : keys_) {
      if (key.origin.number && *key.origin.number >= number) continue;
      if (auto name = name_of(key)) names_.emplace(number, std::move(*name));
    }
  }
  /// Nothing when hostile bytes name a number that is not there, or never end.
  std::optional<std::string> name_of(const Key& key) const {
    if (!key.origin.number) return join(key.label, key.origin.top);
    const auto found = names_.find(*key.origin.number);
    if (found == names_.end()) return std::nullopt;
    std::string name = join(key.label, found->second);
    if (name.size() > name_code::kMaxName) return std::nullopt;
    return name;
  }

 private:
  std::map<std::uint32_t, Key> keys_;
  std::map<std::uint32_t, std::string> names_;
};

}  // namespace

Result<HostMatcher> HostMatcher::open(std::span<const std::byte> bytes) {
  const Error damaged{ErrorCode::kCorrupt, with_hint(say("this is no list index of this version"),
                                                     say("import the list again"))};
  const auto* start = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (bytes.size() < host_index::kHeaderSize + host_index::kPadding ||
      std::memcmp(start, host_index::kMagic.data(), host_index::kMagic.size()) != 0) {
    return damaged;
  }
  const auto field = [&](std::size_t i) {
    return host_index::load<std::uint32_t>(start + host_index::kMagic.size() + 4 * i);
  };
  const std::uint32_t buckets = field(1);
  const std::uint32_t offset_size = field(2);
  if (buckets < host_index::kMinBuckets || buckets > host_index::kMaxBuckets ||
      (offset_size != 2 && offset_size != 4)) {
    return damaged;
  }
  const std::uint64_t bases_size = 4 * Shape::of(buckets).groups();
  const std::uint64_t offsets_size = std::uint64_t{offset_size} * (buckets + 1);
  const std::uint64_t data_size = field(3);
  if (bytes.size() !=
      host_index::kHeaderSize + bases_size + offsets_size + data_size + host_index::kPadding) {
    return damaged;
  }
  HostMatcher matcher;
  matcher.bases_ = start + host_index::kHeaderSize;
  matcher.offsets_ = matcher.bases_ + bases_size;
  matcher.data_ = {matcher.offsets_ + offsets_size, static_cast<std::size_t>(data_size)};
  matcher.names_ = field(0);
  matcher.buckets_ = buckets;
  matcher.offset_size_ = offset_size;
  return matcher;
}

inline std::size_t HostMatcher::start_of(std::size_t bucket) const {
  const std::size_t base =
      host_index::load<std::uint32_t>(bases_ + 4 * (bucket / host_index::kGroup));
  const std::uint8_t* offset = offsets_ + offset_size_ * bucket;
  return base + (offset_size_ == 2 ? host_index::load<std::uint16_t>(offset)
                                   : host_index::load<std::uint32_t>(offset));
}

inline std::span<const std::uint8_t> HostMatcher::bucket(std::size_t index) const {
  const std::size_t from = start_of(index);
  const std::size_t to = start_of(index + 1);
  if (from > to || to > data_.size()) [[unlikely]]
    return {};
  return data_.subspan(from, to - from);
}

std::optional<std::string_view> HostMatcher::match(std::string_view name) const {
  if (names_ == 0 || name.size() > name_code::kMaxName) return std::nullopt;
  const Shape shape = Shape::of(buckets_);
  Writer key;
  auto start = name_code::put_top(key, name);
  while (start && *start > 0) {
    start = key.put_label(name, *start - 1);
    if (!start) break;
    const Bytes tail = key.tail();
    const std::uint64_t mixed = host_index::mix(key.head(), tail);
    const auto node = Bucket(bucket(shape.bucket_of(mixed)), shape).find(mixed, tail);
    if (!node) break;
    if (node->kind == Kind::kListed) return name.substr(*start);
    if (node->kind == Kind::kParent) return match_below(node->payload, name, *start);
    key.clear();
    name_code::put_number(key, node->number());
  }
  return std::nullopt;
}

void HostMatcher::for_each(const std::function<void(std::string_view)>& visit) const {
  if (names_ == 0) return;
  const Shape shape = Shape::of(buckets_);
  const auto each_node = [&](const auto& see) {
    for (std::size_t i = 0; i < shape.buckets; ++i) {
      Bucket(bucket(i), shape).for_each([&](std::uint64_t entry, const Node& node) {
        see(node, key_of(shape, i, entry, node.tail));
      });
    }
  };
  NumberedDomains numbered;
  each_node([&](const Node& node, Key key) {
    if (node.kind == Kind::kNumbered) numbered.add(node.number(), std::move(key));
  });
  numbered.resolve();
  each_node([&](const Node& node, const Key& key) {
    if (node.kind == Kind::kNumbered) return;
    const auto name = numbered.name_of(key);
    if (!name) return;
    if (node.kind == Kind::kListed) return visit(*name);
    for (Cursor below(node.payload); !below.at_end();)
      visit(join(spell(below.take_sized()), *name));
  });
}

}  // namespace holdfast
