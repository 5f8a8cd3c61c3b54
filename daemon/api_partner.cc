// The partner: the account, consent, letters, the key, and the record that they can check.
#include <utility>

#include "daemon/api.h"
#include "daemon/api_json.h"
#include "daemon/partner_json.h"
#include "daemon/rfc3339.h"
#include "platform/ipc/names.h"
#include "platform/one_time_code.h"
#include "policy/written_time.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

Phrase check_text(const RecordCheck& check, bool is_compared) {
  const std::string entries = std::to_string(check.mark.entries);
  if (check.broken_at) {
    return say(
        "the record does not fit at entry {1}: it was changed after it was written, or "
        "others beside it were taken out",
        {std::to_string(*check.broken_at)});
  }
  if (!is_compared) {
    return say_count("{1} entry, not changed", "{1} entries, none changed", check.mark.entries,
                     {entries});
  }
  return check.story == RecordStory::kContinues
             ? say("the record continues what that mail told; nothing was changed or taken out")
             : say("this is not the record that the mail told of: it was changed, cut or begun "
                   "anew since");
}

}  // namespace

void Api::get_partner(const json::object&, Responder out) {
  out.reply(partner_json(from_.controller.state(), from_.controller.now(),
                         platform::read_mail_account(from_.paths)));
}

void Api::set_mail_account(const json::object& in, Responder out) {
  platform::MailAccount account = account_in(in.at("account").as_object());
  // What only the file can say is kept.
  const auto former = platform::read_mail_account(from_.paths);
  if (former) {
    account.ca_file = former->ca_file;
    account.password_file = former->password_file;
  }
  const json::value* password = in.if_contains("password");
  const bool has_password = password != nullptr && password->is_string();
  // The one that is kept was given for one server and one user.
  const bool is_elsewhere =
      former && (former->server != account.server || former->user != account.user);
  if (is_elsewhere && !has_password && !account.user.empty()) {
    return out.error(ipc::kBadInput, said(say("that is another server or user: it needs its "
                                              "password")));
  }
  const auto written = platform::write_mail_account(
      from_.paths, account,
      has_password ? std::optional(std::string(password->as_string())) : std::nullopt);
  if (!written) {
    const bool is_input = written.error().code == ErrorCode::kInvalid;
    return out.error(is_input ? ipc::kBadInput : ipc::kFailed, said(written.error().text));
  }
  const bool is_other =
      former && (former->from != account.from || former->server != account.server ||
                 former->user != account.user || former->sendmail != account.sendmail);
  from_.controller.submit(event::AccountChanged{.is_other = is_other});
  out.reply({});
}

void Api::send_test_mail(const json::object&, Responder out) {
  const auto account = platform::read_mail_account(from_.paths);
  if (!account) return out.error(ipc::kFailed, said(account.error().text));
  from_.controller.submit(
      event::TestAsked{wait_for("SendTestMail", std::move(out)), account->from});
}

void Api::invite_partner(const json::object&, Responder out) {
  from_.controller.submit(event::InviteAsked{wait_for("InvitePartner", std::move(out))});
}

void Api::partner_agreed(const json::object& in, Responder out) {
  from_.controller.submit(
      event::AgreedReported{wait_for("PartnerAgreed", std::move(out)), text_in(in, "word")});
}

void Api::partner_stopped(const json::object&, Responder out) {
  from_.controller.submit(event::StopReported{wait_for("PartnerStopped", std::move(out))});
}

void Api::preview_summary(const json::object& in, Responder out) {
  Letters::Which which = Letters::Next{};
  const json::value* now = in.if_contains("now");
  if (now != nullptr && now->is_bool() && now->as_bool()) which = Letters::Now{};
  if (const std::string text = text_in(in, "week"); !text.empty()) {
    const auto when = parse_when(text);
    const auto* local = when ? std::get_if<LocalSeconds>(&*when) : nullptr;
    if (local == nullptr) {
      return out.error(ipc::kBadInput, said(say("a week is named by one of its days, such as "
                                                "2026-03-02")));
    }
    which = std::chrono::floor<std::chrono::days>(*local);
  }
  from_.letters.preview(which, [out = std::move(out)](const Result<Letters::Preview>& made) {
    if (!made) {
      const bool is_refused = made.error().code == ErrorCode::kRefused;
      return out.error(is_refused ? ipc::kRefused : ipc::kFailed, said(made.error().text));
    }
    out.reply({{"subject", made->subject}, {"text", made->text}, {"message", made->message}});
  });
}

void Api::send_summary(const json::object&, Responder out) {
  from_.controller.submit(
      event::SummaryAsked{wait_for("SendSummary", std::move(out)), from_.letters.looked_at()});
}

void Api::explain(const json::object& in, Responder out) {
  from_.controller.submit(
      event::Explained{wait_for("Explain", std::move(out)), text_in(in, "text")});
}

void Api::make_partner_key(const json::object&, Responder out) {
  from_.controller.submit(event::KeyAsked{wait_for("MakePartnerKey", std::move(out))});
}

void Api::answer(const effect::MakeKey& made) {
  const auto found = waiting_.find(made.request);
  if (found == waiting_.end()) return;
  const Responder out = std::move(found->second.out);
  waiting_.erase(found);
  auto secret = platform::CodeSecret::make();
  if (!secret) return out.error(ipc::kFailed, said(secret.error().text));
  if (const auto kept = platform::write_partner_key(from_.paths, *secret); !kept) {
    return out.error(ipc::kFailed, said(kept.error().text));
  }
  const auto account = platform::read_mail_account(from_.paths);
  const std::string label = account && !account->name.empty() ? account->name : "a friend";
  out.reply({{"uri", secret->uri(label)}, {"counts_from", to_rfc3339(made.counts_from)}});
}

void Api::answer(const effect::AnswerLetter& answer) {
  const auto found = waiting_.find(answer.request);
  if (found == waiting_.end()) return;
  const Responder out = std::move(found->second.out);
  waiting_.erase(found);
  const auto& letters = from_.controller.state().partner.letters;
  out.reply({{"letter", letter_json(letters.at(answer.letter), from_.controller.now())}});
}

void Api::unlock(const json::object& in, Responder out) {
  const auto secret = platform::read_partner_key(from_.paths);
  if (!secret && secret.error().code != ErrorCode::kNotFound) {
    return out.error(ipc::kFailed, said(secret.error().text));
  }
  std::optional<std::int64_t> step;
  if (secret) step = secret->match(text_in(in, "code"), from_.controller.now().wall);
  from_.controller.submit(event::CodeGiven{wait_for("Unlock", std::move(out)), step});
}

void Api::verify_record(const json::object& in, Responder out) {
  std::optional<ToldRecord> told;
  if (const std::string text = text_in(in, "mark"); !text.empty()) {
    const auto mark = parse_mark(text);
    if (!mark) return out.error(ipc::kBadInput, said(mark.error().text));
    told = ToldRecord{.mark = *mark};
  }
  const auto check = check_record(from_.store, told);
  if (!check) return out.error(ipc::kFailed, said(check.error().text));
  const bool is_another = told && check->story != RecordStory::kContinues;
  json::object answer{{"result", check->broken_at ? "changed"
                                 : is_another     ? "another"
                                                  : "whole"},
                      {"entries", check->mark.entries},
                      {"mark", to_text(check->mark)}};
  put(answer, "text", check_text(*check, told.has_value()));
  out.reply(std::move(answer));
}

}  // namespace holdfast::daemon
