// What every answer of the daemon has in common, whichever file makes it.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

namespace json = boost::json;
using fakes::Brain;

// Sentences by the names of their members; a plan's names and a rule's statement are none.
constexpr std::string_view kSentences[] = {"text",      "what",    "hint",    "advice",
                                           "because",   "notes",   "failing", "warnings",
                                           "sentences", "refused", "detail"};

bool is_sentence(const json::value& value) {
  if (value.is_array()) {
    return std::any_of(value.get_array().begin(), value.get_array().end(), is_sentence);
  }
  return value.is_string() && value.get_string().find(' ') != json::string::npos;
}

// Those of `value` that nobody can say in another language.
void find_unmarked(const json::value& value, std::vector<std::string>& found) {
  if (value.is_array()) {
    for (const json::value& element : value.get_array()) find_unmarked(element, found);
  }
  if (!value.is_object()) return;
  const json::object& object = value.get_object();
  for (const auto& [key, member] : object) {
    if (std::string_view(key).ends_with("_phrase")) continue;
    const bool is_named = std::find(std::begin(kSentences), std::end(kSentences),
                                    std::string_view(key)) != std::end(kSentences);
    if (is_named && is_sentence(member) && !object.contains(std::string(key) + "_phrase")) {
      found.push_back(json::serialize(object));
    }
    find_unmarked(member, found);
  }
}

TEST(Answers, TellHowEverySentenceWasMade) {
  Brain brain;
  brain.edit("block example.org");
  brain.edit("block tel:+15551234567");
  brain.edit("block instagram/her.name scope profile");
  brain.edit("block list gone from /nowhere/list.hosts");
  brain.call("ReportUrge", {{"note", "late"}});
  brain.pass(std::chrono::hours(30));
  brain.edit("lock for 3d");
  brain.hosts->failure = "full";  // a text of the test's own, without a space
  brain.edit("block example.net");

  std::vector<std::string> unmarked;
  int sentences = 0;
  const auto look_at = [&](const char* method, json::object parameters = {}) {
    const auto parameters_back = brain.call(method, std::move(parameters)).parameters;
    find_unmarked(parameters_back, unmarked);
    const std::string text = json::serialize(parameters_back);
    for (std::size_t at = text.find("_phrase"); at != std::string::npos;
         at = text.find("_phrase", at + 1)) {
      ++sentences;
    }
  };
  look_at("GetStatus");
  look_at("Doctor");
  look_at("Insights");
  look_at("Log");
  look_at("ListPending");
  look_at("Why", {{"query", "example.org"}});
  look_at("Why", {{"query", "a b"}});
  look_at("Unblock", {{"target", "example.org"}});
  look_at("Unblock", {{"target", "example.com"}});
  look_at("Edit", {{"statements", {"block instagram/her.other"}}, {"dry_run", true}});
  look_at("Edit", {{"statements", {"blok example.org", "block .", "lock until tomorrow"}}});
  look_at("CheckPolicy", {{"text", "block\nblock x scope \"\nallow com\nsupport call A 7\n"}});
  look_at("Confirm", {{"id", 7}});
  look_at("RideOut", {{"id", 7}});
  look_at("KeepPromise", {{"key", "promise"}});
  look_at("AskAllowance", {{"target", "example.org"}, {"purpose", ""}, {"minutes", 5}});
  look_at("ReportSlip", {{"when", "yesterday"}});
  look_at("Export", {{"format", "pdf"}});
  look_at("Forget", {{"confirm", "yes"}});
  EXPECT_EQ(unmarked, std::vector<std::string>());
  EXPECT_GT(sentences, 40);
}

}  // namespace
}  // namespace holdfast
