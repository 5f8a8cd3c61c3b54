#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/moment.h"
#include "policy/partner/letter.h"
#include "policy/partner/partner_event.h"

namespace holdfast {

/// What the friend has said.
enum class Consent : std::uint8_t { kNone, kInvited, kAgreed, kStopped };
/// As on the wire: `none`, `invited`, `agreed`, `stopped`.
std::string_view word(Consent consent);
std::optional<Consent> consent_of(std::string_view word);

/// The key that the friend's authenticator shares with this machine. The secret itself is no part
/// of what is decided on.
struct PartnerKey {
  Elapsed counts_from;
  std::int64_t last_step = 0;  ///< the newest time step whose code was used
  friend bool operator==(const PartnerKey&, const PartnerKey&) = default;
};

/// An address that was asked or that stopped, and is no longer the friend's: it rests on.
struct RestingAddress {
  Moment since;
  bool has_stopped = false;
  friend bool operator==(const RestingAddress&, const RestingAddress&) = default;
};

/// What is remembered of the one trusted friend.
struct PartnerState {
  std::string mail;  ///< whom all of this is about; empty: nobody
  std::string name;
  Consent consent = Consent::kNone;
  std::optional<Moment> asked;   ///< when an invitation was made or sent last, or they stopped
  int invitations = 0;           ///< since they were named, or said yes
  std::string word;              ///< of the invitation; empty until it is found
  int tries_left = 0;            ///< to tell the word
  RequestId invite_request = 0;  ///< to be answered with the invitation; not remembered

  std::optional<Wall> told_until;      ///< a local midnight: up to there summaries have told
  std::optional<ToldSpan> maybe_lost;  ///< told by a mail that may not have arrived
  Wall due;                            ///< the weekly time for which a summary was made last
  std::optional<Elapsed> considered;   ///< when one was made last, or not needed
  std::string mark;                    ///< of the record, as the last summary told it
  std::int64_t breaks = 0;             ///< ... and how many places of it did not fit then
  std::optional<Wall> mailed;          ///< the date of that summary

  News news;  ///< not told yet
  std::optional<Elapsed> tampering_ripe;
  std::optional<Elapsed> alerted;          ///< when the last alert was made
  std::chrono::milliseconds unverified{};  ///< in use, and not told yet

  std::optional<PartnerKey> key;
  std::vector<Elapsed> wrong_codes;   ///< within the last hour
  std::optional<Elapsed> pass_until;  ///< one loosening is taken at once

  std::map<std::string, RestingAddress> resting;  ///< by address, in lower case

  std::map<std::int64_t, Letter> letters;  ///< the outbox, and some that went

  friend bool operator==(const PartnerState&, const PartnerState&) = default;
};

/// A loosening that is asked for after the partner's code is taken at once, this long.
inline constexpr std::chrono::minutes kPassLasts{10};
/// So many codes may be tried within an hour.
inline constexpr int kCodesAnHour = 5;
/// So often may the word of an invitation be told.
inline constexpr int kTriesToAgree = 10;
/// How long before a friend is asked anew, who has not answered or who has stopped.
inline constexpr std::chrono::days kInvitePause{7};
/// Without an answer: the invitation, and one reminder.
inline constexpr int kMostInvitations = 2;
/// Tampering is not told about so long: the person may explain it.
inline constexpr std::chrono::minutes kTimeToExplain{10};
/// ... and again from each disturbance on, so often.
inline constexpr int kMostTimesToExplain = 3;
/// At most one alert in this time.
inline constexpr std::chrono::hours kAlertPause{1};
/// So much time in use without verified protection is told at once.
inline constexpr std::chrono::hours kUnverifiedTold{6};
/// However the clock was turned, a summary comes after this.
inline constexpr std::chrono::days kLongestWeek{8};

}  // namespace holdfast
