#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/store/store.h"

namespace holdfast::platform {

/// A directory of its own for each test, with a database in it that the test may open and ruin.
class StoreTest : public ::testing::Test {
 protected:
  enum class On { kDisk, kMemory };  ///< in memory nothing waits for a disk to sync
  explicit StoreTest(On on = On::kDisk) {
    const std::filesystem::path memory = "/dev/shm";
    const bool in_memory = on == On::kMemory && std::filesystem::is_directory(memory);
    const auto base = in_memory ? memory : std::filesystem::temp_directory_path();
    std::string name = (base / "holdfast-store-XXXXXX").string();
    directory_ = ::mkdtemp(name.data());
  }
  ~StoreTest() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path directory() const { return directory_; }
  std::filesystem::path file() const { return directory_ / "holdfast.db"; }

  /// Opens, and fails the test where that fails.
  Store::Opened open(Store::Check check = Store::Check::kQuick) const {
    auto opened = Store::open(file(), check);
    EXPECT_TRUE(opened) << opened.error().text;
    return opened ? std::move(*opened) : Store::Opened{};
  }

 private:
  std::filesystem::path directory_;
};

inline EventRow an_event(int number, std::string kind = "urge") {
  EventRow event;
  event.at = {Elapsed(std::chrono::minutes(number)),
              std::chrono::sys_days(std::chrono::days(20'000)) + std::chrono::minutes(number)};
  event.kind = std::move(kind);
  event.subject = "instagram/her.name";
  event.detail = R"({"number":)" + std::to_string(number) + "}";
  return event;
}

/// `how_many` events a minute apart, in one batch.
inline Batch events_batch(int how_many, int first = 0) {
  Batch batch;
  for (int i = first; i < first + how_many; ++i) batch.events.push_back(an_event(i));
  return batch;
}

inline std::vector<EventRow> all_events(Store& store, const Store::Query& query = {}) {
  std::vector<EventRow> rows;
  const auto read = store.events(query, [&](const EventRow& row) {
    rows.push_back(row);
    return true;
  });
  EXPECT_TRUE(read) << read.error().text;
  return rows;
}

inline std::vector<std::int64_t> ids_of(const std::vector<EventRow>& rows) {
  std::vector<std::int64_t> ids;
  for (const EventRow& row : rows) ids.push_back(row.id);
  return ids;
}

/// What the roll-up of all days adds up to.
inline std::int64_t counted_by_day(Store& store) {
  const auto days = store.days({}, std::chrono::sys_days::max());
  EXPECT_TRUE(days);
  std::int64_t count = 0;
  for (const DayRow& day : *days) count += day.count;
  return count;
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> names_in(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace holdfast::platform
