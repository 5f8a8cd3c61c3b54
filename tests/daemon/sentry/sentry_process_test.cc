#include "daemon/sentry/sentry_process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "policy/host_matcher.h"
#include "tests/daemon/sentry/sentry_world.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

constexpr const char* kProbe =
    "curl -gsS -m 10 --noproxy '*' -o /dev/null -w '%{http_code}' "
    "--connect-to '::203.0.113.9:' http://blocked.example/";

bool is_alive(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string word;
  status >> word >> word >> word;
  return status && word != "Z";
}

class SentryProcessTest : public SentryWorld {
 protected:
  // As kill -9 of the daemon: its end of the channel closes, nothing is said.
  pid_t abandon() {
    const pid_t pid = sentry_->pid();
    sentry_.reset();
    held_.clear();
    children_.push_back(pid);
    return pid;
  }
  std::filesystem::path control() const { return folder_ / "sentry.sock"; }
  std::vector<SentryListener> with_control() {
    auto listeners = listen_for_redirects();
    auto successor = listen_for_successor(control());
    EXPECT_TRUE(listeners && successor);
    listeners->push_back(std::move(*successor));
    return std::move(*listeners);
  }
};

TEST_F(SentryProcessTest, IsReplacedAtOnceWhenItDies) {
  start_sentry();
  for (int death = 1; death <= 3; ++death) {
    const pid_t killed = sentry_->pid();
    ::kill(killed, SIGKILL);
    EXPECT_EQ(run(kProbe).text, "403");
    ASSERT_EQ(exits_.size(), static_cast<std::size_t>(death));
    EXPECT_EQ(exits_.back().pid, killed);
    EXPECT_EQ(exits_.back().how, "signal 9");
    EXPECT_NE(sentry_->pid(), killed);
  }
}

TEST_F(SentryProcessTest, SaysWhyItDoesNotStart) {
  SentryOptions options;
  options.program = folder_ / "nothing";
  SentryProcess process(io_, options, {});
  const auto started = process.start({});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::kNotFound);
}

TEST_F(SentryProcessTest, PausesAfterManyDeaths) {
  SentryOptions options;
  options.program = "/bin/false";
  int deaths = 0;
  SentryHandlers handlers;
  handlers.on_exit = [&](const SentryExit& ended) {
    ++deaths;
    EXPECT_EQ(ended.how, "exit 1");
  };
  SentryProcess process(io_, options, std::move(handlers));
  ASSERT_TRUE(process.start({}));
  EXPECT_TRUE(run_until([&] { return deaths >= 5; }));
  io_.run_for(500ms);
  EXPECT_EQ(deaths, 5);
  EXPECT_TRUE(run_until([&] { return deaths == 6; }));
  process.stop_for_good();
}

TEST_F(SentryProcessTest, ReplacesWhatIsBlockedWhileItRuns) {
  start_sentry();
  const auto probe = [&] { return run(kProbe).text; };
  EXPECT_EQ(probe(), "403");
  SentryIndexes none;
  none.blocked = none.allowed = HostMatcherBuilder().build();
  publish(none);
  EXPECT_NE(probe(), "403");
  const auto list = folder_ / "list.index";
  HostMatcherBuilder builder;
  builder.add("blocked.example");
  const auto bytes = std::move(builder).build();
  std::ofstream(list, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  SentryIndexes listed = none;
  listed.lists = {list};
  publish(listed);
  EXPECT_EQ(held_.back().second, Holding::kHeld);
  EXPECT_EQ(probe(), "403");
}

TEST_F(SentryProcessTest, KeepsWhatItHasWhenAnIndexIsDamaged) {
  start_sentry();
  SentryIndexes damaged = usual_indexes();
  damaged.blocked.resize(damaged.blocked.size() / 2);
  publish(damaged);
  EXPECT_EQ(held_.back().second, Holding::kRejected);
  EXPECT_EQ(run(kProbe).text, "403");
  damaged.lists = {folder_ / "missing"};
  const auto published = sentry_->publish(damaged);
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, ErrorCode::kNotFound);
}

