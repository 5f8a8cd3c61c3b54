#include "daemon/lists.h"

#include <malloc.h>

#include <algorithm>
#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {

Lists::Lists(platform::Paths paths, std::function<void(decltype(Event::what))> submit)
    : store_(std::move(paths)), submit_(std::move(submit)) {}

void Lists::hold(const std::vector<BlockedList>& lists) {
  std::erase_if(held_, [&](const auto& entry) {
    return std::none_of(lists.begin(), lists.end(),
                        [&](const BlockedList& list) { return list.index == entry.first; });
  });
  for (const BlockedList& list : lists) {
    if (held_.contains(list.index)) continue;
    auto mapped = store_.open(list.index);
    if (mapped) {
      held_.emplace(list.index, std::move(mapped).value());
    } else {
      log(LogLevel::kError, "a compiled list cannot be opened: " + mapped.error().text);
    }
  }
}

void Lists::tidy(const std::map<std::string, ImportedList>& lists) {
  std::vector<std::string> used;
  for (const auto& [name, list] : lists) {
    used.insert(used.end(), list.indexes.begin(), list.indexes.end());
  }
  for (const auto& [name, index] : newest_) used.push_back(index);
  if (const auto tidied = store_.remove_unused(used); !tidied) {
    log(LogLevel::kWarning, tidied.error().text);
  }
}

void Lists::import(const std::string& name, const std::string& path, const std::string& held) {
  event::ListImported outcome{.name = name};
  const auto imported = store_.import({name, path});
  // A long text and its names were in memory, and this process goes on for months.
  ::malloc_trim(0);
  if (!imported) {
    outcome.failure = imported.error().text;
    return submit_(std::move(outcome));
  }
  outcome.index = imported->index;
  newest_[name] = imported->index;
  outcome.names = static_cast<std::int64_t>(imported->names);
  if (!held.empty() && held != imported->index) {
    if (const auto change = store_.compare(held, imported->index)) {
      outcome.removed = static_cast<std::int64_t>(change->removed);
    } else {
      // Nobody can say what went missing: count it as something, so that the old one goes on.
      outcome.removed = 1;
    }
  }
  submit_(std::move(outcome));
}

std::optional<std::string> Lists::match(std::string_view index, std::string_view name) const {
  const auto found = held_.find(index);
  if (found == held_.end()) return std::nullopt;
  const auto entry = found->second.matcher().match(name);
  return entry ? std::optional(std::string(*entry)) : std::nullopt;
}

}  // namespace holdfast::daemon
