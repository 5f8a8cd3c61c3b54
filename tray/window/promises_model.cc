#include "tray/window/promises_model.h"

#include <algorithm>

#include "tray/cli/fields.h"
#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::window {

PromisesView promises_view(const Snapshot& snapshot) {
  PromisesView view;
  std::size_t kept = 0;
  for (const auto& element : cli::list_of(snapshot.support, "promises")) {
    const auto& one = cli::as_object(element);
    const auto days = cli::number_of(one, "days_kept");
    PromiseRow row{
        cli::text_of(one, "key"), cli::text_of(one, "text"), {}, cli::is_true(one, "kept_today")};
    if (days > 0) {
      row.history =
          fill(ngettext("kept on {1} day", "kept on {1} days", static_cast<unsigned long>(days)),
               {std::to_string(days)});
    }
    kept += row.is_kept_today ? 1 : 0;
    view.rows.push_back(std::move(row));
  }
  if (view.rows.empty()) {
    view.headline = _("One is enough. Make it tiny.");
  } else if (kept == view.rows.size()) {
    view.headline = _("All kept today. You can rely on you.");
  } else if (kept == 0) {
    view.headline = _("Any of these, today?");
  } else {
    view.headline =
        fill(_("{1} of {2} kept today"), {std::to_string(kept), std::to_string(view.rows.size())});
  }
  return view;
}

std::optional<std::string> promise_statement(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return cli::to_statement("promise", {text});
}

std::vector<std::string> promise_ideas(const PromisesView& view) {
  std::vector<std::string> ideas = {_("A glass of water in the morning"), _("A walk, ten minutes"),
                                    _("Lights out at eleven"), _("One message to a friend")};
  std::erase_if(ideas, [&](const std::string& idea) {
    return std::any_of(view.rows.begin(), view.rows.end(),
                       [&](const PromiseRow& row) { return row.text == idea; });
  });
  return ideas;
}

}  // namespace holdfast::window
