// The firewall's speed, in network namespaces of its own; needs root. Where a peer is named it runs
// in the same process and in turn with ours, since only ratios of medians mean something on a busy
// machine.

#include <netinet/in.h>

#include <benchmark/benchmark.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <thread>
#include <vector>

#include "platform/firewall/firewall.h"
#include "platform/firewall_watch.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
  return values[at];
}

template <class Work>
double seconds_of(Work&& work) {
  const auto begin = Clock::now();
  work();
  return Seconds(Clock::now() - begin).count();
}

[[noreturn]] void give_up(const char* why) {
  std::fprintf(stderr, "firewall_bench: %s\n", why);
  std::exit(1);
}

BlockSet many_addresses(int count) {
  BlockSet set;
  for (int i = 0; i < count; ++i) {
    set.addresses.push_back(
        blocked(IpAddress::v4({11, static_cast<std::uint8_t>(i >> 16),
                               static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)})));
  }
  return set;
}

std::unique_ptr<Firewall> make_firewall(TableGuard guard) {
  FirewallOptions options;
  options.guard = guard;
  options.sentry = SentryPorts{.uid = 4242, .http = 1080, .https = 1443};
  options.now = [] { return Wall{}; };
  auto made = Firewall::create(std::move(options));
  if (!made) give_up(made.error().text.english().c_str());
  return std::move(*made);
}

void must_apply(Firewall& firewall, const BlockSet& set) {
  if (auto applied = firewall.apply(set); !applied) give_up(applied.error().text.english().c_str());
}

/// Notes when a transaction of one socket took effect, on a thread of its own.
class Observer {
 public:
  explicit Observer(std::uint32_t port_id) : port_id_(port_id) {
    auto opened = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!opened || !opened->join(NFNLGRP_NFTABLES).ok()) give_up("cannot observe");
    socket_.emplace(std::move(*opened));
    socket_->set_receive_buffer(8 << 20);
    thread_ = std::thread([this] { observe(); });
  }
  ~Observer() {
    stop_ = true;
    thread_.join();
  }
  /// The first one after `begin`.
  Clock::time_point effect_after(Clock::time_point begin) {
    Clock::time_point seen;
    while ((seen = last_.load()) < begin) std::this_thread::yield();
    return seen;
  }

 private:
  void observe() {
    while (!stop_) {
      pollfd ready{.fd = socket_->fd(), .events = POLLIN, .revents = 0};
      (void)::poll(&ready, 1, 50);
      const auto now = Clock::now();
      while (socket_
                 ->receive([&](const nlmsghdr& message) {
                   if (message.nlmsg_pid == port_id_) last_ = now;
                 })
                 .ok()) {
      }
    }
  }

  std::uint32_t port_id_;
  std::optional<NetlinkSocket> socket_;
  std::atomic<Clock::time_point> last_{Clock::time_point{}};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// G9: another program deletes the table; how long until it stands again, from the deletion on. Our
// call then goes on to cut what was opened meanwhile: "done". The peer is a watcher that knows at
// once and runs `nft -f`.
void restore_deleted_table(benchmark::State& state) {
  const testing::TwoHosts hosts;
  const BlockSet set = many_addresses(static_cast<int>(state.range(0)));
  auto firewall = make_firewall(TableGuard::kNone);
  must_apply(*firewall, set);
  const std::string file = "/tmp/holdfast_bench_" + std::to_string(::getpid()) + ".nft";
  std::ofstream(file) << testing::run("nft list table inet holdfast");
  auto watch = FirewallWatch::open(firewall->port_id());
  auto stranger = NetlinkSocket::open(NETLINK_NETFILTER);
  if (!watch || !stranger) give_up("cannot open netlink sockets");
  Observer observer(firewall->port_id());
  const auto delete_table = [&] {
    NftBatch batch;
    batch.delete_table(kTableName);
    if (!batch.commit(*stranger).ok()) give_up("cannot delete the table");
  };

  std::vector<double> done;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (auto _ : state) {
    delete_table();
    const auto begin = Clock::now();
    pollfd ready{.fd = watch->fd(), .events = POLLIN, .revents = 0};
    (void)::poll(&ready, 1, 1000);
    if (auto touches = watch->read(); !touches || touches->empty()) give_up("heard nothing");
    must_apply(*firewall, set);
    done.push_back(Seconds(Clock::now() - begin).count());
    ours.push_back(Seconds(observer.effect_after(begin) - begin).count());
    state.SetIterationTime(ours.back());

    delete_table();
    theirs.push_back(seconds_of([&] {
      if (std::system(("exec nft -f " + file).c_str()) != 0) give_up("nft -f failed");
    }));
    (void)watch->read();
  }
  state.counters["p50_ms"] = quantile(ours, 0.5) * 1e3;
  state.counters["p99_ms"] = quantile(ours, 0.99) * 1e3;
  state.counters["done_p50_ms"] = quantile(done, 0.5) * 1e3;
  state.counters["nft_p50_ms"] = quantile(theirs, 0.5) * 1e3;
  state.counters["ratio"] = quantile(ours, 0.5) / quantile(theirs, 0.5);
  std::remove(file.c_str());
}
BENCHMARK(restore_deleted_table)
    ->Arg(10)
    ->Arg(100)
    ->Arg(1000)
    ->UseManualTime()
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);

