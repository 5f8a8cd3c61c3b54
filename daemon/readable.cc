#include "daemon/readable.h"

#include <utility>

namespace holdfast::daemon {

Readable::Readable(boost::asio::io_context& loop, int fd, std::function<void()> on_ready, Wait wait)
    : descriptor_(loop, fd), on_ready_(std::move(on_ready)), wait_(wait) {
  wait_next();
}

// The descriptor is its owner's to close.
Readable::~Readable() { descriptor_.release(); }

void Readable::wait_next() {
  descriptor_.async_wait(wait_, [this](const boost::system::error_code& failed) {
    if (failed) return;  // destroyed meanwhile: `this` is gone
    on_ready_();
    wait_next();
  });
}

}  // namespace holdfast::daemon
