#include "platform/store/store.h"

#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "platform/store/database_file.h"
#include "platform/store/migrations.h"
#include "platform/store/salvage.h"
#include "platform/store/sqlite.h"
#include "platform/store/sqlite_store.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;

// Up to this size every page is checked at each start; beyond it that would hold the start up.
constexpr std::int64_t kSmallPages = 256;
constexpr std::int64_t kNewestRows = 250;

bool has_no_bytes(const fs::path& file) {
  std::error_code fault;
  return fs::file_size(file, fault) == 0 && !fault;
}

// EXCLUSIVE also keeps the log's index in memory: no -shm file, and nobody else can come in
// between.
Result<void> configure(const Database& database) {
  return database.run(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -512; PRAGMA journal_size_limit = 1048576");
}

Result<void> check_pages(const Database& database, Store::Check check) {
  const auto pages = database.integer("PRAGMA page_count");
  if (!pages) return pages.error();
  const bool all = check == Store::Check::kThorough || *pages <= kSmallPages;
  std::vector<std::string_view> pragmas = {"PRAGMA quick_check(1)"};
  if (!all) {
    pragmas = {"PRAGMA quick_check('fact')", "PRAGMA quick_check('day')",
               "PRAGMA quick_check('chain_gap')"};
  }
  for (const std::string_view pragma : pragmas) {
    auto rows = database.prepare(pragma);
    if (!rows) return rows.error();
    const auto found = rows->step();
    if (!found) return found.error();
    if (*found == sqlite::Statement::Step::kRow && rows->text(0) != "ok") {
      return Error{ErrorCode::kCorrupt, std::string(rows->text(0))};
    }
  }
  return {};
}

// Writes in the rollback mode, in which a commit stands in the file itself; WAL begins with the
// last statement.
Result<Database> begin_part(const fs::path& file) {
  const fs::path part = part_of(file);
  if (auto removed = remove_database(part); !removed) return removed.error();
  if (auto created = create_private_file(part); !created) return created.error();
  auto database = Database::open(part, Database::Access::kReadWrite);
  if (!database) return database;
  if (auto done = configure(*database); !done) return done.error();
  if (auto done = migrate(*database); !done) return done.error();
  return database;
}

Result<fs::path> finish_part(const fs::path& file, Database part) {
  if (auto done = part.run("PRAGMA journal_mode = WAL"); !done) return done.error();
  part = {};
  return replace_database(file);
}

Result<void> create(const fs::path& file) {
  auto part = begin_part(file);
  if (!part) return part.error();
  const auto finished = finish_part(file, std::move(*part));
  return finished ? Result<void>() : finished.error();
}

Result<Database> open_database(const fs::path& file, Store::Check check) {
  if (has_no_bytes(file)) return Error{ErrorCode::kCorrupt, say("the file is empty")};
  auto database = Database::open(file, Database::Access::kReadWrite);
  if (!database) return database;
  // Until the file is known to be whole, closing it must not play its log into it.
  database->on_close(Database::Log::kStays);
  if (auto done = configure(*database); !done) return done.error();
  if (const auto version = version_of(*database); !version) return version.error();
  if (auto done = database->run("PRAGMA journal_mode = WAL"); !done) return done.error();
  if (auto done = migrate(*database); !done) return done.error();
  if (auto done = check_pages(*database, check); !done) return done.error();
  database->on_close(Database::Log::kIsPlayedIn);
  std::error_code fault;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, fault);
  return database;
}

Result<Store::Opened> make_store(Database database, SqliteStore::Reopen reopen) {
  auto store = SqliteStore::create(std::move(database), std::move(reopen));
  if (!store) return store.error();
  const auto broken_at = (*store)->verify_newest(kNewestRows);
  if (!broken_at) return broken_at.error();
  Store::Opened opened;
  opened.broken_at = *broken_at;
  opened.store = std::move(*store);
  return opened;
}

SqliteStore::Reopen erase_and_begin_anew(const fs::path& file) {
  return [file]() -> Result<Database> {
    if (auto removed = remove_every_trace(file); !removed) return removed.error();
    if (auto created = create(file); !created) return created.error();
    return open_database(file, Store::Check::kQuick);
  };
}

Result<Store::Opened> open_whole(const fs::path& file, Store::Check check) {
  auto database = open_database(file, check);
  if (!database) return database.error();
  return make_store(std::move(*database), erase_and_begin_anew(file));
}

Result<Database> begin_in_memory() {
  auto database = Database::open(":memory:", Database::Access::kCreate);
  if (!database) return database;
  if (auto done = configure(*database); !done) return done.error();
  if (auto done = migrate(*database); !done) return done.error();
  return database;
}

Result<Store::Opened> open_in_memory() {
  auto database = begin_in_memory();
  if (!database) return database.error();
  return make_store(std::move(*database), begin_in_memory);
}

// Reads with the lock held, where there is one, and without a write: what is kept aside is as it
// was found.
Result<Salvaged> carry_over(const fs::path& file, Database::Access access, const Database& into) {
  // SQLite would take an empty file for a new database, and remove the log of the old one.
  if (has_no_bytes(file)) return Salvaged{};
  auto damaged = Database::open(file, access);
  if (!damaged) return damaged.error();
  damaged->on_close(Database::Log::kStays);
  damaged->read_what_there_is();
  (void)configure(*damaged);
  (void)damaged->run("PRAGMA query_only = ON");
  const auto application = damaged->integer("PRAGMA application_id");
  if (application && *application != kApplicationId) return Salvaged{};
  return salvage(*damaged, into);
}

