#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/browsers.h"
#include "daemon/controller.h"
#include "daemon/ipc_handler.h"
#include "daemon/layers.h"
#include "daemon/letters.h"
#include "platform/store/store.h"
#include "policy/why.h"

namespace holdfast::daemon {

/// Where what holds could not be written; empty where it could.
struct Unsaved {
  Phrase record;
  Phrase policy;
};

/// What the API asks about beside the state.
struct ApiSources {
  Controller& controller;
  Layers& layers;
  platform::Store& store;
  const ListLookup& lists;
  std::string version;
  IpAddress sinkhole;
  platform::Paths paths;
  Letters& letters;
  /// Null where the layer is not in use.
  std::function<Browsers*()> browsers;
  /// What does not work as it should beside the layers, for the status: a sentence each.
  std::function<std::vector<Phrase>()> troubles;
  std::function<Unsaved()> unsaved;
  std::function<Result<void>()> forget;
};

/// io.holdfast.Control: turns calls into events or answers them from the state. The router before
/// it has checked who asks and that the parameters have their types.
class Api : public Handler {
 public:
  explicit Api(ApiSources sources);

  void handle(const Peer& peer, ipc::Call call, Responder responder) override;

  /// The step's answers and announcements, from the effects.
  void answer(const effect::AnswerEdit& answer);
  void answer(const effect::AnswerEntry& answer);
  void answer(const effect::AnswerLetter& answer);
  /// Makes the key, which is told to none but who asked.
  void answer(const effect::MakeKey& made);
  void announce(const LogEntry& entry);

 private:
  using Method = void (Api::*)(const boost::json::object&, Responder);
  static const std::map<std::string_view, Method>& methods();

  void get_status(const boost::json::object& in, Responder out);
  void edit(const boost::json::object& in, Responder out);
  void unblock(const boost::json::object& in, Responder out);
  void list_rules(const boost::json::object& in, Responder out);
  void list_pending(const boost::json::object& in, Responder out);
  void confirm(const boost::json::object& in, Responder out);
  void cancel(const boost::json::object& in, Responder out);
  void why(const boost::json::object& in, Responder out);
  void get_policy(const boost::json::object& in, Responder out);
  void check_policy(const boost::json::object& in, Responder out);
  void apply_policy(const boost::json::object& in, Responder out);
  void log(const boost::json::object& in, Responder out);
  void watch(const boost::json::object& in, Responder out);
  void report_urge(const boost::json::object& in, Responder out);
  void report_slip(const boost::json::object& in, Responder out);
  void ride_out(const boost::json::object& in, Responder out);
  void get_support(const boost::json::object& in, Responder out);
  void keep_promise(const boost::json::object& in, Responder out);
  void insights(const boost::json::object& in, Responder out);
  void ask_allowance(const boost::json::object& in, Responder out);
  void doctor(const boost::json::object& in, Responder out);
  void get_partner(const boost::json::object& in, Responder out);
  void set_mail_account(const boost::json::object& in, Responder out);
  void send_test_mail(const boost::json::object& in, Responder out);
  void invite_partner(const boost::json::object& in, Responder out);
  void partner_agreed(const boost::json::object& in, Responder out);
  void partner_stopped(const boost::json::object& in, Responder out);
  void preview_summary(const boost::json::object& in, Responder out);
  void send_summary(const boost::json::object& in, Responder out);
  void explain(const boost::json::object& in, Responder out);
  void make_partner_key(const boost::json::object& in, Responder out);
  void unlock(const boost::json::object& in, Responder out);
  void verify_record(const boost::json::object& in, Responder out);
  void export_set(const boost::json::object& in, Responder out);
  void forget(const boost::json::object& in, Responder out);
  void follow_pages(const boost::json::object& in, Responder out);
  void report_visit(const boost::json::object& in, Responder out);
  void let_pass(const boost::json::object& in, Responder out);

  RequestId wait_for(std::string_view method, Responder out);
  void dry_run(decltype(Event::what) asked, Responder out);
  boost::json::object edit_result(const EditOutcome& outcome, const State& state, Moment now) const;
  /// False when it answered with an error.
  bool answer_failure(const EditOutcome& outcome, const Responder& out) const;
  std::vector<Phrase> warnings(Moment now) const;
  std::optional<Covering> covering_page(std::string_view query) const;
  boost::json::array browsers_json() const;
  void add_browsers(boost::json::array& rules) const;
  void add_browser_checks(boost::json::array& checks) const;
  int count_since(Wall since, std::string_view kind) const;

  /// What the store says of the day so far.
  struct Today {
    Wall since;
    int urges = 0;
    int ridden_out = 0;
  };
  const Today& today(Moment now);

  struct Waiting {
    std::string method;
    Responder out;
  };
  ApiSources from_;
  std::map<RequestId, Waiting> waiting_;
  Peer asking_;                      // of the call that is being handled
  std::vector<Responder> watchers_;  // of Watch
  struct Follower {
    std::vector<std::string> kinds;
    Responder out;
  };
  std::vector<Follower> followers_;  // of Log with follow
  std::optional<Today> today_;       // until the next event
  RequestId last_request_ = 0;
};

}  // namespace holdfast::daemon
