#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "daemon/post_port.h"
#include "platform/mail/account.h"
#include "platform/paths.h"
#include "platform/store/store.h"
#include "policy/effect.h"
#include "policy/event.h"
#include "policy/partner/letter_text.h"
#include "policy/partner/record_mark.h"

namespace holdfast::daemon {

/// How the record stands now, and to a mark that was told before.
struct RecordCheck {
  RecordMark mark;
  RecordStory story = RecordStory::kFirst;
  std::optional<std::int64_t> broken_at;  ///< the first entry that does not fit
  std::int64_t breaks = 0;                ///< how many do not
};
/// What was told of the record before.
struct ToldRecord {
  RecordMark mark;
  std::int64_t breaks = 0;
};
/// Recomputes every hash: a second or two for a record of a million entries.
Result<RecordCheck> check_record(platform::Store& store, const std::optional<ToldRecord>& told);

/// The words of a letter as it would be written now.
struct Draft {
  LetterText text;
  std::string mark;  ///< of a summary
  std::int64_t breaks = 0;
};

/// Writes and sends the letters that `step` asks for; what comes of it goes back as events.
class Letters {
 public:
  struct Parts {
    platform::Paths paths;
    Post& post;
    platform::Store& store;
    std::function<void(decltype(Event::what))> submit;
    std::function<const State&()> state;
    std::function<Moment()> now;
    /// Why the record cannot be written now; empty: it can. Nothing is sent meanwhile: after a
    /// crash nobody would know of it.
    std::function<Phrase()> record_trouble;
  };
  /// `facts` are those of the store: the bytes of letters are among them.
  Letters(Parts parts, const std::map<std::string, std::string>& facts);

  void perform(const effect::FindWord&);
  void perform(const effect::WriteLetter& write);
  /// After it was stored.
  void perform(const effect::KeepLetter& keep);
  void perform(const effect::SendLetter& send);

  /// Lets go of what an earlier run left behind of letters that are done. Once, at the start.
  void tidy();

  /// Which summary is looked at.
  struct Next {};  ///< as it would go at its weekly time
  struct Now {};   ///< as it goes when it is sent within the next minutes
  using Which = std::variant<Next, Now, std::chrono::local_days>;  ///< or of a day's week (Monday)
  /// kRefused where there is nobody to tell, kNotFound where there is no whole day to tell of.
  struct Preview {
    std::string subject;
    std::string text;
    std::string message;
  };
  using OnPreview = std::function<void(Result<Preview>)>;
  void preview(const Which& which, OnPreview done);
  /// The time in the letter that was looked at to be sent now, for a quarter of an hour.
  std::optional<Wall> looked_at() const;

 private:
  Result<Draft> draft(const Letter& letter, const platform::MailAccount& account);
  Result<Draft> draft_summary(const Letter& letter, const platform::MailAccount& account);
  platform::ComposeTask task_for(const Letter& letter, const Draft& draft,
                                 const platform::MailAccount& account) const;
  Result<Letter> summary_to_show(const Which& which) const;
  bool is_looked_at(const Letter& letter, const std::string& sender) const;

  /// What the person has seen of a summary that is sent now, so that just that goes.
  struct LookedAt {
    Letter letter;
    std::string sender;
    Draft draft;
    std::string bytes;
  };
  std::optional<LookedAt> looked_at_;

  Parts parts_;
  std::map<std::int64_t, std::string> bytes_;
};

}  // namespace holdfast::daemon
