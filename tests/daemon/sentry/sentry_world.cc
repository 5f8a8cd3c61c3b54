#include "tests/daemon/sentry/sentry_world.h"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "policy/host_matcher.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

constexpr auto kGenerous = 20s;

Said run_now(const std::string& command) {
  Said said;
  std::FILE* pipe = ::popen(("{ " + command + "; } 2>&1").c_str(), "re");
  std::array<char, 4096> part;
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
    said.text.append(part.data(), size);
  said.status = WEXITSTATUS(::pclose(pipe));
  return said;
}

void must(const std::string& command) {
  const Said said = run_now(command);
  ASSERT_EQ(said.status, 0) << command << ": " << said.text;
}

pid_t start(const std::string& command) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
    ::_exit(127);
  }
  return pid;
}

std::string namespace_of(const std::string& pid) {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/" + pid + "/ns/net", error).string();
}

std::vector<std::byte> index_of(std::initializer_list<const char*> names) {
  HostMatcherBuilder builder;
  for (const char* name : names) builder.add(name);
  return std::move(builder).build();
}

}  // namespace

void SentryWorld::SetUp() {
  if (::geteuid() != 0 || ::unshare(CLONE_NEWNET) != 0) GTEST_SKIP() << "needs root";
  std::string pattern = (std::filesystem::temp_directory_path() / "sentry-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
  peer_ = start("unshare --net sleep 600");
  children_.push_back(peer_);
  while (namespace_of(std::to_string(peer_)) == namespace_of("self"))
    std::this_thread::sleep_for(1ms);
  const std::string there = "nsenter -t " + std::to_string(peer_) + " -n ";
  must("ip link set lo up && ip link add hf0 type veth peer name hf1 netns " +
       std::to_string(peer_));
  must("ip addr add 203.0.113.1/24 dev hf0 && ip addr add 2001:db8:1::1/64 dev hf0 nodad");
  must(there + "ip addr add 203.0.113.7/24 dev hf1");
  must(there + "ip addr add 2001:db8:1::7/64 dev hf1 nodad");
  must("ip link set hf0 up && " + there + "ip link set hf1 up && " + there + "ip link set lo up");
}

void SentryWorld::TearDown() {
  if (sentry_ && sentry_->pid() > 0) {
    sentry_->stop_for_good();
    EXPECT_TRUE(run_until([&] { return sentry_->pid() == 0; }));
  }
  sentry_.reset();
  for (const pid_t child : children_) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

void SentryWorld::start_sentry(SentryOptions options) {
  auto listeners = listen_for_redirects();
  ASSERT_TRUE(listeners) << listeners.error().text;
  start_sentry_with(std::move(*listeners), std::move(options));
}

void SentryWorld::start_sentry_with(std::vector<SentryListener> listeners, SentryOptions options) {
  http_ = port_of(listeners, ListenerRole::kHttp).value_or(0);
  https_ = port_of(listeners, ListenerRole::kHttps).value_or(0);
  options.program = HOLDFAST_SENTRY;
  SentryHandlers handlers;
  handlers.on_attempt = [this](const SentryAttempt& attempt) {
    attempts_.push_back(attempt);
    if (acknowledges_) SentryProcess::ack(attempt);
  };
  handlers.on_relay = [this](const std::string& host) { relayed_.push_back(host); };
  handlers.on_indexes = [this](std::uint64_t generation, Holding holding) {
    held_.emplace_back(generation, holding);
  };
  handlers.on_exit = [this](const SentryExit& ended) { exits_.push_back(ended); };
  sentry_ = std::make_unique<SentryProcess>(io_, options, std::move(handlers));
  const auto started = sentry_->start(std::move(listeners));
  ASSERT_TRUE(started) << started.error().text;
  publish(usual_indexes());
  redirect_to_sentry(sentry_identity(options.user).uid);
}

SentryIndexes SentryWorld::usual_indexes() const {
  SentryIndexes indexes;
  indexes.blocked = index_of({kBlocked});
  indexes.allowed = index_of({"pay.blocked.example"});
  return indexes;
}

void SentryWorld::publish(const SentryIndexes& indexes) {
  const auto generation = sentry_->publish(indexes);
  ASSERT_TRUE(generation) << generation.error().text;
  ASSERT_TRUE(run_until([&] { return !held_.empty() && held_.back().first == *generation; }));
}

void SentryWorld::redirect_to_sentry(uid_t exempt) {
  const auto rules = [&](const std::string& to, std::uint16_t port, std::uint16_t target) {
    return to + " tcp dport " + std::to_string(port) + " redirect to :" + std::to_string(target) +
           "\n";
  };
  std::ofstream file(folder_ / "redirect.nft");
  file << "table inet sentry_test\ndelete table inet sentry_test\n"
       << "table inet sentry_test {\nchain out {\ntype nat hook output priority -100\n"
       << "meta skuid " << exempt << " return\n";
  for (const char* to :
       {"ip daddr { 127.0.53.66, 203.0.113.7, 203.0.113.9 }", "ip6 daddr 2001:db8:1::7"}) {
    file << rules(to, 80, http_) << rules(to, 443, https_);
  }
  file << "}\n}\n";
  file.close();
  must("nft -f " + (folder_ / "redirect.nft").string());
}

void SentryWorld::serve(const std::string& command) {
  children_.push_back(start("nsenter -t " + std::to_string(peer_) + " -n " + command));
}

void SentryWorld::serve_https() {
  const std::string key = (folder_ / "key.pem").string();
  const std::string certificate = (folder_ / "cert.pem").string();
  must(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
      "/CN=other.example -keyout " +
      key + " -out " + certificate);
  serve("openssl s_server -quiet -www -accept 443 -key " + key + " -cert " + certificate);
  const std::string there = "nsenter -t " + std::to_string(peer_) + " -n ";
  must("for i in $(seq 200); do " + there +
       "ss -Hltn sport = :443 | grep -q . && exit 0; "
       "sleep 0.05; done; exit 1");
}

bool SentryWorld::run_until(const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + kGenerous;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    io_.restart();
    io_.run_one_for(20ms);
  }
  return true;
}

Said SentryWorld::run(const std::string& command) {
  auto said = std::async(std::launch::async, [&] { return run_now(command); });
  EXPECT_TRUE(run_until([&] { return said.wait_for(0s) == std::future_status::ready; })) << command;
  return said.get();
}

std::string SentryWorld::status_of(pid_t pid, const std::string& field) const {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(field + ":\t")) return line.substr(field.size() + 2);
  return "no " + field;
}

std::uint32_t SentryWorld::total_count() const {
  std::uint32_t total = 0;
  for (const SentryAttempt& attempt : attempts_) total += attempt.attempt.count;
  return total;
}

}  // namespace holdfast::daemon
