#include "daemon/sentry/page_bundle.h"

#include <algorithm>
#include <cstring>

namespace holdfast::daemon {
namespace {

constexpr std::uint32_t kMagic = 0x31504648;  // "HFP1", as both ends are one machine
constexpr std::size_t kMostBytes = 256 * 1024;
constexpr std::size_t kParts = 1 + kSharedPages * kPageLanguages.size();

struct Head {
  std::uint32_t magic = kMagic;
  std::array<std::uint32_t, kParts> sizes{};
};

Error damaged() { return {ErrorCode::kCorrupt, "the pages for the sentry are damaged"}; }

// It goes into a header field.
bool is_source(std::string_view text) {
  constexpr std::string_view kAround = "'sha256-";
  if (!text.starts_with(kAround) || !text.ends_with('\'') || text.size() > 64) return false;
  text = text.substr(kAround.size(), text.size() - kAround.size() - 1);
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' ||
           c == '/' || c == '=';
  });
}

}  // namespace

std::string with_marks(std::string_view page, std::span<const PageMark> marks) {
  std::string filled;
  while (!page.empty()) {
    const std::size_t next = std::min(page.find("{{"), page.size());
    filled += page.substr(0, next);
    page.remove_prefix(next);
    const auto mark = std::find_if(marks.begin(), marks.end(),
                                   [&](const PageMark& one) { return page.starts_with(one.mark); });
    const std::size_t size =
        mark == marks.end() ? std::min<std::size_t>(2, page.size()) : mark->mark.size();
    filled += mark == marks.end() ? page.substr(0, size) : mark->value;
    page.remove_prefix(size);
  }
  return filled;
}

std::vector<std::byte> pack_pages(const SharedPages& pages) {
  Head head;
  std::string all = pages.style_source;
  head.sizes[0] = static_cast<std::uint32_t>(all.size());
  std::size_t part = 1;
  for (const auto& languages : pages.pages) {
    for (const std::string& page : languages) {
      head.sizes[part++] = static_cast<std::uint32_t>(page.size());
      all += page;
    }
  }
  std::vector<std::byte> bytes(sizeof head + all.size());
  std::memcpy(bytes.data(), &head, sizeof head);
  std::memcpy(bytes.data() + sizeof head, all.data(), all.size());
  return bytes;
}

Result<SharedPages> unpack_pages(std::span<const std::byte> bytes) {
  Head head;
  if (bytes.size() < sizeof head || bytes.size() > kMostBytes) return damaged();
  std::memcpy(&head, bytes.data(), sizeof head);
  if (head.magic != kMagic) return damaged();
  bytes = bytes.subspan(sizeof head);
  const auto take = [&](std::uint32_t size) {
    std::optional<std::string> text;
    if (size > bytes.size()) return text;
    text.emplace(reinterpret_cast<const char*>(bytes.data()), size);
    bytes = bytes.subspan(size);
    return text;
  };
  SharedPages pages;
  auto source = take(head.sizes[0]);
  if (!source || !is_source(*source)) return damaged();
  pages.style_source = std::move(*source);
  std::size_t part = 1;
  for (auto& languages : pages.pages) {
    for (std::string& page : languages) {
      auto text = take(head.sizes[part++]);
      if (!text) return damaged();
      page = std::move(*text);
    }
  }
  if (!bytes.empty()) return damaged();
  return pages;
}

}  // namespace holdfast::daemon
