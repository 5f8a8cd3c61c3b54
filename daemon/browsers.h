#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/json/object.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/ipc_handler.h"
#include "daemon/options.h"
#include "platform/browser/browser_layer.h"
#include "platform/browser/running_browsers.h"
#include "policy/event.h"

namespace holdfast::daemon {

/// How it is with the extension in a browser of this machine.
enum class ExtensionState {
  kCannot,      ///< it cannot be there, or the browser cannot be managed at all
  kNotRunning,  ///< the browser does not run
  kStarting,    ///< it runs since just now
  kAnswers,
  kNextStart,  ///< it runs since before the extension was there, and looks at its next start only
  kSilent,     ///< it should answer and does not
};

struct BrowserView {
  const platform::Browser* browser = nullptr;
  ExtensionState extension = ExtensionState::kCannot;
};

/// The browsers that run: tells their extensions the rules, hears what they saw, and notices those
/// whose extension is silent. An extension talks to the daemon by a program that its browser
/// started; that program's process says which browser it is, whatever it calls itself.
class Browsers {
 public:
  struct Parts {
    boost::asio::io_context& loop;
    platform::BrowserLayer& layer;
    std::filesystem::path root;
    std::filesystem::path extension;  ///< of Firefox, as installed
    std::function<bool(std::uint32_t uid)> is_person;
    std::function<const BlockSet&()> block_set;
    /// Whether the layer holds: where it does not, no extension can be expected.
    std::function<bool()> holds;
    std::function<void(decltype(Event::what))> submit;
  };
  explicit Browsers(Parts parts);

  /// Answers with the page rules now and at every change. The open call is the heartbeat.
  void follow(const Peer& peer, Responder out);
  /// The person came to a page that a rule takes away. False for an id that stands for no rule.
  bool report_visit(const Peer& peer, std::string_view id);
  /// The rule's key; nothing when the id stands for none now.
  std::optional<std::string> rule_of(std::string_view id) const;
  /// Tells all who follow, if the rules changed. Looks after the browsers from then on.
  void publish(const BlockSet& set);

  /// What is known beside its bytes of where an attempt came from.
  enum class Sight {
    kNoBrowser,
    kUnseen,  ///< a browser whose extension is not there: nothing tells a visit from an embed
    kSeen,    ///< its extension reports visits itself
  };
  /// Whether it is one of the browsers that are managed.
  bool is_managed(const Program& program) const;
  Sight sight_of(const std::optional<Program>& program) const;

  std::vector<BrowserView> view() const;
  /// See platform::BrowserLayer.
  std::vector<std::filesystem::path> watched() const { return parts_.layer.watched(); }

 private:
  struct Follower {
    pid_t browser = 0;  // 0: not started by a browser that is known
    Responder out;
  };
  struct Silence {
    int looks = 0;
    bool told = false;
  };
  bool look();
  void look_again(std::chrono::seconds pause);
  void tell_of_what_stays(const boost::json::object& former);
  bool answers(pid_t browser) const;
  ExtensionState state_of(const platform::RunningBrowser& running) const;

  Parts parts_;
  boost::asio::steady_timer next_look_;
  std::vector<Follower> followers_;
  boost::json::object pages_;
  bool is_looking_ = false;
  std::map<pid_t, Silence> silent_;
  std::chrono::system_clock::time_point began_ = std::chrono::system_clock::now();
  std::set<pid_t> waiting_;  // for their next start, and told of
};

/// How the layer is set up for these options. The program and the packages are beside this one,
/// unless the options say otherwise.
platform::BrowserLayer::Setup browser_setup(const Options& options,
                                            std::shared_ptr<const Catalog> catalog);

/// The word for it in the interface.
std::string_view word(ExtensionState state);

}  // namespace holdfast::daemon
