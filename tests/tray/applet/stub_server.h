#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/tray/applet/private_bus.h"

namespace holdfast::applet {

/// A notification server that shows nothing and remembers everything.
class StubServer {
 public:
  struct Bubble {
    std::chrono::steady_clock::time_point came;
    std::uint32_t id = 0;
    std::uint32_t replaces = 0;
    std::string title;
    std::string body;
    std::vector<std::string> actions;          ///< key, label, key, label...
    std::map<std::string, std::string> hints;  ///< as GVariant text
  };
  enum class Manners { kAnswers, kHangs };

  explicit StubServer(std::vector<std::string> capabilities = {"actions", "body"},
                      Manners manners = Manners::kAnswers, std::string name = "stub");

  /// All that was ever asked to be shown.
  std::vector<Bubble> bubbles();
  /// Of these, those that were neither closed nor replaced.
  std::vector<Bubble> standing();
  std::vector<std::uint32_t> closed();

  /// The person presses a button; the bubble then goes, as servers do.
  void press(std::uint32_t id, const std::string& action);
  void dismiss(std::uint32_t id);
  BusPeer& peer() { return peer_; }

 private:
  GVariant* handle(const std::string& method, GVariant* parameters);
  GVariant* notify(GVariant* parameters);

  std::vector<std::string> capabilities_;
  Manners manners_;
  std::string name_;
  std::mutex mutex_;
  std::vector<Bubble> bubbles_;
  std::map<std::uint32_t, Bubble> standing_;
  std::vector<std::uint32_t> closed_;
  std::uint32_t last_ = 0;
  BusPeer peer_;  // last: it calls into all of the above
};

}  // namespace holdfast::applet
