#include "daemon/export_pieces.h"

#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "daemon/api_json.h"
#include "daemon/log.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

constexpr std::size_t kPiece = 256 << 10;

std::size_t end_of_piece(const std::string& text) {
  if (text.size() <= kPiece) return text.size();
  std::size_t end = kPiece;
  const auto is_within_character = [&] { return (text[end] & 0xC0) == 0x80; };
  while (end > kPiece - 4 && is_within_character()) --end;
  return end;
}

}  // namespace

NextPiece text_pieces(std::function<std::string()> more) {
  return [more = std::move(more), rest = std::string(),
          ended = false]() mutable -> std::optional<json::object> {
    while (!ended && rest.size() <= kPiece) {
      const std::string part = more();
      ended = part.empty();
      rest += part;
    }
    if (rest.empty()) return std::nullopt;
    const std::size_t end = end_of_piece(rest);
    json::object piece{{"text", rest.substr(0, end)}};
    rest.erase(0, end);
    return piece;
  };
}

std::function<std::string()> with_events(const json::object& head, EventPages pages) {
  std::string begin = json::serialize(head);
  begin.pop_back();
  begin += head.empty() ? "\"events\":[" : ",\"events\":[";
  return [begin = std::move(begin), pages = std::move(pages), first = true,
          ended = false]() mutable -> std::string {
    if (ended) return "";
    std::string text = std::exchange(begin, "");
    const auto page = pages.next();
    ended = !page || page->empty();
    if (!page) log(LogLevel::kError, "the export is not whole: " + page.error().text);
    if (ended) return page ? text + "]}\n" : text;
    for (const LogEntry& entry : *page) {
      if (!std::exchange(first, false)) text += ',';
      text += json::serialize(event_json(entry));
    }
    return text;
  };
}

}  // namespace holdfast::daemon
