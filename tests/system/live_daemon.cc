#include "tests/system/live_daemon.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto kPatience = 15s;

}  // namespace

void LiveDaemon::SetUp() {
  ASSERT_EQ(::geteuid(), 0u) << "needs root";
  ASSERT_EQ(::unshare(CLONE_NEWNET | CLONE_NEWNS), 0);
  ASSERT_EQ(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
  ASSERT_EQ(
      run("ip link set lo up && ip link add world type veth peer name far && ip link set far up && "
          "ip addr add 198.51.100.1/24 dev world && ip link set world up && "
          "ip route add default dev world")
          .status,
      0);
  // Other users are to reach the socket.
  fs::permissions(folder_.path(), fs::perms::others_exec | fs::perms::group_exec,
                  fs::perm_options::add);
  fs::create_directories(folder_ / "etc");
  for (const char* name : {"passwd", "group", "nsswitch.conf", "ssl", "ld.so.cache"}) {
    const fs::path from = fs::path("/etc") / name;
    if (fs::exists(from)) fs::copy(from, folder_ / "etc" / name, fs::copy_options::recursive);
  }
  put(folder_ / "etc/hosts", "127.0.0.1 localhost\n# a line of my own\n");
  put(folder_ / "etc/resolv.conf", "nameserver 127.0.0.1\n");
  ASSERT_EQ(::mount((folder_ / "etc").c_str(), "/etc", nullptr, MS_BIND, nullptr), 0);
}

void LiveDaemon::TearDown() {
  if (daemon_ != 0) end_with(SIGTERM);
  // Ends the sentry as well, which outlives its daemon by design.
  (void)run(std::string(HOLDFASTD) + " --root " + folder_.path().string() + " --lift --sentry " +
            HOLDFAST_SENTRY);
  ::umount2("/etc", MNT_DETACH);
}

void LiveDaemon::start(const std::vector<std::string>& arguments) {
  launch(arguments);
  if (daemon_ > 0) wait_until_ready();
}

void LiveDaemon::launch(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{HOLDFASTD,  "--root",        folder_.path().string(),
                                 "--sentry", HOLDFAST_SENTRY, "--log-level",
                                 "warning"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  daemon_ = ::fork();
  ASSERT_GE(daemon_, 0);
  if (daemon_ == 0) {
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
}

void LiveDaemon::wait_until_ready() {
  const auto until = steady_clock::now() + kPatience;
  while (steady_clock::now() < until) {
    auto client = ipc::Client::connect(socket());
    if (client && client->call("io.holdfast.Control.GetStatus", {})) return;
    std::this_thread::sleep_for(1ms);
  }
  FAIL() << "holdfastd does not answer";
}

int LiveDaemon::end_with(int signal) {
  int status = 0;
  ::kill(daemon_, signal);
  EXPECT_EQ(::waitpid(daemon_, &status, 0), daemon_);
  daemon_ = 0;
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

boost::json::object LiveDaemon::call(const std::string& method, boost::json::object parameters) {
  auto client = ipc::Client::connect(socket());
  if (!client) {
    ADD_FAILURE() << client.error().text;
    return {};
  }
  auto reply = client->call("io.holdfast.Control." + method, std::move(parameters));
  if (!reply) {
    ADD_FAILURE() << reply.error().text;
    return {};
  }
  EXPECT_EQ(reply->error, "") << method << boost::json::serialize(reply->parameters);
  return reply->parameters;
}

std::vector<std::string> LiveDaemon::recorded(const std::string& kind) {
  const auto reply = call("Log", {{"kinds", {kind}}});
  std::vector<std::string> subjects;
  if (const auto* events = reply.if_contains("events")) {
    for (const auto& event : events->as_array()) {
      subjects.emplace_back(event.at("subject").as_string());
    }
  }
  return subjects;
}

std::string LiveDaemon::warnings() {
  return boost::json::serialize(call("GetStatus").at("warnings"));
}

std::string LiveDaemon::layer(const std::string& name) {
  const auto status = call("GetStatus");
  for (const auto& one : status.at("layers").as_array()) {
    if (one.at("layer").as_string() != name) continue;
    return std::string(one.at("state").as_string()) + ": " +
           std::string(one.at("detail").as_string());
  }
  return "none";
}

bool LiveDaemon::wait_for(const std::string& kind, std::size_t count) {
  return wait_until([&] { return recorded(kind).size() >= count; });
}

bool LiveDaemon::wait_until(const std::function<bool()>& holds) {
  const auto until = steady_clock::now() + kPatience;
  while (steady_clock::now() < until) {
    if (holds()) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

std::vector<pid_t> LiveDaemon::sentries() const {
  std::vector<pid_t> found;
  std::error_code gone;
  const fs::path network = fs::read_symlink("/proc/self/ns/net", gone);
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (fs::read_symlink(entry.path() / "exe", gone) != HOLDFAST_SENTRY || gone) continue;
    if (fs::read_symlink(entry.path() / "ns/net", gone) != network || gone) continue;
    if (get(entry.path() / "stat").find(") Z ") == std::string::npos) {
      found.push_back(static_cast<pid_t>(std::stol(name)));
    }
  }
  return found;
}

Said LiveDaemon::run(const std::string& command) const {
  Said said;
  std::FILE* out = ::popen(("(" + command + ") 2>&1").c_str(), "re");
  if (out == nullptr) return said;
  char bytes[4096];
  while (const std::size_t size = std::fread(bytes, 1, sizeof(bytes), out)) {
    said.text.append(bytes, size);
  }
  said.status = WEXITSTATUS(::pclose(out));
  return said;
}

int LiveDaemon::curl(const std::string& url, const std::string& options) const {
  return run("curl -sk --max-time 8 -o /dev/null " + options + " " + url).status;
}

}  // namespace holdfast
