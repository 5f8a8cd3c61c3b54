#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/api.h"
#include "daemon/effects.h"
#include "daemon/lists.h"
#include "platform/enforcer.h"
#include "tests/fakes/fake_post.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::fakes {

/// A layer in memory, which can be told to fail or to forget.
class MemoryLayer : public platform::Enforcer {
 public:
  explicit MemoryLayer(Layer layer) : layer_(layer) {}
  Layer layer() const override { return layer_; }
  Result<void> apply(const BlockSet& set) override;
  Result<platform::Verdict> verify(const BlockSet& set) override;
  Result<void> lift() override;

  BlockSet held;
  std::string failure;  ///< not empty: nothing can be applied
  int applied = 0;

 private:
  Layer layer_;
};

/// The daemon without a loop, a kernel or a real clock: the API, the controller, the effects, the
/// layers in memory and a real store in memory.
class Brain {
 public:
  Brain();

  /// Calls a method of io.holdfast.Control as a person would; the answer is checked against the
  /// interface file, and a breach of it fails the test.
  ipc::Reply call(const std::string& method, boost::json::object parameters = {});
  /// The same with `more`: all that has come so far.
  enum class More { kNo, kYes };
  std::shared_ptr<std::vector<ipc::Reply>> stream(const std::string& method,
                                                  boost::json::object parameters = {},
                                                  More more = More::kYes);
  void edit(const std::string& line) { (void)call("Edit", {{"statements", {line}}}); }
  void pass(std::chrono::milliseconds time);
  std::vector<std::string> recorded_kinds();

  TempDir folder;
  ClockReading clock;
  daemon::Layers layers;
  MemoryLayer* hosts = nullptr;
  std::unique_ptr<platform::RecordQueue> store;
  boost::asio::io_context loop;
  std::optional<daemon::Recorder> recorder;
  std::optional<daemon::Timekeeper> time;
  std::optional<daemon::Lists> lists;
  FakePost post;
  std::optional<daemon::Letters> letters;
  std::optional<daemon::Effects> effects;
  std::optional<daemon::Controller> controller;
  std::optional<daemon::Api> api;
  daemon::Browsers* browsers = nullptr;  ///< none, unless a test has some
  std::vector<Phrase> troubles;
  std::string unwritten_record;  ///< not empty: why the record waits in memory
  std::vector<HostName> resolved;
};

}  // namespace holdfast::fakes
