#pragma once

#include <adwaita.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/tray/window/sample.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// A window without a daemon: remembers what a page asks, and answers as it was told.
class FakeShell : public Shell {
 public:
  FakeShell();
  ~FakeShell() override;
  FakeShell(const FakeShell&) = delete;
  FakeShell& operator=(const FakeShell&) = delete;

  void ask(const std::string& method, boost::json::object parameters, Then then) override;
  void refresh() override { ++refreshed; }
  void open(PageName page) override { opened.push_back(page); }
  void say(const std::string& words) override { said.push_back(words); }
  GtkWindow* window() override { return GTK_WINDOW(window_); }

  /// `Edit {"dry_run":true,...}`, oldest first.
  std::vector<std::string> asked;
  std::map<std::string, Answer> answers;  ///< by method; the others succeed with nothing
  std::vector<PageName> opened;
  std::vector<std::string> said;
  int refreshed = 0;

 private:
  GtkWidget* window_;
};

/// Runs the main loop until something holds, some seconds at most.
bool wait_until(const std::function<bool()>& holds);

/// Puts a widget into the shell's window and shows it.
void present(FakeShell& shell, GtkWidget* widget, int width = 400, int height = 700);

/// Whether it and all around it are shown.
bool is_shown(GtkWidget* widget);
/// The shown control of this name; null when there is none.
GtkWidget* find(GtkWidget* root, const std::string& name);
/// Presses it as a person would; a control that is not there fails the test.
void press(GtkWidget* root, const std::string& name);
/// Types into the entry of this name.
void type(GtkWidget* root, const std::string& name, const std::string& words);
/// All words in sight, a line each.
std::string words_in(GtkWidget* root);

/// The dialog that is open beside the shell's window; null when there is none.
GtkWidget* open_dialog(FakeShell& shell);
/// Answers it; that none is open fails the test.
void answer_dialog(FakeShell& shell, const char* response);

/// The share of its pixels that are nearer to the colour than to the background.
double share_of_color(GtkWidget* widget, const char* theme_color_name, double from = 0,
                      double to = 1);

}  // namespace holdfast::window
