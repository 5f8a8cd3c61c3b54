#include "platform/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <utility>

#include "platform/fd.h"
#include "platform/file_attributes.h"
#include "platform/file_bytes.h"
#include "platform/in_place_write.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

// The kernel's own limit on a chain of links (MAXSYMLINKS).
constexpr int kMaxLinks = 40;
// Puts a swapped name back in spite of a passing failure.
constexpr int kUndoTries = 3;

Error busy(const std::string& shown) {
  return {ErrorCode::kBusy, with_hint(say("{1} was changed by another program meanwhile", {shown}),
                                      say("try again"))};
}

// Where the links at the end of `path` lead, whether something is there or not.
Result<fs::path> follow_links(const fs::path& path) {
  fs::path at = path;
  for (int links = 0; links < kMaxLinks; ++links) {
    std::string text(4096, '\0');
    const ssize_t length =
        uninterrupted([&] { return readlink(at.c_str(), text.data(), text.size()); });
    if (length < 0 && (errno == EINVAL || errno == ENOENT)) return at;
    if (length < 0) return system_error(say("cannot follow {1}", {at.string()}));
    text.resize(static_cast<std::size_t>(length));
    at = at.parent_path() / text;
  }
  return system_error(say("cannot follow {1}", {path.string()}), ELOOP);
}

// True when another process has the file open for writing and wrote to it just now: it may not be
// done. A file that is only held open is taken as it is, or else anyone could stop us.
bool is_being_written(int fd) {
  // A lease is had only while no one writes. It is given back at once; the signal for a writer that
  // comes in between must be one that does no harm.
  fcntl(fd, F_SETSIG, SIGURG);
  if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
    fcntl(fd, F_SETLEASE, F_UNLCK);
    return false;
  }
  if (errno != EAGAIN) return false;
  struct stat info {};
  timespec now{};
  if (uninterrupted([&] { return fstat(fd, &info); }) != 0 ||
      clock_gettime(CLOCK_REALTIME, &now) != 0)
    return false;
  const auto age = std::chrono::seconds(now.tv_sec - info.st_mtim.tv_sec);
  return age >= std::chrono::seconds(-1) && age <= std::chrono::seconds(2);
}

