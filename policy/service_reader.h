#pragma once

#include "policy/catalog.h"
#include "policy/toml_reader.h"

namespace holdfast {

/// One service from its TOML table, in the format of policy/catalog/README.md. `earlier` holds the
/// services that it may extend, and whose hosts it may not claim. What is wrong is in
/// `reader.problem()`, and the value is then of no use.
Service read_service(TomlReader& reader, const toml::table& table, const Catalog& earlier);

/// Checks that every link of `[samples]` leads to its handle; complains to `reader`.
void check_samples(TomlReader& reader, const toml::table& table, const Service& service,
                   const Catalog& catalog);

}  // namespace holdfast
