#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "policy/result.h"

namespace holdfast {

/// Where the record stood: how many entries it had, and the first 64 bits of the newest one's hash,
/// in which all entries before it have their part. Written `61:7f3a-9c21-e011-83ab`, short enough
/// to be read aloud.
struct RecordMark {
  std::int64_t entries = 0;
  std::string hash;  ///< 16 hexadecimal digits, lower case

  friend bool operator==(const RecordMark&, const RecordMark&) = default;
};

/// `hash` is the whole one, in hexadecimal.
RecordMark make_mark(std::int64_t entries, std::string_view hash);
std::string to_text(const RecordMark& mark);
/// Capitals are taken, and blanks around it. kInvalid for anything else.
Result<RecordMark> parse_mark(std::string_view text);

/// How the record stands to what a mark says.
enum class RecordStory : std::uint8_t {
  kFirst,      ///< there is no mark to compare with
  kContinues,  ///< all that was there is there, and more
  kChanged,    ///< something before or since was changed or taken out
  kErased,     ///< the person had it erased, and it began anew
};

/// How a record is found.
struct RecordFound {
  std::string hash_there;   ///< of the entry that the mark is about; empty: there is none now
  std::int64_t breaks = 0;  ///< places that do not fit
};
/// `told` is how many places did not fit when the mark was told: of those was told then.
RecordStory story_of(const RecordMark& mark, std::int64_t told, const RecordFound& found);

}  // namespace holdfast
