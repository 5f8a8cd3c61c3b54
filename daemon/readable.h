#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>

namespace holdfast::daemon {

/// Calls back whenever a descriptor that somebody else owns is ready, until destroyed.
class Readable {
 public:
  using Wait = boost::asio::posix::stream_descriptor::wait_type;

  /// `kError` is what poll(2) calls POLLPRI and POLLERR, for /proc/self/mountinfo.
  Readable(boost::asio::io_context& loop, int fd, std::function<void()> on_ready,
           Wait wait = Wait::wait_read);
  ~Readable();
  Readable(const Readable&) = delete;
  Readable& operator=(const Readable&) = delete;

 private:
  void wait_next();

  boost::asio::posix::stream_descriptor descriptor_;
  std::function<void()> on_ready_;
  Wait wait_;
};

}  // namespace holdfast::daemon
