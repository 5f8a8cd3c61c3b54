// Calls that change something: each becomes an event, and the step's answer its reply.
#include "daemon/api.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "daemon/api_json.h"
#include "daemon/rfc3339.h"
#include "platform/ipc/names.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

// No call gets this number.
constexpr RequestId kDryRun = std::numeric_limits<RequestId>::max();

std::int64_t number_in(const json::object& in, std::string_view key) {
  return in.at(key).to_number<std::int64_t>();
}

bool is_dry_run(const json::object& in) {
  const json::value* dry = in.if_contains("dry_run");
  return dry && dry->is_bool() && dry->as_bool();
}

// What a dry run is answered, or what waits to become it once the layers hold.
EditOutcome outcome_of(const Step& tried) {
  for (const Effect& effect : tried.effects) {
    const auto* answer = std::get_if<effect::AnswerEdit>(&effect);
    if (answer && answer->request == kDryRun) return answer->outcome;
  }
  const auto& awaited = tried.state.awaited;
  const auto waits = std::find_if(awaited.rbegin(), awaited.rend(),
                                  [](const AwaitedAnswer& one) { return one.request == kDryRun; });
  return waits == awaited.rend() ? EditOutcome() : waits->outcome;
}

}  // namespace

Api::Api(ApiSources sources) : from_(std::move(sources)) {}

const std::map<std::string_view, Api::Method>& Api::methods() {
  static const std::map<std::string_view, Method> kMethods = {
      {"GetStatus", &Api::get_status},
      {"Edit", &Api::edit},
      {"Unblock", &Api::unblock},
      {"ListRules", &Api::list_rules},
      {"ListPending", &Api::list_pending},
      {"Confirm", &Api::confirm},
      {"Cancel", &Api::cancel},
      {"Why", &Api::why},
      {"GetPolicy", &Api::get_policy},
      {"CheckPolicy", &Api::check_policy},
      {"ApplyPolicy", &Api::apply_policy},
      {"Log", &Api::log},
      {"Watch", &Api::watch},
      {"ReportUrge", &Api::report_urge},
      {"ReportSlip", &Api::report_slip},
      {"RideOut", &Api::ride_out},
      {"GetSupport", &Api::get_support},
      {"KeepPromise", &Api::keep_promise},
      {"Insights", &Api::insights},
      {"AskAllowance", &Api::ask_allowance},
      {"Doctor", &Api::doctor},
      {"GetPartner", &Api::get_partner},
      {"SetMailAccount", &Api::set_mail_account},
      {"SendTestMail", &Api::send_test_mail},
      {"InvitePartner", &Api::invite_partner},
      {"PartnerAgreed", &Api::partner_agreed},
      {"PartnerStopped", &Api::partner_stopped},
      {"PreviewSummary", &Api::preview_summary},
      {"SendSummary", &Api::send_summary},
      {"Explain", &Api::explain},
      {"MakePartnerKey", &Api::make_partner_key},
      {"Unlock", &Api::unlock},
      {"VerifyRecord", &Api::verify_record},
      {"Export", &Api::export_set},
      {"Forget", &Api::forget},
      {"FollowPages", &Api::follow_pages},
      {"ReportVisit", &Api::report_visit},
      {"LetPass", &Api::let_pass},
  };
  return kMethods;
}

void Api::handle(const Peer& peer, ipc::Call call, Responder responder) {
  const std::string_view name = std::string_view(call.method).substr(call.method.rfind('.') + 1);
  const auto method = methods().find(name);
  if (method == methods().end()) {
    return responder.error(ipc::kMethodNotImplemented, {{"method", call.method}});
  }
  asking_ = peer;
  (this->*method->second)(call.parameters, std::move(responder));
}

RequestId Api::wait_for(std::string_view method, Responder out) {
  waiting_.emplace(++last_request_, Waiting{std::string(method), std::move(out)});
  return last_request_;
}

void Api::edit(const json::object& in, Responder out) {
  std::vector<std::string> lines;
  for (const json::value& line : in.at("statements").as_array()) {
    lines.emplace_back(line.as_string());
  }
  if (is_dry_run(in)) return dry_run(event::EditAsked{kDryRun, std::move(lines)}, std::move(out));
  from_.controller.submit(event::EditAsked{wait_for("Edit", std::move(out)), std::move(lines)});
}

