#include "platform/mail/slip_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <string>

#include "platform/file_bytes.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

constexpr std::string_view kCommitting = "committing\n";
constexpr std::size_t kMaxSlip = 4096;
constexpr std::size_t kMaxWords = 3000;
constexpr const char* kTooLong = "...";

Fate unsure() {
  return {Fate::Kind::kDecided,
          MailVerdict{MailVerdict::Kind::kUnsure,
                      with_hint(say("sending was cut off at the last moment"),
                                say("the letter may have arrived, and is not sent again"))}};
}

bool is_held(int fd) {
  if (uninterrupted([&] { return ::flock(fd, LOCK_SH | LOCK_NB); }) != 0) return true;
  (void)::flock(fd, LOCK_UN);
  return false;
}

bool forbids_sending(const Fate& fate) {
  return fate.kind == Fate::Kind::kDecided && (fate.verdict->kind == MailVerdict::Kind::kSent ||
                                               fate.verdict->kind == MailVerdict::Kind::kUnsure);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Fd directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || ::fsync(directory.get()) != 0)
    return system_error(say("cannot keep the outbox"));
  return {};
}

Result<void> add_line(int fd, std::string_view line) {
  // In one call: a slip is read while it is written.
  const ssize_t put = uninterrupted([&] { return ::write(fd, line.data(), line.size()); });
  if (put < 0) return system_error(say("cannot write on the slip of a letter"));
  if (static_cast<std::size_t>(put) != line.size())
    return system_error(say("cannot write on the slip of a letter"), ENOSPC);
  if (uninterrupted([&] { return ::fdatasync(fd); }) != 0)
    return system_error(say("cannot write on the slip of a letter"));
  return {};
}

}  // namespace

std::filesystem::path slip_path(const std::filesystem::path& outbox, std::int64_t letter) {
  return outbox / std::to_string(letter);
}

Result<SlipFile> SlipFile::open(const std::filesystem::path& outbox, std::int64_t letter) {
  if (::mkdir(outbox.c_str(), 0700) != 0 && errno != EEXIST)
    return system_error(say("cannot make {1}", {outbox.string()}));
  const auto path = slip_path(outbox, letter);
  Fd file(uninterrupted([&] {
    return ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                  0600);
  }));
  if (!file) return system_error(say("cannot open {1}", {path.string()}));
  if (uninterrupted([&] { return ::flock(file.get(), LOCK_EX | LOCK_NB); }) != 0)
    return Error{ErrorCode::kBusy, say("this letter is being sent already")};
  const auto text = read_all(file.get(), kMaxSlip, path.native());
  const Fate fate = text ? fate_in(*text) : unsure();
  if (forbids_sending(fate)) return Error{ErrorCode::kRefused, fate.verdict->text};
  if (::ftruncate(file.get(), 0) != 0)
    return system_error(say("cannot write {1}", {path.string()}));
  // A slip that a power cut takes away would say that nothing was begun.
  if (uninterrupted([&] { return ::fsync(file.get()); }) != 0)
    return system_error(say("cannot write {1}", {path.string()}));
  if (auto kept = sync_folder(outbox); !kept) return kept.error();
  return SlipFile(std::move(file));
}

Result<void> SlipFile::commit() { return add_line(file_.get(), kCommitting); }

Result<void> SlipFile::conclude(const MailVerdict& verdict) {
  boost::json::object words;
  put(words, "text", verdict.text);
  std::string text = boost::json::serialize(words);
  if (text.size() > kMaxWords)
    text = boost::json::serialize(boost::json::object{{"text", kTooLong}});
  return add_line(file_.get(), std::string(word_of(verdict.kind)) + " " + text + "\n");
}

Fate fate_in(std::string_view text) {
  if (text.empty()) return {};
  std::string_view rest = text;
  if (rest.starts_with(kCommitting)) rest.remove_prefix(kCommitting.size());
  // One whole line and no more: anything else is no word of a sender's.
  if (rest.empty() || rest.find('\n') != rest.size() - 1) return unsure();
  rest.remove_suffix(1);
  const std::size_t space = rest.find(' ');
  const auto kind = verdict_kind(rest.substr(0, space));
  if (!kind || space == std::string_view::npos) return unsure();
  boost::system::error_code failed;
  const auto words = boost::json::parse(rest.substr(space + 1), failed);
  if (failed || !words.is_object()) return unsure();
  return {Fate::Kind::kDecided, MailVerdict{*kind, phrase_in(words.get_object(), "text")}};
}

Fate read_fate(const std::filesystem::path& outbox, std::int64_t letter) {
  const auto path = slip_path(outbox, letter);
  const auto file = open_regular(AT_FDCWD, path.string(), O_RDONLY | O_NOFOLLOW, path.native());
  if (!file) return file.error().code == ErrorCode::kNotFound ? Fate() : unsure();
  if (is_held(file->get())) return {Fate::Kind::kInFlight, std::nullopt};
  const auto text = read_all(file->get(), kMaxSlip, path.native());
  return text ? fate_in(*text) : unsure();
}

Result<void> remove_slip(const std::filesystem::path& outbox, std::int64_t letter) {
  if (::unlink(slip_path(outbox, letter).c_str()) == 0 || errno == ENOENT) return {};
  return system_error(say("cannot remove the slip of a letter"));
}

std::vector<std::int64_t> letters_with_slips(const std::filesystem::path& outbox) {
  std::vector<std::int64_t> letters;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(outbox, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::int64_t letter = 0;
    const char* last = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), last, letter);
    if (error == std::errc() && stop == last) letters.push_back(letter);
  }
  std::sort(letters.begin(), letters.end());
  return letters;
}

}  // namespace holdfast::platform
