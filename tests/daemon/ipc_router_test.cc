#include "daemon/ipc_router.h"

#include <gtest/gtest.h>

#include "platform/ipc/names.h"
#include "tests/fakes/ipc_service.h"

namespace holdfast::daemon {
namespace {

// Keeps what was replied.
class KeptReplies : public ReplySink {
 public:
  void reply(ipc::Reply reply) override { replies.push_back(std::move(reply)); }
  void stream(NextPiece next) override {
    while (auto piece = next()) replies.push_back({{}, std::move(*piece)});
  }
  bool is_open() const override { return replies.empty(); }

  std::vector<ipc::Reply> replies;
};

class IpcRouterTest : public testing::Test {
 protected:
  ipc::Reply ask(std::string method, boost::json::object parameters = {},
                 Peer peer = {1000, 1000, 1}, AccessPolicy access = {1000}) {
    auto sink = std::make_shared<KeptReplies>();
    IpcRouter router(ipc::control_interface(), handler_, access, "1.2.3",
                     IpcRouter::Replies::kChecked);
    router.handle(peer, ipc::Call{std::move(method), std::move(parameters)}, Responder(sink));
    EXPECT_EQ(sink->replies.size(), 1u);
    return sink->replies.empty() ? ipc::Reply{"none", {}} : sink->replies[0];
  }

  boost::json::object answer_ = {{"text", "block example.org\n"}};
  std::string handled_;
  fakes::FunctionHandler handler_{[this](const Peer&, const ipc::Call& call, const Responder& to) {
    handled_ = call.method;
    to.reply(answer_);
  }};
};

TEST_F(IpcRouterTest, HandsOnWhatIsAllowedKnownAndWellTyped) {
  const ipc::Reply reply = ask("io.holdfast.Control.GetPolicy");
  EXPECT_EQ(reply.error, "");
  EXPECT_EQ(handled_, "io.holdfast.Control.GetPolicy");
  EXPECT_EQ(reply.parameters, answer_);
}

TEST_F(IpcRouterTest, AnswersTheServiceItself) {
  const ipc::Reply info = ask("org.varlink.service.GetInfo");
  EXPECT_EQ(info.parameters.at("version").as_string(), "1.2.3");
  EXPECT_EQ(info.parameters.at("interfaces").as_array().size(), 2u);
  for (const auto* interface : {&ipc::control_interface(), &ipc::service_interface()}) {
    const ipc::Reply reply =
        ask("org.varlink.service.GetInterfaceDescription", {{"interface", interface->name}});
    EXPECT_EQ(reply.parameters.at("description").as_string(), interface->text);
  }
  EXPECT_EQ(ask("org.varlink.service.GetInterfaceDescription", {{"interface", "a.b"}}).error,
            ipc::kInterfaceNotFound);
  EXPECT_EQ(handled_, "");
}

TEST_F(IpcRouterTest, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(ask("a.b.C").error, ipc::kInterfaceNotFound);
  EXPECT_EQ(ask("nonsense").error, ipc::kInterfaceNotFound);
  const ipc::Reply reply = ask("io.holdfast.Control.Nothing");
  EXPECT_EQ(reply.error, ipc::kMethodNotFound);
  EXPECT_EQ(reply.parameters.at("method").as_string(), "io.holdfast.Control.Nothing");
  EXPECT_EQ(ask("io.holdfast.Control.").error, ipc::kMethodNotFound);
  EXPECT_EQ(handled_, "");
}

TEST_F(IpcRouterTest, RefusesWrongTypesByName) {
  const ipc::Reply reply = ask("io.holdfast.Control.Confirm", {{"id", "seven"}});
  EXPECT_EQ(reply.error, ipc::kInvalidParameter);
  EXPECT_EQ(reply.parameters.at("parameter").as_string(), "id");
  EXPECT_EQ(ask("io.holdfast.Control.GetPolicy", {{"x", 1}}).error, ipc::kInvalidParameter);
  EXPECT_EQ(ask("org.varlink.service.GetInterfaceDescription").error, ipc::kInvalidParameter);
  EXPECT_EQ(handled_, "");
}

TEST_F(IpcRouterTest, AStrangerMayAskForNothingButInfo) {
  const Peer stranger{1001, 1001, 1};
  EXPECT_EQ(ask("org.varlink.service.GetInfo", {}, stranger).error, "");
  for (const char* method : {"org.varlink.service.GetInterfaceDescription", "a.b.C",
                             "io.holdfast.Control.GetStatus", "io.holdfast.Control.Nothing"}) {
    EXPECT_EQ(ask(method, {}, stranger).error, ipc::kServicePermissionDenied) << method;
  }
  EXPECT_EQ(handled_, "");
}

TEST_F(IpcRouterTest, WithoutAPersonNobodyButRootIsAdmitted) {
  EXPECT_EQ(ask("io.holdfast.Control.GetPolicy", {}, {1000, 1000, 1}, {}).error,
            ipc::kServicePermissionDenied);
  EXPECT_EQ(ask("io.holdfast.Control.GetPolicy", {}, {0, 0, 1}, {}).error, "");
}

TEST_F(IpcRouterTest, AnAnswerThatBreaksTheContractIsShown) {
  answer_ = {{"txt", "misspelt"}};
  const ipc::Reply reply = ask("io.holdfast.Control.GetPolicy");
  EXPECT_EQ(reply.error, ipc::kFailed);
  EXPECT_EQ(reply.parameters.at("text").as_string(), "GetPolicy answered with a wrong \"text\"");
}

}  // namespace
}  // namespace holdfast::daemon
