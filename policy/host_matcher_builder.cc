#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

#include "policy/host_index.h"
#include "policy/host_matcher.h"
#include "policy/name_code.h"

namespace holdfast {
namespace {

using host_index::Bytes;
using host_index::Kind;
using host_index::Shape;
using name_code::Writer;

// More names below a domain than this, and it gets a number: walking through its payload would
// take longer than another look into the table.
constexpr std::size_t kMaxBelow = 16;
constexpr std::size_t kMaxBelowBytes = 120;
// Entries a bucket: the entries of one should fit into a line or two of the cache, and the offsets
// of all into as little as can be.
constexpr std::size_t kMeanEntries = 6;

Shape shape_for(std::size_t entries) {
  return Shape::of(
      std::clamp(entries / kMeanEntries, host_index::kMinBuckets, host_index::kMaxBuckets));
}

/// Sorts by labels, the outermost first, so that what lies within a name follows it.
bool outermost_first(std::string_view a, std::string_view b) {
  const auto rank = [](char c) { return c == '.' ? 0 : static_cast<unsigned char>(c); };
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend(),
                                      [&](char x, char y) { return rank(x) < rank(y); });
}

bool lies_within(std::string_view name, std::string_view domain) {
  return name.ends_with(domain) &&
         (name.size() == domain.size() || name[name.size() - domain.size() - 1] == '.');
}

/// Whether each label can be spelled, and is neither empty nor too long.
bool is_canonical(std::string_view labels) {
  std::size_t length = 0;
  for (const char c : labels) {
    if (name_code::kWords[static_cast<unsigned char>(c)].length == 0) return false;
    if (c == '.' && length == 0) return false;
    length = c == '.' ? 0 : length + 1;
    if (length > name_code::kMaxLabel) return false;
  }
  return length > 0;
}

/// Writes into bytes that are there already: faster by far than to let them grow one by one.
class Output {
 public:
  explicit Output(std::size_t size) : bytes_(size + sizeof(std::uint64_t)) {}

