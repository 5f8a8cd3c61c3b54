#include "tests/fakes/brain.h"

#include <gtest/gtest.h>

#include "platform/ipc/interface.h"
#include "platform/ipc/names.h"

namespace holdfast::fakes {
namespace {

/// Keeps what is replied, asking a stream for all of its pieces at once.
class KeptReplies : public daemon::ReplySink {
 public:
  KeptReplies(std::shared_ptr<std::vector<ipc::Reply>> kept, Brain::More more)
      : kept_(std::move(kept)), more_(more) {}
  void reply(ipc::Reply reply) override { kept_->push_back(std::move(reply)); }
  void stream(daemon::NextPiece next) override {
    while (auto piece = next()) kept_->push_back({{}, std::move(*piece), false});
  }
  bool is_open() const override { return true; }
  bool takes_more() const override { return more_ == Brain::More::kYes; }

 private:
  std::shared_ptr<std::vector<ipc::Reply>> kept_;
  Brain::More more_;
};

}  // namespace

Result<void> MemoryLayer::apply(const BlockSet& set) {
  ++applied;
  if (!failure.empty()) return Error{ErrorCode::kNoSpace, failure};
  held = set;
  return {};
}

Result<platform::Verdict> MemoryLayer::verify(const BlockSet& set) {
  platform::Verdict verdict{.holds = held == set};
  if (!verdict.holds) verdict.drift = say("it was changed");
  return verdict;
}

Result<void> MemoryLayer::lift() {
  if (!failure.empty()) return Error{ErrorCode::kNoSpace, failure};
  held = {};
  return {};
}

Brain::Brain() {
  using namespace std::chrono;
  clock = {.wall = sys_days(2026y / March / 2) + hours(10),
           .since_boot = hours(1),
           .boot_id = "one",
           .synchronised = true,
           .awake = hours(1)};
  const platform::Paths paths{folder.path()};
  std::filesystem::create_directories(paths.mail_account().parent_path());
  std::filesystem::create_directories(paths.state());
  auto layer = std::make_unique<MemoryLayer>(Layer::kHosts);
  hosts = layer.get();
  layers.add(std::move(layer));
  layers.add_unavailable(Layer::kFirewall, say("no nf_tables here"));
  store = std::move(platform::RecordQueue::open(":memory:").value().queue);
  recorder.emplace(loop, *store, [](const std::string&) {});
  time.emplace([this] { return clock; }, std::nullopt);
  const auto submit = [this](decltype(Event::what) what) { controller->submit(std::move(what)); };
  lists.emplace(paths, submit);
  letters.emplace(
      daemon::Letters::Parts{.paths = paths,
                             .post = post,
                             .store = *store,
                             .submit = submit,
                             .state = [this]() -> const State& { return controller->state(); },
                             .now = [this] { return controller->now(); },
                             .record_trouble = [this] { return Phrase(unwritten_record); }},
      std::map<std::string, std::string>());
  effects.emplace(daemon::Effects::Parts{
      .policy_file = folder / "policy.rules",
      .layers = layers,
      .recorder = *recorder,
      .submit = submit,
      .publish = [this](const BlockSet& set) { lists->hold(set.lists); },
      .resolve =
          [this](const std::vector<HostName>& names) {
            resolved.insert(resolved.end(), names.begin(), names.end());
          },
      .import_list = [this](const std::string& name,
                            const std::string& path) { lists->import(name, path, ""); },
      .wake_at = [](std::chrono::milliseconds) {},
      .announce = [this](const LogEntry& entry) { api->announce(entry); },
      .answer_edit = [this](const effect::AnswerEdit& answer) { api->answer(answer); },
      .answer_entry = [this](const effect::AnswerEntry& answer) { api->answer(answer); },
      .answer_letter = [this](const effect::AnswerLetter& answer) { api->answer(answer); },
      .make_key = [this](const effect::MakeKey& make) { api->answer(make); },
      .letters = *letters});
  State state;
  state.catalog =
      std::make_shared<const Catalog>(Catalog::parse(Catalog::built_in_texts()).value());
  controller.emplace(std::move(state), std::map<std::string, std::string>{}, *time, *effects);
  api.emplace(daemon::ApiSources{.controller = *controller,
                                 .layers = layers,
                                 .store = *store,
                                 .lists = *lists,
                                 .version = "test",
                                 .paths = paths,
                                 .letters = *letters,
                                 .browsers = [this] { return browsers; },
                                 .troubles = [this] { return troubles; },
                                 .unsaved =
                                     [this] {
                                       return daemon::Unsaved{.record = unwritten_record,
                                                              .policy = effects->unsaved_policy()};
                                     },
                                 .forget = [this] { return store->erase(); }});
  controller->submit(event::Started{.file = ""});
}

std::shared_ptr<std::vector<ipc::Reply>> Brain::stream(const std::string& method,
                                                       boost::json::object parameters, More more) {
  auto kept = std::make_shared<std::vector<ipc::Reply>>();
  const auto& interface = ipc::control_interface();
  const auto* declared = interface.find_method(method);
  EXPECT_NE(declared, nullptr) << method;
  EXPECT_EQ(ipc::check(parameters, *declared, interface), std::nullopt);
  api->handle({},
              {"io.holdfast.Control." + method, std::move(parameters), false, more == More::kYes},
              daemon::Responder(std::make_shared<KeptReplies>(kept, more)));
  for (const ipc::Reply& reply : *kept) {
    EXPECT_EQ(ipc::check_reply(reply, *declared, interface), std::nullopt) << method;
  }
  return kept;
}

ipc::Reply Brain::call(const std::string& method, boost::json::object parameters) {
  const auto kept = stream(method, std::move(parameters));
  EXPECT_EQ(kept->size(), 1u) << method;
  return kept->empty() ? ipc::Reply{} : kept->front();
}

void Brain::pass(std::chrono::milliseconds by) {
  clock.wall += by;
  clock.since_boot += by;
  clock.awake += by;
  controller->submit(event::TimePassed{});
}

std::vector<std::string> Brain::recorded_kinds() {
  std::vector<std::string> kinds;
  (void)store->events({}, [&](const platform::EventRow& row) {
    kinds.push_back(row.kind);
    return true;
  });
  return kinds;
}

}  // namespace holdfast::fakes
