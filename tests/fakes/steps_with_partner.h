#pragma once

#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "policy/memory.h"
#include "policy/partner/summary_time.h"
#include "tests/fakes/steps.h"

namespace holdfast {

/// Steps with a friend, and with a post that puts letters together and sends them. Effects are all
/// those of an event and of what the post reported because of it.
class StepsWithPartner : public Steps {
 public:
  static constexpr const char* kMail = "friend@example.org";

  enum class Friend { kUnnamed, kInvited, kAgreed };
  explicit StepsWithPartner(Friend how_far = Friend::kAgreed, const std::string& options = "") {
    if (how_far == Friend::kUnnamed) return;
    edit(statement(options));
    if (how_far == Friend::kAgreed) agree();
  }

  static std::string statement(const std::string& options = "") {
    return std::string("partner ") + kMail + " name \"A.\" summary weekly sun 18:00 " + options;
  }

  void send(decltype(Event::what) what) {
    std::vector<Effect> all;
    take(std::move(what), all);
    for (std::size_t i = 0; i < all.size(); ++i) serve(Effect(all[i]), all);
    effects = std::move(all);
  }
  void edit(std::string line) { send(event::EditAsked{1, {std::move(line)}}); }
  void agree() { send(event::AgreedReported{1, state.partner.word}); }
  /// Time passes at once, as for a machine that was off.
  void pass(std::chrono::milliseconds time) {
    at += time;
    send(event::TimePassed{});
  }
  /// Time passes as for a daemon, with every wake-up that was asked for.
  void live(std::chrono::milliseconds time) {
    const Elapsed until = at + time;
    while (wake && *wake < until) {
      at = std::max(at, *wake);
      send(event::TimePassed{});
    }
    at = until;
    send(event::TimePassed{});
  }
  /// The process ends and begins anew with what it remembers.
  void restart() {
    const auto facts = memory_of(state);
    State again = remembered(facts, state.catalog, problems);
    again.health = state.health;
    state = std::move(again);
    send(event::Started{.file = state.rules.text(), .zone = state.zone.current});
  }
  /// Whether anything at all could not be remembered.
  std::vector<std::string> problems;

  Moment now() const {
    Moment moment = Steps::now();
    moment.wall += turned;
    return moment;
  }

  struct Gone {
    Letter letter;
    Elapsed at;
  };
  std::vector<Gone> gone(LetterKind kind) const {
    std::vector<Gone> found;
    for (const Gone& one : sent) {
      if (one.letter.kind == kind) found.push_back(one);
    }
    return found;
  }
  /// The newest of a kind, whatever became of it; nothing of it where there is none.
  Letter letter(LetterKind kind) const {
    Letter newest;
    for (const auto& [id, one] : state.partner.letters) {
      if (one.kind == kind) newest = one;
    }
    return newest;
  }

  std::chrono::milliseconds turned{};  ///< of the wall clock
  event::Delivery delivery = event::Delivery::kSent;
  bool is_post_answering = true;
  std::vector<Gone> tried;  ///< every SendLetter, as the letter was then
  std::vector<Gone> sent;   ///< those of them that went

 private:
  void take(decltype(Event::what) what, std::vector<Effect>& all) {
    Step done = step(std::move(state), {now(), std::move(what)});
    state = std::move(done.state);
    wake = done.wake;
    std::move(done.effects.begin(), done.effects.end(), std::back_inserter(all));
  }

  void serve(const Effect& effect, std::vector<Effect>& all) {
    if (std::holds_alternative<effect::FindWord>(effect)) {
      take(event::WordFound{"word-" + std::to_string(++words_)}, all);
    } else if (const auto* write = std::get_if<effect::WriteLetter>(&effect)) {
      if (is_post_answering) {
        const std::string name = std::to_string(write->letter);
        take(event::LetterWritten{write->letter, {}, "bytes of " + name, "mark of " + name}, all);
      }
    } else if (const auto* send = std::get_if<effect::SendLetter>(&effect)) {
      const Gone one{state.partner.letters.at(send->letter), at};
      tried.push_back(one);
      if (!is_post_answering) return;
      const event::Delivery delivered = delivery;
      if (delivered == event::Delivery::kSent) sent.push_back(one);
      take(event::LetterSent{send->letter, delivered, "as the test says"}, all);
    }
  }

  int words_ = 0;
};

}  // namespace holdfast