TEST_F(SentryProcessTest, GoesOnAnsweringWithoutItsDaemonAndHandsEverythingOn) {
  start_sentry_with(with_control());
  EXPECT_EQ(run(kProbe).text, "403");
  EXPECT_FALSE(take_over(control())) << "its daemon lives";
  const pid_t orphan = abandon();
  attempts_.clear();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(run(kProbe).text, "403");
  ASSERT_TRUE(is_alive(orphan));

  auto left = take_over(control());
  ASSERT_TRUE(left);
  EXPECT_EQ(port_of(left->listeners, ListenerRole::kHttp), http_);
  EXPECT_EQ(port_of(left->listeners, ListenerRole::kHttps), https_);
  Inheritance rest;
  std::swap(rest.channel, left->channel);
  std::swap(rest.reports, left->reports);
  start_sentry_with(std::move(left->listeners));
  sentry_->listen_to(rest);
  EXPECT_TRUE(run_until([&] { return total_count() >= 3; })) << total_count();
  EXPECT_TRUE(run_until([&] { return !is_alive(orphan); }));
  EXPECT_EQ(total_count(), 3U);
  EXPECT_EQ(run(kProbe).text, "403");
}

TEST_F(SentryProcessTest, HandsOnWhatItWasNeverToldToUse) {
  pid_t orphan = 0;
  {
    SentryOptions options;
    options.program = HOLDFAST_SENTRY;
    SentryProcess process(io_, options, {});
    ASSERT_TRUE(process.start(with_control()));
    orphan = process.pid();
    children_.push_back(orphan);
  }
  const auto left = take_over(control());
  ASSERT_TRUE(left);
  EXPECT_TRUE(port_of(left->listeners, ListenerRole::kHttp));
  EXPECT_TRUE(run_until([&] { return !is_alive(orphan); }));
}

TEST_F(SentryProcessTest, LosesNoReportThatWasNotAcknowledged) {
  start_sentry_with(with_control());
  acknowledges_ = false;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run(kProbe).text, "403");
  abandon();
  attempts_.clear();
  acknowledges_ = true;
  auto left = take_over(control());
  ASSERT_TRUE(left);
  SentryProcess next(io_, {},
                     {.on_attempt =
                          [&](const SentryAttempt& attempt) {
                            attempts_.push_back(attempt);
                            SentryProcess::ack(attempt);
                          },
                      .on_indexes = {},
                      .on_exit = {}});
  next.listen_to(*left);
  EXPECT_TRUE(run_until([&] { return total_count() == 2; })) << total_count();
}

TEST_F(SentryProcessTest, EndsWhenNobodyComesForIt) {
  SentryOptions options;
  options.orphan_life = 1s;
  start_sentry(options);
  const pid_t orphan = abandon();
  EXPECT_TRUE(run_until([&] { return !is_alive(orphan); }));
}

TEST_F(SentryProcessTest, StopsForGood) {
  start_sentry();
  const pid_t pid = sentry_->pid();
  sentry_->stop_for_good();
  EXPECT_TRUE(run_until([&] { return !is_alive(pid); }));
  EXPECT_NE(run(kProbe).text, "403");
  EXPECT_EQ(exits_.back().how, "exit 0");
  EXPECT_EQ(sentry_->pid(), 0);
}

TEST_F(SentryProcessTest, MergesAFloodIntoOneReportASecond) {
  start_sentry();
  EXPECT_EQ(run("seq 2000 | xargs -P2 -n 500 sh -c 'for i; do echo "
                "\"url=http://blocked.example/\"; echo output=/dev/null; done | "
                "curl -gsS -m 60 --noproxy \"*\" --connect-to ::203.0.113.9: -K -' sh")
                .status,
            0);
  EXPECT_TRUE(run_until([&] { return total_count() == 2000; })) << total_count();
  EXPECT_LE(attempts_.size(), 30U);
}

TEST_F(SentryProcessTest, IdlesInLittleMemory) {
  if (kSanitized) GTEST_SKIP() << "sanitizers need more";
  start_sentry();
  EXPECT_EQ(run(kProbe).text, "403");
  const Said pss =
      run("awk '/^Pss:/ { print $2 }' /proc/" + std::to_string(sentry_->pid()) + "/smaps_rollup");
  EXPECT_LT(std::stol(pss.text), 2'500);
}

}  // namespace
}  // namespace holdfast::daemon
