#include "daemon/post_link.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "daemon/log.h"
#include "daemon/post/post_process.h"
#include "platform/atomic_file.h"

namespace holdfast::daemon {
namespace {

using platform::Fate;
using platform::MailAccount;
using platform::MailVerdict;
using platform::SlipFile;
using namespace std::chrono_literals;

constexpr auto kComposing = 40s;
// Beyond the sender's own end, which comes first where it can still say anything.
constexpr auto kMargin = 30s;
constexpr auto kLook = 250ms;
constexpr std::size_t kMaxCertificates = std::size_t{1} << 20;

struct Job {
  std::string errand;
  PostJob job;
  std::chrono::seconds patience{};
};

MailVerdict misconfigured(const Error& error) {
  return {MailVerdict::Kind::kMisconfigured, error.text};
}

Result<Job> job_for(const SendTask& task, const PostLink::Setup& setup) {
  const auto account = platform::read_mail_account(setup.paths);
  if (!account) return account.error();
  const auto patience = setup.limits.whole + kMargin;
  if (!account->sendmail.empty()) {
    return Job{"sendmail",
               SendmailJob{{account->sendmail, task.from, task.to, task.bytes}, setup.limits.whole},
               patience};
  }
  auto password = platform::read_mail_password(setup.paths, *account);
  if (!password) return password.error();
  std::string certificates;
  if (!account->ca_file.empty()) {
    auto read = platform::read_file(setup.paths.at(account->ca_file.native()), kMaxCertificates);
    if (!read) return read.error();
    certificates = std::move(*read);
  }
  return Job{"smtp",
             SmtpJob{{account->server, account->user, std::move(*password), std::move(certificates),
                      task.from, task.to, task.bytes},
                     setup.limits},
             patience};
}

Phrase ending_of(const PostProcess::Ended& ended) {
  return ended.was_late ? say("it took too long") : say("it ended early ({1})", {ended.how});
}

MailVerdict as_verdict(const Fate& fate, const Phrase& why) {
  if (fate.kind == Fate::Kind::kDecided) return *fate.verdict;
  return {MailVerdict::Kind::kLater, say("nothing was sent: {1}", {why})};
}

}  // namespace

PostLink::PostLink(boost::asio::io_context& loop, Setup setup)
    : loop_(loop), setup_(std::move(setup)) {}

PostLink::~PostLink() {
  if (running_) running_->let_go();
}

std::filesystem::path PostLink::program() const {
  if (!setup_.program.empty()) return setup_.program;
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "holdfast-post";
}

void PostLink::enqueue(Errand errand) {
  queue_.push_back(std::move(errand));
  if (!is_busy_) next();
}

// From the loop: what an errand tells must not call into whoever is still asking for it.
void PostLink::next() {
  running_.reset();
  is_busy_ = !queue_.empty();
  if (!is_busy_) return;
  boost::asio::post(loop_, [this, alive = std::weak_ptr(alive_)] {
    if (alive.expired()) return;
    const Errand errand = std::move(queue_.front());
    queue_.pop_front();
    errand();
  });
}

void PostLink::compose(platform::ComposeTask task, OnBytes done) {
  enqueue([this, task = std::move(task), done = std::move(done)] { run_compose(task, done); });
}

void PostLink::run_compose(const platform::ComposeTask& task, const OnBytes& done) {
  auto started = PostProcess::start(
      loop_,
      {program(), {"--user", setup_.user, "compose"}, -1, written(PostJob(task)), kComposing},
      [this, done](const PostProcess::Ended& ended) {
        next();
        auto answer = read_answer(ended.answer);
        if (!answer) {
          return done(Error{ErrorCode::kSystem,
                            say("the letter cannot be put together: {1}", {ending_of(ended)})});
        }
        if (auto* bytes = std::get_if<std::string>(&*answer)) return done(std::move(*bytes));
        if (auto* error = std::get_if<Error>(&*answer)) return done(std::move(*error));
        done(Error{ErrorCode::kCorrupt, say("the letter cannot be put together")});
      });
  if (started) {
    running_ = std::move(*started);
    return;
  }
  next();
  done(started.error());
}

void PostLink::send(SendTask task, OnVerdict done) {
  enqueue([this, task = std::move(task), done = std::move(done)] { run_send(task, done); });
}

void PostLink::run_send(const SendTask& task, const OnVerdict& done) {
  auto slip = SlipFile::open(setup_.paths.outbox(), task.letter);
  if (slip) return start_sender(task, std::move(*slip), done);
  if (slip.error().code == ErrorCode::kBusy) {
    await(task.letter, [this, task, done](const Fate& found) {
      if (found.kind == Fate::Kind::kNotBegun) return run_send(task, done);
      next();
      done(*found.verdict);
    });
    return;
  }
  next();
  const Fate found = fate(task.letter);
  if (slip.error().code == ErrorCode::kRefused && found.kind == Fate::Kind::kDecided)
    return done(*found.verdict);
  done({MailVerdict::Kind::kLater,
        say("it cannot be noted that the letter goes: {1}", {slip.error().text})});
}

void PostLink::start_sender(const SendTask& task, SlipFile slip, const OnVerdict& done) {
  auto job = job_for(task, setup_);
  if (!job) {
    next();
    return done(misconfigured(job.error()));
  }
  std::vector<std::string> arguments{"--user", setup_.user};
  if (setup_.person) {
    arguments.insert(arguments.end(), {"--person", std::to_string(*setup_.person)});
  }
  arguments.push_back(job->errand);
  auto started = PostProcess::start(
      loop_, {program(), std::move(arguments), slip.fd(), written(job->job), job->patience},
      [this, letter = task.letter, done](const PostProcess::Ended& ended) {
        next();
        const auto answer = read_answer(ended.answer);
        if (answer) {
          if (const auto* verdict = std::get_if<MailVerdict>(&*answer)) return done(*verdict);
        }
        const auto* error = answer ? std::get_if<Error>(&*answer) : nullptr;
        const Phrase why = error != nullptr ? error->text : ending_of(ended);
        done(as_verdict(fate(letter), why));
      });
  if (started) {
    running_ = std::move(*started);
    return;  // our copy of the slip closes here: the sender alone holds the lock
  }
  next();
  done({MailVerdict::Kind::kMisconfigured, started.error().text});
}

Fate PostLink::fate(std::int64_t letter) const {
  return platform::read_fate(setup_.paths.outbox(), letter);
}

void PostLink::await(std::int64_t letter, std::function<void(Fate)> done) {
  look_again(letter, std::move(done), 0);
}

void PostLink::look_again(std::int64_t letter, std::function<void(Fate)> done, int looks) {
  auto& timer = awaited_[letter];
  timer = std::make_unique<boost::asio::steady_timer>(loop_, looks == 0 ? 0ms : kLook);
  timer->async_wait([this, letter, done = std::move(done), looks,
                     alive = std::weak_ptr(alive_)](const boost::system::error_code& stopped) {
    if (stopped || alive.expired()) return;
    const Fate found = fate(letter);
    if (found.kind == Fate::Kind::kInFlight) return look_again(letter, done, looks + 1);
    awaited_.erase(letter);
    done(found);
  });
}

void PostLink::settle(std::int64_t letter) {
  if (const auto removed = platform::remove_slip(setup_.paths.outbox(), letter); !removed)
    log(LogLevel::kWarning, removed.error().text);
}

std::vector<std::int64_t> PostLink::unsettled() const {
  return platform::letters_with_slips(setup_.paths.outbox());
}

}  // namespace holdfast::daemon
