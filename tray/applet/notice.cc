#include "tray/applet/notice.h"

#include "tray/applet/words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::applet {
namespace {

constexpr std::size_t kMostButtons = 3;

Button help_button(Help help, std::int64_t urge, const Known& known) {
  if (help == Help::kLetItPass) return {label(help, known), {Deed::kLetItPass, urge, ""}};
  return {label(help, known), {Deed::kHelp, urge, std::string(word(help))}};
}

// Let it pass first, whatever the daemon says; then what fits the moment. A note and a checklist
// are not pushed.
std::vector<Button> helps_for(std::int64_t urge, const Known& known) {
  std::vector<Button> buttons{help_button(Help::kLetItPass, urge, known)};
  for (const Help help : known.helps) {
    if (buttons.size() == kMostButtons) break;
    if (help == Help::kLetItPass || help == Help::kNote || help == Help::kReachOut) continue;
    buttons.push_back(help_button(help, urge, known));
  }
  return buttons;
}

std::string milestone_line(std::int64_t days) {
  if (days >= 365)
    return _("A year that is yours. You learned to stand where nobody's answer is needed.");
  if (days >= 180) return _("Half a year. More than one source of warmth carries you now.");
  if (days >= 90) return _("Not knowing how they are has become something you can live with.");
  if (days >= 60) return _("What you practise grows, and you practised holding.");
  if (days >= 30) return _("A month of mornings that began with you.");
  if (days >= 14) return _("The searching gets quieter when it is not fed.");
  if (days >= 7) return _("A whole week, with every hour of the day in it.");
  if (days >= 3) return _("The first days are the steepest, and you are through them.");
  return _("The first one takes the most, and it is yours now.");
}

}  // namespace

std::string urge_key(std::int64_t id) { return "urge/" + std::to_string(id); }
std::string ready_key(std::int64_t id) { return "ready/" + std::to_string(id); }

Notice urge_notice(std::int64_t id, UrgeSource source, const Known& known) {
  Notice notice;
  notice.key = urge_key(id);
  notice.kind = Notice::Kind::kUrge;
  notice.category = "x-holdfast.urge";
  notice.title = source == UrgeSource::kSaid ? _("You noticed it. That is the skill.")
                                             : _("An urge came, and it held");
  notice.body = known.is_closer()
                    ? _("You can ride this. These are the tender hours: be gentle with yourself.")
                    : _("You can ride this. There is nothing you have to do.");
  notice.buttons = helps_for(id, known);
  notice.on_click = notice.buttons.front().action;
  return notice;
}

Notice summary_notice(std::int64_t urges, std::int64_t passed) {
  Notice notice;
  notice.key = kSummaryKey;
  notice.category = "x-holdfast.urge";
  notice.title = fill(::ngettext("{1} urge came meanwhile", "{1} urges came meanwhile",
                                 static_cast<unsigned long>(urges)),
                      {std::to_string(urges)});
  if (passed >= urges) {
    notice.urgency = Urgency::kLow;
    notice.body = _("Every one was held, and every one has passed.");
    return notice;
  }
  notice.body = _("Every one was held. What is still here, you can ride.");
  notice.buttons = {{_("Let it pass"), {Deed::kLetItPass, 0, ""}}};
  notice.on_click = notice.buttons.front().action;
  return notice;
}

Notice milestone_notice(std::int64_t days, const Known& known) {
  Notice notice;
  notice.key = "milestone";
  notice.urgency = Urgency::kLow;
  notice.category = "x-holdfast.streak";
  notice.title = cli::no_contact_words(days_words(days), known.alias);
  notice.body = milestone_line(days);
  notice.on_click = Action{Deed::kOpenWindow, 0, "days"};
  return notice;
}

Notice ready_notice(const Pending& pending, const Known& known) {
  Notice notice;
  notice.key = ready_key(pending.id);
  notice.category = "x-holdfast.pending";
  notice.title = _("A loosening can be confirmed now");
  notice.body = fill(_("You asked {1}. It stays open until {2}, and letting it lapse is fine too."),
                     {when_words(pending.asked, known.now), when_words(pending.until, known.now)});
  notice.buttons = {{_("Keep the block"), {Deed::kCancel, pending.id, ""}},
                    {_("Confirm it"), {Deed::kConfirm, pending.id, ""}}};
  return notice;
}

