#include "platform/store/sqlite.h"

#include <cerrno>
#include <system_error>

namespace holdfast::platform::sqlite {
namespace {

constexpr const char* kLocking = nullptr;  // the default VFS
constexpr const char* kWithoutLocking = "unix-none";

bool is_out_of_space(int system_errno) { return system_errno == ENOSPC || system_errno == EDQUOT; }

ErrorCode code_of(int result, int system_errno) {
  switch (result & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::kNoSpace;
    case SQLITE_READONLY:
      return ErrorCode::kReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // our statements are right, so the tables are not as we made them
      return ErrorCode::kCorrupt;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return ErrorCode::kInvalid;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      if (is_out_of_space(system_errno)) return ErrorCode::kNoSpace;
      if (system_errno == EROFS) return ErrorCode::kReadOnly;
      // A page that lies beyond the end of the file: it was cut.
      if (result == SQLITE_IOERR_SHORT_READ) return ErrorCode::kCorrupt;
      return ErrorCode::kSystem;
    default:
      return ErrorCode::kSystem;
  }
}

const char* advice(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNoSpace:
      return marked("the disk is full; free some space, nothing recorded is lost");
    case ErrorCode::kReadOnly:
      return marked("the record cannot be written to; make its file system writable");
    case ErrorCode::kBusy:
      return marked("another process has the record open; stop that one first");
    case ErrorCode::kCorrupt:
      return marked(
          "the record is damaged; restart Holdfast, which keeps the damaged file and goes on");
    default:
      return marked("the record cannot be used");
  }
}

Error error_of(int result, int system_errno, std::string_view message) {
  const ErrorCode code = code_of(result, system_errno);
  return {code, say("{1} (SQLite: {2})", {say(advice(code)), std::string(message)})};
}

// "immutable" keeps SQLite from wanting to make the log that is not there.
std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : path.native()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

bool has_log(const std::filesystem::path& path) {
  std::error_code fault;
  return std::filesystem::exists(path.native() + "-wal", fault);
}

}  // namespace

Statement& Statement::bind_columns(const Statement& row, int first, int count) {
  sqlite3_reset(held_.get());
  for (int i = 0; i < count; ++i) {
    sqlite3_bind_value(held_.get(), i + 1, sqlite3_column_value(row.held_.get(), first + i));
  }
  return *this;
}

void Statement::bind_one(int position, std::int64_t value) {
  sqlite3_bind_int64(held_.get(), position, value);
}

void Statement::bind_one(int position, std::string_view value) {
  // A null pointer would bind NULL instead of the empty text.
  sqlite3_bind_text64(held_.get(), position, value.data() ? value.data() : "", value.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_one(int position, std::span<const unsigned char> value) {
  sqlite3_bind_blob64(held_.get(), position, value.data(), value.size(), SQLITE_STATIC);
}

Result<Statement::Step> Statement::step() {
  switch (const int result = sqlite3_step(held_.get())) {
    case SQLITE_ROW:
      return Step::kRow;
    case SQLITE_DONE:
      return Step::kDone;
    default: {
      sqlite3* database = sqlite3_db_handle(held_.get());
      const Error error =
          error_of(result, sqlite3_system_errno(database), sqlite3_errmsg(database));
      sqlite3_reset(held_.get());
      return error;
    }
  }
}

Result<void> Statement::run() {
  for (;;) {
    const auto stepped = step();
    if (!stepped) return stepped.error();
    if (*stepped == Step::kDone) break;
  }
  sqlite3_reset(held_.get());
  return {};
}

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(held_.get(), column));
  return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(held_.get(), column))};
}

std::span<const unsigned char> Statement::bytes(int column) const {
  const auto* data = static_cast<const unsigned char*>(sqlite3_column_blob(held_.get(), column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(held_.get(), column))};
}

Result<Database> Database::open(const std::filesystem::path& path, Access access) {
  const bool is_unlocked = access == Access::kReadUnlocked;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= is_unlocked ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
  if (access == Access::kCreate) flags |= SQLITE_OPEN_CREATE;
  const bool is_immutable = is_unlocked && !has_log(path);
  const std::string name = is_immutable ? immutable_uri(path) : path.native();
  sqlite3* opened = nullptr;
  const int result =
      sqlite3_open_v2(name.c_str(), &opened, flags, is_unlocked ? kWithoutLocking : kLocking);
  Database database;
  database.held_.reset(opened);
  if (!opened) return Error{ErrorCode::kSystem, say("there is no memory to open the record")};
  if (result != SQLITE_OK) return database.error();
  // SQLite then tries without writing, which would take no lock.
  if (!is_unlocked && database.is_read_only()) {
    return Error{ErrorCode::kRefused,
                 with_hint(say("the record cannot be opened for writing"), say("this needs root"))};
  }
  return database;
}

void Database::on_close(Log log) const {
  sqlite3_db_config(held_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, log == Log::kStays ? 1 : 0,
                    nullptr);
}

void Database::read_what_there_is() const {
  sqlite3_db_config(held_.get(), SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
}

Result<void> Database::run(const std::string& sql) const {
  if (sqlite3_exec(held_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error();
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql, Lifetime lifetime) const {
  sqlite3_stmt* made = nullptr;
  const unsigned flags = lifetime == Lifetime::kKept ? SQLITE_PREPARE_PERSISTENT : 0;
  const int result = sqlite3_prepare_v3(held_.get(), sql.data(), static_cast<int>(sql.size()),
                                        flags, &made, nullptr);
  if (result != SQLITE_OK) return error();
  return Statement(made);
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto stepped = statement->step();
  if (!stepped) return stepped.error();
  if (*stepped == Statement::Step::kDone)
    return Error{ErrorCode::kNotFound, say("there is no row")};
  return statement->integer(0);
}

Error Database::error() const {
  return error_of(sqlite3_extended_errcode(held_.get()), sqlite3_system_errno(held_.get()),
                  sqlite3_errmsg(held_.get()));
}

Result<Transaction> Transaction::begin(const Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Result<void> Transaction::commit() {
  // On failure the destructor still rolls back.
  auto committed = database_->run("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

Transaction::~Transaction() {
  if (database_ && sqlite3_get_autocommit(database_->get()) == 0) {
    (void)database_->run("ROLLBACK");
  }
}

}  // namespace holdfast::platform::sqlite
