// G11: the sentry's CPU time a connection, alert and record included, beside nginx with ssl_preread
// in the same run, batch by batch. Also: a flood of 10,000 connections is a few records, and how
// much memory it took.
#include <benchmark/benchmark.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "daemon/sentry/sentry_process.h"
#include "policy/host_matcher.h"
#include "tests/bench/process_figures.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using bench::cpu_of;
using bench::median;
using bench::memory_of;
using platform::Fd;

constexpr int kBatch = 2000;
constexpr const char* kNginx = "/usr/sbin/nginx";
constexpr const char* kStreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

std::string client_hello() {
  std::ifstream file(HOLDFAST_CORPUS "/client_hello_fuzz/chromium_like_sni_last", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void visit(std::uint16_t port, const std::string& hello) {
  const SocketAddress to = socket_address({IpAddress::v4({127, 0, 0, 1}), port});
  const Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to.storage), to.size) != 0) return;
  (void)::send(socket.get(), hello.data(), hello.size(), MSG_NOSIGNAL);
  char answer[256];
  while (::recv(socket.get(), answer, sizeof answer, 0) > 0) {
  }
}

std::uint16_t free_port() {
  auto listener = listen_on(IpAddress::v4({127, 0, 0, 1}), 0, ListenerRole::kHttps);
  std::vector<SentryListener> one;
  one.push_back(std::move(*listener));
  return *port_of(one, ListenerRole::kHttps);
}

/// nginx with one worker that reads the SNI and answers a few bytes; it logs nothing.
class Nginx {
 public:
  Nginx() : port_(free_port()) {
    std::string pattern = (std::filesystem::temp_directory_path() / "nginx-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::ofstream(folder_ / "nginx.conf")
        << "load_module " << kStreamModule << ";\ndaemon off; master_process off; pid "
        << (folder_ / "pid").string() << "; error_log /dev/null crit;\n"
        << "events { worker_connections 8192; }\nstream { server { listen 127.0.0.1:" << port_
        << " backlog=4096; ssl_preread on; return $ssl_preread_server_name; } }\n";
    pid_ = ::fork();
    if (pid_ == 0) {
      const std::string file = (folder_ / "nginx.conf").string();
      ::execl(kNginx, "nginx", "-c", file.c_str(), "-p", folder_.c_str(), nullptr);
      ::_exit(127);
    }
    std::this_thread::sleep_for(300ms);
  }
  ~Nginx() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  static bool is_installed() {
    return std::filesystem::exists(kNginx) && std::filesystem::exists(kStreamModule);
  }
  std::uint16_t port() const { return port_; }
  pid_t pid() const { return pid_; }

 private:
  std::uint16_t port_;
  std::filesystem::path folder_;
  pid_t pid_ = 0;
};

/// A real sentry under its daemon's side, blocking everything as the sinkhole does.
class RunningSentry {
 public:
  RunningSentry()
      : process_(io_, {.program = HOLDFAST_SENTRY, .orphan_life = 0s},
                 {.on_attempt =
                      [this](const SentryAttempt& attempt) {
                        ++records_;
                        attempts_ += attempt.attempt.count;
                        SentryProcess::ack(attempt);
                      },
                  .on_indexes = [this](std::uint64_t, Holding) { held_ = true; },
                  .on_exit = {}}) {
    auto listeners = listen_for_redirects();
    port_ = *port_of(*listeners, ListenerRole::kHttps);
    (void)process_.start(std::move(*listeners));
    SentryIndexes indexes;
    HostMatcherBuilder builder;
    builder.add("instagram.com");
    indexes.blocked = std::move(builder).build();
    indexes.allowed = HostMatcherBuilder().build();
    (void)process_.publish(indexes);
    while (!held_) io_.run_one();
    daemon_ = std::thread([this] {
      const auto work = boost::asio::make_work_guard(io_);
      io_.run();
    });
  }
  ~RunningSentry() {
    io_.stop();
    daemon_.join();
    process_.stop_for_good();
  }
  RunningSentry(const RunningSentry&) = delete;
  RunningSentry& operator=(const RunningSentry&) = delete;

  std::uint16_t port() const { return port_; }
  pid_t pid() const { return process_.pid(); }
  std::uint64_t records() const { return records_; }
  std::uint64_t attempts() const { return attempts_; }

 private:
  boost::asio::io_context io_;
  std::atomic<std::uint64_t> records_ = 0;
  std::atomic<std::uint64_t> attempts_ = 0;
  bool held_ = false;
  SentryProcess process_;
  std::uint16_t port_ = 0;
  std::thread daemon_;
};

double microseconds_a_visit(std::uint16_t port, pid_t pid, const std::string& hello) {
  const auto before = cpu_of(pid);
  for (int i = 0; i < kBatch; ++i) visit(port, hello);
  return std::chrono::duration<double, std::micro>(cpu_of(pid) - before).count() / kBatch;
}

void BM_SentryBesideNginx(benchmark::State& state) {
  if (!Nginx::is_installed()) {
    state.SkipWithError("needs nginx-light and libnginx-mod-stream");
    return;
  }
  const std::string hello = client_hello();
  const Nginx nginx;
  const RunningSentry sentry;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (auto _ : state) {
    theirs.push_back(microseconds_a_visit(nginx.port(), nginx.pid(), hello));
    ours.push_back(microseconds_a_visit(sentry.port(), sentry.pid(), hello));
    state.SetIterationTime(ours.back() * kBatch / 1e6);
  }
  state.counters["sentry_us"] = median(ours);
  state.counters["nginx_us"] = median(theirs);
  state.counters["ratio"] = median(ours) / median(theirs);
}
BENCHMARK(BM_SentryBesideNginx)->UseManualTime()->Iterations(15)->Unit(benchmark::kMillisecond);

void BM_FloodOfTenThousand(benchmark::State& state) {
  const std::string hello = client_hello();
  const RunningSentry sentry;
  const std::int64_t before = memory_of(sentry.pid());
  for (auto _ : state)
    for (int i = 0; i < 10'000; ++i) visit(sentry.port(), hello);
  std::this_thread::sleep_for(1500ms);
  state.counters["records"] = static_cast<double>(sentry.records());
  state.counters["attempts"] = static_cast<double>(sentry.attempts());
  state.counters["pss_kib"] = static_cast<double>(before);
  state.counters["pss_after_kib"] = static_cast<double>(memory_of(sentry.pid()));
}
BENCHMARK(BM_FloodOfTenThousand)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::daemon

BENCHMARK_MAIN();
