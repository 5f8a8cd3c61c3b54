#include "tray/cli/tries.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <memory>
#include <string_view>

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

constexpr timeval kPatience{.tv_sec = 2, .tv_usec = 0};
// RFC 6761, section 6.4: a name below .invalid belongs to nobody.
constexpr std::string_view kRequest =
    "GET / HTTP/1.1\r\nHost: doctor.holdfast.invalid\r\nConnection: close\r\n\r\n";

json::object check(std::string_view result, const std::string& text, std::string_view advice = "") {
  return {{"name", _("a try")}, {"result", result}, {"text", text}, {"advice", advice}};
}

std::string numeric(const addrinfo& found) {
  char text[NI_MAXHOST] = "";
  ::getnameinfo(found.ai_addr, found.ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
  return text;
}

// The first address that is not the sinkhole's; empty when there is none.
std::string way_out(const std::string& name, const std::string& sinkhole) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (::getaddrinfo(name.c_str(), nullptr, &hints, &list) != 0) return "";
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, ::freeaddrinfo);
  for (const addrinfo* found = list; found != nullptr; found = found->ai_next) {
    const std::string address = numeric(*found);
    if (address != sinkhole && address != "::ffff:" + sinkhole) return address;
  }
  return "";
}

class Connection {
 public:
  Connection() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  }
  ~Connection() { ::close(fd_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool open(const std::string& address, std::uint16_t port) const {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    return ::inet_pton(AF_INET, address.c_str(), &to.sin_addr) == 1 &&
           ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }

  // What comes back first; empty when nothing does in time.
  std::string ask(std::string_view request) const {
    if (::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return "";
    char bytes[512];
    const ssize_t size = ::recv(fd_, bytes, sizeof bytes, 0);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : "";
  }

 private:
  int fd_;
};

}  // namespace

json::array try_names(const json::array& names, const std::string& sinkhole) {
  json::array checks;
  for (const json::value& name : names) {
    const std::string address = way_out(as_text(name), sinkhole);
    if (address.empty()) continue;
    checks.push_back(check("broken", fill(_("{1} leads to {2}"), {as_text(name), address}),
                           _("programs here do not look into the hosts file first; in "
                             "/etc/nsswitch.conf, `files` must come before `dns`")));
  }
  if (checks.empty() && !names.empty()) {
    checks.push_back(check(
        "ok", fill(ngettext("{1} blocked name looked up, and the way ended here",
                            "{1} blocked names looked up, and the way ended here", names.size()),
                   {std::to_string(names.size())})));
  }
  return checks;
}

json::object try_visit(const std::string& sinkhole, std::uint16_t port) {
  const Connection connection;
  if (!connection.open(sinkhole, port)) {
    return check("weak", _("a visit is refused before a kind word can be said"),
                 _("it is held all the same; the sentry does not answer, see: holdfast status"));
  }
  if (!connection.ask(kRequest).starts_with("HTTP/1.1 403")) {
    return check("weak", _("something else answers where the sentry should"),
                 fill(_("find out what listens on {1} and stop it"), {sinkhole}));
  }
  return check("ok", _("a visit ends at once, with the kind page"));
}

}  // namespace holdfast::cli
