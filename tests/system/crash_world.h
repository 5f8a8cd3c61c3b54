#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <thread>

#include "platform/ipc/client.h"

namespace holdfast {

/// What became of a statement that was sent to the daemon.
enum class Fate {
  kHeld,     ///< the edit was answered: it is in the policy
  kGone,     ///< taking it back was answered: it is not
  kUnknown,  ///< no answer came: either will do
};

/// A person at work: edits through the socket, one after the other, until the daemon is gone. Keeps
/// account of what was promised.
class Editor {
 public:
  Editor(std::string socket, std::uint64_t seed) : socket_(std::move(socket)), random_(seed) {}

  /// On a thread of its own; ends by itself when the daemon does.
  void begin();
  void end();

  void was_promised(const std::string& statement) { statements_[statement] = Fate::kHeld; }
  const std::map<std::string, Fate>& statements() const { return statements_; }
  /// Compares with the policy after a restart; a statement whose fate was unknown gets the one it
  /// has there. What was promised and is not so, one a line.
  std::string broken_promises(const std::string& policy);

 private:
  void work();
  bool add(ipc::Client& client);
  bool take_back(ipc::Client& client);

  std::string socket_;
  std::mt19937_64 random_;
  int made_ = 0;
  std::map<std::string, Fate> statements_;
  std::thread thread_;
};

/// Somebody who does whatever programs and people do to a hosts file, always keeping the person's
/// own lines.
class Tamperer {
 public:
  Tamperer(std::filesystem::path file, std::string own, std::uint64_t seed)
      : file_(std::move(file)), own_(std::move(own)), random_(seed) {}

  void begin();
  void end();

 private:
  void tamper();
  void replace(const std::string& bytes) const;

  std::filesystem::path file_;
  std::string own_;
  std::mt19937_64 random_;
  std::atomic<bool> stops_ = false;
  std::thread thread_;
};

}  // namespace holdfast
