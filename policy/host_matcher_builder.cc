#include <algorithm>
#include <bit>
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

void put_int(std::vector<std::byte>& out, std::uint64_t value, std::size_t size) {
  std::array<std::byte, 8> bytes;
  for (std::byte& byte : bytes) {
    byte = static_cast<std::byte>(value & 0xff);
    value >>= 8;
  }
  out.insert(out.end(), bytes.begin(), bytes.begin() + size);
}

void put_sized(std::vector<std::uint8_t>& out, Bytes bytes) {
  out.push_back(static_cast<std::uint8_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

std::vector<std::uint8_t> spell_all(const std::vector<std::string_view>& names) {
  std::vector<std::uint8_t> out;
  for (const std::string_view name : names) {
    Writer spelled;
    for (auto start = spelled.put_label(name, name.size()); start && *start > 0;) {
      name_code::put_dot(spelled);
      start = spelled.put_label(name, *start - 1);
    }
    put_sized(out, spelled.bytes());
  }
  return out;
}

}  // namespace

/// Turns items into index bytes, level by level: first all keys below a top-level domain, then
/// those below the domains that got a number, and so on.
class HostMatcherBuilder::IndexWriter {
 public:
  explicit IndexWriter(std::vector<char> arena) : arena_(std::move(arena)) {}

  std::vector<std::byte> write(std::vector<Item> items) {
    for (level_ = 0; !items.empty(); ++level_) {
      sort_by_key(items);
      const auto level_start = static_cast<std::ptrdiff_t>(entries_.size());
      next_.clear();
      for (auto first = items.begin(); first != items.end();) {
        const auto last = std::find_if(first, items.end(),
                                       [&](const Item& item) { return !same_key(*first, item); });
        write_domain({first, last});
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

  std::string_view name_of(const Item& item) const {
    return {arena_.data() + item.offset, item.length};
  }
  std::string_view key_text(const Item& item) const { return name_of(item).substr(item.start); }
  std::string_view below_key(const Item& item) const {
    return name_of(item).substr(0, item.start - 1);
  }

  // Keys without a tail are equal exactly if what they are mixed to is.
  bool same_key(const Item& a, const Item& b) const {
    if (a.mixed != b.mixed || a.tail != b.tail) return false;
    return a.tail == 0 || key_text(a) == key_text(b);
  }
  bool key_less(const Item& a, const Item& b) const {
    if (a.mixed != b.mixed) return a.mixed < b.mixed;
    if (a.tail == 0 || b.tail == 0) return a.tail < b.tail;
    return key_text(a) < key_text(b);
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
      std::sort(first, last, [&](const Item& a, const Item& b) { return key_less(a, b); });
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
      const auto below = names_below(items);
      const auto spelled = spell_all(below);
      if (spelled.size() <= kMaxBelowBytes) {
        names_ += static_cast<std::uint32_t>(below.size());
        return put_entry(items[0], Kind::kParent, spelled);
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

  std::vector<std::string_view> names_below(Items items) const {
    std::vector<std::string_view> names;
    for (const Item& item : items) names.push_back(below_key(item));
    std::sort(names.begin(), names.end(), outermost_first);
    std::vector<std::string_view> kept;
    for (const std::string_view name : names) {
      if (kept.empty() || !lies_within(name, kept.back())) kept.push_back(name);
    }
    return kept;
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
    extras_.push_back(0);
    if (item.tail > 0) {
      flags |= host_index::kHasTail;
      put_tail(item);
    }
    extras_.insert(extras_.end(), payload.begin(), payload.end());
    extras_[extra] = static_cast<std::uint8_t>(extras_.size() - extra - 1);
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
    std::vector<std::uint32_t> starts{0};
    starts.reserve(shape.buckets + 1);
    std::vector<std::byte> data;
    data.reserve(entries_.size() * (shape.entry_size() + 1) + extras_.size());
    auto first = entries_.begin();
    for (std::size_t i = 0; i < shape.buckets; ++i) {
      auto last = first;
      while (last != entries_.end() && shape.bucket_of(last->mixed) == i) ++last;
      put_bucket(data, shape, {first, last});
      starts.push_back(static_cast<std::uint32_t>(data.size()));
      first = last;
    }
    return assemble(shape, starts, data);
  }

  void put_bucket(std::vector<std::byte>& data, Shape shape, std::span<const Entry> entries) const {
    if (entries.empty()) return;
    put_int(data, std::min(entries.size(), host_index::kLongCount), 1);
    if (entries.size() >= host_index::kLongCount) put_int(data, entries.size(), 4);
    const auto put_entries = [&](bool with_extra) {
      for (const Entry& entry : entries) {
        if (host_index::has_extra(entry.flags) != with_extra) continue;
        put_int(data, shape.entry_of(entry.mixed) | entry.flags, shape.entry_size());
      }
    };
    put_entries(true);
    put_entries(false);
    for (const Entry& entry : entries) {
      if (!host_index::has_extra(entry.flags)) continue;
      const auto* extra = reinterpret_cast<const std::byte*>(extras_.data() + entry.extra);
      data.insert(data.end(), extra, extra + 1 + std::to_integer<int>(*extra));
    }
  }

  std::vector<std::byte> assemble(Shape shape, std::span<const std::uint32_t> starts,
                                  std::span<const std::byte> data) const {
    std::size_t offset_size = 2;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (starts[i] - starts[i - i % host_index::kGroup] > 0xffff) offset_size = 4;
    }
    std::vector<std::byte> out;
    out.reserve(host_index::kHeaderSize + 4 * shape.groups() + offset_size * starts.size() +
                data.size() + host_index::kPadding);
    for (const char c : host_index::kMagic) out.push_back(static_cast<std::byte>(c));
    for (const std::size_t field :
         {std::size_t{names_}, starts.size() - 1, offset_size, data.size()}) {
      put_int(out, field, 4);
    }
    for (std::size_t i = 0; i < starts.size(); i += host_index::kGroup) put_int(out, starts[i], 4);
    for (std::size_t i = 0; i < starts.size(); ++i) {
      put_int(out, starts[i] - starts[i - i % host_index::kGroup], offset_size);
    }
    out.insert(out.end(), data.begin(), data.end());
    out.resize(out.size() + host_index::kPadding);
    return out;
  }

  std::vector<char> arena_;
  unsigned level_ = 0;
  std::uint32_t names_ = 0;
  std::uint32_t next_number_ = 0;
  std::vector<Item> next_;  ///< the next level's
  std::vector<Entry> entries_;
  std::vector<std::uint8_t> extras_;
};

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
