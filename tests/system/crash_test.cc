// kill -9 at random moments, while somebody edits and somebody tampers. HOLDFAST_SEED repeats a
// run's choices (not the scheduler's).
#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <sstream>
#include <thread>

#include "platform/fd.h"
#include "platform/hosts_text.h"
#include "platform/store/store.h"
#include "tests/system/crash_world.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

const std::string kOwnHosts = "127.0.0.1 localhost\n# a line of my own\n";
const std::string kFirst = "block first.example.org";
constexpr int kKillsAShard = 50;

std::uint64_t chosen_seed() {
  const char* given = std::getenv("HOLDFAST_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

/// Four shards of fifty kills, so that they can run side by side.
class CrashTest : public LiveDaemon, public testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    LiveDaemon::SetUp();
    const std::uint64_t seed = chosen_seed() + static_cast<std::uint64_t>(GetParam());
    RecordProperty("seed", std::to_string(seed));
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    random_.seed(seed);
    editor_.emplace(socket(), random_());
    tamperer_.emplace(folder_ / "etc/hosts", kOwnHosts, random_());
  }

  void pause_up_to(microseconds most) {
    std::this_thread::sleep_for(microseconds(random_() % static_cast<std::uint64_t>(most.count())));
  }
  bool one_in(unsigned many) { return random_() % many == 0; }

  void kill_during_a_start();
  void kill_at_work();
  void kill_the_sentry();
  void expect_protected_while_dead();
  void expect_whole_record();
  void expect_carried_on();
  bool sinkhole_answers() const;

  std::mt19937_64 random_;
  std::optional<Editor> editor_;
  std::optional<Tamperer> tamperer_;
  bool may_be_without_a_sentry_ = false;
  std::int64_t rows_ = 0;
};

void CrashTest::kill_during_a_start() {
  launch();
  tamperer_->begin();
  pause_up_to(std::chrono::milliseconds(60));
  end_with(SIGKILL);
  // Between two sentries nobody may be there to answer: programs are refused then.
  may_be_without_a_sentry_ = true;
  tamperer_->end();
}

void CrashTest::kill_at_work() {
  start();
  editor_->begin();
  tamperer_->begin();
  if (one_in(4)) kill_the_sentry();
  pause_up_to(std::chrono::milliseconds(60));
  end_with(SIGKILL);
  editor_->end();
  tamperer_->end();
}

void CrashTest::kill_the_sentry() {
  pause_up_to(std::chrono::milliseconds(20));
  for (const pid_t sentry : sentries()) ::kill(sentry, SIGKILL);
  may_be_without_a_sentry_ = true;
}

bool CrashTest::sinkhole_answers() const {
  const platform::Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in sinkhole{};
  sinkhole.sin_family = AF_INET;
  sinkhole.sin_port = htons(443);
  ::inet_pton(AF_INET, "127.0.53.66", &sinkhole.sin_addr);
  return ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&sinkhole), sizeof sinkhole) ==
         0;
}

void CrashTest::expect_protected_while_dead() {
  EXPECT_EQ(platform::parse_hosts(hosts()).rest, kOwnHosts);
  EXPECT_EQ(run("nft list table inet holdfast").status, 0);
  EXPECT_TRUE(may_be_without_a_sentry_ || sinkhole_answers());
  // Every line of the file was once said: no half line, no old bytes behind new ones.
  std::istringstream policy(get(folder_ / "etc/holdfast/policy.rules"));
  for (std::string line; std::getline(policy, line);) {
    EXPECT_TRUE(editor_->statements().contains(line)) << line;
  }
}

// In a copy: what the next start finds is what the kill left.
void CrashTest::expect_whole_record() {
  const TempDir copy(fast_place());
  for (const char* name : {"holdfast.db", "holdfast.db-wal"}) {
    const fs::path from = folder_ / "var/lib/holdfast" / name;
    if (fs::exists(from)) fs::copy(from, copy / name);
  }
  const auto opened =
      platform::Store::open(copy / "holdfast.db", platform::Store::Check::kThorough);
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_FALSE(opened->damage) << *opened->damage;
  const auto chain = opened->store->verify_chain();
  ASSERT_TRUE(chain);
  EXPECT_FALSE(chain->broken_at);
  EXPECT_EQ(chain->gaps, 0);
  EXPECT_GE(chain->rows, rows_) << "what was recorded before is gone";
  rows_ = chain->rows;
}

void CrashTest::expect_carried_on() {
  EXPECT_TRUE(wait_until([&] { return sinkhole_answers(); }));
  may_be_without_a_sentry_ = false;
  const std::string policy(call("GetPolicy").at("text").as_string());
  EXPECT_EQ(editor_->broken_promises(policy), "");
  EXPECT_EQ(get(folder_ / "etc/holdfast/policy.rules"), policy);
  const platform::HostsText held = platform::parse_hosts(hosts());
  EXPECT_EQ(held.rest, kOwnHosts);
  for (const auto& [statement, fate] : editor_->statements()) {
    if (fate != Fate::kHeld || !statement.starts_with("block ")) continue;
    EXPECT_EQ(held.state, platform::SectionState::kWhole);
    EXPECT_NE(held.body.find(' ' + statement.substr(6)), std::string::npos) << statement;
  }
  const auto status = call("GetStatus");
  EXPECT_NE(status.at("state").as_string(), "weakened") << boost::json::serialize(status);
  EXPECT_TRUE(status.at("warnings").as_array().empty()) << boost::json::serialize(status);
}

TEST_P(CrashTest, LeavesTheMachineBlockedAndLosesNothing) {
  start();
  edit(kFirst);
  editor_->was_promised(kFirst);
  end_with(SIGKILL);
  for (int i = 0; i < kKillsAShard && !HasFailure(); ++i) {
    SCOPED_TRACE("kill " + std::to_string(i));
    one_in(4) ? kill_during_a_start() : kill_at_work();
    expect_protected_while_dead();
    expect_whole_record();
    if (one_in(10)) (void)run("nft delete table inet holdfast");
    start();
    expect_carried_on();
    end_with(SIGKILL);
  }
  start();
  EXPECT_TRUE(recorded("store_damaged").empty());
  EXPECT_EQ(call("GetStatus").at("pending").as_array().size(), recorded("pending").size());
  EXPECT_TRUE(wait_until([&] { return sentries().size() == 1; })) << "former ones leave";
  EXPECT_EQ(curl("https://first.example.org/"), 35);
  std::printf("%lld rows, %zu statements\n", static_cast<long long>(rows_),
              editor_->statements().size());
}

INSTANTIATE_TEST_SUITE_P(Shard, CrashTest, testing::Range(0, 4));

}  // namespace
}  // namespace holdfast
