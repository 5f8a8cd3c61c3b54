#include "tests/fakes/fake_daemon.h"

#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <mutex>
#include <utility>

#include "tests/fakes/ipc_service.h"

namespace holdfast::fakes {
namespace {

constexpr const char* kStatus = R"({
  "version": "0.1.0", "state": "holding", "alias": "them",
  "streak": {"since": "2026-02-28T09:00:00Z", "days": 12, "best_days": 21, "total_days": 40,
             "slips": 1},
  "urges_today": 2, "ridden_out_today": 2, "open_urges": [],
  "rules": 4, "rules_by_kind": {"profile": 1, "host": 2, "phone": 1}, "names_held": 34,
  "layers": [
    {"layer": "hosts", "state": "holding", "detail": "34 names", "notes": []},
    {"layer": "firewall", "state": "holding", "detail": "6 addresses", "notes": []},
    {"layer": "browser", "state": "unavailable", "detail": "no managed browser was found",
     "notes": []},
    {"layer": "phone", "state": "off", "detail": "", "notes": []}],
  "browsers": [{"name": "Chromium", "managed": true, "extension": "answers"},
    {"name": "Opera", "managed": false, "extension": "cannot"}],
  "pending": [], "allowances": [], "coverage_percent": 99.85, "unobserved_seconds": 120,
  "coverage": {"verified": 80000, "weakened": 0, "not_running": 120, "asleep": 3600, "off": 0},
  "warnings": []})";

constexpr const char* kDone =
    R"({"result": {"outcome": "done", "applied": ["block instagram/her.name"], "pending": [],
        "failing": []}})";

constexpr const char* kWaiting =
    R"({"result": {"outcome": "pending", "applied": [], "failing": [], "pending": [
        {"id": 3, "what": "unblock example.org", "key": "block example.org",
         "asked": "2026-03-12T20:00:00Z", "confirm_from": "2026-03-13T20:00:00Z",
         "confirm_until": "2026-03-15T20:00:00Z", "state": "waiting", "postponed": 0}]}})";

constexpr const char* kUrge =
    R"({"id": 43, "time": "2026-03-12T19:50:00Z", "kind": "urge",
        "subject": "block instagram/her.name",
        "text": "An urge: instagram.com was tried by firefox, and it held.", "detail": {}})";

constexpr const char* kRiddenOut =
    R"({"id": 44, "time": "2026-03-12T19:58:00Z", "kind": "ridden_out", "subject": "",
        "text": "Ridden out. That is strength.", "detail": {"urge": 43}})";

constexpr const char* kLetter =
    R"({"id": 61, "kind": "summary", "made": "2026-03-08T17:00:00Z", "state": "sent", "tries": 1,
        "answer": "the server took it"})";

std::string promise(const std::string& text, int days, const std::string& kept_today) {
  return R"({"key": "promise \")" + text + R"(\"", "text": ")" + text + R"(", "kept_today": )" +
         kept_today + R"(, "days_kept": )" + std::to_string(days) + "}";
}

std::string with(const char* name, const std::string& value) {
  return std::string("{\"") + name + "\": " + value + "}";
}

}  // namespace

struct FakeDaemon::Impl : daemon::Handler {
  explicit Impl(const std::string& version)
      : service(*this, daemon::AccessPolicy{::getuid()}, {}, ipc::control_interface(), version) {}

  void handle(const daemon::Peer&, ipc::Call call, daemon::Responder responder) override {
    const std::lock_guard lock(mutex);
    const std::string method(ipc::split_name(call.method).member);
    asked[method] = std::move(call.parameters);
    for (const ipc::Reply& reply : answers.at(method)) {
      if (!reply.error.empty()) return responder.error(reply.error, reply.parameters);
      responder.reply(reply.parameters, reply.continues ? daemon::Responder::Continues::kYes
                                                        : daemon::Responder::Continues::kNo);
    }
  }

  std::mutex mutex;
  std::map<std::string, std::vector<ipc::Reply>, std::less<>> answers;
  std::map<std::string, boost::json::object, std::less<>> asked;
  IpcService service;  // last: it calls into all of the above
};

