#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tray/applet/action.h"
#include "tray/applet/crisis_lines.h"
#include "tray/applet/known.h"

namespace holdfast::applet {

enum class Urgency { kLow, kNormal, kCritical };

struct Button {
  std::string text;
  Action action;
  friend bool operator==(const Button&, const Button&) = default;
};

/// One notification. Never says a name other than the alias: whoever looks over a shoulder reads
/// it.
struct Notice {
  /// What becomes of it when several come at once, or while nobody may see it.
  enum class Kind {
    kUrge,    ///< many become one summary
    kNews,    ///< waits until it can be seen
    kAnswer,  ///< to what the person did just now: shown at once or never
  };
  std::string key;  ///< a later one with the same key replaces it
  Kind kind = Kind::kNews;
  Urgency urgency = Urgency::kNormal;
  std::string category;  ///< of the desktop notifications specification, or `x-holdfast.…`
  std::string title;
  std::string body;
  std::vector<Button> buttons;  ///< three at most
  std::optional<Action> on_click;
  bool is_transient = false;  ///< chatter: not to be kept in a list
};

std::string urge_key(std::int64_t id);
inline constexpr const char* kSummaryKey = "urges";
inline constexpr const char* kWeakenedKey = "weakened";
inline constexpr const char* kQuestionKey = "question";
inline constexpr const char* kAnswerKey = "answer";
std::string ready_key(std::int64_t id);

enum class UrgeSource { kNoticed, kSaid };
Notice urge_notice(std::int64_t id, UrgeSource source, const Known& known);
/// Of `urges` that came while nobody looked `passed` are over.
Notice summary_notice(std::int64_t urges, std::int64_t passed);
Notice milestone_notice(std::int64_t days, const Known& known);
Notice ready_notice(const Pending& pending, const Known& known);
Notice weakened_notice(const Known& known);
Notice allowance_notice(bool is_open);
/// A browser that has to be opened anew, by its name.
Notice browser_notice(const std::string& browser);

/// Asked back before a slip is told or a block is let go.
Notice question_notice(const Action& action, const Known& known);
Notice exercise_notice(Help help, std::int64_t urge, const Known& known);
Notice crisis_notice(const CrisisLine& line);
Notice crisis_hint_notice();
Notice about_notice(const std::string& version);
/// Something short about what was just done, or why it was not.
Notice answer_notice(const std::string& title, const std::string& body);

}  // namespace holdfast::applet