void Api::unblock(const json::object& in, Responder out) {
  if (is_dry_run(in)) {
    return dry_run(event::UnblockAsked{kDryRun, text_in(in, "target")}, std::move(out));
  }
  from_.controller.submit(
      event::UnblockAsked{wait_for("Unblock", std::move(out)), text_in(in, "target")});
}

void Api::confirm(const json::object& in, Responder out) {
  from_.controller.submit(
      event::ConfirmAsked{wait_for("Confirm", std::move(out)), number_in(in, "id")});
}

void Api::cancel(const json::object& in, Responder out) {
  from_.controller.submit(
      event::CancelAsked{wait_for("Cancel", std::move(out)), number_in(in, "id")});
}

void Api::apply_policy(const json::object& in, Responder out) {
  from_.controller.submit(
      event::PolicyProposed{wait_for("ApplyPolicy", std::move(out)), text_in(in, "text")});
}

void Api::ask_allowance(const json::object& in, Responder out) {
  const std::int64_t minutes = std::clamp<std::int64_t>(number_in(in, "minutes"), -1, 100'000);
  from_.controller.submit(event::AllowanceAsked{wait_for("AskAllowance", std::move(out)),
                                                text_in(in, "target"), text_in(in, "purpose"),
                                                std::chrono::minutes(minutes)});
}

void Api::report_urge(const json::object& in, Responder out) {
  from_.controller.submit(
      event::UrgeReported{wait_for("ReportUrge", std::move(out)), text_in(in, "note")});
}

void Api::report_slip(const json::object& in, Responder out) {
  std::optional<Wall> when;
  if (const std::string text = text_in(in, "when"); !text.empty()) {
    auto parsed = from_rfc3339(text);
    if (!parsed) return out.error(ipc::kBadInput, said(parsed.error().text));
    when = *parsed;
    if (*when > from_.controller.now().wall + std::chrono::minutes(1)) {
      return out.error(ipc::kBadInput, said(say("that is still to come; say when it was")));
    }
  }
  from_.controller.submit(event::SlipReported{wait_for("ReportSlip", std::move(out)), when});
}

void Api::ride_out(const json::object& in, Responder out) {
  from_.controller.submit(event::RideReported{wait_for("RideOut", std::move(out)),
                                              number_in(in, "id"), help_of(text_in(in, "helped"))});
}

void Api::keep_promise(const json::object& in, Responder out) {
  from_.controller.submit(
      event::PromiseKept{wait_for("KeepPromise", std::move(out)), text_in(in, "key")});
}

void Api::forget(const json::object& in, Responder out) {
  if (text_in(in, "confirm") != "forget everything") {
    return out.error(ipc::kBadInput,
                     said(say("nothing was erased: confirm with the words \"forget everything\"")));
  }
  if (const auto done = from_.forget(); !done) {
    return out.error(ipc::kFailed, said(done.error().text));
  }
  today_.reset();
  out.reply({});
}

json::object Api::edit_result(const EditOutcome& outcome, const State& state, Moment now) const {
  using Kind = EditOutcome::Kind;
  json::array pending;
  for (const std::int64_t id : outcome.pending) {
    const auto found = state.pending.find(id);
    if (found != state.pending.end()) pending.push_back(pending_json(found->second, state, now));
  }
  std::vector<Phrase> failing;
  for (const auto& [layer, health] : state.health) {
    if (health.condition == LayerCondition::kFailing) {
      failing.push_back(say("{1}: {2}", {name_of(layer), health.detail}));
    }
  }
  for (const auto& [name, list] : state.lists) {
    // Of the others the status tells; here it is about what was asked for.
    const std::string statement = "block list " + name + " ";
    const bool is_asked_for =
        std::any_of(outcome.applied.begin(), outcome.applied.end(),
                    [&](const Phrase& one) { return one.english().starts_with(statement); });
    if (is_asked_for && !list.failure.empty()) {
      failing.push_back(say("list {1}: {2}", {name, list.failure}));
    }
  }
  // Rules are in both places, what waits in the record alone.
  const Unsaved unsaved = from_.unsaved();
  if (!unsaved.record.empty() && (!unsaved.policy.empty() || !outcome.pending.empty())) {
    failing.push_back(say("disk: a restart would forget this, since it cannot be written; {1}",
                          {unsaved.policy.empty() ? unsaved.record : unsaved.policy}));
  }
  json::object result{{"outcome", outcome.kind == Kind::kDone      ? "done"
                                  : outcome.kind == Kind::kPending ? "pending"
                                                                   : "unchanged"},
                      {"pending", std::move(pending)}};
  put(result, "applied", outcome.applied);
  put(result, "failing", failing);
  put(result, "refused", outcome.refused);
  return result;
}

bool Api::answer_failure(const EditOutcome& outcome, const Responder& out) const {
  using Kind = EditOutcome::Kind;
  if (outcome.kind == Kind::kBadRules) {
    json::array problems;
    for (const RuleProblem& problem : outcome.problems) problems.push_back(problem_json(problem));
    out.error(ipc::kBadRules, {{"problems", std::move(problems)}});
  } else if (outcome.kind == Kind::kRefused) {
    json::object parameters = said(outcome.text);
    if (outcome.until && *outcome.until != Wall::max()) {
      parameters["until"] = to_rfc3339(*outcome.until);
    }
    out.error(ipc::kRefused, std::move(parameters));
  } else if (outcome.kind == Kind::kNotFound) {
    out.error(ipc::kNotFound, said(outcome.text));
  } else {
    return false;
  }
  return true;
}

// The step as it would be: what it decides is told, and forgotten.
void Api::dry_run(decltype(Event::what) asked, Responder out) {
  const Moment now = from_.controller.now();
  const State& held = from_.controller.state();
  const Step tried = step(held, {now, std::move(asked)});
  const EditOutcome outcome = outcome_of(tried);
  if (answer_failure(outcome, out)) return;
  json::object result = edit_result(outcome, tried.state, now);
  result["outcome"] = "dry_run";
  result["plan"] = plan_json(held.block_set, tried.state.block_set, tried.state);
  for (json::value& pending : result["pending"].as_array()) {
    const auto id = pending.at("id").as_int64();
    if (!held.pending.contains(id)) pending.as_object()["id"] = 0;
  }
  out.reply({{"result", std::move(result)}});
}

void Api::answer(const effect::AnswerEdit& answer) {
  const auto found = waiting_.find(answer.request);
  if (found == waiting_.end()) return;
  const Waiting waiting = std::move(found->second);
  waiting_.erase(found);
  if (answer_failure(answer.outcome, waiting.out)) return;
  constexpr std::string_view kWithoutWords[] = {"Cancel", "PartnerAgreed", "PartnerStopped"};
  if (std::find(std::begin(kWithoutWords), std::end(kWithoutWords), waiting.method) !=
      std::end(kWithoutWords)) {
    return waiting.out.reply({});
  }
  waiting.out.reply(
      {{"result", edit_result(answer.outcome, from_.controller.state(), from_.controller.now())}});
}

void Api::answer(const effect::AnswerEntry& answer) {
  const auto found = waiting_.find(answer.request);
  if (found == waiting_.end()) return;
  const Waiting waiting = std::move(found->second);
  waiting_.erase(found);
  const Moment now = from_.controller.now();
  const State& state = from_.controller.state();
  if (waiting.method == "ReportSlip") {
    return waiting.out.reply({{"streak", streak_json(state.streak, now)}});
  }
  if (waiting.method == "AskAllowance") {
    const std::int64_t id = answer.entry.detail.at("allowance").to_number<std::int64_t>();
    return waiting.out.reply({{"allowance", allowance_json(state.allowances.at(id), now)}});
  }
  if (waiting.method == "KeepPromise") {
    return waiting.out.reply({{"promises", promises_json(support_at(state, now).promises)}});
  }
  if (waiting.method == "Unlock") {
    const Elapsed until = state.partner.pass_until.value_or(now.elapsed);
    return waiting.out.reply({{"until", to_rfc3339(now.wall + (until - now.elapsed))}});
  }
  waiting.out.reply({{"event", event_json(answer.entry)}});
}

}  // namespace holdfast::daemon