  std::size_t size() const { return size_; }
  /// The lowest `size` bytes of `value`.
  void put(std::uint64_t value, std::size_t size) {
    if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
    std::memcpy(bytes_.data() + size_, &value, sizeof(value));
    size_ += size;
  }
  void put(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) return;
    std::memcpy(bytes_.data() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  /// Nothing may be put any more.
  std::vector<std::byte> take() {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  std::vector<std::byte> bytes_;
  std::size_t size_ = 0;
};

void put_sized(std::vector<std::uint8_t>& out, Bytes bytes) {
  out.push_back(static_cast<std::uint8_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

/// Turns items into index bytes, level by level: first all keys below a top-level domain, then
/// those below the domains that got a number, and so on.
class HostMatcherBuilder::IndexWriter {
 public:
  explicit IndexWriter(std::vector<char> arena) : arena_(std::move(arena)) {}

  std::vector<std::byte> write(std::vector<Item> items) {
    entries_.reserve(items.size());
    for (level_ = 0; !items.empty(); ++level_) {
      sort_by_key(items);
      const auto level_start = static_cast<std::ptrdiff_t>(entries_.size());
      next_.clear();
      for (auto first = items.begin(); first != items.end();) {
        const auto last = std::find_if_not(
            first, items.end(), [&](const Item& item) { return seem_same(*first, item); });
        write_domains({first, last});
        first = last;
      }
      std::inplace_merge(entries_.begin(), entries_.begin() + level_start, entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.mixed < b.mixed; });
      items.swap(next_);
    }
    return lay_out();
  }

 private:
  using Items = std::span<Item>;

  struct Entry {
    std::uint64_t mixed;
    std::uint32_t extra;  ///< offset in extras_
    std::uint8_t flags;
  };
  using Entries = std::span<const Entry>;

  std::string_view name_of(const Item& item) const {
    return {arena_.data() + item.offset, item.length};
  }
  std::string_view key_text(const Item& item) const { return name_of(item).substr(item.start); }
  std::string_view below_key(const Item& item) const {
    return name_of(item).substr(0, item.start - 1);
  }

  // Keys without a tail are equal exactly if what they are mixed to is. Those with one nearly are,
  // so texts are compared once for each name, and sorted by only where that failed.
  static bool seem_same(const Item& a, const Item& b) {
    return a.mixed == b.mixed && a.tail == b.tail;
  }
  bool are_same(const Item& a, const Item& b) const {
    return seem_same(a, b) && (a.tail == 0 || key_text(a) == key_text(b));
  }
  static bool key_less(const Item& a, const Item& b) {
    return a.mixed != b.mixed ? a.mixed < b.mixed : a.tail < b.tail;
  }

  /// Scatters by the upper bits first: what is left to sort are handfuls.
  void sort_by_key(std::vector<Item>& items) {
    const Shape shape = shape_for(items.size());
    std::vector<std::uint32_t> ends(shape.buckets + 1);
    for (const Item& item : items) ++ends[shape.bucket_of(item.mixed) + 1];
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    std::vector<Item> sorted(items.size());
    for (const Item& item : items) sorted[ends[shape.bucket_of(item.mixed)]++] = item;
    items.swap(sorted);
    auto first = items.begin();
    for (std::size_t i = 0; i < shape.buckets; ++i) {
      const auto last = items.begin() + ends[i];
      std::sort(first, last, key_less);
      first = last;
    }
  }

  /// Items with one key, but for a chance of one in 2^64.
  void write_domains(Items items) {
    const auto is_first = [&](const Item& item) { return are_same(items[0], item); };
    if (std::all_of(items.begin() + 1, items.end(), is_first)) return write_domain(items);
    std::sort(items.begin(), items.end(),
              [&](const Item& a, const Item& b) { return key_text(a) < key_text(b); });
    for (auto first = items.begin(); first != items.end();) {
      const auto last = std::find_if_not(first, items.end(),
                                         [&](const Item& item) { return are_same(*first, item); });
      write_domain({first, last});
      first = last;
    }
  }

  void write_domain(Items items) {
    const bool listed =
        std::any_of(items.begin(), items.end(), [](const Item& item) { return item.start == 0; });
    if (listed) {
      ++names_;
      return put_entry(items[0], Kind::kListed, {});
    }
    if (items.size() > kMaxBelow) items = without_repeats(items);
    if (items.size() <= kMaxBelow) {
      collect_below(items);
      spell_below();
      if (spelled_.size() <= kMaxBelowBytes) {
        names_ += static_cast<std::uint32_t>(below_.size());
        return put_entry(items[0], Kind::kParent, spelled_);
      }
    }
    write_numbered(items);
  }

  Items without_repeats(Items items) const {
    std::sort(items.begin(), items.end(),
              [&](const Item& a, const Item& b) { return name_of(a) < name_of(b); });
    const auto end = std::unique(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      return name_of(a) == name_of(b);
    });
    return {items.begin(), end};
  }

  /// What is listed below the key that these items share, without what lies within another.
  void collect_below(Items items) {
    below_.clear();
    for (const Item& item : items) below_.push_back(below_key(item));
    std::sort(below_.begin(), below_.end(), outermost_first);
    const auto end =
        std::unique(below_.begin(), below_.end(),
                    [](std::string_view a, std::string_view b) { return lies_within(b, a); });
    below_.erase(end, below_.end());
  }

  void spell_below() {
    spelled_.clear();
    for (const std::string_view name : below_) {
      Writer out;
      for (auto start = out.put_label(name, name.size()); start && *start > 0;) {
        name_code::put_dot(out);
        start = out.put_label(name, *start - 1);
      }
      put_sized(spelled_, out.bytes());
    }
  }

  void write_numbered(Items items) {
    const std::uint32_t number = next_number_++;
    put_entry(items[0], Kind::kNumbered,
              std::array{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8),
                         static_cast<std::uint8_t>(number >> 16)});
    for (Item item : items) {
      Writer key;
      name_code::put_number(key, number);
      const auto start = key.put_label(name_of(item), item.start - 1u);
      item.start = static_cast<std::uint8_t>(start.value_or(0));
      const Bytes tail = key.tail();
      item.mixed = host_index::mix(key.head(), tail);
      item.tail = static_cast<std::uint8_t>(tail.size());
      next_.push_back(item);
    }
  }

  void put_entry(const Item& item, Kind kind, Bytes payload) {
    const std::size_t extra = extras_.size();
    auto flags = static_cast<std::uint8_t>(kind);
    if (item.tail > 0) flags |= host_index::kHasTail;
    if (host_index::has_extra(flags)) {
      extras_.push_back(0);
      if (item.tail > 0) put_tail(item);
      extras_.insert(extras_.end(), payload.begin(), payload.end());
      extras_[extra] = static_cast<std::uint8_t>(extras_.size() - extra - 1);
    }
    entries_.push_back({item.mixed, static_cast<std::uint32_t>(extra), flags});
  }

  void put_tail(const Item& item) {
    const std::string_view name = name_of(item);
    Writer key;
    if (level_ == 0) {
      name_code::put_top(key, name);
    } else {
      name_code::put_number(key, 0);  // which one does not show in the tail
    }
    key.put_label(name, end_of_label(item));
    put_sized(extras_, key.tail());
  }
  std::size_t end_of_label(const Item& item) const { return name_of(item).find('.', item.start); }

  std::vector<std::byte> lay_out() const {
    const Shape shape = shape_for(entries_.size());
    const auto buckets = buckets_of(shape);
    const auto starts = starts_of(shape, buckets);
    std::size_t offset_size = 2;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (starts[i] - starts[i - i % host_index::kGroup] > 0xffff) offset_size = 4;
    }
    Output out(host_index::kHeaderSize + 4 * shape.groups() + offset_size * starts.size() +
               starts.back() + host_index::kPadding);
    for (const char c : host_index::kMagic) out.put(static_cast<unsigned char>(c), 1);
    for (const std::uint64_t field : {std::uint64_t{names_}, shape.buckets,
                                      std::uint64_t{offset_size}, std::uint64_t{starts.back()}}) {
      out.put(field, 4);
    }
    for (std::size_t i = 0; i < starts.size(); i += host_index::kGroup) out.put(starts[i], 4);
    for (std::size_t i = 0; i < starts.size(); ++i) {
      out.put(starts[i] - starts[i - i % host_index::kGroup], offset_size);
    }
    for (const Entries bucket : buckets) put_bucket(out, shape, bucket);
    for (std::size_t i = 0; i < host_index::kPadding; ++i) out.put(0, 1);
    return out.take();
  }