// One write of one file.
class Replacement {
 public:
  explicit Replacement(fs::path target)
      : target_(std::move(target)),
        shown_(target_.string()),
        name_(target_.filename().string()),
        temporary_("." + name_ + ".holdfast-new") {}
  ~Replacement() {
    if (owns_temporary_) unlinkat(directory_.get(), temporary_.c_str(), 0);
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  Result<void> open();
  Result<Written> write(std::string_view bytes, const WriteOptions& options);
  Result<Written> remove(std::string_view bytes);

 private:
  Result<void> make_temporary(std::string_view bytes, const WriteOptions& options);
  Result<void> claim_temporary();
  Result<void> take_name(const WriteOptions& options);
  Result<void> check_swapped_out(const SeenFile& seen);
  Result<Written> write_where_it_is(std::string_view bytes, const WriteOptions& options);
  Error cannot_take_name(int number);
  Error left_beside();
  bool is_found_file(const std::string& name);
  bool still_holds(const SeenFile& seen, const std::string& name);
  int rename_temporary(unsigned flags);
  Written finish();
  Error error(Phrase what, int number) const;

  const fs::path target_;
  const std::string shown_;
  const std::string name_;
  const std::string temporary_;
  Fd directory_;
  Fd old_;  // the file as it was found, if there is one
  Fd new_;
  bool owns_temporary_ = false;
  int refusal_ = 0;  // errno for which the name cannot be taken, but the file may be writable
  std::vector<Phrase> notes_;
};

Error Replacement::error(Phrase what, int number) const {
  if ((number == EPERM || number == EACCES) && old_ && is_immutable(old_.get())) {
    return {ErrorCode::kReadOnly, with_hint(say("{1}: it is immutable", {std::move(what)}),
                                            say("`chattr -ia {1}` opens it", {shown_}))};
  }
  return system_error(std::move(what), number);
}

Result<void> Replacement::open() {
  const fs::path parent = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
  directory_.reset(
      uninterrupted([&] { return ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  if (!directory_) return system_error(say("cannot open the directory {1}", {parent.string()}));
  Result<Fd> old = open_regular(directory_.get(), name_, O_RDONLY | O_NOFOLLOW, shown_);
  if (old) {
    old_ = std::move(*old);
  } else if (old.error().code != ErrorCode::kNotFound) {
    return old.error();
  }
  return {};
}

// Makes the temporary file and locks it: one that is not locked was left by a writer that died.
Result<void> Replacement::claim_temporary() {
  for (int tries = 0; tries < 10; ++tries) {
    constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const auto make = [&] { return openat(directory_.get(), temporary_.c_str(), kFlags, 0600); };
    new_.reset(uninterrupted(make));
    if (new_) {
      struct stat info {};
      const bool locked = uninterrupted([&] { return flock(new_.get(), LOCK_EX | LOCK_NB); }) == 0;
      if (locked && uninterrupted([&] { return fstat(new_.get(), &info); }) == 0 &&
          info.st_nlink == 1) {
        owns_temporary_ = true;
        return {};
      }
      continue;  // another writer took ours for a stale one
    }
    if (errno != EEXIST) {
      if (errno == EROFS || errno == EACCES || errno == EPERM) refusal_ = errno;
      return error(say("cannot make a file beside {1}", {shown_}), errno);
    }
    const Fd stale(uninterrupted([&] {
      return openat(directory_.get(), temporary_.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    }));
    const auto lock = [&] { return flock(stale.get(), LOCK_EX | LOCK_NB); };
    if (stale && uninterrupted(lock) != 0) break;
    if (unlinkat(directory_.get(), temporary_.c_str(), 0) != 0 && errno != ENOENT) {
      return system_error(say("cannot remove {1} beside {2}", {temporary_, shown_}));
    }
  }
  return Error{ErrorCode::kBusy, with_hint(say("{1} is being written by another process", {shown_}),
                                           say("try again"))};
}

Result<void> Replacement::make_temporary(std::string_view bytes, const WriteOptions& options) {
  if (Result<void> claimed = claim_temporary(); !claimed) return claimed;
  if (const int failed = write_all(new_.get(), bytes, 0)) {
    return system_error(say("cannot write a new {1}", {shown_}), failed);
  }
  if (old_) {
    Result<std::vector<Phrase>> kept = copy_attributes(old_.get(), new_.get());
    if (!kept) return kept.error();
    notes_ = std::move(*kept);
  } else if (uninterrupted([&] { return fchmod(new_.get(), options.mode_if_new); }) != 0) {
    return system_error(say("cannot set the mode of a new {1}", {shown_}));
  }
  if (uninterrupted([&] { return fsync(new_.get()); }) != 0) {
    return system_error(say("cannot sync a new {1}", {shown_}));
  }
  return {};
}

int Replacement::rename_temporary(unsigned flags) {
  return uninterrupted([&] {
    return renameat2(directory_.get(), temporary_.c_str(), directory_.get(), name_.c_str(), flags);
  });
}

// True when `name` in the directory still stands for the file found by `open`.
bool Replacement::is_found_file(const std::string& name) {
  struct stat opened {};
  struct stat named {};
  return uninterrupted([&] { return fstat(old_.get(), &opened); }) == 0 &&
         fstatat(directory_.get(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

// True when the file found by `open` still has `name` and holds what the caller saw, and no one is
// at work on it.
bool Replacement::still_holds(const SeenFile& seen, const std::string& name) {
  if (!seen.bytes || !old_) return !seen.bytes && !old_;
  if (!is_found_file(name) || is_being_written(old_.get())) return false;
  const Result<std::string> now = read_all(old_.get(), kMaxFileBytes, shown_);
  return now && *now == *seen.bytes;
}

// After the two names were swapped: what the other file holds can be compared now that no one can
// reach it any more, so that a line appended a moment before is seen and not lost.
Result<void> Replacement::check_swapped_out(const SeenFile& seen) {
  if (still_holds(seen, temporary_)) return {};
  for (int tries = 0; tries < kUndoTries; ++tries) {
    if (rename_temporary(RENAME_EXCHANGE) == 0) return busy(shown_);
  }
  return left_beside();
}

// For what could be neither checked nor put back.
Error Replacement::left_beside() {
  owns_temporary_ = false;
  return {ErrorCode::kCorrupt,
          say("{1} may have been changed by another program meanwhile; what it held is kept in {2} "
              "beside it: look there first",
              {shown_, temporary_})};
}

Result<void> Replacement::take_name(const WriteOptions& options) {
  // Looked at once more just before, so that a swap seldom needs to be undone: another program
  // could read ours in that instant and write it back.
  if (options.only_over && !still_holds(*options.only_over, name_)) return busy(shown_);
  if (options.only_over && old_) {
    if (rename_temporary(RENAME_EXCHANGE) == 0) return check_swapped_out(*options.only_over);
    if (errno != EINVAL && errno != ENOSYS) return cannot_take_name(errno);
    // This file system cannot swap; a plain rename leaves an instant for others to slip in.
  }
  const bool must_be_new = options.only_over && !old_;
  int taken = rename_temporary(must_be_new ? RENAME_NOREPLACE : 0);
  if (taken != 0 && must_be_new && (errno == EINVAL || errno == ENOSYS))
    taken = rename_temporary(0);
  if (taken != 0) return must_be_new && errno == EEXIST ? busy(shown_) : cannot_take_name(errno);
  owns_temporary_ = false;
  return {};
}

Error Replacement::cannot_take_name(int number) {
  if (number == EBUSY) refusal_ = EBUSY;
  return error(say("cannot replace {1}", {shown_}), number);
}

// Drops what the temporary name stands for now and makes the change of names durable.
Written Replacement::finish() {
  Written written;
  written.notes = std::move(notes_);
  if (owns_temporary_ && unlinkat(directory_.get(), temporary_.c_str(), 0) != 0) {
    written.notes.push_back(
        say("the earlier file stays as {1} until the next write", {temporary_}));
  }
  owns_temporary_ = false;
  if (uninterrupted([&] { return fsync(directory_.get()); }) != 0) {
    written.durability = Durability::kUnconfirmed;
    written.notes.push_back(
        system_error(say("{1} is as it should be, but a power cut could undo that", {shown_}))
            .text);
  }
  return written;
}

Result<Written> Replacement::write_where_it_is(std::string_view bytes,
                                               const WriteOptions& options) {
  if (options.only_over && !still_holds(*options.only_over, name_)) return busy(shown_);
  const Result<std::string> before = read_all(old_.get(), kMaxFileBytes, shown_);
  if (!before) return before.error();
  Result<std::vector<Phrase>> notes = write_in_place(target_, *before, bytes);
  if (!notes) return notes.error();
  return Written{WriteWay::kInPlace, Durability::kOnDisk, std::move(*notes)};
}

Result<Written> Replacement::write(std::string_view bytes, const WriteOptions& options) {
  if (options.only_over && !still_holds(*options.only_over, name_)) return busy(shown_);
  Result<void> done = make_temporary(bytes, options);
  if (done) done = take_name(options);
  if (done) return finish();
  if (!refusal_ || !old_) return done.error();
  Result<Written> written = write_where_it_is(bytes, options);
  // Where the file takes no writing either, the first refusal names the cause.
  if (!written && written.error().code == ErrorCode::kRefused) return done.error();
  return written;
}

// The name is moved away first and what it stood for is compared then, as in a swap.
Result<Written> Replacement::remove(std::string_view bytes) {
  const SeenFile seen{bytes};
  if (!still_holds(seen, name_)) return busy(shown_);
  if (Result<void> claimed = claim_temporary(); !claimed) return claimed.error();
  const auto move = [&](const std::string& from, const std::string& to, unsigned flags) {
    return uninterrupted([&] {
      return renameat2(directory_.get(), from.c_str(), directory_.get(), to.c_str(), flags);
    });
  };
  if (move(name_, temporary_, 0) != 0) return error(say("cannot remove {1}", {shown_}), errno);
  if (still_holds(seen, temporary_)) return finish();
  for (int tries = 0; tries < kUndoTries; ++tries) {
    if (move(temporary_, name_, RENAME_NOREPLACE) == 0) {
      owns_temporary_ = false;
      return busy(shown_);
    }
  }
  return left_beside();
}

Result<fs::path> ready_target(const fs::path& path) {
  Result<fs::path> target = follow_links(path);
  if (!target) return target;
  const Result<std::vector<Phrase>> undone = undo_torn_write(*target);
  if (!undone) return undone.error();
  return target;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  const Result<Fd> fd = open_regular(AT_FDCWD, path.string(), O_RDONLY, path.string());
  if (!fd) return fd.error();
  return read_all(fd->get(), max_bytes, path.string());
}

Result<Written> write_file(const fs::path& path, std::string_view bytes,
                           const WriteOptions& options) {
  const Result<fs::path> target = ready_target(path);
  if (!target) return target.error();
  Replacement replacement(*target);
  if (Result<void> opened = replacement.open(); !opened) return opened.error();
  return replacement.write(bytes, options);
}

Result<Written> remove_file(const fs::path& path, std::string_view bytes) {
  const Result<fs::path> target = ready_target(path);
  if (!target) return target.error();
  Replacement replacement(*target);
  if (Result<void> opened = replacement.open(); !opened) return opened.error();
  return replacement.remove(bytes);
}

}  // namespace holdfast::platform
