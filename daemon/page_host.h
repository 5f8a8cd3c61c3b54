#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/kind_page.h"
#include "daemon/sentry_link.h"
#include "policy/event.h"
#include "policy/state.h"

namespace holdfast::daemon {

/// What stands behind the kind page: written anew for each look of the person's, so that a day more
/// or a new plan is on it at once.
class PageHost {
 public:
  struct Parts {
    std::function<const State&()> state;
    std::function<Moment()> now;
    std::function<void(decltype(Event::what))> submit;
    /// The key of a rule by the opaque id that its pages carry.
    std::function<std::optional<std::string>(std::string_view id)> rule_of_page;
  };
  PageHost(std::string address, Parts parts);

  /// For the link to the sentry, which this must outlive.
  PagePort port();

 private:
  KindPages pages_;
  Parts parts_;
};

}  // namespace holdfast::daemon
