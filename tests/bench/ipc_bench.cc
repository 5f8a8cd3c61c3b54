// G14: the status asked through the socket of a real daemon, and the rate of plain D-Bus calls
// through a dbus-daemon of our own, in turn. Needs root.

#include <benchmark/benchmark.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

#include "tests/bench/machine.h"
#include "tests/bench/process_figures.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kBatch = 500;
constexpr const char* kService = "io.holdfast.Bench";
constexpr const char* kObject = "/io/holdfast/Bench";

struct BusCloser {
  void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
using Bus = std::unique_ptr<sd_bus, BusCloser>;

void must(int result, const char* what) {
  if (result < 0) throw std::runtime_error(std::string("D-Bus: cannot ") + what);
}

/// A message bus with one service on it whose one method answers with a short text.
class MessageBus {
 public:
  static bool is_installed() { return bench::is_installed("dbus-daemon"); }

  explicit MessageBus(const Machine& machine)
      : address_("unix:path=" + (machine / "bus").string()),
        daemon_({"dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + address_}) {
    if (!Machine::wait_until([&] { return ::access((machine / "bus").c_str(), F_OK) == 0; })) {
      throw std::runtime_error("dbus-daemon does not listen");
    }
    Bus service = connect();
    must(sd_bus_add_object(service.get(), nullptr, kObject, answer, nullptr), "add the object");
    must(sd_bus_request_name(service.get(), kService, 0), "take the name");
    service_ = std::thread([this, bus = std::move(service)] { serve(bus.get()); });
  }
  ~MessageBus() {
    stops_ = true;
    service_.join();
  }
  MessageBus(const MessageBus&) = delete;
  MessageBus& operator=(const MessageBus&) = delete;

  Bus connect() const {
    sd_bus* bus = nullptr;
    must(sd_bus_new(&bus), "make a connection");
    Bus owned(bus);
    must(sd_bus_set_address(bus, address_.c_str()), "set the address");
    must(sd_bus_set_bus_client(bus, 1), "be a client");
    must(sd_bus_start(bus), "connect");
    return owned;
  }

 private:
  static int answer(sd_bus_message* call, void*, sd_bus_error*) {
    if (sd_bus_message_is_method_call(call, kService, "GetStatus") <= 0) return 0;
    return sd_bus_reply_method_return(call, "s", "holding");
  }
  void serve(sd_bus* bus) const {
    while (!stops_) {
      while (sd_bus_process(bus, nullptr) > 0) {
      }
      (void)sd_bus_wait(bus, std::chrono::microseconds(100ms).count());
    }
  }

  std::string address_;
  Peer daemon_;
  std::atomic<bool> stops_ = false;
  std::thread service_;
};

void ask_status(ipc::Client& client) {
  const auto reply = client.call("io.holdfast.Control.GetStatus", {});
  if (!reply || !reply->error.empty()) throw std::runtime_error("no status");
}

void ask_bus(sd_bus* bus) {
  sd_bus_message* reply = nullptr;
  must(sd_bus_call_method(bus, kService, kObject, kService, "GetStatus", nullptr, &reply, ""),
       "call");
  sd_bus_message_unref(reply);
}

template <class Work>
double calls_a_second(const Work& work) {
  const auto begin = Clock::now();
  for (int i = 0; i < kBatch; ++i) work();
  return kBatch / std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The argument: how many rules the daemon holds.
void BM_StatusBesideDBus(benchmark::State& state) {
  Machine machine;
  machine.write_rules(static_cast<int>(state.range(0)));
  machine.start();
  const MessageBus message_bus(machine);
  const Bus bus = message_bus.connect();
  auto client = ipc::Client::connect(machine.socket());
  std::vector<double> ours;
  std::vector<double> anew;
  std::vector<double> theirs;
  for (auto _ : state) {
    ours.push_back(calls_a_second([&] { ask_status(*client); }));
    anew.push_back(calls_a_second([&] {
      auto once = ipc::Client::connect(machine.socket());
      ask_status(*once);
    }));
    theirs.push_back(calls_a_second([&] { ask_bus(bus.get()); }));
    state.SetIterationTime(kBatch / ours.back());
  }
  state.counters["status_a_second"] = median(ours);
  state.counters["connect_and_status_a_second"] = median(anew);
  state.counters["dbus_a_second"] = median(theirs);
  state.counters["ratio"] = median(ours) / median(theirs);
}
BENCHMARK(BM_StatusBesideDBus)
    ->Arg(3)
    ->Arg(200)
    ->Iterations(15)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
