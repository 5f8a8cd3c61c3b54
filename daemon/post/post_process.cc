#include "daemon/post/post_process.h"

#include <string.h>  // explicit_bzero
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

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

constexpr std::chrono::seconds kLastWords(2);

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
    ::explicit_bzero(self->job_.data(), self->job_.size());  // a password may be in it
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
                             self->answer_.append(self->room_.data(), got);
                             const bool is_too_much = self->answer_.size() > kMaxPostText;
                             if (!error && !is_too_much) return self->read();
                             if (is_too_much) kill_by(self->process_.native_handle());
                             self->has_said_all_ = true;
                             self->finish();
                           });
}

void PostProcess::on_end() {
  const Fd process(process_.release());
  how_ = reap(process);
  // What it said right before its end is still to be read. Something that it started may hold the
  // channel open, and is not waited for.
  timer_.expires_after(kLastWords);
  timer_.async_wait([self = shared_from_this()](const error_code& error) {
    error_code ignored;
    if (!error) self->channel_.cancel(ignored);
  });
  finish();
}

void PostProcess::finish() {
  if (!has_said_all_ || how_.empty()) return;
  timer_.cancel();
  error_code error;
  channel_.close(error);
  if (const auto done = std::exchange(done_, nullptr))
    done({std::move(answer_), std::move(how_), was_late_});
}

void PostProcess::let_go() {
  done_ = nullptr;
  timer_.cancel();
  error_code error;
  channel_.close(error);
  process_.close(error);
}

}  // namespace holdfast::daemon
