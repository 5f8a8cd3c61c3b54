#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

struct RuleRow {
  std::string key;
  std::string title;   ///< `instagram/her.name`
  std::string end;     ///< `until 1 Mar 2027`, `no end`
  std::string layers;  ///< what holds it now
  std::string reach;   ///< `the whole service, 18 names`
  bool is_held = false;
  bool is_asked = false;  ///< a loosening of it is pending
};

struct PendingRow {
  std::int64_t id = 0;
  std::string title;
  std::string when;  ///< exactly when it can be confirmed
  std::string note;  ///< put off by an urge; empty otherwise
  bool can_confirm = false;
};

struct RulesView {
  std::vector<PendingRow> pending;
  std::vector<RuleRow> rules;
  std::string lock;  ///< until when nothing opens; empty without one
};
RulesView rules_view(const Snapshot& snapshot);

/// When a loosening can be confirmed: `from tomorrow 20:00 (in 23 h 59 min) until ...`.
std::string pending_words(const boost::json::object& pending, std::chrono::sys_seconds now);

enum class RuleScope { kSite, kProfile };
enum class RuleEnd { kNone, kMonth, kQuarter, kDate };

/// `block LINK scope profile for 30d`; nothing for a link that cannot stand on a line. `date` is
/// of the form `2027-03-01`, and counts for kDate only.
std::optional<std::string> block_statement(const std::string& link, RuleScope scope, RuleEnd end,
                                           const std::string& date);

struct PreviewPart {
  std::string title;
  std::string names;
};
/// What an edit would hold, layer by layer, and what else it would touch.
struct Preview {
  std::string headline;
  std::vector<PreviewPart> parts;
  std::vector<std::string> notes;
  bool is_news = false;  ///< whether there is something to arm
};
/// `result` is that of a dry run.
Preview preview(const boost::json::object& result, std::chrono::sys_seconds now);

/// What asking for a loosening would lead to, and when exactly; `result` is that of a dry run.
std::string loosening_words(const boost::json::object& result, std::chrono::sys_seconds now);

/// What became of an edit, in a sentence.
std::string outcome_words(const boost::json::object& result, std::chrono::sys_seconds now);

}  // namespace holdfast::window
