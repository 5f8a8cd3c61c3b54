#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "policy/result.h"

namespace holdfast {

/// A validated DNS host name: lower case, A-labels, no trailing dot, at most 253 bytes and at
/// least one label. Equal names compare equal whatever spelling they came in.
class HostName {
 public:
  /// Takes any case, a trailing dot, Unicode labels (IDNA 2008 with UTS #46 mapping, by libidn2)
  /// and underscores; refuses IP literals, empty labels, labels over 63 bytes. kInvalid otherwise.
  static Result<HostName> parse(std::string_view text);

  const std::string& ascii() const { return name_; }
  /// The same name with U-labels, for people.
  std::string display() const;

  /// The name without its first label; nothing for a single label.
  std::optional<HostName> parent() const;
  int label_count() const;
  /// True for the name itself and for every name below it.
  bool is_within(const HostName& domain) const;

  /// Nothing when a rule may block this name. Otherwise why not: a single label (`com`,
  /// `localhost`), a public suffix of the ICANN section (`co.uk`, by libpsl), or a name that the
  /// machine itself needs (`localhost`, `*.localhost`, `*.local`, `*.arpa`, `*.internal`).
  std::optional<Phrase> why_not_blockable() const;

  friend auto operator<=>(const HostName&, const HostName&) = default;

 private:
  explicit HostName(std::string name) : name_(std::move(name)) {}
  std::string name_;
};

}  // namespace holdfast
