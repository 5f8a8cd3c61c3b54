#include "tray/applet/menu_model.h"

#include "tray/applet/words.h"
#include "tray/i18n.h"
#include "tray/link/link_words.h"

namespace holdfast::applet {
namespace {

using Entries = std::vector<Entry>;

Entry text(std::string words) { return {std::move(words), std::nullopt, {}}; }
Entry act(std::string words, Action action) { return {std::move(words), std::move(action), {}}; }
Entry submenu(std::string words, Entries children) {
  return {std::move(words), std::nullopt, std::move(children)};
}
Entry line() { return {}; }

void add_head(const Known& known, Entries& menu) {
  if (!known.is_connected()) {
    const tray::LinkWords words = tray::words_for(known.link);
    menu.push_back(text(words.what));
    if (!words.advice.empty()) menu.push_back(text(words.advice));
    return;
  }
  menu.push_back(text(streak_words(known)));
  if (known.streak && known.next_milestone && *known.next_milestone > known.streak->days) {
    const std::string mark = days_words(*known.next_milestone);
    const std::string left = days_words(*known.next_milestone - known.streak->days);
    menu.push_back(text(known.streak->days == 0 ? fill(_("Next mark: {1}"), {mark})
                                                : fill(_("Next mark: {1}, in {2}"), {mark, left})));
  }
  if (known.guard == Guard::kWeakened) {
    menu.push_back(act(_("Something needs a look"), {Deed::kWeakened, 0, ""}));
  }
}

void add_urges(const Known& known, Entries& menu) {
  menu.push_back(act(_("I feel an urge"), {Deed::kFeelUrge, 0, ""}));
  for (const OpenUrge& urge : known.open_urges) {
    const std::string words =
        known.open_urges.size() == 1
            ? _("Let it pass")
            : fill(_("Let it pass ({1})"), {when_words(urge.began, known.now)});
    menu.push_back(act(words, {Deed::kLetItPass, urge.id, ""}));
  }
}

Entry helps(const Known& known) {
  const std::int64_t urge = known.open_urges.empty() ? 0 : known.open_urges.back().id;
  Entries entries;
  for (const Help help : known.helps) {
    if (help == Help::kLetItPass) continue;  // has a row of its own while there is something to
    entries.push_back(act(label(help, known), {Deed::kHelp, urge, std::string(word(help))}));
  }
  return submenu(_("What helps now"), std::move(entries));
}

Entry crisis(const std::vector<CrisisLine>& lines) {
  Entries entries;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const CrisisLine& one = lines[i];
    const std::string words = one.number.empty() ? one.name : one.name + ": " + one.number;
    entries.push_back(act(words, {Deed::kCrisis, static_cast<std::int64_t>(i), ""}));
  }
  entries.push_back(line());
  entries.push_back(text(_("Nothing here is ever recorded")));
  entries.push_back(act(_("Change these numbers"), {Deed::kCrisisHint, 0, ""}));
  return submenu(_("Help in a crisis"), std::move(entries));
}

Entries question(const char* yes, const char* no) {
  return {act(yes, {Deed::kYes, 0, ""}), act(no, {Deed::kNo, 0, ""})};
}

bool is_asking(const Known& known, Deed deed, std::int64_t id) {
  return known.asking && known.asking->deed == deed && known.asking->id == id;
}

// Named by when it was asked for: a name has no place where somebody else may look.
Entry pending(const Pending& one, const Known& known) {
  if (is_asking(known, Deed::kConfirm, one.id)) {
    return submenu(_("Let this block go?"), question(_("Yes, let it go"), _("No, keep it")));
  }
  Entries entries;
  if (one.is_ready) {
    entries.push_back(act(_("Confirm it"), {Deed::kConfirm, one.id, ""}));
    entries.push_back(text(fill(_("Open until {1}"), {when_words(one.until, known.now)})));
  } else {
    entries.push_back(
        text(fill(_("It can be confirmed from {1}"), {when_words(one.from, known.now)})));
  }
  entries.push_back(act(_("Keep the block"), {Deed::kCancel, one.id, ""}));
  const char* words = one.is_ready ? _("The loosening asked {1} can be confirmed")
                                   : _("A loosening asked {1} is waiting");
  return submenu(fill(words, {when_words(one.asked, known.now)}), std::move(entries));
}

Entry reached_out(const Known& known) {
  if (is_asking(known, Deed::kReachedOut, 0)) {
    return submenu(_("Contact happened?"), question(_("Yes, it happened"), _("No, all is well")));
  }
  return act(_("I reached out…"), {Deed::kReachedOut, 0, ""});
}

// The preview is in the window; without one the day alone is worth a row.
Entry summary(const Known& known) {
  const Time at = *known.next_summary;
  std::string words = at > known.now ? fill(_("Next summary: {1}"), {when_words(at, known.now)})
                                     : std::string(_("Next summary: as soon as it can go"));
  if (!known.has_window) return text(std::move(words));
  return act(std::move(words), {Deed::kOpenWindow, 0, "summary"});
}

Entry quiet(const Known& known) {
  if (!known.is_quiet()) return act(_("Quiet for an hour"), {Deed::kQuiet, 0, ""});
  return act(fill(_("Quiet until {1}. Speak again"), {when_words(*known.quiet_until, known.now)}),
             {Deed::kSpeakAgain, 0, ""});
}

}  // namespace

Entries menu(const Known& known, const std::vector<CrisisLine>& crisis_lines) {
  Entries menu;
  add_head(known, menu);
  menu.push_back(line());
  if (known.is_connected()) add_urges(known, menu);
  if (!known.helps.empty()) menu.push_back(helps(known));
  menu.push_back(crisis(crisis_lines));
  menu.push_back(line());
  if (known.is_connected()) {
    for (const Pending& one : known.pending) menu.push_back(pending(one, known));
    if (known.streak) menu.push_back(reached_out(known));
    if (known.next_summary) menu.push_back(summary(known));
  }
  if (known.has_window) menu.push_back(act(_("Open Holdfast"), {Deed::kOpenWindow, 0, ""}));
  menu.push_back(quiet(known));
  menu.push_back(act(_("About Holdfast"), {Deed::kAbout, 0, ""}));
  return menu;
}

}  // namespace holdfast::applet
