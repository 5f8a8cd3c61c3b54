#include "daemon/lookups.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/ip/udp.hpp>
#include <thread>

namespace holdfast::daemon {
namespace {

using boost::asio::ip::udp;
using namespace std::chrono_literals;

/// A name server on loopback that says 192.0.2.7 to every question for an A record.
class NameServer {
 public:
  explicit NameServer(boost::asio::io_context& loop)
      : socket_(loop, udp::endpoint(boost::asio::ip::address_v4::loopback(), 0)) {
    receive();
  }
  std::uint16_t port() const { return socket_.local_endpoint().port(); }

 private:
  void receive() {
    socket_.async_receive_from(boost::asio::buffer(bytes_), peer_, [this](auto failed, auto size) {
      if (failed) return;
      answer(size);
      receive();
    });
  }
  // RFC 1035: the question back, with one answer where it asks for type A.
  void answer(std::size_t size) {
    std::size_t end = 12;
    while (end < size && bytes_[end] != 0) end += bytes_[end] + 1u;
    end += 5;
    if (end > size) return;
    const bool is_a = bytes_[end - 3] == 1;
    std::vector<std::uint8_t> out(bytes_.begin(), bytes_.begin() + static_cast<long>(end));
    out[2] = 0x81;
    out[3] = 0x80;
    out[7] = is_a ? 1 : 0;
    out[11] = 0;
    if (is_a) {
      for (const int byte : {0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 77, 0, 4, 192, 0, 2, 7}) {
        out.push_back(static_cast<std::uint8_t>(byte));
      }
    }
    socket_.send_to(boost::asio::buffer(out), peer_);
  }
  udp::socket socket_;
  udp::endpoint peer_;
  std::array<std::uint8_t, 1500> bytes_{};
};

TEST(Lookups, TellWhatTheNameServerSays) {
  boost::asio::io_context loop;
  NameServer server(loop);
  Options options;
  options.name_server = NameServerAddress{IpAddress::parse("127.0.0.1").value(), server.port()};
  std::vector<event::NameResolved> answers;
  Lookups lookups(loop, options, [&](decltype(Event::what) what) {
    answers.push_back(std::get<event::NameResolved>(std::move(what)));
    if (answers.size() == 2) loop.stop();
  });
  lookups.resolve({HostName::parse("a.example").value(), HostName::parse("b.example").value()});
  loop.run_for(10s);
  ASSERT_EQ(answers.size(), 2u);
  ASSERT_EQ(answers[0].addresses.size(), 1u);
  EXPECT_EQ(answers[0].addresses[0].to_string(), "192.0.2.7");
  EXPECT_EQ(answers[0].ttl, 77s);
}

}  // namespace
}  // namespace holdfast::daemon
