#include "tray/applet/deeds.h"

#include <utility>

#include "platform/ipc/names.h"
#include "tray/applet/look.h"
#include "tray/applet/notice.h"
#include "tray/applet/words.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"
#include "tray/link/link_words.h"

namespace holdfast::applet {
namespace {

using OnReply = const ipc::Result<ipc::Reply>&;

// A question nobody answers was not meant.
constexpr std::chrono::minutes kQuestionStands{2};
constexpr std::chrono::hours kQuiet{1};

bool is_success(OnReply reply) { return reply && reply->error.empty(); }

const char* page_for(Help help) {
  if (help == Help::kNote) return "note";
  return help == Help::kReachOut ? "reach-out" : "now";
}

}  // namespace

void Deeds::perform(const Action& action) {
  switch (action.deed) {
    case Deed::kOpenWindow:
      return open_window(action.detail);
    case Deed::kFeelUrge:
      return feel_urge();
    case Deed::kLetItPass:
      return let_pass(action.id, std::string(word(Help::kLetItPass)));
    case Deed::kPassedWith:
      return let_pass(action.id, action.detail);
    case Deed::kHelp:
      if (const auto known = help_from(action.detail)) help(*known, action.id);
      return;
    case Deed::kReachedOut:
    case Deed::kConfirm:
      return ask_back(action);
    case Deed::kCancel:
      return cancel(action.id);
    case Deed::kYes:
      return answer(true);
    case Deed::kNo:
      return answer(false);
    case Deed::kQuiet:
      return quiet(true);
    case Deed::kSpeakAgain:
      return quiet(false);
    case Deed::kCrisis:
      return crisis(action.id);
    case Deed::kCrisisHint:
      return say(crisis_hint_notice());
    case Deed::kWeakened:
      return say(
          answer_notice(weakened_notice(world_.known).title, weakened_notice(world_.known).body));
    case Deed::kAbout:
      return say(about_notice(world_.version));
  }
}

void Deeds::say(Notice notice) {
  world_.board.post(std::move(notice));
  world_.on_change();
}

// Never the daemon's own sentence: it may name what is blocked.
void Deeds::say_failure(OnReply reply) {
  if (!reply) {
    tray::LinkWords words = tray::words_for(world_.link.state());
    if (words.what.empty()) words.what = _("Holdfast did not answer");
    return say(answer_notice(words.what, words.advice));
  }
  if (reply->error == ipc::kRefused) {
    const auto until = cli::parse_time(cli::text_of(reply->parameters, "until"));
    return say(answer_notice(
        _("Not yet"),
        until ? fill(_("This can be done from {1}."), {when_words(*until, world_.known.now)})
              : _("You decided so on a calm day. In a terminal: holdfast pending")));
  }
  say(answer_notice(_("That did not work"), _("In a terminal, holdfast status shows how it is.")));
}

void Deeds::open_window(const std::string& page) {
  if (world_.open_window(page)) return;
  const Look now = look(world_.known);
  say(answer_notice(now.tooltip, now.details));
}

void Deeds::feel_urge() {
  world_.link.call("ReportUrge", {}, [this](OnReply reply) {
    if (!is_success(reply)) say_failure(reply);
  });
}

void Deeds::let_pass(std::int64_t id, const std::string& helped) {
  std::vector<std::int64_t> urges;
  if (id > 0) {
    urges.push_back(id);
  } else {
    for (const OpenUrge& urge : world_.known.open_urges) urges.push_back(urge.id);
    world_.board.withdraw(kSummaryKey);
  }
  for (const std::int64_t urge : urges) {
    world_.board.withdraw(urge_key(urge));
    ride_out(urge, helped);
  }
  world_.on_change();
}

void Deeds::ride_out(std::int64_t id, const std::string& helped) {
  boost::json::object parameters{{"id", id}};
  if (!helped.empty()) parameters["helped"] = helped;
  world_.link.call("RideOut", std::move(parameters), [this, id, helped](OnReply reply) {
    if (reply && reply->error == ipc::kInvalidParameter && !helped.empty()) {
      return ride_out(id, "");  // a daemon that does not take it yet
    }
    // One that is gone has passed: nothing to say against that.
    if (is_success(reply) || (reply && reply->error == ipc::kNotFound)) {
      return say(answer_notice(_("Ridden out. That is strength."), ""));
    }
    say_failure(reply);
  });
}

void Deeds::help(Help help, std::int64_t urge) {
  if (world_.open_window(page_for(help))) return;
  say(exercise_notice(help, urge, world_.known));
}

void Deeds::ask_back(const Action& action) {
  world_.known.asking = action;
  forgetting_.after(kQuestionStands, [this] { answer(false); });
  say(question_notice(action, world_.known));
}

void Deeds::answer(bool is_yes) {
  forgetting_.stop();
  const auto asked = std::exchange(world_.known.asking, std::nullopt);
  world_.board.withdraw(kQuestionKey);
  if (asked && is_yes && asked->deed == Deed::kReachedOut) report_slip();
  if (asked && is_yes && asked->deed == Deed::kConfirm) confirm(asked->id);
  world_.on_change();
}

void Deeds::report_slip() {
  world_.link.call("ReportSlip", {}, [this](OnReply reply) {
    if (!is_success(reply)) return say_failure(reply);
    Notice notice = answer_notice(
        _("Thank you for being honest"),
        _("Nothing you built is gone. The next hours are the tender ones: water, a walk, one "
          "friend. Say to yourself what you would say to one who is hurting."));
    notice.is_transient = false;
    say(std::move(notice));
  });
}

void Deeds::confirm(std::int64_t id) {
  world_.link.call("Confirm", {{"id", id}}, [this](OnReply reply) {
    if (!is_success(reply)) return say_failure(reply);
    say(answer_notice(_("It is let go"), _("You waited and decided. It can be blocked again at any "
                                           "time, at once.")));
  });
}

void Deeds::cancel(std::int64_t id) {
  world_.board.withdraw(ready_key(id));
  world_.on_change();
  world_.link.call("Cancel", {{"id", id}}, [this](OnReply reply) {
    if (!is_success(reply)) return say_failure(reply);
    say(answer_notice(_("The block stays"), ""));
  });
}

void Deeds::quiet(bool is_on) {
  world_.known.quiet_until.reset();
  if (is_on) world_.known.quiet_until = world_.known.now + kQuiet;
  world_.on_quiet();
}

// Nothing of this goes to the daemon.
void Deeds::crisis(std::int64_t number) {
  const auto& lines = world_.crisis_lines;
  if (number < 0 || number >= std::ssize(lines)) return;
  const CrisisLine& line = lines[static_cast<std::size_t>(number)];
  if (line.number.empty() && world_.open_address(line.page)) return;
  say(crisis_notice(line));
}

}  // namespace holdfast::applet
