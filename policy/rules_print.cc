#include "policy/rules_print.h"

#include <variant>

#include "policy/overloaded.h"
#include "policy/partner/partner_print.h"
#include "policy/rules_lexer.h"
#include "policy/rules_text.h"
#include "policy/target.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

using std::chrono::seconds;

std::string end_text(const End& end, seconds offset) {
  return std::visit(Overloaded{
                        [](std::monostate) { return std::string(); },
                        [](LocalSeconds local) { return "until " + when_text(local); },
                        [&](Wall instant) { return "until " + when_text(instant, offset); },
                        [](seconds length) { return "for " + length_text(length); },
                    },
                    end);
}

std::string block_text(const BlockRule& rule, seconds offset) {
  std::string text = "block " + word_text(to_string(rule.target));
  if (rule.scope != Scope::kSite) text += " scope profile";
  if (rule.scope == Scope::kBrowsersOnly) text += " others off";
  if (const std::string end = end_text(rule.end, offset); !end.empty()) text += " " + end;
  return text;
}

std::string schedule_text(const ScheduleRule& rule) {
  return "schedule " + word_text(to_string(rule.target)) + " open " + days_text(rule.days) + " " +
         span_text(rule.open) + " purpose " + quoted_text(rule.purpose);
}

}  // namespace

std::string to_text_at(const Statement& statement, seconds offset) {
  return std::visit(
      Overloaded{
          [&](const BlockRule& rule) { return block_text(rule, offset); },
          [](const ListRule& rule) {
            return "block list " + rule.name + " from " + word_text(rule.path);
          },
          [](const AllowRule& rule) { return "allow " + rule.host.ascii(); },
          [](const ScheduleRule& rule) { return schedule_text(rule); },
          [](const AliasSetting& setting) { return "alias " + word_text(setting.alias); },
          [](const CoolingOffSetting& setting) {
            return "cooling-off " + length_text(setting.length);
          },
          [](const CalmWindowSetting& setting) {
            return "calm-window " + span_text(setting.window);
          },
          [&](const LockSetting& setting) { return "lock " + end_text(setting.until, offset); },
          [](const PartnerSetting& setting) { return partner_text(setting); },
          [](const SupportSetting& setting) {
            return "support call " + quoted_text(setting.name) + " " + to_string(setting.phone);
          },
          [](const PlanSetting& setting) { return "plan " + quoted_text(setting.text); },
          [](const PromiseSetting& setting) { return "promise " + quoted_text(setting.text); },
      },
      statement);
}

std::string to_text(const Statement& statement) { return to_text_at(statement, seconds(0)); }

std::string to_text(const End& end) { return end_text(end, seconds(0)); }

std::string key_of(const Statement& statement) {
  return std::visit(
      Overloaded{
          [](const BlockRule& rule) { return "block " + word_text(to_string(rule.target)); },
          [](const ListRule& rule) { return "block list " + rule.name; },
          [](const AliasSetting&) { return std::string("alias"); },
          [](const CoolingOffSetting&) { return std::string("cooling-off"); },
          [](const CalmWindowSetting&) { return std::string("calm-window"); },
          [](const LockSetting&) { return std::string("lock"); },
          [](const PartnerSetting&) { return std::string("partner"); },
          [&](const auto& whole) { return to_text(whole); },
      },
      statement);
}

}  // namespace holdfast
