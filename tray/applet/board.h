#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "tray/applet/notice.h"

namespace holdfast::applet {

/// Why nothing is shown for now.
enum class Veil {
  kLocked,      ///< whoever passes by would read it
  kQuiet,       ///< as the person wished
  kNoServer,    ///< nobody draws notifications
  kCatchingUp,  ///< what was missed comes in; told when all of it is known
};

/// Decides which notifications stand, and what must be told to the server for it. What comes behind
/// a veil is shown when the last one is lifted, if it still matters then; many urges become one.
class Board {
 public:
  void post(Notice notice);
  void withdraw(const std::string& key);
  void set_veil(Veil veil, bool is_on);
  /// The person or the server closed it.
  void closed(const std::string& key);
  /// The server went, and with it all it showed.
  void server_lost();

  struct Show {
    Notice notice;
  };
  struct Close {
    std::string key;
  };
  using Change = std::variant<Show, Close>;
  /// What is to be done since the last time, in order.
  std::vector<Change> take();

 private:
  struct Standing {
    Notice notice;
    bool is_shown = false;  ///< the server has it, in some version
    bool is_fresh = true;   ///< this version is not shown yet
    bool was_seen = false;  ///< shown at any time
  };

  bool is_hidden(const Notice& notice) const;
  void gather_urges();

  std::vector<Standing> standing_;
  std::set<Veil> veils_;
  std::vector<std::string> closing_;
  std::int64_t urges_unseen_ = 0;   ///< posted since the last `take` that showed
  std::int64_t passed_unseen_ = 0;  ///< of these, withdrawn again
  std::int64_t summed_urges_ = 0;   ///< in the summary that stands
  std::int64_t summed_passed_ = 0;
  std::set<std::string> summed_keys_;
};

}  // namespace holdfast::applet
