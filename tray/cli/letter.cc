#include "tray/cli/letter.h"

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

constexpr int kLooks = 45;
constexpr std::chrono::seconds kBetween{1};
constexpr std::chrono::seconds kPatience{10};

bool was_tried(const json::object& letter) { return number_of(letter, "tries") > 0; }

bool is_decided(const json::object& letter) {
  const std::string state = text_of(letter, "state");
  return state == "sent" || state == "refused" || state == "unsure" || state == "withdrawn" ||
         (state == "waiting" && was_tried(letter));
}

/// A letter, and what keeps all letters from going.
struct Outcome {
  json::object letter;
  std::string problem;
};

Outcome look_until_decided(json::object letter, Context& context) {
  Outcome outcome{std::move(letter), {}};
  for (int i = 0; i < kLooks && !is_decided(outcome.letter); ++i) {
    context.environment.wait(kBetween);
    const auto partner = context.daemon.ask("GetPartner", {}, kPatience);
    if (!partner) break;  // it was taken: the daemon goes on trying
    for (const auto& element : list_of(*partner, "letters")) {
      const auto& one = as_object(element);
      if (number_of(one, "id") == number_of(outcome.letter, "id")) outcome.letter = one;
    }
    outcome.problem = text_of(*partner, "account_problem");
    if (!outcome.problem.empty()) break;
  }
  return outcome;
}

ExitCode verdict(const json::object& letter) {
  const std::string state = text_of(letter, "state");
  if (state == "sent") return ExitCode::kDone;
  const bool is_lost = state == "refused" || state == "unsure" || state == "withdrawn";
  return is_lost ? ExitCode::kNo : ExitCode::kPending;
}

std::string verdict_words(const Outcome& outcome, std::string_view when_sent, Context& context) {
  const std::string state = text_of(outcome.letter, "state");
  if (state == "sent") return std::string(when_sent);
  if (state == "refused") return _("It was refused, and is not tried again.");
  if (state == "unsure") {
    return _(
        "The connection broke at the last moment: it may have arrived, and so it is not sent "
        "a second time.");
  }
  if (state == "withdrawn") return _("It was withdrawn, and does not go.");
  const auto again = parse_time(text_of(outcome.letter, "next_try"));
  if (was_tried(outcome.letter) && again) {
    return fill(_("It did not go yet. It is tried again {1}."),
                {distance_words(*again, context.now())});
  }
  return _("It has not gone yet, and is tried until it goes. What became of it: holdfast partner");
}

void show(const Outcome& outcome, std::string_view when_sent, Context& context) {
  Output& out = context.out;
  const ExitCode code = verdict(outcome.letter);
  const Sign sign = code == ExitCode::kDone ? Sign::kHolds
                    : code == ExitCode::kNo ? Sign::kBroken
                                            : Sign::kWeak;
  out.paragraph(out.sign(sign) + " " + verdict_words(outcome, when_sent, context), 0, 2);
  if (code == ExitCode::kDone) return;
  if (const std::string answer = text_of(outcome.letter, "answer"); !answer.empty()) {
    out.paragraph(fill(_("The account answered: {1}"), {answer}), 2, 2);
  }
  if (!outcome.problem.empty()) out.paragraph(outcome.problem, 2, 2);
  if (code == ExitCode::kNo || !outcome.problem.empty()) {
    out.paragraph(_("The account can be changed: holdfast partner account"), 2, 2);
  }
}

}  // namespace

std::string letter_kind_words(const std::string& kind) {
  if (kind == "test") return _("a test to yourself");
  if (kind == "invitation") return _("invitation");
  if (kind == "summary") return _("weekly summary");
  if (kind == "alert") return _("alert");
  if (kind == "farewell") return _("farewell");
  return kind;
}

std::string letter_state_words(const json::object& letter, std::chrono::sys_seconds now) {
  const std::string state = text_of(letter, "state");
  const std::string answer = text_of(letter, "answer");
  const auto with_answer = [&](const std::string& words) {
    return answer.empty() ? words : words + ": " + answer;
  };
  if (state == "sent") return _("sent");
  if (state == "writing") return _("being written");
  if (state == "sending") return _("on its way");
  if (state == "withdrawn") return _("withdrawn");
  if (state == "refused") return with_answer(_("refused"));
  if (state == "unsure") return with_answer(_("may have arrived; not sent a second time"));
  if (state != "waiting") return state;
  const auto again = parse_time(text_of(letter, "next_try"));
  if (!again) return with_answer(_("waiting"));
  return with_answer(fill(was_tried(letter) ? _("tried again {1}") : _("goes {1}"),
                          {distance_words(*again, now)}));
}

ExitCode report_letter(const Asked<json::object>& reply, std::string_view when_sent,
                       const Arguments& arguments, Context& context) {
  if (!reply) return context.fail(reply.error(), arguments);
  const bool is_for_people = !arguments.has("json");
  json::object letter = object_of(*reply, "letter");
  if (is_for_people && !is_decided(letter)) {
    context.out.line(_("It is on its way. A moment ..."));
    context.out.flush();
  }
  const Outcome outcome = look_until_decided(std::move(letter), context);
  if (is_for_people) {
    show(outcome, when_sent, context);
  } else {
    context.out.json(json::object{{"letter", outcome.letter}});
  }
  return verdict(outcome.letter);
}

}  // namespace holdfast::cli
