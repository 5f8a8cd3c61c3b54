#include "policy/partner/letter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace holdfast {
namespace {

constexpr std::array<std::pair<LetterKind, std::string_view>, 5> kKinds = {
    {{LetterKind::kTest, "test"},
     {LetterKind::kInvitation, "invitation"},
     {LetterKind::kSummary, "summary"},
     {LetterKind::kAlert, "alert"},
     {LetterKind::kFarewell, "farewell"}}};

constexpr std::array<std::pair<LetterStage, std::string_view>, 7> kStages = {
    {{LetterStage::kWriting, "writing"},
     {LetterStage::kWaiting, "waiting"},
     {LetterStage::kSending, "sending"},
     {LetterStage::kSent, "sent"},
     {LetterStage::kRefused, "refused"},
     {LetterStage::kUnsure, "unsure"},
     {LetterStage::kWithdrawn, "withdrawn"}}};

template <class Table, class T>
std::string_view word_in(const Table& table, T value) {
  for (const auto& [one, text] : table) {
    if (one == value) return text;
  }
  return "";
}

template <class T, std::size_t N>
std::optional<T> value_in(const std::array<std::pair<T, std::string_view>, N>& table,
                          std::string_view word) {
  for (const auto& [one, text] : table) {
    if (text == word) return one;
  }
  return std::nullopt;
}

constexpr std::chrono::minutes kLongestPause{360};

}  // namespace

std::string_view word(LetterKind kind) { return word_in(kKinds, kind); }
std::string_view word(LetterStage stage) { return word_in(kStages, stage); }
std::optional<LetterKind> letter_kind(std::string_view word) { return value_in(kKinds, word); }
std::optional<LetterStage> letter_stage(std::string_view word) { return value_in(kStages, word); }

std::chrono::minutes pause_after(int tries) {
  constexpr int kDoublings = 9;  // beyond the longest pause
  const int doublings = std::clamp(tries - 1, 0, kDoublings);
  return std::min(std::chrono::minutes(1 << doublings), kLongestPause);
}

}  // namespace holdfast
