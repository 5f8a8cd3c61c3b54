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

Result<Texts> person_services(const std::filesystem::path& directory) {
  Texts texts;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
    if (entry.path().extension() != ".toml") continue;
    auto text = platform::read_file(entry.path(), kMostBytes);
    if (!text) return text.error();
    texts.emplace_back(entry.path().string(), std::move(text).value());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

Result<Catalog> read_catalog(const std::filesystem::path& services) {
  const auto built_in = Catalog::built_in_texts();
  const auto own = person_services(services);
  if (!own) {
    log(LogLevel::kError, own.error().text);
    return Catalog::parse(built_in);
  }
  Texts texts(built_in.begin(), built_in.end());
  texts.insert(texts.end(), own->begin(), own->end());
  auto catalog = Catalog::parse(texts);
  if (catalog) return catalog;
  log(LogLevel::kError, catalog.error().text);
  return Catalog::parse(built_in);
}

}  // namespace holdfast::daemon
