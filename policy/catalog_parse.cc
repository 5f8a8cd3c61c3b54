#include "policy/catalog.h"
#include "policy/service_reader.h"
#include "policy/toml_reader.h"

namespace holdfast {

Result<Catalog> Catalog::parse(std::span<const std::pair<std::string, std::string>> texts) {
  Catalog catalog;
  HostClaims claims;
  for (const auto& [file, text] : texts) {
    const auto table = parse_toml(file, text);
    if (!table) return table.error();
    TomlReader reader(file);
    Service service = read_service(reader, *table, catalog, claims);
    if (reader.problem()) return *reader.problem();
    const std::string id = service.id;
    if (catalog.find(id) != nullptr) claims.forget(id);
    claims.add(service);
    catalog.put(std::move(service));
    check_samples(reader, *table, *catalog.find(id), catalog);
    if (reader.problem()) return *reader.problem();
  }
  return catalog;
}

}  // namespace holdfast