Notice weakened_notice(const Known& known) {
  Notice notice;
  notice.key = kWeakenedKey;
  notice.urgency = Urgency::kCritical;
  notice.category = "x-holdfast.protection";
  notice.title = _("Something is not holding");
  const std::string layers = layers_words(known.failing_layers);
  notice.body =
      layers.empty()
          ? _("In a terminal, holdfast doctor says what to do.")
          : fill(_("It is {1}. In a terminal, holdfast doctor says what to do."), {layers});
  return notice;
}

Notice allowance_notice(bool is_open) {
  Notice notice;
  notice.key = "allowance";
  notice.urgency = Urgency::kLow;
  notice.category = "x-holdfast.allowance";
  notice.is_transient = true;
  notice.title =
      is_open ? _("The window of contact is open") : _("The window of contact is closed");
  notice.body = is_open ? _("Brief and neutral, one topic. It closes by itself.")
                        : _("That was necessary contact, and no slip.");
  return notice;
}

Notice browser_notice(const std::string& browser) {
  Notice notice;
  notice.key = "browser";
  notice.urgency = Urgency::kLow;
  notice.category = "x-holdfast.protection";
  notice.title = fill(_("{1} wants to be opened anew"), {browser});
  notice.body = _("It takes what you decided at its next start. Close it and open it again.");
  return notice;
}

Notice question_notice(const Action& action, const Known& known) {
  Notice notice;
  notice.key = kQuestionKey;
  notice.kind = Notice::Kind::kAnswer;
  notice.category = "x-holdfast.question";
  const Action yes{Deed::kYes, 0, ""};
  const Action no{Deed::kNo, 0, ""};
  if (action.deed == Deed::kReachedOut) {
    notice.title = _("Did contact happen?");
    notice.body = known.streak && known.streak->total_days > 0
                      ? fill(_("If so, thank you for being honest. Your {1} still count."),
                             {days_words(known.streak->total_days)})
                      : _("If so, thank you for being honest. Nothing you built is gone.");
    notice.buttons = {{_("No, all is well"), no}, {_("Yes, it happened"), yes}};
  } else {
    notice.title = _("Let this block go?");
    notice.body = _("What you decided on a calm day would no longer hold.");
    notice.buttons = {{_("No, keep it"), no}, {_("Yes, let it go"), yes}};
  }
  return notice;
}

Notice exercise_notice(Help help, std::int64_t urge, const Known& known) {
  const Exercise words = exercise(help, known);
  Notice notice = answer_notice(words.title, words.body);
  notice.key = urge > 0 ? urge_key(urge) : kAnswerKey;
  notice.is_transient = false;
  if (urge > 0) {
    notice.buttons = {{_("It passed"), {Deed::kPassedWith, urge, std::string(word(help))}}};
  }
  return notice;
}

// Transient, so that no list of past notifications keeps it.
Notice crisis_notice(const CrisisLine& line) {
  Notice notice =
      answer_notice(line.name, line.number.empty() ? line.page : line.number + "\n" + line.page);
  notice.urgency = Urgency::kNormal;
  return notice;
}

Notice crisis_hint_notice() {
  return answer_notice(_("Numbers you trust"), fill(_("Copy {1} to {2} and edit the copy."),
                                                    {installed_crisis_file(), own_crisis_file()}));
}

Notice about_notice(const std::string& version) {
  return answer_notice(fill("Holdfast {1}", {version}),
                       _("What hurts to look at stays out of reach, for as long as you decided on "
                         "a calm day. Nothing leaves your computer. Free software: "
                         "GPL-3.0-or-later."));
}

Notice answer_notice(const std::string& title, const std::string& body) {
  Notice notice;
  notice.key = kAnswerKey;
  notice.kind = Notice::Kind::kAnswer;
  notice.category = "x-holdfast.answer";
  notice.title = title;
  notice.body = body;
  notice.is_transient = true;
  return notice;
}

}  // namespace holdfast::applet