// G10: what a connection that no rule concerns takes with the table and without, in turn, on a bare
// machine (0) and on one whose connections are tracked anyway (1), as by most firewalls. The peer
// is a veth pair with no network behind it: tracking and NAT, which a redirect needs, are most of
// it.
void unconcerned_connection(benchmark::State& state) {
  constexpr int kTurns = 40;
  constexpr int kConnections = 250;
  const testing::TwoHosts hosts;
  const Fd listener = hosts.listen_far(8080);
  const IpAddress address = testing::ip("192.0.2.2");
  BlockSet set = many_addresses(1000);
  for (int i = 0; i < 50; ++i) {
    set.networks.push_back(
        {Network::of(IpAddress::v4({12, static_cast<std::uint8_t>(i), 0, 0}), 24), "", {}});
  }
  if (state.range(0) == 1) {
    testing::run(
        "nft 'add table inet other; add chain inet other c { type filter hook output "
        "priority 0; }; add rule inet other c ct state established accept'");
  }
  auto firewall = make_firewall(TableGuard::kStrongest);
  const linger reset{.l_onoff = 1, .l_linger = 0};  // else ports run out in TIME_WAIT

  std::vector<double> with;
  std::vector<double> without;
  const auto connect_some = [&](std::vector<double>& times) {
    for (int i = 0; i < kConnections; ++i) {
      testing::Attempted attempted;
      times.push_back(seconds_of([&] { attempted = testing::try_connect(address, 8080); }));
      if (attempted.error != 0) give_up("cannot connect");
      ::setsockopt(attempted.socket.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
      ::close(::accept(listener.get(), nullptr, nullptr));
    }
  };
  for (auto _ : state) {
    for (int turn = 0; turn < kTurns; ++turn) {
      if (!firewall->lift()) give_up("cannot lift");
      connect_some(without);
      must_apply(*firewall, set);
      connect_some(with);
    }
  }
  state.counters["without_p50_us"] = quantile(without, 0.5) * 1e6;
  state.counters["with_p50_us"] = quantile(with, 0.5) * 1e6;
  state.counters["ratio"] = quantile(with, 0.5) / quantile(without, 0.5);
}
BENCHMARK(unconcerned_connection)->Arg(0)->Arg(1)->Iterations(1)->Unit(benchmark::kMillisecond);

void apply_from_nothing(benchmark::State& state) {
  const testing::TwoHosts hosts;
  const BlockSet set = many_addresses(static_cast<int>(state.range(0)));
  auto firewall = make_firewall(TableGuard::kStrongest);
  for (auto _ : state) {
    must_apply(*firewall, set);
    state.PauseTiming();
    if (!firewall->lift()) give_up("cannot lift");
    state.ResumeTiming();
  }
}
BENCHMARK(apply_from_nothing)->Arg(100)->Arg(10'000)->Unit(benchmark::kMillisecond);

// One address more, and one less, among many.
void change_one_address(benchmark::State& state) {
  const testing::TwoHosts hosts;
  const BlockSet fewer = many_addresses(static_cast<int>(state.range(0)));
  const BlockSet more = many_addresses(static_cast<int>(state.range(0)) + 1);
  auto firewall = make_firewall(TableGuard::kStrongest);
  must_apply(*firewall, fewer);
  for (auto _ : state) {
    must_apply(*firewall, more);
    must_apply(*firewall, fewer);
  }
}
BENCHMARK(change_one_address)->Arg(100)->Arg(10'000)->Unit(benchmark::kMillisecond);

void verify_table(benchmark::State& state) {
  const testing::TwoHosts hosts;
  const BlockSet set = many_addresses(static_cast<int>(state.range(0)));
  auto firewall = make_firewall(TableGuard::kStrongest);
  must_apply(*firewall, set);
  for (auto _ : state) {
    if (auto verdict = firewall->verify(set); !verdict || !verdict->holds) give_up("does not hold");
  }
}
BENCHMARK(verify_table)->Arg(100)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::platform

BENCHMARK_MAIN();
