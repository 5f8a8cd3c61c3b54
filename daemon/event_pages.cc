#include "daemon/event_pages.h"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <utility>

namespace holdfast::daemon {

LogEntry entry_of(const platform::EventRow& row) {
  namespace json = boost::json;
  boost::system::error_code bad;
  const json::value detail = json::parse(row.detail, bad);
  return {row.id, row.at, row.kind, row.subject,
          !bad && detail.is_object() ? detail.as_object() : json::object{}};
}

EventPages::EventPages(platform::Store& store, platform::Store::Query query)
    : store_(store), query_(std::move(query)), left_(query_.limit) {}

Result<std::vector<LogEntry>> EventPages::next() {
  if (query_.limit > 0) {
    if (const auto found = find_the_newest(); !found) return found.error();
  }
  const auto room =
      static_cast<std::size_t>(left_ < 0 ? kEventsAPage : std::min(left_, kEventsAPage));
  std::vector<LogEntry> page;
  if (room == 0) return page;
  const auto read = store_.events(query_, [&](const platform::EventRow& row) {
    page.push_back(entry_of(row));
    return page.size() < room;
  });
  if (!read) return read.error();
  if (!page.empty()) query_.after = page.back().id;
  if (left_ > 0) left_ -= std::ssize(page);
  return page;
}

// The newest so many begin somewhere; from there on they are pages like all others.
Result<void> EventPages::find_the_newest() {
  auto read = store_.events(query_, [&](const platform::EventRow& row) {
    query_.after = row.id - 1;
    return false;
  });
  if (read) query_.limit = -1;
  return read;
}

}  // namespace holdfast::daemon
