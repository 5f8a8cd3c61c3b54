#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "daemon/post_port.h"

namespace holdfast::fakes {

/// Mail in memory: a letter's bytes are its words, and what becomes of those that are sent is the
/// test's to say. As with the real one nothing is told before `run()`.
class FakePost : public daemon::Post {
 public:
  void compose(platform::ComposeTask task, OnBytes done) override {
    composed.push_back(task);
    later_.push_back([this, task = std::move(task), done = std::move(done)] {
      if (!compose_failure.empty()) return done(Error{ErrorCode::kSystem, compose_failure});
      done("To: " + task.to_mail + "\r\nMessage-ID: <" + task.message_id +
           ">\r\nSubject: " + task.subject + "\r\n\r\n" + task.text);
    });
  }
  void send(daemon::SendTask task, OnVerdict done) override {
    later_.push_back([this, task = std::move(task), done = std::move(done)] {
      sent.push_back(task);
      done(verdict);
    });
  }
  void settle(std::int64_t letter) override { std::erase(slips, letter); }
  std::vector<std::int64_t> unsettled() const override { return slips; }

  /// Tells all that came of what was asked for, and of what is asked for in turn.
  void run() {
    while (!later_.empty()) {
      const auto next = std::move(later_.front());
      later_.pop_front();
      next();
    }
  }

  platform::MailVerdict verdict{platform::MailVerdict::Kind::kSent, "taken"};
  std::string compose_failure;  ///< not empty: nothing can be put together
  std::vector<platform::ComposeTask> composed;
  std::vector<daemon::SendTask> sent;
  std::vector<std::int64_t> slips;

 private:
  std::deque<std::function<void()>> later_;
};

}  // namespace holdfast::fakes
