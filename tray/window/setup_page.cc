#include "tray/window/setup_page.h"

#include <array>
#include <utility>

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {
namespace {

constexpr std::array kNames = {"link", "scope", "friend", "plan", "review"};
constexpr int kSteps = 4;  // the look at the whole comes after them

const char* name_of(SetupStep step) { return kNames.at(static_cast<std::size_t>(step)); }
SetupStep moved(SetupStep step, int by) {
  return static_cast<SetupStep>(static_cast<int>(step) + by);
}

}  // namespace

SetupPage::SetupPage(Shell& shell, std::function<void()> on_done)
    : shell_(shell),
      on_done_(std::move(on_done)),
      form_([] {}),
      dots_(row(8)),
      counter_(centred("", {"hf-small", "hf-quiet"})),
      stack_(gtk_stack_new()),
      complaint_(centred("", {"hf-worry"})),
      back_(button(_("Back"), {"pill"}, [this] { back(); })),
      next_(button(_("Go on"), {"pill", "suggested-action"}, [this] { next(); })) {
  gtk_stack_set_transition_type(GTK_STACK(stack_), GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  // Each step as high as it is; widths then must not be compared either (gtk_stack_measure would
  // ask every hidden step how wide it is at its smallest height).
  gtk_stack_set_vhomogeneous(GTK_STACK(stack_), FALSE);
  gtk_stack_set_hhomogeneous(GTK_STACK(stack_), FALSE);
  add_step("link", _("What hurts to look at?"),
           _("Type the address of their profile as you know it, or paste a link you have. There is "
             "no need to open it again."),
           make_link());
  add_step("scope", _("How much, and how long?"),
           _("The whole service is the calmest: there is nothing to look for. Adding more later "
             "is instant; taking away always waits a day."),
           make_scope());
  add_step("friend", _("Who is on your side?"),
           _("Somebody to call when it pulls. You may leave this empty, and add it when you "
             "like."),
           make_friend());
  add_step("plan", _("If it pulls, then what?"),
           _("Decide it now, while it is calm. A plan made beforehand carries further than "
             "willpower."),
           make_plan());
  add_step("review", _("This is what will hold"), "", make_review());
  gtk_widget_set_halign(dots_, GTK_ALIGN_CENTER);
  with_classes(dots_, {"hf-dots"});
  GtkWidget* buttons = row(12, {back_, next_});
  gtk_widget_set_halign(buttons, GTK_ALIGN_CENTER);
  GtkWidget* inner = column(22, {dots_, counter_, stack_, complaint_, buttons});
  gtk_widget_set_valign(inner, GTK_ALIGN_CENTER);
  widget_ = page(inner);
  show_step(SetupStep::kLink);
}

void SetupPage::add_step(const std::string& name, const std::string& title, const std::string& lead,
                         GtkWidget* body) {
  GtkWidget* step = column(18, {centred(title, {"hf-title"})});
  if (!lead.empty()) add(step, centred(lead, {"hf-lead"}));
  add(step, body);
  gtk_stack_add_named(GTK_STACK(stack_), step, name.c_str());
}

GtkWidget* SetupPage::make_link() {
  link_ = entry(_("Address of the profile"), "https://www.instagram.com/…");
  gtk_entry_set_input_purpose(GTK_ENTRY(link_), GTK_INPUT_PURPOSE_URL);
  on(link_, "activate", [this] { next(); });
  return card(link_);
}

GtkWidget* SetupPage::make_scope() { return card(form_.widget()); }

GtkWidget* SetupPage::make_friend() {
  friend_name_ = entry(_("Name of your friend"), _("A."));
  friend_number_ = entry(_("Their number, to call"), "+44 20 7946 0000");
  friend_mail_ = entry(_("Their mail, for a weekly word; may stay empty"), "friend@example.org");
  GtkWidget* form = column(8);
  for (GtkWidget* one : {friend_name_, friend_number_, friend_mail_}) {
    on(one, "activate", [this] { next(); });
  }
  add(form, text(_("Name of your friend"), {"hf-label"}));
  add(form, friend_name_);
  add(form, text(_("Their number, to call"), {"hf-label"}));
  add(form, friend_number_);
  add(form, text(_("Their mail, for a weekly word; may stay empty"), {"hf-label"}));
  add(form, friend_mail_);
  add(form,
      text(_("An invitation goes to them, once the page Friend knows a mail account of yours. "
             "They can say no, and nothing else goes before they said yes."),
           {"hf-small", "hf-quiet"}));
  return card(form);
}

GtkWidget* SetupPage::make_plan() {
  plan_ = entry(_("Your plan"), _("If …, then …"));
  on(plan_, "activate", [this] { next(); });
  GtkWidget* ideas = column(8, {text(_("Or begin with one of these"), {"hf-label"})});
  for (const std::string& idea : plan_ideas()) {
    add(ideas, button(idea, {"hf-chip"}, [this, idea] { set_entry_text(plan_, idea); }));
  }
  return card(column(14, {plan_, ideas}));
}

GtkWidget* SetupPage::make_review() {
  preview_ = column(12);
  return card(preview_);
}

SetupDraft SetupPage::draft() const {
  return {entry_text(link_),
          form_.scope(),
          form_.end(),
          form_.date(),
          entry_text(friend_name_),
          entry_text(friend_number_),
          entry_text(friend_mail_),
          entry_text(plan_)};
}

void SetupPage::show_step(SetupStep step) {
  step_ = step;
  complain("");
  const int index = static_cast<int>(step);
  show_child(stack_, name_of(step));
  clear(dots_);
  for (int i = 0; i < kSteps; ++i) {
    GtkWidget* dot = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
    with_classes(dot, {"hf-dot"});
    gtk_widget_set_valign(dot, GTK_ALIGN_CENTER);
    if (i < index || i == index) gtk_widget_add_css_class(dot, "found");
    add(dots_, dot);
  }
  set_text(counter_, index < kSteps ? fill(_("Step {1} of {2}"),
                                           {std::to_string(index + 1), std::to_string(kSteps)})
                                    : _("A last look"));
  set_button_words(back_, step == SetupStep::kLink ? _("Later") : _("Back"));
  set_button_words(next_, step == SetupStep::kReview   ? _("Hold fast")
                          : step == SetupStep::kFriend ? _("Go on, or skip")
                          : step == SetupStep::kPlan   ? _("Look it over")
                                                       : _("Go on"));
}

void SetupPage::complain(const std::string& words) { set_text_or_hide(complaint_, words); }

void SetupPage::back() {
  if (step_ == SetupStep::kLink) return on_done_();
  show_step(moved(step_, -1));
}

void SetupPage::next() {
  if (is_asking_) return;
  if (step_ == SetupStep::kReview) return arm();
  if (const std::string words = missing(draft(), step_); !words.empty()) return complain(words);
  if (step_ == SetupStep::kLink) return check_link();
  if (step_ == SetupStep::kPlan) return look();
  show_step(moved(step_, 1));
}

// A link that is not understood is said so at once, not four steps later.
void SetupPage::check_link() {
  is_asking_ = true;
  const auto line = block_statement(entry_text(link_), RuleScope::kSite, RuleEnd::kNone, "");
  shell_.ask("Edit", {{"statements", {*line}}, {"dry_run", true}}, [this](const Answer& answer) {
    is_asking_ = false;
    if (!answer.is_ok()) return complain(answer.trouble);
    show_step(SetupStep::kScope);
  });
}

void SetupPage::look() {
  is_asking_ = true;
  boost::json::array lines;
  for (const std::string& line : setup_statements(draft())) lines.emplace_back(line);
  shell_.ask(
      "Edit", {{"statements", lines}, {"dry_run", true}}, [this, lines](const Answer& answer) {
        is_asking_ = false;
        if (!answer.is_ok()) return complain(answer.trouble);
        clear(preview_);
        add(preview_, preview_words(preview(cli::object_of(answer.parameters, "result"), now())));
        GtkWidget* written = column(2, {text(_("And in your policy"), {"hf-label"})});
        for (const auto& line : lines)
          add(written, text(cli::as_text(line), {"monospace", "hf-small"}));
        add(preview_, written);
        show_step(SetupStep::kReview);
        gtk_widget_grab_focus(next_);
      });
}

void SetupPage::arm() {
  is_asking_ = true;
  boost::json::array lines;
  for (const std::string& line : setup_statements(draft())) lines.emplace_back(line);
  shell_.ask("Edit", {{"statements", lines}}, [this](const Answer& answer) {
    is_asking_ = false;
    if (!answer.is_ok()) return complain(answer.trouble);
    for (GtkWidget* one : {link_, friend_name_, friend_number_, friend_mail_, plan_}) {
      set_entry_text(one, "");
    }
    show_step(SetupStep::kLink);
    shell_.say(_("It holds. The rest is one evening at a time."));
    on_done_();
  });
}

}  // namespace holdfast::window
