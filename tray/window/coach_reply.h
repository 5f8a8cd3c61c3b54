#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::window {

inline constexpr std::size_t kMostReply = 1000;  ///< characters

/// What a coach said, from the body of its answer: `choices[0].message.content` as OpenAI's chat
/// completions have it. The bytes are foreign. Comes out as plain text, at most `most`
/// characters and cut behind a sentence: without control characters, marks of Markdown, links, a
/// model's own `<think>` and telephone numbers, which models make up. Nothing when there are no
/// words.
std::optional<std::string> coach_reply(std::string_view body, std::size_t most = kMostReply);

}  // namespace holdfast::window
