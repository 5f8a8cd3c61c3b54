#include "daemon/post/post_process.h"

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <utility>

#include "daemon/post/task.h"
#include "daemon/process/spawn.h"
#include "platform/fd.h"
#include "platform/system_error.h"

namespace holdfast::daemon {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using platform::Fd;

void kill_by(int process) { (void)::syscall(SYS_pidfd_send_signal, process, SIGKILL, nullptr, 0); }

}  // namespace

Result<std::shared_ptr<PostProcess>> PostProcess::start(asio::io_context& loop, Start how,
                                                        Done done) {
  auto process = std::make_shared<PostProcess>(loop);
  if (auto begun = process->begin(std::move(how), std::move(done)); !begun) return begun.error();
  return process;
}

Result<void> PostProcess::begin(Start how, Done done) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return platform::system_error(say("cannot make a channel to the post"));
  Fd ours(pair[0]);
  const Fd theirs(pair[1]);
  std::vector<int> descriptors{theirs.get()};
  if (how.slip >= 0) descriptors.push_back(how.slip);
  auto spawned = start_program(how.program, how.arguments, descriptors, Surroundings::kBare);
  if (!spawned) return spawned.error();
  done_ = std::move(done);
  job_ = std::move(how.job);
  channel_.assign(asio::local::stream_protocol(), ours.release());
  process_.assign(spawned->process.release());
  const auto self = shared_from_this();
  // One that ended early takes no job; its end is what tells.
  asio::async_write(channel_, asio::buffer(job_), [self](const error_code&, std::size_t) {
    std::fill(self->job_.begin(), self->job_.end(), '\0');  // a password may be in it
  });
  read();
  process_.async_wait(asio::posix::stream_descriptor::wait_read, [self](const error_code& error) {
    if (!error) self->on_end();
  });
  timer_.expires_after(how.patience);
  timer_.async_wait([self](const error_code& error) {
    if (error) return;
    self->was_late_ = true;
    kill_by(self->process_.native_handle());
  });
  return {};
}

void PostProcess::read() {
  channel_.async_read_some(asio::buffer(room_),
                           [self = shared_from_this()](const error_code& error, std::size_t got) {
                             if (error) return;
                             self->answer_.append(self->room_.data(), got);
                             if (self->answer_.size() > kMaxPostText)
                               return kill_by(self->process_.native_handle());
                             self->read();
                           });
}

void PostProcess::on_end() {
  timer_.cancel();
  // What it said right before its end may still lie in the channel.
  error_code error;
  channel_.cancel(error);
  channel_.native_non_blocking(true, error);
  ssize_t got = 0;
  while (answer_.size() <= kMaxPostText &&
         (got = ::recv(channel_.native_handle(), room_.data(), room_.size(), MSG_DONTWAIT)) > 0)
    answer_.append(room_.data(), static_cast<std::size_t>(got));
  channel_.close(error);
  const Fd process(process_.release());
  Ended ended{std::move(answer_), reap(process), was_late_};
  if (const auto done = std::exchange(done_, nullptr)) done(std::move(ended));
}

void PostProcess::let_go() {
  done_ = nullptr;
  timer_.cancel();
  error_code error;
  channel_.close(error);
  process_.close(error);
}

}  // namespace holdfast::daemon
