#include "platform/name_servers.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace holdfast::platform {
namespace {

constexpr std::string_view kBlank = " \t\r";
// Far more than any such file has.
constexpr std::size_t kMostBytes = 64 * 1024;

// The first word of `line`, taken off it.
std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlank));
  line.remove_prefix(word.size());
  return word;
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMostBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// systemd-resolved listens on 127.0.0.53, and on 127.0.0.54 without its own additions.
bool is_stub(const IpAddress& address) {
  return address == IpAddress::v4({127, 0, 0, 53}) || address == IpAddress::v4({127, 0, 0, 54});
}

}  // namespace

std::vector<IpAddress> parse_name_servers(std::string_view text) {
  std::vector<IpAddress> servers;
  while (!text.empty() && servers.size() < kMostNameServers) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (take_word(line) != "nameserver") continue;
    if (auto address = IpAddress::parse(take_word(line))) servers.push_back(*address);
  }
  return servers;
}

std::vector<IpAddress> system_name_servers(const std::filesystem::path& resolv_conf,
                                           const std::filesystem::path& upstreams) {
  std::vector<IpAddress> servers = parse_name_servers(read_text(resolv_conf));
  if (!servers.empty() && std::ranges::all_of(servers, is_stub)) {
    std::vector<IpAddress> real = parse_name_servers(read_text(upstreams));
    if (!real.empty()) return real;
  }
  return servers;
}

}  // namespace holdfast::platform
