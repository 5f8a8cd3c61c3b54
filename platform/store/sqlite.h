#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "policy/result.h"

namespace holdfast::platform::sqlite {

/// A prepared statement. Binds by position from 1, reads columns from 0, as SQLite does.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* made) : held_(made) {}

  /// Binds the arguments to ?1, ?2, ... of a statement that is not in the middle of its rows. Text
  /// and bytes are not copied: they must outlive the steps.
  template <class... Values>
  Statement& bind(const Values&... values) {
    sqlite3_reset(held_.get());
    int position = 0;
    (bind_one(++position, values), ...);
    return *this;
  }
  /// Binds `count` columns of `row`, from `first` on, each with the type that it has there.
  Statement& bind_columns(const Statement& row, int first, int count);
  void bind_one(int position, std::int64_t value);
  void bind_one(int position, std::string_view value);
  void bind_one(int position, std::span<const unsigned char> value);

  enum class Step { kRow, kDone };
  /// Goes to the next row.
  Result<Step> step();
  /// Runs to the end and makes the statement ready for the next bind().
  Result<void> run();
  /// Lets go of the row it is at, and of what it had locked.
  void reset() { sqlite3_reset(held_.get()); }

  std::int64_t integer(int column) const { return sqlite3_column_int64(held_.get(), column); }
  /// Valid until the next step, reset or bind.
  std::string_view text(int column) const;
  std::span<const unsigned char> bytes(int column) const;
  bool is_null(int column) const { return sqlite3_column_type(held_.get(), column) == SQLITE_NULL; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> held_;
};

/// One connection, for one thread.
class Database {
 public:
  enum class Access {
    kReadWrite,  ///< an existing file
    kCreate,     ///< an existing file or a new one
    /// An existing file that nobody else can be writing to (a read-only file system): no lock is
    /// taken, and what stands in a write-ahead log beside it is read too.
    kReadUnlocked,
  };
  Database() = default;
  /// kRefused where there is a file that may only be read, and `access` is another.
  static Result<Database> open(const std::filesystem::path& path, Access access);

  sqlite3* get() const { return held_.get(); }
  explicit operator bool() const { return held_ != nullptr; }
  bool is_read_only() const { return sqlite3_db_readonly(held_.get(), "main") == 1; }

  enum class Log {
    kIsPlayedIn,  ///< the write-ahead log is played into the file and removed; so it is at first
    kStays,       ///< file and log stay as they are
  };
  /// What becomes of the log when the connection is closed.
  void on_close(Log log) const;
  /// From now on a file that is shorter than it ought to be is no error until a missing page is
  /// read.
  void read_what_there_is() const;

  /// Any number of statements whose rows do not matter.
  Result<void> run(const std::string& sql) const;
  /// `lifetime` tells SQLite how to allocate.
  enum class Lifetime { kOnce, kKept };
  Result<Statement> prepare(std::string_view sql, Lifetime lifetime = Lifetime::kOnce) const;
  /// The first column of the first row; kNotFound where there is no row.
  Result<std::int64_t> integer(std::string_view sql) const;

  /// The Error for what this connection failed at last.
  Error error() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> held_;
};

/// Ends with ROLLBACK unless committed: also after an error that SQLite rolled back by itself.
class Transaction {
 public:
  static Result<Transaction> begin(const Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

}  // namespace holdfast::platform::sqlite