Phrase account_of(const Error& damage, Phrase where, const Salvaged& salvaged) {
  return say("the record was damaged ({1}); the old file {2}, {3}",
             {damage.text, std::move(where), describe(salvaged)});
}

Result<Store::Opened> replace_damaged(const fs::path& file, const Error& damage) {
  auto part = begin_part(file);
  if (!part) return part.error();
  const auto salvaged = carry_over(file, Database::Access::kReadWrite, *part);
  if (!salvaged) return salvaged.error();
  const auto aside = finish_part(file, std::move(*part));
  if (!aside) return aside.error();
  auto opened = open_whole(file, Store::Check::kQuick);
  if (opened)
    opened->damage = account_of(damage, say("is kept as {1}", {aside->native()}), *salvaged);
  return opened;
}

// A damaged file that cannot be replaced now: what can be read is held in memory, the file waits.
Result<Store::Opened> read_damaged(const fs::path& file, Database::Access access,
                                   const Error& damage, const Error& why_not_replaced) {
  auto memory = begin_in_memory();
  if (!memory) return memory.error();
  const auto salvaged = carry_over(file, access, *memory);
  if (!salvaged) return salvaged.error();
  if (auto done = memory->run("PRAGMA query_only = ON"); !done) return done.error();
  auto opened = make_store(std::move(*memory), erase_and_begin_anew(file));
  if (!opened) return opened;
  opened->damage = account_of(damage, say("cannot be replaced yet"), *salvaged);
  opened->unwritable = why_not_replaced;
  return opened;
}

Result<Store::Opened> open_locked(const fs::path& file, Store::Check check) {
  auto opened = open_whole(file, check);
  if (opened || opened.error().code != ErrorCode::kCorrupt) return opened;
  auto replaced = replace_damaged(file, opened.error());
  if (replaced) return replaced;
  const ErrorCode code = replaced.error().code;
  if (code != ErrorCode::kNoSpace && code != ErrorCode::kReadOnly) return replaced;
  return read_damaged(file, Database::Access::kReadWrite, opened.error(), replaced.error());
}

Result<Store::Opened> open_whole_to_read(const fs::path& file) {
  auto database = Database::open(file, Database::Access::kReadUnlocked);
  if (!database) return database.error();
  if (auto done = configure(*database); !done) return done.error();
  const auto version = version_of(*database);
  if (!version) return version.error();
  return make_store(std::move(*database), erase_and_begin_anew(file));
}

// Nobody can write to the file, so it needs no lock to be read.
Result<Store::Opened> open_unlocked(const fs::path& file) {
  const Error unwritable{ErrorCode::kReadOnly,
                         with_hint(say("{1} cannot be written to", {file.native()}),
                                   say("make it and its file system writable (what happens "
                                       "meanwhile is kept in memory)"))};
  auto opened = open_whole_to_read(file);
  if (!opened && opened.error().code == ErrorCode::kCorrupt) {
    return read_damaged(file, Database::Access::kReadUnlocked, opened.error(), unwritable);
  }
  if (opened) opened->unwritable = unwritable;
  return opened;
}

Result<void> make_directory(const fs::path& directory) {
  std::error_code fault;
  if (fs::is_directory(directory, fault)) return {};
  if (fs::create_directories(directory, fault); fault) {
    return system_error(say("cannot make the directory {1}", {directory.native()}), fault.value());
  }
  fs::permissions(directory, fs::perms::owner_all, fault);
  return {};
}

bool is_unwritable(const fs::path& file) {
  return ::access(file.c_str(), W_OK) == -1 && (errno == EROFS || errno == EPERM);
}

}  // namespace

Result<Store::Opened> Store::open(const fs::path& path, Check check) {
  if (path == ":memory:") return open_in_memory();
  std::error_code fault;
  const fs::path file = fs::weakly_canonical(path, fault);
  if (fault) return system_error(say("cannot find {1}", {path.native()}), fault.value());
  if (auto made = make_directory(file.parent_path()); !made) return made.error();
  const bool unwritable = is_unwritable(file);
  if (!unwritable) {
    if (auto finished = finish_replacing(file); !finished) return finished.error();
    if (!fs::exists(file, fault)) {
      if (auto created = create(file); !created) return created.error();
    }
  }
  auto opened = unwritable ? open_unlocked(file) : open_locked(file, check);
  if (!opened && opened.error().code == ErrorCode::kUnsupported) {
    return Error{ErrorCode::kCorrupt, opened.error().text};
  }
  return opened;
}

Result<std::vector<std::pair<std::string, std::string>>> read_facts(const fs::path& path) {
  std::error_code fault;
  if (!fs::exists(path, fault)) {
    return Error{ErrorCode::kNotFound, say("there is no {1}", {path.native()})};
  }
  auto opened = open_whole_to_read(path);
  return opened ? opened->store->facts() : opened.error();
}

}  // namespace holdfast::platform
