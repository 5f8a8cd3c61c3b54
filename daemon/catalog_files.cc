#include "daemon/catalog_files.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "daemon/log.h"
#include "platform/atomic_file.h"

namespace holdfast::daemon {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMostBytes = 1 << 20;

Texts person_services(const std::filesystem::path& directory) {
  Texts texts;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
    if (entry.path().extension() != ".toml") continue;
    auto text = platform::read_file(entry.path(), kMostBytes);
    if (text) {
      texts.emplace_back(entry.path().string(), std::move(text).value());
    } else {
      log(LogLevel::kError, text.error().text);
    }
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

Result<Catalog> read_catalog(const std::filesystem::path& services) {
  const auto built_in = Catalog::built_in_texts();
  Texts texts(built_in.begin(), built_in.end());
  auto catalog = Catalog::parse(texts);
  for (auto& own : person_services(services)) {
    texts.push_back(std::move(own));
    auto wider = Catalog::parse(texts);
    if (wider) {
      catalog = std::move(wider);
    } else {
      log(LogLevel::kError, wider.error().text);
      texts.pop_back();
    }
  }
  return catalog;
}

}  // namespace holdfast::daemon
