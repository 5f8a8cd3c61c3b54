#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "platform/mail/week_chart.h"
#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::platform {

/// The words of one letter. Texts are UTF-8 with `\n` at the end of each line.
struct ComposeTask {
  std::string from_name;  ///< may be empty, as the other name
  std::string from_mail;
  std::string to_name;
  std::string to_mail;
  std::string subject;
  std::string text;
  std::string html;        ///< may be empty; refers to the chart as `cid:chart`
  std::string message_id;  ///< `words@domain`, without the angle brackets
  Wall date;
  std::chrono::seconds utc_offset{0};
  std::string unsubscribe_subject;  ///< what a reply that stops the mail has as its subject
  std::optional<WeekChart> chart;   ///< only with `html`
  std::string record;               ///< for the header X-Holdfast-Record; empty: none

  friend bool operator==(const ComposeTask&, const ComposeTask&) = default;
};

inline constexpr std::size_t kMaxLetterText = 256 * 1024;

/// The letter as it goes over the wire (RFC 5322): lines end in CRLF and are shorter than 79
/// characters but where one word is longer, every byte is ASCII. The same words give the same
/// bytes, always. kInvalid for an address or a name that no header could hold, and for what is too
/// large.
Result<std::string> compose(const ComposeTask& task);

}  // namespace holdfast::platform
