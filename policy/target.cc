#include "policy/target.h"

#include <algorithm>

#include "policy/catalog.h"
#include "policy/link.h"
#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxTextBytes = 2048;
constexpr std::size_t kMinPhoneDigits = 7;
constexpr std::size_t kMaxPhoneDigits = 15;
constexpr int kShortestV4Prefix = 8;
constexpr int kShortestV6Prefix = 16;

Error invalid(Phrase what) { return {ErrorCode::kInvalid, std::move(what)}; }
Error invalid(Phrase what, Phrase hint) {
  return invalid(with_hint(std::move(what), std::move(hint)));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Result<Target> parse_phone(std::string_view number) {
  constexpr std::string_view kSeparators = " -.()/";
  const auto hint = [&] {
    return invalid(say("{1} is no telephone number", {in_quotes(number)}),
                   say("write it with its country, like `tel:+15551234567` (7 to 15 digits)"));
  };
  std::string digits;
  for (const char c : percent_decoded(number)) {
    if (kSeparators.find(c) != kSeparators.npos) continue;
    const bool plus_first = c == '+' && digits.empty();
    if (!plus_first && (c < '0' || c > '9')) return hint();
    digits += c;
  }
  if (!digits.starts_with('+')) return hint();
  // E.164 country codes never begin with 0.
  const std::size_t count = digits.size() - 1;
  if (count < kMinPhoneDigits || count > kMaxPhoneDigits || digits[1] == '0') return hint();
  return Target(PhoneTarget{std::move(digits)});
}

std::optional<Error> why_not_network(const Network& network) {
  const std::vector<Phrase> shown{in_quotes(network.to_string())};
  const IpAddress& base = network.base();
  const bool v4 = base.family() == IpFamily::kV4;
  if (network.prefix() < (v4 ? kShortestV4Prefix : kShortestV6Prefix)) {
    return invalid(say("{1} is too large a part of the internet", shown),
                   say("the prefix must be at least /{1}",
                       {std::to_string(v4 ? kShortestV4Prefix : kShortestV6Prefix)}));
  }
  // With prefixes at least this long, a network that holds one such address begins with it.
  if (base.is_loopback() || network.contains(*IpAddress::parse("::1"))) {
    return invalid(say("{1} is this computer's own loopback network", shown));
  }
  if (base.is_unspecified()) return invalid(say("{1} stands for no address at all", shown));
  if (base.is_link_local()) {
    return invalid(say("{1} is the link-local network that this computer needs", shown));
  }
  if (base.is_multicast()) {
    return invalid(say("{1} is a multicast network that this computer needs", shown));
  }
  return std::nullopt;
}

Result<Target> parse_network(std::string_view text) {
  auto network = Network::parse(text);
  if (!network) return network.error();
  if (auto why_not = why_not_network(*network)) return *std::move(why_not);
  return Target(NetworkTarget{*network});
}

bool looks_like_network(std::string_view text) {
  const std::string_view before = text.substr(0, text.find('/'));
  return (before.find_first_not_of("0123456789.") == before.npos && before != ".") ||
         (std::ranges::count(before, ':') >= 2 &&
          before.find_first_not_of("0123456789abcdefABCDEF:.%") == before.npos);
}

Result<Target> to_profile(const Service& service, std::string_view handle) {
  auto canonical = Catalog::canonical_handle(service, handle);
  if (!canonical) return canonical.error();
  return Target(ProfileTarget{service.id, std::move(*canonical)});
}

Error no_such_service(std::string_view word, std::string_view handle, const Catalog& catalog) {
  const auto near = catalog.suggest(word);
  if (near) {
    return invalid(say("there is no service {1}", {in_quotes(word)}),
                   say("did you mean {1}?", {in_quotes(*near + "/" + std::string(handle))}));
  }
  return invalid(say("there is no service {1} in the catalog", {in_quotes(word)}),
                 say("block its domain instead, like `example.org`"));
}

// `@handle@service`, where the service is a word or one of its hosts.
Result<Target> parse_at_handle(std::string_view text, const Catalog& catalog) {
  const std::string_view behind = text.substr(1);
  const std::size_t at = behind.rfind('@');
  const std::string_view handle = behind.substr(0, at);
  if (at == behind.npos) {
    return invalid(
        say("{1} does not say where", {in_quotes(text)}),
        say("write {1}, like `instagram/her.name`", {in_quotes("service/" + std::string(handle))}));
  }
  const std::string_view word = behind.substr(at + 1);
  if (const Service* service = catalog.find(to_lower(word))) return to_profile(*service, handle);
  const auto host = HostName::parse(word);
  const Service* service = host ? catalog.of_host(*host) : nullptr;
  if (service == nullptr) return no_such_service(word, handle, catalog);
  return to_profile(*service, service->federated ? behind : handle);
}

// `www.` is a spelling of the site, and a person who pastes it means the site. However often it
// stands there: what is written down must be read back as the same.
HostName without_www(HostName host) {
  while (host.ascii().starts_with("www.")) {
    auto parent = host.parent();
    if (!parent || parent->why_not_blockable()) break;
    host = *std::move(parent);
  }
  return host;
}

Result<Target> parse_host(std::string_view text, const Catalog& catalog) {
  const auto link = split_link(text);
  if (!link) {
    return invalid(say("{1} is no link and no host", {in_quotes(text)}),
                   say("write one like `example.org` or `https://www.instagram.com/her.name/`"));
  }
  if (looks_like_network(link->host)) return parse_network(link->host);
  const auto host = HostName::parse(link->host);
  if (!host) return host.error();
  if (auto profile = catalog.match_link(*host, link->rest)) return Target(std::move(*profile));
  if (const auto why_not = host->why_not_blockable()) {
    const Service* named = catalog.find(host->ascii());
    if (named == nullptr) return invalid(*why_not);
    return invalid(say("{1} is a service", {in_quotes(host->ascii())}),
                   say("write `{1}/handle` for a person, or `{2}` for the site",
                       {named->id, named->hosts.front().ascii()}));
  }
  return Target(HostTarget{without_www(*host)});
}

bool is_mail_address(std::string_view text) {
  return text.find('@') != text.npos && text.find_first_of("/:") == text.npos;
}

}  // namespace

