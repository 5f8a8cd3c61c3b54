#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "tray/window/kit.h"
#include "tray/window/shell.h"

namespace holdfast::window {

struct PageInfo {
  PageName page;
  const char* word;  ///< on the command line: `reach-out`
  const char* name;  ///< for the person, not yet translated
  const char* icon;
};
const std::vector<PageInfo>& pages();
std::optional<PageName> page_from(std::string_view word);
const char* page_word(PageName page);

/// The way from page to page: a list at the side where there is room, a bar at the bottom where
/// there is none. Both always show the same page.
class Navigation {
 public:
  explicit Navigation(std::function<void(PageName)> on_choice);
  GtkWidget* side() const { return side_; }
  GtkWidget* bottom() const { return bottom_; }
  void show(PageName page);

 private:
  void fill(GtkWidget* box, bool is_bottom);

  std::function<void(PageName)> on_choice_;
  GtkWidget* side_;
  GtkWidget* bottom_;
  std::vector<std::pair<PageName, GtkWidget*>> buttons_;
  bool is_telling_ = false;  ///< buttons move because of `show`
};

}  // namespace holdfast::window
