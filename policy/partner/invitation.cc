#include "policy/partner/invitation.h"

#include <algorithm>

namespace holdfast {
namespace {

// Case makes no other person of an address.
std::string lower(std::string mail) {
  for (char& letter : mail) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return mail;
}

bool is_over(const RestingAddress& rest, Moment now) {
  return now.elapsed >= rest.since.elapsed + kInvitePause;
}

}  // namespace

const Letter* awaited_invitation(const PartnerState& partner) {
  for (const auto& [id, letter] : partner.letters) {
    const bool is_it = letter.kind == LetterKind::kInvitation && letter.to == partner.mail &&
                       !letter.word.empty() && letter.word == partner.word;
    if (is_it) return &letter;
  }
  return nullptr;
}

// One that is kept no more went: what never did is let go of first.
bool invitation_went(const PartnerState& partner) {
  if (partner.consent != Consent::kInvited || partner.word.empty()) return false;
  const Letter* letter = awaited_invitation(partner);
  return letter == nullptr || letter->stage == LetterStage::kSending ||
         letter->stage == LetterStage::kSent || letter->stage == LetterStage::kUnsure;
}

InviteChance invite_chance(const PartnerState& partner, Moment now) {
  if (partner.consent == Consent::kAgreed) return {say("your friend has agreed already"), {}};
  if (!partner.asked) return {};
  const bool has_stopped = partner.consent == Consent::kStopped;
  const Letter* last = awaited_invitation(partner);
  const bool was_refused = partner.consent == Consent::kInvited && last != nullptr &&
                           last->stage == LetterStage::kRefused;
  if (was_refused) return {};  // it reached nobody
  if (partner.invitations >= kMostInvitations) {
    return {say("your friend was asked twice, and is asked no more: an answer is theirs to give. "
                "If they want to, take them out and name them again"),
            {}};
  }
  if (now.elapsed >= partner.asked->elapsed + kInvitePause) return {};
  const Wall from = now.wall + (partner.asked->elapsed + kInvitePause - now.elapsed);
  return {has_stopped ? say("your friend asked for no more mail: a week passes before they are "
                            "asked again")
                      : say("an invitation is on its way or with your friend: a week passes before "
                            "they are reminded, once"),
          from};
}

void rest_address(PartnerState& partner, Moment now) {
  std::erase_if(partner.resting, [&](const auto& entry) { return is_over(entry.second, now); });
  const bool has_stopped = partner.consent == Consent::kStopped;
  const bool was_named_again = partner.consent == Consent::kNone && partner.asked;
  if (!has_stopped && !was_named_again && !invitation_went(partner)) return;
  const RestingAddress rest{partner.asked.value_or(now), has_stopped};
  if (!is_over(rest, now)) partner.resting[lower(partner.mail)] = rest;
}

std::optional<RestingAddress> resting(const PartnerState& partner, const std::string& mail,
                                      Moment now) {
  const auto found = partner.resting.find(lower(mail));
  if (found == partner.resting.end() || is_over(found->second, now)) return std::nullopt;
  return found->second;
}

}  // namespace holdfast
