#pragma once

#include <memory>
#include <string>

#include "tray/window/breathe_view.h"
#include "tray/window/coach_setup.h"
#include "tray/window/coach_view.h"
#include "tray/window/ground_view.h"
#include "tray/window/now_model.h"
#include "tray/window/shell.h"
#include "tray/window/slip_form.h"
#include "tray/window/streak_ring.h"

namespace holdfast::window {

/// The first page: how many days it holds, and what helps this minute.
class NowPage : public Page {
 public:
  explicit NowPage(Shell& shell, const std::string& settings = CoachSettings::usual_folder());
  ~NowPage() override;
  NowPage(const NowPage&) = delete;
  NowPage& operator=(const NowPage&) = delete;
  GtkWidget* widget() override { return stack_; }
  void show(const Snapshot& snapshot) override;
  void show_alone() override;

  /// Opens a tool as its button does.
  void use(Tool tool);
  /// Opens what the coach is asked in.
  void talk();
  /// Help in a crisis: one press away, with a daemon and without.
  void show_crisis_help();

 private:
  GtkWidget* make_home();
  GtkWidget* make_tool();
  void show_view(NowView view);
  void show_tools();
  void fill_tool(Tool tool);
  void leave_tool();
  void feel_urge();
  void let_it_pass(Tool helped);
  void look_for_coach();
  void ask_about_slip();
  void write_slip_down();

  Shell& shell_;
  NowView view_;
  Snapshot snapshot_;      ///< the last there was
  bool is_known_ = false;  ///< there was one
  bool is_alone_ = true;
  Tool open_tool_ = Tool::kLetItPass;  ///< which tool is in use; that one when none
  StreakRing ring_;
  BreatheView breathe_;
  GroundView ground_;
  CoachSetup setup_;
  CoachView coach_;
  std::unique_ptr<SlipForm> slip_form_;  ///< of the dialog that asks about a slip

  GtkWidget* stack_;  ///< of its parent, and of this
  gulong on_map_ = 0;
  GtkWidget* streak_ = nullptr;  ///< what only a daemon can tell
  GtkWidget* headline_ = nullptr;
  GtkWidget* detail_ = nullptr;
  GtkWidget* history_ = nullptr;
  GtkWidget* today_ = nullptr;
  GtkWidget* tender_ = nullptr;
  GtkWidget* worry_ = nullptr;
  GtkWidget* pass_ = nullptr;
  GtkWidget* urge_ = nullptr;
  GtkWidget* tools_ = nullptr;
  GtkWidget* talk_ = nullptr;
  GtkWidget* slip_ = nullptr;
  GtkWidget* crisis_ = nullptr;
  GtkWidget* tool_title_ = nullptr;
  GtkWidget* tool_body_ = nullptr;
  GtkWidget* tool_done_ = nullptr;
};

}  // namespace holdfast::window
