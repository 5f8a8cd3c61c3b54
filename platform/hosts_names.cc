#include "platform/hosts_names.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "platform/checksum.h"
#include "platform/hosts_text.h"

namespace holdfast::platform {
namespace {

struct Word {
  std::size_t at = 0;  // in the body
  std::string_view text;
};

// Calls `on_line(address, names)` for every line that has an address.
template <class OnLine>
void for_each_line(std::string_view body, OnLine on_line) {
  for (std::size_t start = 0; start < body.size();) {
    const std::size_t end = std::min(body.find('\n', start), body.size());
    std::vector<Word> words;
    for (std::size_t at = start; at < end;) {
      at = std::min(body.find_first_not_of(" \t\r", at), end);
      const std::size_t stop = std::min(body.find_first_of(" \t\r", at), end);
      if (at < stop) words.push_back({at, body.substr(at, stop - at)});
      at = stop;
    }
    const auto mark = std::find_if(words.begin(), words.end(),
                                   [](const Word& word) { return word.text.starts_with('#'); });
    words.erase(mark, words.end());
    if (!words.empty()) on_line(words.front().text, std::vector(words.begin() + 1, words.end()));
    start = end + 1;
  }
}

}  // namespace

std::vector<std::string> names_held(std::string_view body, const IpAddress& sinkhole) {
  const std::string plain = sinkhole.to_string();
  const std::string mapped = "::ffff:" + plain;
  std::vector<std::string> in_plain;
  std::vector<std::string> in_mapped;
  for_each_line(body, [&](std::string_view address, const std::vector<Word>& names) {
    for (const Word& name : names) {
      if (address == plain) in_plain.emplace_back(name.text);
      if (address == mapped) in_mapped.emplace_back(name.text);
    }
  });
  std::sort(in_plain.begin(), in_plain.end());
  std::sort(in_mapped.begin(), in_mapped.end());
  std::vector<std::string> both;
  std::set_intersection(in_plain.begin(), in_plain.end(), in_mapped.begin(), in_mapped.end(),
                        std::back_inserter(both));
  return both;
}

std::optional<std::string> with_others_blanked(std::string_view bytes,
                                               const std::vector<std::string>& keep) {
  const HostsText text = parse_hosts(bytes);
  if (text.state != SectionState::kWhole) return std::nullopt;
  const std::unordered_set<std::string_view> kept(keep.begin(), keep.end());
  std::string body = text.body;
  for_each_line(text.body, [&](std::string_view, const std::vector<Word>& names) {
    for (const Word& name : names) {
      if (!kept.contains(name.text)) body.replace(name.at, name.text.size(), name.text.size(), ' ');
    }
  });
  // A whole section's lines stand in one piece, right behind the marker with their checksum.
  std::string blanked(bytes);
  const std::size_t at = blanked.find(text.body);
  const std::string sum = checksum_of(body);
  blanked.replace(at, body.size(), body);
  blanked.replace(blanked.rfind(checksum_of(text.body), at), sum.size(), sum);
  return blanked;
}

}  // namespace holdfast::platform
