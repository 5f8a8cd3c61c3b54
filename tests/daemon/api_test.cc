#include "daemon/api.h"

#include <gtest/gtest.h>

#include "platform/ipc/interface.h"
#include "platform/ipc/names.h"
#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using fakes::Brain;

std::string outcome(const ipc::Reply& reply) {
  return std::string(reply.parameters.at("result").at("outcome").as_string());
}

TEST(Api, SaysDoneOnceItHolds) {
  Brain brain;
  const auto reply = brain.call("Edit", {{"statements", {"block example.org"}}});
  EXPECT_EQ(reply.error, "");
  EXPECT_EQ(outcome(reply), "done");
  EXPECT_FALSE(brain.hosts->held.hosts.empty());
  EXPECT_EQ(get(brain.folder / "policy.rules"), "block example.org\n");
}

TEST(Api, SaysWhichLayerFailed) {
  Brain brain;
  brain.hosts->failure = "the disk is full";
  const auto reply = brain.call("Edit", {{"statements", {"block example.org"}}});
  EXPECT_EQ(outcome(reply), "done");
  EXPECT_EQ(reply.parameters.at("result").at("failing").at(0).as_string(),
            "hosts: the disk is full");
}

TEST(Api, SaysThatARestartWouldForgetWhatCouldBeWrittenNowhere) {
  Brain brain;
  brain.unwritten_record = "the disk is full";
  EXPECT_TRUE(brain.call("Edit", {{"statements", {"block example.org"}}})
                  .parameters.at("result")
                  .at("failing")
                  .as_array()
                  .empty())
      << "the policy file has it";
  std::filesystem::remove(brain.folder / "policy.rules");
  std::filesystem::create_directory(brain.folder / "policy.rules");
  const auto reply = brain.call("Edit", {{"statements", {"block example.net"}}});
  EXPECT_EQ(outcome(reply), "done");
  const auto& failing = reply.parameters.at("result").at("failing").as_array();
  ASSERT_EQ(failing.size(), 1u);
  EXPECT_TRUE(failing[0].as_string().starts_with("disk: a restart would forget this"));
}

TEST(Api, SaysThatARestartWouldForgetALooseningThatIsInMemoryAlone) {
  Brain brain;
  brain.edit("block example.org");
  brain.pass(std::chrono::minutes(20));
  brain.unwritten_record = "the disk is full";
  const auto reply = brain.call("Unblock", {{"target", "example.org"}});
  EXPECT_EQ(outcome(reply), "pending");
  EXPECT_EQ(reply.parameters.at("result").at("failing").as_array().size(), 1u);
}

TEST(Api, RefusesBadRulesWithLineAndColumn) {
  Brain brain;
  const auto reply = brain.call("Edit", {{"statements", {"block example.org", "blok x.org"}}});
  EXPECT_EQ(reply.error, ipc::kBadRules);
  EXPECT_EQ(reply.parameters.at("problems").at(0).at("line").as_int64(), 2);
  EXPECT_TRUE(brain.hosts->held.hosts.empty());
}

TEST(Api, TellsInADryRunWhenALooseningCouldBeConfirmed) {
  Brain brain;
  brain.edit("block example.org");
  brain.pass(1h);
  const auto before = brain.recorded_kinds();
  const auto dry = [&] {
    return brain.call("Unblock", {{"target", "example.org"}, {"dry_run", true}})
        .parameters.at("result");
  };
  EXPECT_EQ(dry().at("outcome"), "dry_run");
  EXPECT_EQ(dry().at("pending").at(0).at("id"), 0);
  const auto from = dry().at("pending").at(0).at("confirm_from");
  EXPECT_EQ(brain.recorded_kinds(), before);
  EXPECT_TRUE(brain.controller->state().pending.empty());
  const auto asked = brain.call("Unblock", {{"target", "example.org"}}).parameters.at("result");
  EXPECT_EQ(asked.at("pending").at(0).at("confirm_from"), from);
  EXPECT_EQ(dry().at("pending").at(0).at("id"), asked.at("pending").at(0).at("id"));
  brain.edit("lock for 3d");
  EXPECT_EQ(brain.call("Unblock", {{"target", "example.org"}, {"dry_run", true}}).error,
            ipc::kRefused);
}

