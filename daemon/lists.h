#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/list_store.h"
#include "platform/mapped_list.h"
#include "platform/paths.h"
#include "policy/event.h"
#include "policy/state.h"
#include "policy/why.h"

namespace holdfast::daemon {

/// The compiled lists that are held now, mapped, and the making of new ones.
class Lists : public ListLookup {
 public:
  Lists(platform::Paths paths, std::function<void(decltype(Event::what))> submit);

  /// Maps the indexes that the block set names, lets the others go.
  void hold(const std::vector<BlockedList>& lists);
  /// Deletes the indexes that no list of the state has any more.
  void tidy(const std::map<std::string, ImportedList>& lists);
  /// Reads and compiles; the outcome is an event. `held`: the index it takes the place of, if any.
  void import(const std::string& name, const std::string& path, const std::string& held);

  std::optional<std::string> match(std::string_view index, std::string_view name) const override;

 private:
  platform::ListStore store_;
  std::function<void(decltype(Event::what))> submit_;
  std::map<std::string, platform::MappedList, std::less<>> held_;
  std::map<std::string, std::string> newest_;  ///< by list: the state may not have heard of it yet
};

}  // namespace holdfast::daemon
