#pragma once

#include <string>
#include <unordered_map>

#include "policy/catalog.h"
#include "policy/toml_reader.h"

namespace holdfast {

/// Which service has which host, so that blocking one takes no part of another with it.
class HostClaims {
 public:
  enum class As { kHost, kName, kAsset, kViewer };

  void add(const Service& service);
  void forget(std::string_view id);
  /// The id of another service than `id` whose claim stands against this one; null where none does.
  /// Viewers may show several services.
  const std::string* taken_by(const HostName& host, As as, std::string_view id) const;

 private:
  struct Claim {
    std::string id;
    As as = As::kHost;
  };
  std::unordered_multimap<std::string, Claim> claims_;
};

/// One service from its TOML table, in the format of policy/catalog/README.md. `earlier` holds the
/// services that it may extend, `claims` their hosts. What is wrong is in `reader.problem()`, and
/// the value is then of no use.
Service read_service(TomlReader& reader, const toml::table& table, const Catalog& earlier,
                     const HostClaims& claims);

/// Checks that every link of `[samples]` leads to its handle; complains to `reader`.
void check_samples(TomlReader& reader, const toml::table& table, const Service& service,
                   const Catalog& catalog);

}  // namespace holdfast