Result<Target> parse_target(std::string_view text, const Catalog& catalog) {
  text = trimmed(text);
  if (text.empty())
    return invalid(say("the target is missing"), say("write one like `instagram/her.name`"));
  if (text.size() > kMaxTextBytes) return invalid(say("the target is longer than 2048 bytes"));
  if (!is_showable(text)) {
    return invalid(say("the target holds control characters or is not UTF-8"), say("type it anew"));
  }
  if (equals_ignoring_case(text.substr(0, 4), "tel:")) return parse_phone(text.substr(4));
  if (text.front() == '+') return parse_phone(text);
  if (text.front() == '@') return parse_at_handle(text, catalog);
  if (looks_like_network(text)) return parse_network(text);

  const std::size_t slash = text.find('/');
  const std::string_view word = text.substr(0, slash);
  const bool may_be_service =
      slash != text.npos && !word.empty() && word.find_first_of(".:@[") == word.npos;
  if (may_be_service) {
    const std::string_view handle = text.substr(slash + 1);
    if (const Service* service = catalog.find(to_lower(word))) return to_profile(*service, handle);
    return no_such_service(word, handle, catalog);
  }
  if (is_mail_address(text)) {
    return invalid(say("{1} is a mail address", {in_quotes(text)}),
                   say("write a profile like `instagram/her.name` or a host like `example.org`"));
  }
  return parse_host(text, catalog);
}

std::string to_string(const Target& target) {
  struct Words {
    std::string operator()(const ProfileTarget& it) const { return it.service + "/" + it.handle; }
    std::string operator()(const HostTarget& it) const { return it.host.ascii(); }
    std::string operator()(const NetworkTarget& it) const { return it.network.to_string(); }
    std::string operator()(const PhoneTarget& it) const { return "tel:" + it.number; }
  };
  return std::visit(Words{}, target);
}

}  // namespace holdfast
