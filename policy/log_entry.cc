#include "policy/log_entry.h"

#include <array>
#include <utility>

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

std::string by_program(const boost::json::object& detail) {
  const boost::json::value* program = detail.if_contains("program");
  if (program == nullptr || !program->is_object()) return "";
  const std::string name = text_of(program->as_object(), "name");
  return name.empty() ? "" : " by " + name;
}

/// For people: what the words of the record mean.
std::string words_of(std::string_view helped) {
  constexpr std::pair<Help, std::string_view> kPlain[] = {{Help::kLetItPass, "letting it pass"},
                                                          {Help::kBreathe, "breathing"},
                                                          {Help::kGround, "the senses"},
                                                          {Help::kMove, "moving"},
                                                          {Help::kSoothe, "something soothing"},
                                                          {Help::kCall, "a friend"},
                                                          {Help::kPlan, "the plan"},
                                                          {Help::kNote, "an unsent note"},
                                                          {Help::kReachOut, "the checklist"}};
  const auto help = help_of(helped);
  for (const auto& [one, plain] : kPlain) {
    if (one == help) return std::string(plain);
  }
  return "";
}

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

/// Words around the subject of a kind whose sentence needs nothing else.
struct Frame {
  std::string_view kind;
  std::string_view before;
  std::string_view after;
};

constexpr std::array kFrames = {
    Frame{kind::kRuleAdded, "Now held: ", ""},
    Frame{kind::kRuleChanged, "Changed: ", ""},
    Frame{kind::kRuleRemoved, "No longer held: ", ""},
    Frame{kind::kRuleEnded, "Reached its end and lifted: ", ""},
    Frame{kind::kTakenBack, "Taken back within ten minutes: ", ""},
    Frame{kind::kPending, "A loosening was asked for and waits: ", ""},
    Frame{kind::kPostponed, "The waiting edit was put off by a new urge: ", ""},
    Frame{kind::kReady, "A waiting edit can be confirmed: ", ""},
    Frame{kind::kConfirmed, "A loosening was confirmed: ", ""},
    Frame{kind::kCancelled, "A waiting loosening was cancelled: ", ""},
    Frame{kind::kLapsed, "A loosening was not confirmed and lapsed: ", ""},
    Frame{kind::kRefused, "A loosening was refused under the lock: ", ""},
    Frame{kind::kSlip, "Contact happened. The days before it still count.", ""},
    Frame{kind::kStarted, "Holdfast started.", ""},
    Frame{kind::kErased, "All that was recorded before was erased.", ""},
    Frame{kind::kAllowanceOpened, "The window of contact opened: ", ""},
    Frame{kind::kAllowanceClosed, "The window of contact closed: ", ""},
    Frame{kind::kListUpdated, "The list was read: ", ""},
};

}  // namespace

std::string sentence(const LogEntry& entry) {
  for (const Frame& frame : kFrames) {
    if (frame.kind == entry.kind) {
      return std::string(frame.before) + entry.subject + std::string(frame.after);
    }
  }
  const boost::json::object& detail = entry.detail;
  if (entry.kind == kind::kUrge) {
    if (detail.contains("said")) return "An urge, noticed by you.";
    const std::string host = text_of(detail, "host");
    return "An urge: " + (host.empty() ? text_of(detail, "address") : host) + " was tried" +
           by_program(detail) + ", and it held.";
  }
  if (entry.kind == kind::kRiddenOut) {
    const std::string helped = words_of(text_of(detail, "helped"));
    return helped.empty() ? "Ridden out. That is strength."
                          : "Ridden out. That is strength. What helped: " + helped + ".";
  }
  if (entry.kind == kind::kMilestone) {
    const std::string days = text_of(detail, "days");
    return days == "1" ? "One day without contact." : days + " days without contact.";
  }
  if (entry.kind == kind::kHelped)
    return "That helped: " + words_of(text_of(detail, "helped")) + ".";
  if (entry.kind == kind::kPromiseKept) return "Kept: " + text_in(entry.subject);
  if (entry.kind == kind::kTamper) {
    return "Changed from outside and put back (" + text_of(detail, "layer") + ")" +
           by_program(detail) + ": " + text_of(detail, "what");
  }
  if (entry.kind == kind::kUnobserved) {
    return "Holdfast was not running for " + text_of(detail, "seconds") + " seconds.";
  }
  if (entry.kind == kind::kClock) {
    return "The clock was turned by " + text_of(detail, "seconds") + " seconds; no wait moved.";
  }
  if (entry.kind == kind::kZone) return "The time zone is now " + text_of(detail, "zone") + ".";
  if (entry.kind == kind::kLayerFailed) {
    const std::string layer = text_of(detail, "layer");
    return "Not holding (" + (layer.empty() ? entry.subject : layer) +
           "): " + text_of(detail, "text");
  }
  if (entry.kind == kind::kLayerHolds) return "Holding again: " + text_of(detail, "layer") + ".";
  if (entry.kind == kind::kAllowanceAsked) {
    return "A window of contact was asked for: " + entry.subject + ", " +
           text_of(detail, "minutes") + " minutes, for \"" + text_of(detail, "purpose") + "\".";
  }
  if (entry.kind == kind::kDamage) return "The store was damaged: " + text_of(detail, "text");
  return entry.kind + (entry.subject.empty() ? "" : ": " + entry.subject);
}

}  // namespace holdfast