TEST(Api, TellsInADryRunWhatIsWordsOnlyOrHalfLoosening) {
  Brain brain;
  brain.edit("block example.org");
  brain.pass(1h);
  const auto dry = [&](const char* statement) {
    return brain.call("Edit", {{"statements", {statement}}, {"dry_run", true}})
        .parameters.at("result");
  };
  EXPECT_EQ(dry("alias her").at("applied").at(0), "alias her");
  EXPECT_EQ(dry("block example.org for 3d").at("pending").as_array().size(), 1u);
  EXPECT_TRUE(dry("block example.org").at("applied").as_array().empty());
  EXPECT_TRUE(brain.controller->state().pending.empty());
}

TEST(Api, ChangesNothingInADryRun) {
  Brain brain;
  const auto before = brain.recorded_kinds();
  const auto reply =
      brain.call("Edit", {{"statements", {"block instagram/her.name"}}, {"dry_run", true}});
  EXPECT_EQ(outcome(reply), "dry_run");
  EXPECT_GT(reply.parameters.at("result").at("plan").at("hosts_file").as_array().size(), 10u);
  EXPECT_TRUE(brain.hosts->held.hosts.empty());
  EXPECT_EQ(brain.recorded_kinds(), before);
  EXPECT_EQ(brain.call("Edit", {{"statements", {"blok"}}, {"dry_run", true}}).error,
            ipc::kBadRules);
}

TEST(Api, TakesALooseningThroughItsWholeLife) {
  Brain brain;
  brain.edit("block example.org");
  brain.pass(1h);
  const auto asked = brain.call("Unblock", {{"target", "example.org"}});
  EXPECT_EQ(outcome(asked), "pending");
  const std::int64_t id = asked.parameters.at("result").at("pending").at(0).at("id").as_int64();
  EXPECT_EQ(brain.call("Confirm", {{"id", id}}).error, ipc::kRefused);
  brain.pass(24h);
  EXPECT_EQ(outcome(brain.call("Confirm", {{"id", id}})), "done");
  EXPECT_TRUE(brain.hosts->held.hosts.empty());
  EXPECT_EQ(brain.call("Cancel", {{"id", id}}).error, ipc::kNotFound);
}

TEST(Api, TakesReportsOfThePerson) {
  Brain brain;
  brain.edit("block example.org");
  const auto urge = brain.call("ReportUrge", {{"note", "at night"}});
  const std::int64_t id = urge.parameters.at("event").at("id").as_int64();
  EXPECT_EQ(brain.call("RideOut", {{"id", id}}).parameters.at("event").at("kind").as_string(),
            "ridden_out");
  EXPECT_EQ(brain.call("RideOut", {{"id", id}}).error, ipc::kNotFound);
  const auto slip = brain.call("ReportSlip", {{"when", "2026-03-02T10:00:00Z"}});
  EXPECT_EQ(slip.parameters.at("streak").at("slips").as_int64(), 1);
  EXPECT_EQ(brain.call("ReportSlip", {{"when", "yesterday"}}).error, ipc::kBadInput);
}

TEST(Api, AsksForAWindowOfContact) {
  Brain brain;
  brain.edit("block example.org");
  const auto reply = brain.call(
      "AskAllowance", {{"target", "example.org"}, {"purpose", "children"}, {"minutes", 20}});
  EXPECT_EQ(reply.parameters.at("allowance").at("state").as_string(), "waiting");
  EXPECT_EQ(brain
                .call("AskAllowance",
                      {{"target", "example.org"}, {"purpose", "x"}, {"minutes", 1'000'000'000'000}})
                .error,
            ipc::kRefused);
}

TEST(Api, ForgetsOnlyAtTheRightWords) {
  Brain brain;
  brain.edit("block example.org");
  EXPECT_EQ(brain.call("Forget", {{"confirm", "yes"}}).error, ipc::kBadInput);
  EXPECT_FALSE(brain.recorded_kinds().empty());
  EXPECT_EQ(brain.call("Forget", {{"confirm", "forget everything"}}).error, "");
  EXPECT_TRUE(brain.recorded_kinds().empty());
}

TEST(Api, AnswersEveryMethodOfTheInterface) {
  Brain brain;
  for (const auto& method : ipc::control_interface().methods) {
    ipc::Call call{"io.holdfast.Control." + method.name, {}, false, true};
    class Sink : public daemon::ReplySink {
     public:
      void reply(ipc::Reply reply) override { error = reply.error; }
      void stream(daemon::NextPiece) override {}
      bool is_open() const override { return true; }
      std::string error;
    };
    const auto sink = std::make_shared<Sink>();
    if (method.in.fields.empty()) brain.api->handle({}, call, daemon::Responder(sink));
    EXPECT_NE(sink->error, ipc::kMethodNotImplemented) << method.name;
  }
}

}  // namespace
}  // namespace holdfast
