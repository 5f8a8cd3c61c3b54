#include "tray/applet/words.h"

#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::applet {
namespace {

std::string layer_words(const std::string& layer) {
  if (layer == "hosts") return _("the hosts file");
  if (layer == "firewall") return _("the firewall");
  if (layer == "browser") return _("the browser");
  if (layer == "phone") return _("the phone");
  return layer;
}

}  // namespace

std::string days_words(std::int64_t days) {
  return fill(::ngettext("{1} day", "{1} days", static_cast<unsigned long>(days)),
              {std::to_string(days)});
}

std::string when_words(Time at, Time now) { return cli::moment_words(at, now); }

std::string streak_words(const Known& known) {
  if (known.guard == Guard::kUnconfigured) return _("Nothing is set up yet");
  if (!known.streak) return _("Ready when you are");
  if (known.streak->days == 0) return _("Day one");
  const std::string days = days_words(known.streak->days);
  return cli::no_contact_words(days, known.alias);
}

std::string today_words(const Known& known) {
  const auto urges = known.urges_today;
  const auto ridden = known.ridden_out_today;
  if (urges == 0) return _("Quiet so far today");
  const std::string count =
      fill(::ngettext("{1} urge today", "{1} urges today", static_cast<unsigned long>(urges)),
           {std::to_string(urges)});
  if (ridden == 0) return count;
  if (ridden < urges) return fill(_("{1}, {2} ridden out"), {count, std::to_string(ridden)});
  return fill(urges == 1 ? _("{1}, ridden out") : _("{1}, all ridden out"), {count});
}

std::string layers_words(const std::vector<std::string>& layers) {
  std::string text;
  for (const std::string& layer : layers) {
    text = text.empty() ? layer_words(layer) : fill(_("{1} and {2}"), {text, layer_words(layer)});
  }
  return text;
}

std::string label(Help help, const Known& known) {
  switch (help) {
    case Help::kLetItPass:
      return _("Let it pass");
    case Help::kBreathe:
      return _("Breathe for a minute");
    case Help::kGround:
      return _("Look around: 5-4-3-2-1");
    case Help::kMove:
      return _("Move a little");
    case Help::kSoothe:
      return _("Something warm");
    case Help::kCall:
      return known.friends.empty() ? _("Call a friend")
                                   : fill(_("Call {1}"), {known.friends.front().name});
    case Help::kPlan:
      return _("Read my plan");
    case Help::kNote:
      return _("A note that stays here");
    case Help::kReachOut:
      return _("Before reaching out");
  }
  return "";
}

Exercise exercise(Help help, const Known& known) {
  switch (help) {
    case Help::kLetItPass:
      return {_("Let it pass"), _("There is nothing to do. Let it rise, and let it be there. You "
                                  "can ride this.")};
    case Help::kBreathe:
      return {_("Breathe for a minute"),
              _("In through the nose while you count to four. Out slowly while you count to six. "
                "Ten breaths, and look again.")};
    case Help::kGround:
      return {_("Look around"), _("Name five things you see, four you can touch, three you hear, "
                                  "two you smell, one you taste.")};
    case Help::kMove:
      return {_("Move a little"),
              _("Stand up. Once round the block, the stairs twice, or one song to dance to.")};
    case Help::kSoothe:
      return {_("Something warm"),
              _("A warm cup, a heavy blanket, a bath, calm music. Let your body hear first that "
                "you are safe.")};
    case Help::kCall: {
      std::string numbers;
      for (const Friend& one : known.friends) {
        numbers += (numbers.empty() ? "" : "\n") + one.name + ": " + one.number;
      }
      return {label(help, known),
              numbers.empty() ? _("Think of the one who understands. A short \"it is one of those "
                                  "evenings\" is enough.")
                              : numbers};
    }
    case Help::kPlan: {
      std::string plans;
      for (const std::string& plan : known.plans) plans += (plans.empty() ? "" : "\n") + plan;
      return {_("Your plan"), plans.empty()
                                  ? _("You have not written one yet. On a calm day: holdfast plan "
                                      "\"If ..., then I ...\"")
                                  : plans};
    }
    case Help::kNote:
      return {_("A note that stays here"),
              _("Write it on paper, all of it, to nobody. It need not be sent to be said.")};
    case Help::kReachOut:
      return {_("Before reaching out"),
              _("Am I writing to feel better? Did I write lately without an answer? Is it fear? Do "
                "I hope they come back? Has nothing truly changed? Any yes: wait. If it must be: "
                "holdfast reach-out")};
  }
  return {};
}

}  // namespace holdfast::applet
