#include "tests/bench/dnsmasq.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "platform/fd.h"

namespace holdfast::bench {
namespace {

using Clock = std::chrono::steady_clock;

// A query for the address of localhost.test.
constexpr std::array<unsigned char, 32> kQuery = {
    0,   1,   1,   0,   0,   1,   0, 0,   0,   0,   0,   0, 9, 'l', 'o', 'c',
    'a', 'l', 'h', 'o', 's', 't', 4, 't', 'e', 's', 't', 0, 0, 1,   0,   1};

}  // namespace

void Dnsmasq::configure(const std::filesystem::path& file, std::uint16_t port,
                        const std::string& lines) {
  std::ofstream(file) << "no-resolv\nno-hosts\nno-poll\nbind-interfaces\nlisten-address=127.0.0.1\n"
                      << "port=" << port << "\nuser=root\npid-file=\n"
                      << lines;
}

Dnsmasq::Dnsmasq(const std::filesystem::path& configuration, std::uint16_t port)
    : port_(port), peer_({kProgram, "-k", "--conf-file=" + configuration.string()}) {}

bool Dnsmasq::answers_within(std::chrono::seconds patience) const {
  const auto until = Clock::now() + patience;
  const platform::Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_port = htons(port_);
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.get(), reinterpret_cast<sockaddr*>(&server), sizeof(server)) != 0) {
    return false;
  }
  while (Clock::now() < until) {
    std::array<char, 512> answer;
    const bool sent = ::send(socket.get(), kQuery.data(), kQuery.size(), 0) > 0;
    pollfd ready{socket.get(), POLLIN, 0};
    // Nobody listens yet: the port is unreachable, which poll reports at once.
    if (sent && ::poll(&ready, 1, 20) > 0 &&
        ::recv(socket.get(), answer.data(), answer.size(), 0) > 0) {
      return true;
    }
    ::usleep(200);
  }
  return false;
}

}  // namespace holdfast::bench
