#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/post/task.h"
#include "daemon/post_port.h"
#include "platform/mail/account.h"
#include "platform/mail/compose.h"
#include "platform/mail/slip_file.h"
#include "platform/mail/verdict.h"
#include "platform/paths.h"

namespace holdfast::daemon {

class PostProcess;

/// The daemon's side of `holdfast-post`, the helper that puts letters together and sends them: one
/// at a time, each by a process of its own, in the order in which they were asked for. Never
/// blocks.
class PostLink final : public Post {
 public:
  struct Setup {
    std::filesystem::path program;  ///< empty: `holdfast-post` beside this executable
    std::string user = "holdfast-post";
    std::optional<uid_t> person;  ///< whose sendmail is run; nothing: root's
    platform::Paths paths;
    platform::SmtpLimits limits;
  };
  PostLink(boost::asio::io_context& loop, Setup setup);
  /// No function is called afterwards. A letter that has been committed goes on its way.
  ~PostLink() override;
  PostLink(const PostLink&) = delete;
  PostLink& operator=(const PostLink&) = delete;

  void compose(platform::ComposeTask task, OnBytes done) override;

  /// Sends by the account of this machine, as it is when the letter's turn comes. A letter that
  /// went before, or may have gone, is not sent: `done` gets that verdict. One that an older sender
  /// still has is waited for. The verdict stays on the letter's slip until settle().
  void send(SendTask task, OnVerdict done) override;

  /// What became of a letter of an earlier daemon's.
  platform::Fate fate(std::int64_t letter) const;
  /// Waits until no sender has the letter, and says what became of it: kNotBegun or kDecided.
  void await(std::int64_t letter, std::function<void(platform::Fate)> done);
  /// Once the verdict is on record: takes the slip away.
  void settle(std::int64_t letter) override;
  /// The letters that wait for settle().
  std::vector<std::int64_t> unsettled() const override;

 private:
  using Errand = std::function<void()>;

  void enqueue(Errand errand);
  void next();
  void run_compose(const platform::ComposeTask& task, const OnBytes& done);
  void run_send(const SendTask& task, const OnVerdict& done);
  void start_sender(const SendTask& task, platform::SlipFile slip, const OnVerdict& done);
  void look_again(std::int64_t letter, std::function<void(platform::Fate)> done, int looks);
  std::filesystem::path program() const;

  boost::asio::io_context& loop_;
  Setup setup_;
  std::deque<Errand> queue_;
  bool is_busy_ = false;
  std::shared_ptr<PostProcess> running_;
  std::map<std::int64_t, std::unique_ptr<boost::asio::steady_timer>> awaited_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace holdfast::daemon
