#include "policy/log_entry.h"

#include <utility>

#include "policy/coverage.h"
#include "policy/support.h"

namespace holdfast {
namespace {

std::string text_of(const boost::json::object& detail, std::string_view key) {
  const boost::json::value* value = detail.if_contains(key);
  if (value == nullptr) return "";
  if (value->is_string()) return std::string(value->as_string());
  if (value->is_int64()) return std::to_string(value->as_int64());
  if (value->is_uint64()) return std::to_string(value->as_uint64());
  return "";
}

std::string program_in(const boost::json::object& detail) {
  const boost::json::value* program = detail.if_contains("program");
  return program != nullptr && program->is_object() ? text_of(program->as_object(), "name") : "";
}

Phrase count_in(const boost::json::object& detail, std::string_view key, const char* one,
                const char* many) {
  const boost::json::value* value = detail.if_contains(key);
  const std::int64_t count = value != nullptr && value->is_int64() ? value->as_int64() : 0;
  return say_count(one, many, count, {std::to_string(count)});
}

/// For people: what the words of the record mean.
Phrase words_of(std::string_view helped) {
  constexpr std::pair<Help, const char*> kPlain[] = {{Help::kLetItPass, marked("letting it pass")},
                                                     {Help::kBreathe, marked("breathing")},
                                                     {Help::kGround, marked("the senses")},
                                                     {Help::kMove, marked("moving")},
                                                     {Help::kSoothe, marked("something soothing")},
                                                     {Help::kCall, marked("a friend")},
                                                     {Help::kPlan, marked("the plan")},
                                                     {Help::kNote, marked("an unsent note")},
                                                     {Help::kReachOut, marked("the checklist")}};
  const auto help = help_of(helped);
  for (const auto& [one, plain] : kPlain) {
    if (one == help) return say(plain);
  }
  return "";
}

Phrase layer_in(const boost::json::object& detail) { return layer_name(text_of(detail, "layer")); }

/// What stands in the quotation marks of `promise "TEXT"`.
std::string text_in(std::string_view statement) {
  const std::size_t from = statement.find('"');
  if (from == std::string_view::npos) return std::string(statement);
  std::string text;
  bool is_escaped = false;
  for (const char letter : statement.substr(from + 1)) {
    if (!is_escaped && letter == '"') break;
    is_escaped = !is_escaped && letter == '\\';
    if (!is_escaped) text += letter;
  }
  return text;
}

/// The sentence of a kind that needs nothing but the subject.
struct Frame {
  std::string_view kind;
  const char* text;
};

constexpr Frame kFrames[] = {
    {kind::kRuleAdded, marked("Now held: {1}")},
    {kind::kRuleChanged, marked("Changed: {1}")},
    {kind::kRuleRemoved, marked("No longer held: {1}")},
    {kind::kRuleEnded, marked("Reached its end and lifted: {1}")},
    {kind::kTakenBack, marked("Taken back within ten minutes: {1}")},
    {kind::kPending, marked("A loosening was asked for and waits: {1}")},
    {kind::kPostponed, marked("The waiting edit was put off by a new urge: {1}")},
    {kind::kReady, marked("A waiting edit can be confirmed: {1}")},
    {kind::kConfirmed, marked("A loosening was confirmed: {1}")},
    {kind::kCancelled, marked("A waiting loosening was cancelled: {1}")},
    {kind::kLapsed, marked("A loosening was not confirmed and lapsed: {1}")},
    {kind::kRefused, marked("A loosening was refused under the lock: {1}")},
    {kind::kSlip, marked("Contact happened. The days before it still count.")},
    {kind::kStarted, marked("Holdfast started.")},
    {kind::kErased, marked("All that was recorded before was erased.")},
    {kind::kAllowanceOpened, marked("The window of contact opened: {1}")},
    {kind::kAllowanceClosed, marked("The window of contact closed: {1}")},
    {kind::kListUpdated, marked("The list was read: {1}")},
    {kind::kPartnerInvited, marked("An invitation for your friend was written.")},
    {kind::kPartnerAgreed, marked("Your friend has agreed to go along with you.")},
    {kind::kPartnerStopped, marked("Your friend wants no more mail, and gets none.")},
    {kind::kKeyMade, marked("A key was made for your friend.")},
    {kind::kUnlocked, marked("Your friend's code was entered: one loosening is taken at once.")},
    {kind::kAccountChanged, marked("The mail account that letters go out by was changed.")},
    {kind::kCodeRefused, marked("A code was entered that is none of your friend's.")},
};

Phrase urge_sentence(const boost::json::object& detail) {
  if (detail.contains("said")) return say("An urge, noticed by you.");
  const std::string host = text_of(detail, "host");
  const std::string target = host.empty() ? text_of(detail, "address") : host;
  const std::string program = program_in(detail);
  if (target.empty() && !program.empty()) return say("An urge in {1}, and it held.", {program});
  if (target.empty()) return say("An urge, and it was held.");
  if (text_of(detail, "confidence") == "low" && !program.empty()) {
    return say(
        "Perhaps an urge: {1} was asked for by {2}, maybe as a part of another page. It held.",
        {target, program});
  }
  return program.empty() ? say("An urge: {1} was tried, and it held.", {target})
                         : say("An urge: {1} was tried by {2}, and it held.", {target, program});
}

Phrase tamper_sentence(const boost::json::object& detail) {
  const Phrase what = phrase_in(detail, "what");
  const std::string program = program_in(detail);
  return program.empty()
             ? say("Changed from outside and put back ({1}): {2}", {layer_in(detail), what})
             : say("Changed from outside and put back ({1}) by {2}: {3}",
                   {layer_in(detail), program, what});
}

Phrase coverage_sentence(const boost::json::object& detail) {
  const double percent = coverage_in(detail).percent();
  return say("Protection on {1}: verified for {2} % of the time in use.",
             {text_of(detail, "day"), std::to_string(static_cast<int>(percent))});
}

Phrase letter_sentence(std::string_view kind, const boost::json::object& detail) {
  constexpr std::pair<std::string_view, const char*> kLetters[] = {
      {"test", marked("the test")},
      {"invitation", marked("the invitation")},
      {"summary", marked("the summary")},
      {"alert", marked("the word of what happened")},
      {"farewell", marked("the farewell")}};
  constexpr std::pair<std::string_view, const char*> kOutcomes[] = {
      {kind::kLetterSent, marked("A mail went: {1}.")},
      {kind::kLetterUnsure, marked("A mail may have gone, and is not sent again: {1}.")},
      {kind::kLetterRefused, marked("A mail was refused: {1}.")}};
  for (const auto& [one, text] : kOutcomes) {
    if (one != kind) continue;
    for (const auto& [letter, name] : kLetters) {
      if (letter == text_of(detail, "letter")) return say(text, {say(name)});
    }
  }
  return "";
}

}  // namespace

Phrase layer_name(std::string_view word) {
  constexpr const char* kNames[] = {marked("hosts"), marked("firewall"), marked("browser"),
                                    marked("phone"), marked("policy")};
  for (const char* name : kNames) {
    if (name == word) return say(name);
  }
  return std::string(word);
}

Phrase sentence(const LogEntry& entry) {
  for (const Frame& frame : kFrames) {
    if (frame.kind == entry.kind) return say(frame.text, {entry.subject});
  }
  const boost::json::object& detail = entry.detail;
  if (entry.kind == kind::kUrge) return urge_sentence(detail);
  if (entry.kind == kind::kRiddenOut) {
    const Phrase helped = words_of(text_of(detail, "helped"));
    return helped.empty() ? say("Ridden out. That is strength.")
                          : say("Ridden out. That is strength. What helped: {1}.", {helped});
  }
  if (entry.kind == kind::kMilestone) {
    return count_in(detail, "days", "One day without contact.", "{1} days without contact.");
  }
  if (entry.kind == kind::kHelped) {
    return say("That helped: {1}.", {words_of(text_of(detail, "helped"))});
  }
  if (entry.kind == kind::kPromiseKept) return say("Kept: {1}", {text_in(entry.subject)});
  if (entry.kind == kind::kTamper) return tamper_sentence(detail);
  if (entry.kind == kind::kUnobserved) {
    return count_in(detail, "seconds", "Holdfast was not running for {1} second.",
                    "Holdfast was not running for {1} seconds.");
  }
  if (entry.kind == kind::kExplained) return say("Explained: {1}", {text_of(detail, "text")});
  if (entry.kind == kind::kCoverage) return coverage_sentence(detail);
  if (const Phrase told = letter_sentence(entry.kind, detail); !told.empty()) return told;
  if (entry.kind == kind::kBrowserWaits) {
    return say("{1} was open before its rules were there; it takes them at its next start.",
               {text_of(detail, "browser")});
  }
  if (entry.kind == kind::kClock) {
    return count_in(detail, "seconds", "The clock was turned by {1} second; no wait moved.",
                    "The clock was turned by {1} seconds; no wait moved.");
  }
  if (entry.kind == kind::kZone) {
    return say("The time zone is now {1}.", {text_of(detail, "zone")});
  }
  if (entry.kind == kind::kLayerFailed) {
    const Phrase layer = layer_in(detail);
    return say("Not holding ({1}): {2}",
               {layer.empty() ? Phrase(entry.subject) : layer, phrase_in(detail, "text")});
  }
  if (entry.kind == kind::kLayerHolds) return say("Holding again: {1}.", {layer_in(detail)});
  if (entry.kind == kind::kAllowanceAsked) {
    return say("A window of contact was asked for: {1}, {2} minutes, for \"{3}\".",
               {entry.subject, text_of(detail, "minutes"), text_of(detail, "purpose")});
  }
  if (entry.kind == kind::kDamage) {
    return say("The store was damaged: {1}", {phrase_in(detail, "text")});
  }
  return entry.kind + (entry.subject.empty() ? "" : ": " + entry.subject);
}

}  // namespace holdfast
