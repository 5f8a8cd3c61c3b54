#include "tray/window/now_page.h"

#include <clocale>
#include <utility>

#include "tray/cli/time_words.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/kit.h"
#include "tray/window/tool_words.h"

namespace holdfast::window {
namespace {

GtkWidget* tool_button(Tool tool, std::function<void()> action) {
  GtkWidget* picture = icon(tool_icon(tool), 24);
  gtk_widget_set_halign(picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class(picture, "hf-tool-icon");
  GtkWidget* made = gtk_button_new();
  gtk_button_set_child(GTK_BUTTON(made),
                       column(6, {picture, gtk_label_new(tool_name(tool).c_str())}));
  set_name(made, tool_name(tool));
  on(made, "clicked", std::move(action));
  return with_classes(made, {"flat", "hf-tool"});
}

GtkWidget* talk_button(std::function<void()> action) {
  GtkWidget* picture = icon("hf-talk-symbolic", 20);
  gtk_widget_add_css_class(picture, "hf-mark");
  GtkWidget* words =
      column(2, {text(_("Talk it through"), {"hf-item"}),
                 text(_("A program on this computer answers"), {"hf-small", "hf-quiet"})});
  gtk_widget_set_hexpand(words, TRUE);
  GtkWidget* made = gtk_button_new();
  gtk_button_set_child(GTK_BUTTON(made), row(14, {picture, words}));
  set_name(made, _("Talk it through"));
  on(made, "clicked", std::move(action));
  return with_classes(made, {"flat", "hf-talk"});
}

}  // namespace

NowPage::NowPage(Shell& shell, const std::string& settings)
    : shell_(shell),
      breathe_([this] { gtk_widget_grab_focus(tool_done_); }),
      ground_([this] { gtk_widget_grab_focus(tool_done_); }),
      setup_(shell, settings, [this] { look_for_coach(); }),
      coach_({[this] { let_it_pass(Tool::kLetItPass); }, [this] { show_crisis_help(); },
              [this](Tool tool) { use(tool); }, [this] { setup_.open(); }}),
      stack_(gtk_stack_new()) {
  g_object_ref_sink(breathe_.widget());
  g_object_ref_sink(ground_.widget());
  gtk_stack_set_transition_type(GTK_STACK(stack_), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_add_named(GTK_STACK(stack_), make_home(), "home");
  gtk_stack_add_named(GTK_STACK(stack_), make_tool(), "tool");
  show_child(stack_, "home");
  g_object_ref_sink(stack_);
  // It may have been set up on another page.
  on_map_ = on(stack_, "map", [this] { look_for_coach(); });
  show_alone();
}

NowPage::~NowPage() {
  g_signal_handler_disconnect(stack_, on_map_);
  g_object_unref(stack_);
  g_object_unref(breathe_.widget());
  g_object_unref(ground_.widget());
}

GtkWidget* NowPage::make_home() {
  headline_ = centred("", {"hf-title"});
  detail_ = centred("", {"hf-quiet"});
  history_ = centred("", {"hf-quiet"});
  today_ = centred("", {"hf-quiet"});
  tender_ = text("", {"hf-tender"});
  worry_ = text("", {"hf-worry"});
  pass_ = button(_("Let it pass"), {"pill", "suggested-action", "hf-main"},
                 [this] { let_it_pass(Tool::kLetItPass); });
  urge_ = button(_("I feel an urge"), {"pill", "hf-main"}, [this] { feel_urge(); });
  slip_ = button(_("I reached out"), {"flat", "hf-small"}, [this] { ask_about_slip(); });
  crisis_ = button(_("Help in a crisis"), {"flat", "hf-small"}, [this] { show_crisis_help(); });
  for (GtkWidget* one : {pass_, urge_}) gtk_widget_set_halign(one, GTK_ALIGN_CENTER);

  tools_ = gtk_flow_box_new();
  gtk_flow_box_set_selection_mode(GTK_FLOW_BOX(tools_), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous(GTK_FLOW_BOX(tools_), TRUE);
  gtk_flow_box_set_min_children_per_line(GTK_FLOW_BOX(tools_), 2);
  gtk_flow_box_set_max_children_per_line(GTK_FLOW_BOX(tools_), 4);
  set_name(tools_, _("What may help"));

  talk_ = talk_button([this] { talk(); });
  GtkWidget* last = row(8, {slip_, crisis_});
  gtk_widget_set_halign(last, GTK_ALIGN_CENTER);
  streak_ = column(4, {ring_.widget(), headline_, detail_, history_, today_});
  GtkWidget* home = column(20, {streak_, tender_, worry_, pass_, urge_, tools_, talk_, last});
  return page(home);
}

GtkWidget* NowPage::make_tool() {
  GtkWidget* back = icon_button("go-previous-symbolic", _("Back"), [this] { leave_tool(); });
  gtk_widget_set_halign(back, GTK_ALIGN_START);
  tool_title_ = centred("", {"hf-title"});
  tool_body_ = column(0);
  gtk_widget_set_vexpand(tool_body_, TRUE);
  gtk_widget_set_valign(tool_body_, GTK_ALIGN_CENTER);
  tool_done_ = button("", {"pill", "suggested-action", "hf-main"}, [this] {
    if (view_.open_urge && !is_alone_) {
      let_it_pass(open_tool_);
    } else {
      leave_tool();
    }
  });
  gtk_widget_set_halign(tool_done_, GTK_ALIGN_CENTER);
  return page(column(20, {back, tool_title_, tool_body_, tool_done_}));
}

void NowPage::show(const Snapshot& snapshot) {
  is_alone_ = false;
  snapshot_ = snapshot;
  is_known_ = true;
  show_view(now_view(snapshot));
}

void NowPage::show_alone() {
  is_alone_ = true;
  show_view(now_alone());
}

void NowPage::show_view(NowView view) {
  const bool same_tools = view.tools == view_.tools;
  view_ = std::move(view);
  ring_.set(view_.count, view_.unit, view_.ring);
  set_text(headline_, view_.headline);
  set_text_or_hide(detail_, view_.detail);
  set_text_or_hide(history_, view_.history);
  set_text_or_hide(today_, view_.today);
  set_text_or_hide(tender_, view_.tender);
  set_text_or_hide(worry_, view_.worry);
  gtk_widget_set_visible(streak_, is_alone_ ? FALSE : TRUE);
  gtk_widget_set_visible(slip_, is_alone_ ? FALSE : TRUE);
  gtk_widget_set_visible(pass_, !is_alone_ && view_.open_urge ? TRUE : FALSE);
  gtk_widget_set_visible(urge_, !is_alone_ && !view_.open_urge ? TRUE : FALSE);
  // Made anew only when they changed: the focus may be on one.
  if (!same_tools || gtk_widget_get_first_child(tools_) == nullptr) show_tools();
  look_for_coach();
  set_button_words(tool_done_, view_.open_urge ? _("It passed") : _("Done"));
}

void NowPage::show_tools() {
  while (GtkWidget* child = gtk_widget_get_first_child(tools_)) {
    gtk_flow_box_remove(GTK_FLOW_BOX(tools_), child);
  }
  for (const Tool tool : view_.tools) {
    GtkWidget* child = gtk_flow_box_child_new();
    gtk_widget_set_focusable(child, FALSE);
    gtk_flow_box_child_set_child(GTK_FLOW_BOX_CHILD(child),
                                 tool_button(tool, [this, tool] { use(tool); }));
    gtk_flow_box_append(GTK_FLOW_BOX(tools_), child);
  }
}

void NowPage::use(Tool tool) {
  if (tool == Tool::kNote) return shell_.open(PageName::kNote);
  if (tool == Tool::kReachOut) return shell_.open(PageName::kReachOut);
  if (tool == Tool::kLetItPass) return let_it_pass(tool);
  open_tool_ = tool;
  set_text(tool_title_, tool_name(tool));
  fill_tool(tool);
  gtk_widget_set_visible(tool_done_, TRUE);
  show_child(stack_, "tool");
}

void NowPage::fill_tool(Tool tool) {
  clear(tool_body_);
  gtk_widget_set_valign(tool_body_, GTK_ALIGN_CENTER);
  breathe_.stop();
  if (tool == Tool::kBreathe) {
    add(tool_body_, breathe_.widget());
    breathe_.start(1);
  } else if (tool == Tool::kGround) {
    add(tool_body_, ground_.widget());
    ground_.start();
  } else if (tool == Tool::kCall) {
    add(tool_body_, friend_words(view_.friends, shell_));
  } else if (tool == Tool::kPlan) {
    add(tool_body_, plan_words(view_.plans));
  } else {
    add(tool_body_, suggestion_words(suggestions(tool)));
  }
}

void NowPage::look_for_coach() {
  // Before the rules are known, nobody knows which names are not to be told.
  gtk_widget_set_visible(talk_, is_known_ && setup_.coach() ? TRUE : FALSE);
}

void NowPage::talk() {
  const auto coach = setup_.coach();
  if (!coach || !is_known_) return look_for_coach();
  open_tool_ = Tool::kLetItPass;
  breathe_.stop();
  clear(tool_body_);
  // Words come below: what is above stays where it is.
  gtk_widget_set_valign(tool_body_, GTK_ALIGN_START);
  add(tool_body_, coach_.widget());
  set_text(tool_title_, _("Talk it through"));
  gtk_widget_set_visible(tool_done_, FALSE);  // letting it pass stands beside the question
  show_child(stack_, "tool");
  coach_.start(*coach, snapshot_, view_.tools.empty() ? Tool::kBreathe : view_.tools.front());
}

void NowPage::show_crisis_help() {
  const char* locale = std::setlocale(LC_MESSAGES, nullptr);
  const auto lines = applet::crisis_lines(applet::country_of(locale == nullptr ? "" : locale));
  breathe_.stop();
  clear(tool_body_);
  gtk_widget_set_valign(tool_body_, GTK_ALIGN_CENTER);
  add(tool_body_, crisis_words(lines, shell_));
  set_text(tool_title_, _("Help in a crisis"));
  // Whatever was open stays open: this is no answer to an urge, and is not counted as one.
  gtk_widget_set_visible(tool_done_, FALSE);
  show_child(stack_, "tool");
}

void NowPage::leave_tool() {
  breathe_.stop();
  open_tool_ = Tool::kLetItPass;
  show_child(stack_, "home");
}

void NowPage::feel_urge() {
  shell_.ask("ReportUrge", {}, [this](const Answer& answer) {
    shell_.say(answer.is_ok() ? _("You noticed it. That is the first half.") : answer.trouble);
    shell_.refresh();
  });
}

void NowPage::let_it_pass(Tool helped) {
  if (!view_.open_urge) return leave_tool();
  shell_.ask("RideOut", {{"id", *view_.open_urge}, {"helped", tool_word(helped)}},
             [this](const Answer& answer) {
               shell_.say(answer.is_ok() ? _("It passed. That is strength.") : answer.trouble);
               if (answer.is_ok()) leave_tool();
               shell_.refresh();
             });
}

void NowPage::ask_about_slip() {
  GtkWidget* dialog = adw_message_dialog_new(shell_.window(), _("Did contact happen?"), nullptr);
  adw_message_dialog_set_body(
      ADW_MESSAGE_DIALOG(dialog),
      _("It happens to most people on this road. The days you had stay yours. The count begins "
        "anew, and the next hours get closer support."));
  adw_message_dialog_add_responses(ADW_MESSAGE_DIALOG(dialog), "no", _("Not now"), "yes",
                                   _("Yes, write it down"), nullptr);
  slip_form_ = std::make_unique<SlipForm>([this, dialog] {
    const gboolean is_said = slip_form_->when(now()) ? TRUE : FALSE;
    adw_message_dialog_set_response_enabled(ADW_MESSAGE_DIALOG(dialog), "yes", is_said);
  });
  adw_message_dialog_set_extra_child(ADW_MESSAGE_DIALOG(dialog), slip_form_->widget());
  adw_message_dialog_set_default_response(ADW_MESSAGE_DIALOG(dialog), "no");
  adw_message_dialog_set_close_response(ADW_MESSAGE_DIALOG(dialog), "no");
  on(dialog, "response::yes", [this] { write_slip_down(); });
  gtk_window_present(GTK_WINDOW(dialog));
}

void NowPage::write_slip_down() {
  boost::json::object parameters;
  const auto when = slip_form_->when(now());
  if (when && !slip_form_->is_just_now()) parameters["when"] = cli::to_rfc3339(*when);
  shell_.ask("ReportSlip", std::move(parameters), [this](const Answer& answer) {
    shell_.say(answer.is_ok() ? _("Thank you for being honest. Be gentle with yourself.")
                              : answer.trouble);
    shell_.refresh();
  });
}

}  // namespace holdfast::window
