#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// The hold-back checklist. A yes to any of them is a reason to wait.
std::vector<std::string> reach_out_questions();

enum class Verdict { kOpen, kWait, kGoOn };
/// `answers` as they were given so far; nothing for one that is still open.
Verdict verdict(const std::vector<std::optional<bool>>& answers);

struct Purpose {
  std::string word;  ///< in the policy: `children`
  std::string name;
};
std::vector<Purpose> purposes();

/// What may be opened: the sites of the rules, shortest names first.
std::vector<std::string> reachable_targets(const Snapshot& snapshot);

struct WindowView {
  std::string title;  ///< `children, whatsapp.com`
  std::string when;   ///< when it opens or closes
  bool is_open = false;
};
std::vector<WindowView> allowance_views(const Snapshot& snapshot);
/// What AskAllowance granted, in a sentence.
std::string granted_words(const boost::json::object& allowance, std::chrono::sys_seconds now);

/// The text to send to a friend, with the message that waits for their eyes.
std::string review_request(const std::string& message);

}  // namespace holdfast::window
