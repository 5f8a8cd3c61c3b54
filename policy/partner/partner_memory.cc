#include "policy/partner/partner_memory.h"

#include <boost/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "policy/moment_json.h"
#include "policy/partner/partner_print.h"

namespace holdfast {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

json::object moment_json(const Moment& at) {
  return {{"elapsed", to_number(at.elapsed)}, {"wall", to_number(at.wall)}};
}
Moment moment_of(const json::value& value) {
  return {elapsed_of(value.at("elapsed")), wall_of(value.at("wall"))};
}

template <class Time>
void put_if(json::object& object, const char* key, const std::optional<Time>& at) {
  if (at) object[key] = to_number(*at);
}

const json::value* find(const json::value& object, const char* key) {
  return object.as_object().if_contains(key);
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

template <class T>
T known(std::optional<T> value) {
  if (!value) throw std::runtime_error("no word of this kind");
  return *value;
}

json::object news_json(const News& news) {
  json::object counts;
  for (const auto& [kind, count] : news.counts) counts[word(kind)] = count;
  return {{"counts", std::move(counts)},
          {"leaving", news.leaving},
          {"refused", news.refused},
          {"leaving_refused", news.leaving_refused}};
}

News news_of(const json::value& value) {
  News news;
  for (const auto& [kind, count] : value.at("counts").as_object()) {
    news.counts[known(alert_kind(kind))] = count.to_number<int>();
  }
  news.leaving = value.at("leaving").as_bool();
  if (const auto* count = find(value, "refused")) news.refused = count->to_number<int>();
  if (const auto* is = find(value, "leaving_refused")) news.leaving_refused = is->as_bool();
  return news;
}

json::object span_json(const ToldSpan& span) {
  return {{"from", to_number(span.from)}, {"until", to_number(span.until)}};
}
ToldSpan span_of(const json::value& value) {
  return {wall_of(value.at("from")), wall_of(value.at("until"))};
}

json::array resting_json(const std::map<std::string, RestingAddress>& resting) {
  json::array all;
  for (const auto& [mail, rest] : resting) {
    all.push_back(json::object{
        {"mail", mail}, {"since", moment_json(rest.since)}, {"stopped", rest.has_stopped}});
  }
  return all;
}

std::map<std::string, RestingAddress> resting_of(const json::value& value) {
  std::map<std::string, RestingAddress> resting;
  for (const json::value& one : value.as_array()) {
    resting[text_of(one.at("mail"))] = {moment_of(one.at("since")), one.at("stopped").as_bool()};
  }
  return resting;
}

}  // namespace

json::object partner_json(const PartnerState& partner) {
  json::array wrong;
  for (const Elapsed at : partner.wrong_codes) wrong.push_back(to_number(at));
  json::object object{{"mail", partner.mail},
                      {"name", partner.name},
                      {"consent", word(partner.consent)},
                      {"word", partner.word},
                      {"tries_left", partner.tries_left},
                      {"due", to_number(partner.due)},
                      {"mark", partner.mark},
                      {"breaks", partner.breaks},
                      {"news", news_json(partner.news)},
                      {"unverified", partner.unverified.count()},
                      {"wrong_codes", std::move(wrong)}};
  if (partner.asked) object["asked"] = moment_json(*partner.asked);
  object["invitations"] = partner.invitations;
  object["resting"] = resting_json(partner.resting);
  put_if(object, "told_until", partner.told_until);
  put_if(object, "mailed", partner.mailed);
  if (partner.maybe_lost) object["maybe_lost"] = span_json(*partner.maybe_lost);
  put_if(object, "considered", partner.considered);
  put_if(object, "tampering_ripe", partner.tampering_ripe);
  put_if(object, "alerted", partner.alerted);
  put_if(object, "pass_until", partner.pass_until);
  if (partner.key) {
    object["key"] = {{"counts_from", to_number(partner.key->counts_from)},
                     {"last_step", partner.key->last_step}};
  }
  return object;
}

PartnerState partner_in(const json::value& value) {
  PartnerState partner;
  partner.mail = text_of(value.at("mail"));
  partner.name = text_of(value.at("name"));
  partner.consent = known(consent_of(value.at("consent").as_string()));
  partner.word = text_of(value.at("word"));
  partner.tries_left = value.at("tries_left").to_number<int>();
  partner.due = wall_of(value.at("due"));
  partner.mark = text_of(value.at("mark"));
  if (const auto* breaks = find(value, "breaks"))
    partner.breaks = breaks->to_number<std::int64_t>();
  if (const auto* at = find(value, "mailed")) partner.mailed = wall_of(*at);
  partner.news = news_of(value.at("news"));
  partner.unverified = milliseconds(value.at("unverified").to_number<std::int64_t>());
  for (const json::value& at : value.at("wrong_codes").as_array()) {
    partner.wrong_codes.push_back(elapsed_of(at));
  }
  if (const auto* at = find(value, "asked")) partner.asked = moment_of(*at);
  // Facts written before these were counted have neither.
  if (const auto* count = find(value, "invitations")) partner.invitations = count->to_number<int>();
  if (const auto* all = find(value, "resting")) partner.resting = resting_of(*all);
  if (const auto* at = find(value, "told_until")) partner.told_until = wall_of(*at);
  if (const auto* span = find(value, "maybe_lost")) partner.maybe_lost = span_of(*span);
  if (const auto* at = find(value, "considered")) partner.considered = elapsed_of(*at);
  if (const auto* at = find(value, "tampering_ripe")) partner.tampering_ripe = elapsed_of(*at);
  if (const auto* at = find(value, "alerted")) partner.alerted = elapsed_of(*at);
  if (const auto* at = find(value, "pass_until")) partner.pass_until = elapsed_of(*at);
  if (const auto* key = find(value, "key")) {
    partner.key = PartnerKey{elapsed_of(key->at("counts_from")),
                             key->at("last_step").to_number<std::int64_t>()};
  }
  return partner;
}

json::object letter_json(const Letter& letter) {
  json::object object{{"id", letter.id},
                      {"kind", word(letter.kind)},
                      {"to", letter.to},
                      {"to_name", letter.to_name},
                      {"made", moment_json(letter.made)},
                      {"stage", word(letter.stage)},
                      {"tries", letter.tries},
                      {"needs_account", letter.needs_account},
                      {"mark", letter.mark},
                      {"breaks", letter.breaks},
                      {"sender", letter.sender},
                      {"news", news_json(letter.news)},
                      {"word", letter.word},
                      {"stopped", letter.farewell == Farewell::kStopped}};
  put(object, "answer", letter.answer);
  put_if(object, "next_try", letter.next_try);
  if (letter.maybe_lost) object["maybe_lost"] = span_json(*letter.maybe_lost);
  if (letter.span) {
    object["from"] = to_number(letter.span->from);
    object["until"] = to_number(letter.span->until);
  }
  return object;
}

Letter letter_in(const json::value& value) {
  Letter letter;
  letter.id = value.at("id").to_number<std::int64_t>();
  letter.kind = known(letter_kind(value.at("kind").as_string()));
  letter.to = text_of(value.at("to"));
  letter.to_name = text_of(value.at("to_name"));
  letter.made = moment_of(value.at("made"));
  letter.stage = known(letter_stage(value.at("stage").as_string()));
  letter.tries = value.at("tries").to_number<int>();
  letter.needs_account = value.at("needs_account").as_bool();
  letter.answer = phrase_in(value.as_object(), "answer");
  letter.mark = text_of(value.at("mark"));
  if (const auto* breaks = find(value, "breaks")) letter.breaks = breaks->to_number<std::int64_t>();
  if (const auto* sender = find(value, "sender")) letter.sender = text_of(*sender);
  letter.news = news_of(value.at("news"));
  letter.word = text_of(value.at("word"));
  letter.farewell = value.at("stopped").as_bool() ? Farewell::kStopped : Farewell::kRemoved;
  if (const auto* at = find(value, "next_try")) letter.next_try = elapsed_of(*at);
  if (const auto* span = find(value, "maybe_lost")) letter.maybe_lost = span_of(*span);
  if (const auto* from = find(value, "from")) {
    letter.span = ToldSpan{wall_of(*from), wall_of(value.at("until"))};
  }
  if (letter.kind == LetterKind::kSummary && !letter.span) {
    throw std::runtime_error("a summary of no days");
  }
  return letter;
}

}  // namespace holdfast