FakeDaemon::FakeDaemon(const std::string& version) : impl_(std::make_unique<Impl>(version)) {
  answer("GetStatus", {kStatus});
  answer("Edit", {kDone});
  answer("Unblock", {kWaiting});
  answer("ListRules", {R"({"rules": [
      {"key": "block instagram/her.name", "statement": "block instagram/her.name until 2027-03-01",
       "kind": "profile", "scope": "site", "ends": "2027-02-28T23:00:00Z",
       "held_by": ["hosts", "firewall"], "browsers": [], "other_browsers": ["Chromium", "Opera"],
       "hosts": 18, "addresses": 6},
      {"key": "block tel:+15551234567", "statement": "block tel:+15551234567", "kind": "phone",
       "scope": "site", "held_by": [], "browsers": [], "other_browsers": ["Chromium", "Opera"], "hosts": 0, "addresses": 0}]})"});
  answer("ListPending", {R"({"pending": [
      {"id": 3, "what": "unblock example.org", "key": "block example.org",
       "asked": "2026-03-12T20:00:00Z", "confirm_from": "2026-03-13T20:00:00Z",
       "confirm_until": "2026-03-15T20:00:00Z", "state": "waiting", "postponed": 1}],
      "allowances": [{"id": 4, "target": "whatsapp.com", "purpose": "children",
       "opens": "2026-03-12T20:30:00Z", "closes": "2026-03-12T20:45:00Z", "state": "waiting"}]})"});
  answer("Confirm", {R"({"result": {"outcome": "done", "applied": ["unblock example.org"],
      "pending": [], "failing": []}})"});
  answer("Cancel", {"{}"});
  answer("Why", {R"({"blocked": true, "rule": "block instagram/her.name",
      "statement": "block instagram/her.name", "layers": ["hosts", "firewall"],
      "reason": "profile", "because": "cdn.instagram.com is part of instagram, which you block"})"});
  answer("GetPolicy", {R"({"text": "# mine\nblock instagram/her.name\nalias them\n)"
                       R"(plan \"If I open the laptop after ten, then I walk\"\n"})"});
  answer("CheckPolicy", {R"({"problems": []})"});
  answer("ApplyPolicy", {kDone});
  answer("Log", {with("events", std::string("[") + kUrge + "," + kRiddenOut + "]")});
  answer("Watch", {with("event", kUrge), with("event", kRiddenOut)});
  answer("ReportUrge", {with("event", kUrge)});
  answer("ReportSlip", {R"({"streak": {"since": "2026-03-12T20:00:00Z", "days": 0, "best_days": 21,
      "total_days": 40, "slips": 2, "closer_support_until": "2026-03-13T20:00:00Z"}})"});
  answer("RideOut", {with("event", kRiddenOut)});
  answer("Insights", {R"({"days_observed": 12, "urges": 9, "ridden_out": 8, "slips": 0,
      "by_hour": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,6,0],
      "by_weekday": [4,0,1,0,1,1,2],
      "by_weekday_hour": [],
      "by_week": [{"label": "2026-03-02", "urges": 6, "ridden_out": 5},
                  {"label": "2026-03-09", "urges": 3, "ridden_out": 3}],
      "days": [{"date": "2026-03-12", "urges": 1, "ridden_out": 1, "slips": 0}],
      "helped": [{"what": "let_it_pass", "times": 4}, {"what": "move", "times": 2},
                 {"what": "ground", "times": 1}],
      "sentences": ["Most urges come between ten and eleven in the evening."]})"});
  answer("GetSupport", {R"({"now": ["let_it_pass", "call", "plan", "soothe", "move", "breathe",
      "ground", "note", "reach_out"], "friends": [{"name": "A.", "number": "+15557654321"}],
      "plans": ["If I open the laptop after ten, then I walk"],
      "promises": [)" + promise("Lights out at eleven", 4, "false") +
                        "," + promise("Water first", 9, "true") + R"(], "next_milestone": 14})"});
  answer("KeepPromise", {with("promises", "[" + promise("Lights out at eleven", 5, "true") + "," +
                                              promise("Water first", 9, "true") + "]")});
  answer("AskAllowance", {R"({"allowance": {"id": 4, "target": "whatsapp.com",
      "purpose": "children", "opens": "2026-03-12T20:30:00Z", "closes": "2026-03-12T20:45:00Z",
      "state": "waiting"}})"});
  answer("Doctor", {R"({"checks": [
      {"name": "hosts file", "result": "ok", "text": "www.instagram.com leads nowhere",
       "advice": ""},
      {"name": "browser", "result": "weak", "text": "firefox uses DNS over HTTPS",
       "advice": "switch it off under Settings, Privacy, DNS over HTTPS"}],
      "names": [], "sinkhole": "127.0.53.66"})"});
  answer("GetPartner", {R"({"mail": "friend@example.org", "name": "A.", "consent": "agreed",
      "next_summary": "2026-03-15T17:00:00Z", "alerts": ["tampering", "unobserved", "loosening"],
      "shares_slips": false, "account": {"sender": "me@example.net", "name": "Me",
      "server": "smtps://mail.example.net", "user": "me", "sendmail": ""}, "account_problem": "",
      "letters": [)" + std::string(kLetter) +
                        "]}"});
  answer("SetMailAccount", {"{}"});
  answer("SendTestMail", {with("letter", kLetter)});
  answer("InvitePartner", {with("letter", kLetter)});
  answer("PartnerAgreed", {"{}"});
  answer("PartnerStopped", {"{}"});
  answer("PreviewSummary", {R"({"subject": "Me: 12 days", "text": "Hello A.,\n\n12 days.\n",
      "message": "From: Me <me@example.net>\r\nSubject: Me: 12 days\r\n\r\nHello A.,\r\n"})"});
  answer("SendSummary", {with("letter", kLetter)});
  answer("Explain", {with("event", R"({"id": 45, "time": "2026-03-12T20:00:00Z",
      "kind": "explained", "subject": "", "text": "Explained: an update", "detail": {}})")});
  answer("MakePartnerKey", {R"({"uri":
      "otpauth://totp/Holdfast:Me?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Holdfast",
      "counts_from": "2026-03-13T20:00:00Z"})"});
  answer("Unlock", {R"({"until": "2026-03-12T20:10:00Z"})"});
  answer("VerifyRecord", {R"({"result": "whole", "text": "61 entries, none changed",
      "entries": 61, "mark": "61:7f3a-9c21-e011-83ab"})"});
  answer("Export", {R"({"text": "{\"events\":["})", R"({"text": "]}\n"})"});
  answer("Forget", {"{}"});
  answer("FollowPages", {R"({"pages": {"page": "http://127.0.53.66/resting", "allowed": [],
      "rules": [{"id": "0123456789abcdef", "hosts": ["imginn.com"], "people": []}]}})"});
  answer("ReportVisit", {"{}"});
  answer("LetPass", {"{}"});
}

FakeDaemon::~FakeDaemon() = default;

const std::string& FakeDaemon::path() const { return impl_->service.path(); }

void FakeDaemon::answer(const std::string& method, std::vector<std::string> json) {
  std::vector<ipc::Reply> replies;
  for (const std::string& text : json) {
    replies.push_back({{}, boost::json::parse(text).as_object(), true});
  }
  replies.back().continues = false;
  const std::lock_guard lock(impl_->mutex);
  impl_->answers[method] = std::move(replies);
}

void FakeDaemon::answer_error(const std::string& method, std::string_view error,
                              const std::string& json) {
  const std::lock_guard lock(impl_->mutex);
  impl_->answers[method] = {{std::string(error), boost::json::parse(json).as_object(), false}};
}

std::string FakeDaemon::asked(const std::string& method) {
  const std::lock_guard lock(impl_->mutex);
  const auto it = impl_->asked.find(method);
  return it == impl_->asked.end() ? "null" : boost::json::serialize(it->second);
}

}  // namespace holdfast::fakes
