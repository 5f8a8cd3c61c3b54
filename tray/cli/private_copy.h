#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// A file that only this user can read, in a folder of its own, gone with the object.
class PrivateCopy {
 public:
  struct Failure {
    std::string text;
  };
  using Made = boost::system::result<PrivateCopy, Failure>;

  /// `folder` is where temporary files go ($XDG_RUNTIME_DIR, $TMPDIR, /tmp).
  static Made make(const std::string& folder, std::string_view text);

  PrivateCopy(PrivateCopy&& other) noexcept;
  PrivateCopy& operator=(PrivateCopy&&) = delete;
  ~PrivateCopy();

  const std::string& path() const { return path_; }
  /// What the file holds now; nothing when it cannot be read.
  std::optional<std::string> read() const;
  /// Leaves the file where it is.
  void keep() { folder_.clear(); }

 private:
  PrivateCopy(std::string folder, std::string path)
      : folder_(std::move(folder)), path_(std::move(path)) {}

  std::string folder_;
  std::string path_;
};

[[noreturn]] void throw_exception_from_error(const PrivateCopy::Failure& failure,
                                             const boost::source_location&);

/// Runs `editor`, a shell command as $EDITOR holds it, on the file, and waits. True when it ended
/// with success.
bool run_editor(const std::string& editor, const std::string& path);

}  // namespace holdfast::cli
