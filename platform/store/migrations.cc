#include "platform/store/migrations.h"

#include <array>
#include <string>

namespace holdfast::platform {
namespace {

// Events have no index but their id: `day` knows the first and last event of each kind and day,
// which is as good, and a row costs a third less to write.
constexpr std::string_view kBegin = R"sql(
CREATE TABLE event (
  id           INTEGER PRIMARY KEY,
  elapsed_ms   INTEGER NOT NULL,
  wall_ms      INTEGER NOT NULL,
  utc_offset_s INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  subject      TEXT NOT NULL,
  detail       TEXT NOT NULL,
  hash         BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The row before this event was lost with a damaged file.
CREATE TABLE chain_gap (
  before_event INTEGER PRIMARY KEY REFERENCES event (id)
) STRICT;

CREATE TABLE episode (
  id       INTEGER PRIMARY KEY REFERENCES event (id),
  attempts INTEGER NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE attempt (
  episode  INTEGER NOT NULL REFERENCES episode (id),
  number   INTEGER NOT NULL,
  after_ms INTEGER NOT NULL,  -- since the event's wall time
  detector INTEGER NOT NULL,
  port     INTEGER NOT NULL,
  count    INTEGER NOT NULL,
  PRIMARY KEY (episode, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE day (
  day         INTEGER NOT NULL,  -- since 1970-01-01, local
  kind        TEXT NOT NULL,
  count       INTEGER NOT NULL,
  first_event INTEGER NOT NULL,
  last_event  INTEGER NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_of_kind ON day (kind, last_event);

CREATE TABLE fact (
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;
)sql";

constexpr std::array kMigrations = {kBegin};

Result<void> apply(const sqlite::Database& database, std::size_t index) {
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) return transaction.error();
  const std::string sql = std::string(kMigrations[index]) +
                          "PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = " + std::to_string(index + 1);
  if (auto ran = database.run(sql); !ran) return ran.error();
  return transaction->commit();
}

}  // namespace

std::span<const std::string_view> migrations() { return kMigrations; }

Result<std::int64_t> version_of(const sqlite::Database& database) {
  const auto application = database.integer("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  const auto tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();

  const bool is_blank = *application == 0 && *version == 0 && *tables == 0;
  if (!is_blank && *application != kApplicationId) {
    return Error{ErrorCode::kCorrupt, say("the file belongs to another program")};
  }
  if (!is_blank && *version < 1) {
    return Error{ErrorCode::kCorrupt, say("the format number of the file is damaged")};
  }
  const auto newest = static_cast<std::int64_t>(kMigrations.size());
  if (*version > newest) {
    return Error{ErrorCode::kUnsupported,
                 with_hint(say("the record was written by a newer version of Holdfast (format {1}, "
                               "this one knows {2})",
                               {std::to_string(*version), std::to_string(newest)}),
                           say("install that version again, the file was left as it is"))};
  }
  return version;
}

Result<void> migrate(const sqlite::Database& database) {
  const auto version = version_of(database);
  if (!version) return version.error();
  for (auto index = static_cast<std::size_t>(*version); index < kMigrations.size(); ++index) {
    if (auto applied = apply(database, index); !applied) return applied.error();
  }
  return {};
}

}  // namespace holdfast::platform
