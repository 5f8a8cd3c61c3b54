#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

struct PromiseRow {
  std::string key;
  std::string text;
  std::string history;  ///< `kept on 9 days`; empty before the first
  bool is_kept_today = false;
};

struct PromisesView {
  std::vector<PromiseRow> rows;
  std::string headline;  ///< `2 of 3 kept today`
};

PromisesView promises_view(const Snapshot& snapshot);

/// The line of the policy for a new one; nothing for a text that cannot stand on one.
std::optional<std::string> promise_statement(const std::string& text);

/// Small ones to begin with, without those already there.
std::vector<std::string> promise_ideas(const PromisesView& view);

}  // namespace holdfast::window
