#include "platform/spoken_word.h"

#include <sys/random.h>

#include <string_view>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

// None that sounds like another, in most tongues.
constexpr std::string_view kConsonants = "bdfgklmnprstvz";
constexpr std::string_view kVowels = "aeiou";
constexpr std::size_t kSyllables = kConsonants.size() * kVowels.size();
constexpr std::size_t kCount = 6;
// Below this a byte leaves every syllable as likely as any other.
constexpr unsigned kFair = 256 / kSyllables * kSyllables;

}  // namespace

Result<std::string> make_spoken_word() {
  std::string word;
  for (std::size_t made = 0; made < kCount;) {
    unsigned char byte = 0;
    if (::getrandom(&byte, 1, 0) != 1) return system_error(say("no random number is to be had"));
    if (byte >= kFair) continue;
    const std::size_t syllable = byte % kSyllables;
    if (made > 0 && made % 2 == 0) word += '-';
    word += kConsonants[syllable / kVowels.size()];
    word += kVowels[syllable % kVowels.size()];
    ++made;
  }
  return word;
}

}  // namespace holdfast::platform
