#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "policy/result.h"

namespace holdfast::daemon {

/// One `holdfast-post` from its start to its end.
class PostProcess : public std::enable_shared_from_this<PostProcess> {
 public:
  struct Start {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    int slip = -1;                         ///< handed over; the caller's stays its own. -1: none
    std::string job;                       ///< a line
    std::chrono::milliseconds patience{};  ///< then it is killed
  };
  struct Ended {
    std::string answer;  ///< all that it said
    std::string how;     ///< "exit 0", "signal 9"
    bool was_late = false;
  };
  using Done = std::function<void(Ended)>;

  /// `done` is called once, from the loop, when the process has ended, unless it is let go before.
  static Result<std::shared_ptr<PostProcess>> start(boost::asio::io_context& loop, Start how,
                                                    Done done);
  /// `done` is not called any more. A process that has committed a letter goes on by itself.
  void let_go();

  explicit PostProcess(boost::asio::io_context& loop)
      : channel_(loop), process_(loop), timer_(loop) {}

 private:
  Result<void> begin(Start how, Done done);
  void read();
  void on_end();
  void finish();

  boost::asio::local::stream_protocol::socket channel_;
  boost::asio::posix::stream_descriptor process_;
  boost::asio::steady_timer timer_;
  Done done_;
  std::string job_;
  std::string answer_;
  std::array<char, 65536> room_{};
  std::string how_;  // empty while it runs
  bool has_said_all_ = false;
  bool was_late_ = false;
};

}  // namespace holdfast::daemon
