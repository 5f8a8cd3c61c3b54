#include "tests/bench/machine.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "platform/fd.h"
#include "tests/fakes/names.h"

namespace holdfast::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// The service manager's end of sd_notify(3).
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path)
      : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    ::unlink(path.c_str());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    const timeval patience{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    if (::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
      throw std::runtime_error("no notify socket at " + path);
    }
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~NotifySocket() { ::unsetenv("NOTIFY_SOCKET"); }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  void wait_for_ready() const {
    char text[512];
    for (;;) {
      const ssize_t size = ::recv(socket_.get(), text, sizeof(text), 0);
      if (size < 0) throw std::runtime_error("holdfastd does not say that it is ready");
      if (std::string_view(text, static_cast<std::size_t>(size)).starts_with("READY=1")) return;
    }
  }

 private:
  platform::Fd socket_;
};

}  // namespace

Machine::Machine(const std::filesystem::path& place) : LiveDaemon(place) {
  GTEST_FLAG_SET(throw_on_failure, true);
  SetUp();
}

std::vector<pid_t> Machine::processes() const {
  std::vector<pid_t> all = sentries();
  all.insert(all.begin(), daemon_);
  return all;
}

void Machine::write_rules(int count, const std::string& more) {
  std::string text = more;
  for (int i = 0; i < count; ++i) text += "block host" + std::to_string(i) + ".example\n";
  std::filesystem::create_directories(folder_ / "etc/holdfast");
  put(folder_ / "etc/holdfast/policy.rules", text);
}

void Machine::import_list(std::size_t names) {
  const auto list = fakes::list_names(names);
  put(folder_ / "etc/list.hosts", fakes::hosts_text(list));
  write_rules(0, "block list social from /etc/list.hosts\n");
  start();
  if (!wait_until([&] { return call("Why", {{"query", list.back()}}).at("blocked").as_bool(); })) {
    throw std::runtime_error("the list is not held");
  }
}

Machine::Started Machine::timed_start() {
  const NotifySocket notify((folder_ / "notify").string());
  const auto begin = Clock::now();
  launch();
  notify.wait_for_ready();
  const auto ready = Clock::now();
  call("GetStatus");
  return {ready - begin, Clock::now() - begin};
}

void Machine::lift() {
  const Said said = run(std::string(HOLDFASTD) + " --lift --root " + folder_.path().string() +
                        " --sentry " HOLDFAST_SENTRY);
  if (said.status != 0) throw std::runtime_error(said.text);
}

}  // namespace holdfast::bench
