#pragma once

#include <optional>
#include <string>

#include "policy/moment.h"
#include "policy/partner/partner_state.h"
#include "policy/phrase.h"

namespace holdfast {

/// The invitation whose word is awaited; null where there is none, or it is no longer kept.
const Letter* awaited_invitation(const PartnerState& partner);

/// Whether it may have reached the friend: the one whose word is awaited, that is.
bool invitation_went(const PartnerState& partner);

/// Whether the friend may be asked, for the first time or once more.
struct InviteChance {
  Phrase why_not;            ///< empty: they may
  std::optional<Wall> from;  ///< with `why_not`: from when on, if ever
};
InviteChance invite_chance(const PartnerState& partner, Moment now);

/// The one who was asked goes out of mind, or stopped: their address rests before it is asked
/// again, whatever is named in between.
void rest_address(PartnerState& partner, Moment now);
/// What is remembered of an address that still rests.
std::optional<RestingAddress> resting(const PartnerState& partner, const std::string& mail,
                                      Moment now);

}  // namespace holdfast
