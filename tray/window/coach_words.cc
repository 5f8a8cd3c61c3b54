#include "tray/window/coach_words.h"

#include <glib.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <ctime>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;

constexpr long kMostTyped = 2000;  ///< characters
constexpr int kMostTokens = 400;   ///< of an answer: a few sentences, and a model's own notes

std::string cut(std::string_view text) {
  std::string whole(text);
  if (g_utf8_validate(whole.c_str(), static_cast<gssize>(whole.size()), nullptr) == FALSE)
    return {};
  if (g_utf8_strlen(whole.c_str(), -1) <= kMostTyped) return whole;
  const char* end = g_utf8_offset_to_pointer(whole.c_str(), kMostTyped);
  return whole.substr(0, static_cast<std::size_t>(end - whole.c_str()));
}

const char* hour_words(HourBand hour) {
  switch (hour) {
    case HourBand::kNight:
      return _("It is night.");
    case HourBand::kMorning:
      return _("It is morning.");
    case HourBand::kDay:
      return _("It is daytime.");
    case HourBand::kEvening:
      return _("It is evening.");
  }
  return "";
}

std::string moment_words(const CoachMoment& moment) {
  std::string words = fill(ngettext("{1} day without contact.", "{1} days without contact.",
                                    static_cast<unsigned long>(moment.days)),
                           {std::to_string(moment.days)});
  if (moment.has_urge) words += std::string(" ") + _("An urge to reach out is there right now.");
  if (moment.is_tender) {
    words += std::string(" ") + _("Contact happened within the last day, and it hurts.");
  }
  return words + " " + hour_words(moment.hour);
}

std::string taste() {
  return _(
      "You are a calm, warm voice in a program for a person who has decided on no contact after a "
      "breakup. Answer in English, in at most five short, plain sentences, without lists, links, "
      "names or numbers. You are a program and no person, and no therapist: no diagnosis, no "
      "clinical words, no scolding. First say in your own words that what hurts is real. Then "
      "offer "
      "one small thing for this minute: breathe, move, look around, hold something warm, call a "
      "friend. Promise nothing: an urge can be ridden, but nobody knows when it goes. Never advise "
      "to write, call, meet or look at the other person, and never guess what they think or feel. "
      "When a life may be in danger, say before anything else to call the emergency number or a "
      "crisis line now, and that Help in a crisis in this window has the numbers.");
}

std::string body_of(const std::string& system, const std::string& user, const std::string& model) {
  json::object body{
      {"messages",
       {{{"role", "system"}, {"content", system}}, {{"role", "user"}, {"content", user}}}},
      {"max_tokens", kMostTokens},
      {"temperature", 0.6},
      {"stream", false}};
  if (!model.empty()) body["model"] = model;
  return json::serialize(body);
}

}  // namespace

HourBand hour_band(std::chrono::sys_seconds at) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  if (local.tm_hour < 6 || local.tm_hour >= 22) return HourBand::kNight;
  if (local.tm_hour < 11) return HourBand::kMorning;
  return local.tm_hour < 18 ? HourBand::kDay : HourBand::kEvening;
}

CoachMoment coach_moment(const Snapshot& snapshot) {
  const json::object& streak = cli::object_of(snapshot.status, "streak");
  const auto tender = cli::parse_time(cli::text_of(streak, "closer_support_until"));
  return {std::max<std::int64_t>(0, cli::number_of(streak, "days")),
          !cli::list_of(snapshot.status, "open_urges").empty(), tender && *tender > snapshot.now,
          hour_band(snapshot.now)};
}

std::string coach_request(std::string_view typed, const Identifiers& identifiers,
                          const CoachMoment& moment, const std::string& model) {
  return body_of(taste() + "\n\n" + moment_words(moment), masked(cut(typed), identifiers), model);
}

std::string trial_request(const std::string& model) {
  return body_of(_("Answer in English, in one short, kind sentence."), _("Hello, are you there?"),
                 model);
}

}  // namespace holdfast::window