  std::vector<Entries> buckets_of(Shape shape) const {
    std::vector<Entries> buckets(shape.buckets);
    for (auto first = entries_.begin(); first != entries_.end();) {
      const std::size_t bucket = shape.bucket_of(first->mixed);
      auto last = first;
      while (last != entries_.end() && shape.bucket_of(last->mixed) == bucket) ++last;
      buckets[bucket] = {first, last};
      first = last;
    }
    return buckets;
  }

  std::vector<std::uint32_t> starts_of(Shape shape, const std::vector<Entries>& buckets) const {
    std::vector<std::uint32_t> starts{0};
    starts.reserve(buckets.size() + 1);
    for (const Entries bucket : buckets) {
      std::size_t size = bucket.empty() ? 0 : 1 + bucket.size() * shape.entry_size;
      if (bucket.size() >= host_index::kLongCount) size += 4;
      for (const Entry& entry : bucket) {
        if (host_index::has_extra(entry.flags)) size += extra_of(entry).size();
      }
      starts.push_back(starts.back() + static_cast<std::uint32_t>(size));
    }
    return starts;
  }

  void put_bucket(Output& out, Shape shape, Entries entries) const {
    if (entries.empty()) return;
    out.put(std::min(entries.size(), host_index::kLongCount), 1);
    if (entries.size() >= host_index::kLongCount) out.put(entries.size(), 4);
    for (const auto wanted : {Extras::kSome, Extras::kNone}) {
      for (const Entry& entry : entries) {
        if (extras_in(entry) != wanted) continue;
        out.put(shape.entry_of(entry.mixed) | entry.flags, shape.entry_size);
      }
    }
    for (const Entry& entry : entries) {
      if (extras_in(entry) == Extras::kSome) out.put(extra_of(entry));
    }
  }

  enum class Extras { kNone, kSome };
  static Extras extras_in(const Entry& entry) {
    return host_index::has_extra(entry.flags) ? Extras::kSome : Extras::kNone;
  }
  Bytes extra_of(const Entry& entry) const {
    return Bytes(extras_).subspan(entry.extra, 1u + extras_[entry.extra]);
  }

  std::vector<char> arena_;
  unsigned level_ = 0;
  std::uint32_t names_ = 0;
  std::uint32_t next_number_ = 0;
  std::vector<Item> next_;  ///< the next level's
  std::vector<Entry> entries_;
  std::vector<std::uint8_t> extras_;
  std::vector<std::string_view> below_;  ///< of the domain at hand
  std::vector<std::uint8_t> spelled_;    ///< the same as a payload
};

void HostMatcherBuilder::expect(std::size_t bytes) {
  constexpr std::size_t kUsualName = 20;
  arena_.reserve(arena_.size() + bytes);
  items_.reserve(items_.size() + bytes / kUsualName);
}

void HostMatcherBuilder::add(std::string_view name) {
  if (name.size() > name_code::kMaxName) return;
  Writer key;
  const auto top = name_code::put_top(key, name);
  if (!top || *top == 0) return;
  const auto start = key.put_label(name, *top - 1);
  const bool has_empty = *top == name.size() || (start && *start + 1 == *top);
  if (!start || has_empty) return;
  if (*start > 0 && !is_canonical(name.substr(0, *start - 1))) return;
  const Bytes tail = key.tail();
  items_.push_back({host_index::mix(key.head(), tail), static_cast<std::uint32_t>(arena_.size()),
                    static_cast<std::uint8_t>(name.size()), static_cast<std::uint8_t>(*start),
                    static_cast<std::uint8_t>(tail.size())});
  arena_.insert(arena_.end(), name.begin(), name.end());
}

std::vector<std::byte> HostMatcherBuilder::build() && {
  IndexWriter writer(std::exchange(arena_, {}));
  return writer.write(std::exchange(items_, {}));
}

}  // namespace holdfast
