#include "daemon/post/post.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "daemon/post/hardening.h"
#include "daemon/post/task.h"
#include "platform/mail/slip_file.h"
#include "platform/system_error.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;
using platform::MailVerdict;
using platform::SlipFile;
using platform::uninterrupted;
using namespace std::chrono_literals;

constexpr auto kReading = 30s;  // the daemon writes the job at once
constexpr auto kComposing = 30s;
constexpr auto kMargin = 15s;  // beyond a letter's own time limit

Result<std::string> read_line(int channel) {
  std::string text;
  std::array<char, 65536> room;
  while (!text.ends_with('\n')) {
    const ssize_t got = uninterrupted([&] { return ::recv(channel, room.data(), room.size(), 0); });
    if (got < 0) return platform::system_error("the post cannot read its job");
    if (got == 0) return Error{ErrorCode::kInvalid, "the post got no whole job"};
    text.append(room.data(), static_cast<std::size_t>(got));
    if (text.size() > kMaxPostText)
      return Error{ErrorCode::kInvalid, "that is no message of the post's"};
  }
  return text;
}

// Between its end and die_with_parent the daemon may have gone unnoticed.
bool is_alone(int channel) {
  pollfd peer{channel, POLLRDHUP, 0};
  return ::poll(&peer, 1, 0) > 0 && (peer.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

// Nobody may be there to hear it any more.
void answer(int channel, const PostAnswer& what) {
  const std::string line = written(what);
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t put =
        uninterrupted([&] { return ::send(channel, rest.data(), rest.size(), MSG_NOSIGNAL); });
    if (put <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(put));
  }
}

// What the process is after it gave up what it does not need: an environment for sendmail.
Result<std::vector<std::string>> settle_in(const PostOptions& options) {
  if (options.errand == Errand::kSendmail)
    return become_person(options.person.value_or(::getuid()));
  if (auto confined = confine_post(post_identity(options.user)); !confined) return confined.error();
  return std::vector<std::string>();
}

bool fits(const PostJob& job, Errand errand) {
  return job.index() == static_cast<std::size_t>(errand);
}

class Sender {
 public:
  Sender(SlipFile& slip, std::vector<std::string> environment)
      : slip_(slip), environment_(std::move(environment)) {}

  PostAnswer operator()(const platform::ComposeTask& task) {
    end_after(kComposing);
    auto bytes = platform::compose(task);
    if (bytes) return std::move(*bytes);
    return bytes.error();
  }
  PostAnswer operator()(const SmtpJob& job) {
    end_after(job.limits.whole + kMargin);
    return conclude(platform::send_by_smtp(job.task, on_commit(), job.limits));
  }
  PostAnswer operator()(const SendmailJob& job) {
    end_after(job.patience + kMargin);
    return conclude(platform::send_by_sendmail(job.task, environment_, on_commit(), job.patience));
  }

 private:
  platform::OnCommit on_commit() {
    return [this] {
      outlive_parent();
      return slip_.commit();
    };
  }
  // A slip that cannot be written stays at `committing`, which is the safe side.
  MailVerdict conclude(MailVerdict verdict) {
    (void)slip_.conclude(verdict);
    return verdict;
  }

  SlipFile& slip_;
  std::vector<std::string> environment_;
};

}  // namespace

Result<void> run_errand(const PostOptions& options, Fd channel, Fd slip) {
  auto environment = settle_in(options);
  if (!environment) {
    answer(channel.get(), environment.error());
    return environment.error();
  }
  die_with_parent();
  end_after(kReading);
  const auto line = read_line(channel.get());
  if (!line) return line.error();
  const auto job = read_job(*line);
  if (!job || !fits(*job, options.errand)) {
    const Error error = job ? Error{ErrorCode::kInvalid, "that is another errand"} : job.error();
    answer(channel.get(), error);
    return error;
  }
  if (is_alone(channel.get())) return Error{ErrorCode::kSystem, "the daemon is gone"};
  SlipFile letter(std::move(slip));
  answer(channel.get(), std::visit(Sender(letter, std::move(*environment)), *job));
  return {};
}

}  // namespace holdfast::daemon
