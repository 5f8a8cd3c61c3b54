#include "daemon/browsers.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace holdfast::daemon {
namespace {

using platform::ExtensionFit;
using platform::RunningBrowser;

constexpr std::chrono::seconds kBetweenLooks(15);
// While no browser runs that could be silent.
constexpr std::chrono::seconds kLongPause(60);
// So long a browser that has started, and all of them after our own start, may take to answer.
constexpr std::chrono::seconds kPatience(30);
// A browser that has just started installs and starts its extension first.
constexpr int kLooksUntilSilent = 2;

// When a file or folder was made; nothing where it is not there, or nobody knows.
std::optional<std::chrono::system_clock::time_point> made(const std::filesystem::path& path) {
  struct statx found {};
  if (::statx(AT_FDCWD, path.c_str(), 0, STATX_BTIME, &found) != 0) return std::nullopt;
  if ((found.stx_mask & STATX_BTIME) == 0) return std::nullopt;
  return std::chrono::system_clock::from_time_t(found.stx_btime.tv_sec);
}

}  // namespace

Browsers::Browsers(Parts parts) : parts_(std::move(parts)), next_look_(parts_.loop) {}

void Browsers::follow(const Peer& peer, Responder out) {
  const auto running = platform::browser_that_started(peer.pid);
  if (pages_.empty()) pages_ = parts_.layer.pages(parts_.block_set());
  out.reply({{"pages", pages_}}, Responder::Continues::kYes);
  std::erase_if(followers_, [](const Follower& one) { return !one.out.is_open(); });
  followers_.push_back({running ? running->pid : 0, std::move(out)});
  if (running) silent_.erase(running->pid);
}

std::optional<std::string> Browsers::rule_of(std::string_view id) const {
  return parts_.layer.rule_of(parts_.block_set(), id);
}

bool Browsers::report_visit(const Peer& peer, std::string_view id) {
  auto rule = rule_of(id);
  if (!rule) return false;
  Attempt attempt{.detector = Detector::kBrowser, .intent = Intent::kVisit};
  if (const auto running = platform::browser_that_started(peer.pid)) {
    attempt.program =
        Program{.pid = running->pid, .uid = peer.uid, .name = std::string(running->browser->name)};
  }
  parts_.submit(event::AttemptSeen{std::move(attempt), std::move(*rule), HostReason::kTarget});
  return true;
}

void Browsers::publish(const BlockSet& set) {
  boost::json::object pages = parts_.layer.pages(set);
  if (pages != pages_) {
    const boost::json::object former = std::exchange(pages_, std::move(pages));
    if (former.contains("rules")) tell_of_what_stays(former);
    std::erase_if(followers_, [](const Follower& one) { return !one.out.is_open(); });
    for (const Follower& one : followers_) {
      one.out.reply({{"pages", pages_}}, Responder::Continues::kYes);
    }
  }
  const bool has_rules = !pages_["rules"].as_array().empty();
  if (has_rules && !is_looking_) look_again(kBetweenLooks);
  if (!has_rules) {
    next_look_.cancel();
    is_looking_ = false;
    silent_.clear();
  }
}

void Browsers::look_again(std::chrono::seconds pause) {
  is_looking_ = true;
  next_look_.expires_after(pause);
  next_look_.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped) return;
    look_again(look() ? kBetweenLooks : kLongPause);
  });
}

// Firefox reads its filters at its start only: what ended is kept away there until then.
void Browsers::tell_of_what_stays(const boost::json::object& former) {
  const auto& rules = pages_.at("rules").as_array();
  const auto& old = former.at("rules").as_array();
  const bool is_less = std::ranges::any_of(old, [&](const boost::json::value& rule) {
    return std::ranges::none_of(
        rules, [&](const boost::json::value& now) { return now.at("id") == rule.at("id"); });
  });
  if (!is_less) return;
  for (const RunningBrowser& running : platform::running_browsers()) {
    if (running.browser->family != platform::BrowserFamily::kFirefox) continue;
    if (!parts_.is_person(running.uid)) continue;
    parts_.submit(event::BrowserWaits{std::string(running.browser->name)});
  }
}

