#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "daemon/options.h"
#include "platform/resolver.h"
#include "policy/event.h"

namespace holdfast::daemon {

/// Looks up addresses on the loop; each answer is an event. Silent while nothing is asked.
class Lookups {
 public:
  Lookups(boost::asio::io_context& loop, const Options& options,
          std::function<void(decltype(Event::what))> submit);

  void resolve(const std::vector<HostName>& names);

 private:
  /// A socket of the resolver's, and what it waits for.
  struct Watched {
    explicit Watched(boost::asio::io_context& loop, int fd) : descriptor(loop, fd) {}
    ~Watched() { descriptor.release(); }
    boost::asio::posix::stream_descriptor descriptor;
    bool is_waiting_to_read = false;
    bool is_waiting_to_write = false;
    platform::Resolver::Interest interest = platform::Resolver::Interest::kNone;
  };

  void on_socket(int fd, platform::Resolver::Interest interest);
  void wait(int fd);
  void arm();
  void answered(const platform::Resolution& resolution);

  boost::asio::io_context& loop_;
  std::function<void(decltype(Event::what))> submit_;
  boost::asio::steady_timer timeout_;
  std::map<int, std::shared_ptr<Watched>> sockets_;
  std::unique_ptr<platform::Resolver> resolver_;
};

}  // namespace holdfast::daemon
