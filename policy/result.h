#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "policy/phrase.h"

namespace holdfast {

/// What kind of failure it is; callers branch on this, people read the text.
enum class ErrorCode {
  kInvalid,      ///< the input is malformed; the text says what would be right
  kNotFound,     ///< nothing of that name
  kRefused,      ///< understood, and not allowed now (a lock, a right)
  kUnsupported,  ///< this machine or kernel cannot do it
  kNoSpace,      ///< ENOSPC, EDQUOT
  kReadOnly,     ///< EROFS, EPERM on an immutable file
  kCorrupt,      ///< foreign or damaged bytes where ours should be
  kBusy,         ///< held by another process
  kSystem,       ///< any other failure of a system call
};

/// A failure: a code for the program and one sentence for the person, without a final full stop.
struct Error {
  ErrorCode code = ErrorCode::kSystem;
  Phrase text;

  friend bool operator==(const Error&, const Error&) = default;
};

/// Either a value or an Error. Reading the one that is not there is a programming error and throws
/// std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, Error> held_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return error_.value(); }

 private:
  std::optional<Error> error_;
};

}  // namespace holdfast