// Whether any runs that is to be looked at soon.
bool Browsers::look() {
  const auto now = std::chrono::system_clock::now();
  const bool may_expect = parts_.holds() && now - began_ >= kPatience;
  bool is_any = false;
  std::map<pid_t, Silence> silent;
  for (const RunningBrowser& running : platform::running_browsers()) {
    if (!parts_.is_person(running.uid) || running.is_contained) continue;
    is_any = true;
    const ExtensionState state = state_of(running);
    const std::string name(running.browser->name);
    if (state == ExtensionState::kNextStart && waiting_.insert(running.pid).second) {
      parts_.submit(event::BrowserWaits{name});
    }
    if (state != ExtensionState::kStarting && state != ExtensionState::kSilent) continue;
    if (!may_expect || now - running.started < kPatience) continue;
    Silence& silence = silent[running.pid];
    if (const auto known = silent_.find(running.pid); known != silent_.end()) {
      silence = known->second;
    }
    ++silence.looks;
    if (silence.looks < kLooksUntilSilent || silence.told) continue;
    silence.told = true;
    parts_.submit(event::TamperSeen{Layer::kBrowser,
                                    say("the extension in {1} does not answer", {name}),
                                    Program{.pid = running.pid, .uid = running.uid, .name = name}});
  }
  silent_ = std::move(silent);
  return is_any;
}

bool Browsers::answers(pid_t browser) const {
  return std::ranges::any_of(
      followers_, [&](const Follower& one) { return one.browser == browser && one.out.is_open(); });
}

ExtensionState Browsers::state_of(const RunningBrowser& running) const {
  if (answers(running.pid)) return ExtensionState::kAnswers;
  if (running.browser->family == platform::BrowserFamily::kUnmanaged) {
    return ExtensionState::kCannot;
  }
  // Firefox looks at its start only, Chromium into a folder that was there at its start.
  const bool is_firefox = running.browser->family == platform::BrowserFamily::kFirefox;
  const auto since =
      made(is_firefox ? parts_.extension : parts_.root / running.browser->policies.relative_path());
  if (since && running.started < *since) return ExtensionState::kNextStart;
  const auto silence = silent_.find(running.pid);
  const bool is_known_silent =
      silence != silent_.end() && silence->second.looks >= kLooksUntilSilent;
  return is_known_silent ? ExtensionState::kSilent : ExtensionState::kStarting;
}

Browsers::Sight Browsers::sight_of(const std::optional<Program>& program) const {
  if (!program || program->pid == 0) return Sight::kNoBrowser;
  const auto running = platform::browser_of_process(program->pid);
  if (!running) return Sight::kNoBrowser;
  return answers(running->pid) ? Sight::kSeen : Sight::kUnseen;
}

bool Browsers::is_managed(const Program& program) const {
  const auto running = platform::browser_of_process(program.pid);
  return running && running->browser->family != platform::BrowserFamily::kUnmanaged;
}

std::vector<BrowserView> Browsers::view() const {
  const std::vector<RunningBrowser> all = platform::running_browsers();
  std::vector<BrowserView> views;
  for (const platform::Browser* browser : platform::installed_browsers(parts_.root)) {
    BrowserView view{browser, ExtensionState::kCannot};
    if (browser->extension == ExtensionFit::kFits) view.extension = ExtensionState::kNotRunning;
    for (const RunningBrowser& running : all) {
      const bool is_it = running.browser == browser && parts_.is_person(running.uid);
      // Of several that run the worst counts; the states are in that order.
      if (is_it) view.extension = std::max(view.extension, state_of(running));
    }
    views.push_back(view);
  }
  return views;
}

platform::BrowserLayer::Setup browser_setup(const Options& options,
                                            std::shared_ptr<const Catalog> catalog) {
  std::error_code unknown;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
  return {.paths = options.paths,
          .catalog = std::move(catalog),
          .extension = {.packages = options.browser_packages.empty()
                                        ? here.parent_path() / "share/holdfast/browser"
                                        : options.browser_packages,
                        .program = options.browser_host.empty() ? here / "holdfast-browser"
                                                                : options.browser_host,
                        .socket = options.socket,
                        .version = HOLDFAST_VERSION},
          .kind_page = page_address(options)};
}

std::string_view word(ExtensionState state) {
  switch (state) {
    case ExtensionState::kCannot:
      return "cannot";
    case ExtensionState::kNotRunning:
      return "not_running";
    case ExtensionState::kStarting:
      return "starting";
    case ExtensionState::kAnswers:
      return "answers";
    case ExtensionState::kNextStart:
      return "next_start";
    case ExtensionState::kSilent:
      return "silent";
  }
  return "";
}

}  // namespace holdfast::daemon
