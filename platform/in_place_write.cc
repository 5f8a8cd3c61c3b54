#include "platform/in_place_write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "platform/atomic_file.h"
#include "platform/checksum.h"
#include "platform/fd.h"
#include "platform/file_bytes.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

constexpr char kMagic[] = "holdfast-journal-1";

struct Journal {
  std::string old_bytes;
  std::string new_bytes;
};

struct Place {
  Fd directory;
  std::string journal;
  std::string saved;
};

Result<Place> place_of(const std::filesystem::path& file) {
  const std::filesystem::path parent = file.has_parent_path() ? file.parent_path() : ".";
  const std::string stem = "." + file.filename().string();
  Fd directory(
      uninterrupted([&] { return open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  if (!directory) return system_error(say("cannot open the directory {1}", {parent.string()}));
  return Place{std::move(directory), stem + ".holdfast-journal", stem + ".holdfast-saved"};
}

std::string to_text(std::string_view old_bytes, std::string_view new_bytes) {
  std::string body(old_bytes);
  body += new_bytes;
  std::string text = std::string(kMagic) + ' ' + std::to_string(old_bytes.size()) + ' ' +
                     std::to_string(new_bytes.size()) + ' ' + checksum_of(body) + '\n';
  return text += body;
}

// Nothing for a journal that was cut short: its write never began.
std::optional<Journal> from_text(const std::string& text) {
  const std::size_t line_end = text.find('\n');
  if (line_end == std::string::npos) return std::nullopt;
  const std::string head = text.substr(0, line_end);
  unsigned long long old_size = 0;
  unsigned long long new_size = 0;
  char sum[17] = {};
  if (std::sscanf(head.c_str(), "holdfast-journal-1 %llu %llu %16s", &old_size, &new_size, sum) !=
      3) {
    return std::nullopt;
  }
  const std::string_view body = std::string_view(text).substr(line_end + 1);
  if (old_size > body.size() || new_size != body.size() - old_size) return std::nullopt;
  if (checksum_of(body) != sum) return std::nullopt;
  return Journal{std::string(body.substr(0, old_size)), std::string(body.substr(old_size))};
}

// What a write cut short can have left: each byte old or new, since pages reach the disk in any
// order, and a length between the two.
bool is_torn(std::string_view found, const Journal& journal) {
  const auto [shorter, longer] = std::minmax({journal.old_bytes.size(), journal.new_bytes.size()});
  if (found.size() < shorter || found.size() > longer) return false;
  const auto holds = [&](const std::string& bytes, std::size_t at) {
    return at < bytes.size() && bytes[at] == found[at];
  };
  for (std::size_t at = 0; at < found.size(); ++at) {
    if (!holds(journal.old_bytes, at) && !holds(journal.new_bytes, at)) return false;
  }
  return true;
}

// Makes `fd` hold `to`, of which it holds everything up to `from`. The errno of the failure, or 0.
int overwrite(int fd, std::string_view to, std::size_t from) {
  if (const int failed = write_all(fd, to.substr(from), from)) return failed;
  const auto size = static_cast<off_t>(to.size());
  if (uninterrupted([&] { return ftruncate(fd, size); }) != 0) return errno;
  return uninterrupted([&] { return fsync(fd); }) == 0 ? 0 : errno;
}

int write_journal(const Place& place, std::string_view text) {
  Fd fd(uninterrupted([&] {
    return openat(place.directory.get(), place.journal.c_str(),
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  }));
  if (!fd) return errno;
  int failed = write_all(fd.get(), text, 0);
  if (!failed && uninterrupted([&] { return fsync(fd.get()); }) != 0) failed = errno;
  if (!failed && uninterrupted([&] { return fsync(place.directory.get()); }) != 0) failed = errno;
  if (failed) unlinkat(place.directory.get(), place.journal.c_str(), 0);
  return failed;
}

void drop_journal(const Place& place) {
  unlinkat(place.directory.get(), place.journal.c_str(), 0);
  // Were the removal lost in a power cut, the journal would be found to match the file.
  uninterrupted([&] { return fsync(place.directory.get()); });
}

// For a file that another program made, changed or took away since: nothing in it is overwritten.
Result<std::vector<Phrase>> keep_journal(const std::filesystem::path& file, const Place& place) {
  const int dir = place.directory.get();
  if (renameat(dir, place.journal.c_str(), dir, place.saved.c_str()) != 0) {
    return system_error(say("cannot keep {1}", {place.journal}));
  }
  return std::vector<Phrase>{
      say("an interrupted write to {1} could not be undone, since another program changed the file "
          "after it; what it held before is kept in {2}",
          {file.string(), place.saved})};
}

Result<std::vector<Phrase>> undo(const std::filesystem::path& file, const Place& place,
                                 const Journal& journal) {
  const Result<Fd> fd = open_regular(AT_FDCWD, file.string(), O_RDWR | O_NOFOLLOW, file.string());
  if (!fd && fd.error().code == ErrorCode::kNotFound) return keep_journal(file, place);
  if (!fd) return fd.error();
  const Result<std::string> found = read_all(fd->get(), kMaxFileBytes, file.string());
  if (!found) return found.error();

  std::vector<Phrase> notes;
  if (*found != journal.old_bytes && *found != journal.new_bytes) {
    if (!is_torn(*found, journal)) return keep_journal(file, place);
    if (const int failed = overwrite(fd->get(), journal.old_bytes, 0)) {
      return system_error(say("cannot undo an interrupted write to {1}", {file.string()}), failed);
    }
    notes.push_back(say("an interrupted write to {1} was undone", {file.string()}));
  }
  drop_journal(place);
  return notes;
}

}  // namespace

Result<std::vector<Phrase>> write_in_place(const std::filesystem::path& file,
                                           std::string_view old_bytes, std::string_view new_bytes) {
  Result<Fd> fd = open_regular(AT_FDCWD, file.string(), O_RDWR | O_NOFOLLOW, file.string());
  if (!fd) return fd.error();
  const Result<Place> place = place_of(file);
  if (!place) return place.error();

  std::vector<Phrase> notes = {
      say("{1} cannot be replaced, only written to in place", {file.string()})};
  const int no_journal = write_journal(*place, to_text(old_bytes, new_bytes));
  if (no_journal == EROFS || no_journal == EACCES || no_journal == EPERM) {
    notes.push_back(say("its directory takes no journal: a power cut during a write may tear it"));
  } else if (no_journal) {
    return system_error(say("cannot write a journal beside {1}", {file.string()}), no_journal);
  }

  const auto differs =
      std::mismatch(old_bytes.begin(), old_bytes.end(), new_bytes.begin(), new_bytes.end());
  const auto from = static_cast<std::size_t>(differs.first - old_bytes.begin());
  if (const int failed = overwrite(fd->get(), new_bytes, from)) {
    if (overwrite(fd->get(), old_bytes, from) != 0) {
      return Error{ErrorCode::kCorrupt,
                   say("{1}; the bytes it had are in {2}",
                       {system_error(say("cannot write {1}", {file.string()}), failed).text,
                        place->journal})};
    }
    if (!no_journal) drop_journal(*place);
    return system_error(say("cannot write {1}", {file.string()}), failed);
  }
  if (!no_journal) drop_journal(*place);
  return notes;
}

Result<void> write_without_room(const std::filesystem::path& file, std::string_view old_bytes,
                                std::string_view new_bytes) {
  const bool is_cut = new_bytes.size() < old_bytes.size() && old_bytes.starts_with(new_bytes);
  if (!is_cut && new_bytes.size() != old_bytes.size()) {
    return Error{ErrorCode::kInvalid, say("{1} would need room on the disk", {file.string()})};
  }
  Result<Fd> fd = open_regular(AT_FDCWD, file.string(), O_RDWR, file.string());
  if (!fd) return fd.error();
  const Result<std::string> found = read_all(fd->get(), kMaxFileBytes, file.string());
  if (!found) return found.error();
  if (*found != old_bytes) {
    return Error{ErrorCode::kBusy, say("another program changed {1}", {file.string()})};
  }
  int failed = 0;
  for (std::size_t at = 0; at < new_bytes.size() && !failed;) {
    const auto differs =
        std::mismatch(new_bytes.begin() + static_cast<std::ptrdiff_t>(at), new_bytes.end(),
                      old_bytes.begin() + static_cast<std::ptrdiff_t>(at));
    at = static_cast<std::size_t>(differs.first - new_bytes.begin());
    std::size_t end = at;
    while (end < new_bytes.size() && new_bytes[end] != old_bytes[end]) ++end;
    if (end > at) failed = write_all(fd->get(), new_bytes.substr(at, end - at), at);
    at = end;
  }
  const auto size = static_cast<off_t>(new_bytes.size());
  if (!failed && is_cut && uninterrupted([&] { return ftruncate(fd->get(), size); }) != 0) {
    failed = errno;
  }
  if (!failed && uninterrupted([&] { return fsync(fd->get()); }) != 0) failed = errno;
  if (failed) return system_error(say("cannot write {1}", {file.string()}), failed);
  return {};
}

Result<std::vector<Phrase>> undo_torn_write(const std::filesystem::path& file) {
  const Result<Place> place = place_of(file);
  if (!place) return place.error();
  Result<Fd> journal_fd =
      open_regular(place->directory.get(), place->journal, O_RDONLY | O_NOFOLLOW, place->journal);
  if (!journal_fd) {
    if (journal_fd.error().code == ErrorCode::kNotFound) return std::vector<Phrase>();
    return journal_fd.error();
  }
  const Result<std::string> text =
      read_all(journal_fd->get(), 2 * kMaxFileBytes + 128, place->journal);
  if (!text) return text.error();
  if (const std::optional<Journal> journal = from_text(*text)) return undo(file, *place, *journal);
  drop_journal(*place);
  return std::vector<Phrase>();
}

}  // namespace holdfast::platform
