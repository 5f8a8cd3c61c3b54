#include "platform/list_store.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "platform/atomic_file.h"
#include "platform/file_bytes.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".idx";
constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kMaxListName = 100;
constexpr mode_t kFileMode = 0600;

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

/// Fit to be a part of a file name, and no hidden one.
bool is_plain(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.size() <= kMaxListName &&
         std::all_of(name.begin(), name.end(), is_name_char);
}

/// `NAME-HASH.idx`.
bool is_index(std::string_view file) {
  if (!file.ends_with(kSuffix)) return false;
  file.remove_suffix(kSuffix.size());
  const std::size_t dash = file.rfind('-');
  return dash != file.npos && is_plain(file.substr(0, dash)) &&
         file.size() - dash - 1 == kHashDigits &&
         file.find_first_not_of("0123456789abcdef", dash + 1) == file.npos;
}

std::string hash_of(std::span<const std::byte> bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::string digits;
  for (std::size_t i = 0; i < kHashDigits / 2; ++i) {
    digits += "0123456789abcdef"[digest[i] >> 4];
    digits += "0123456789abcdef"[digest[i] & 15];
  }
  return digits;
}

std::string index_name(std::string_view list, std::span<const std::byte> bytes) {
  return std::string(list) + '-' + hash_of(bytes) + std::string(kSuffix);
}

Result<std::string> read_list(const std::string& path) {
  const auto fd = open_regular(AT_FDCWD, path, O_RDONLY, path);
  if (!fd) return fd.error();
  struct stat status {};
  if (::fstat(fd->get(), &status) != 0) return system_error(say("cannot read {1}", {path}));
  if ((status.st_mode & S_IROTH) == 0) {
    return Error{ErrorCode::kRefused, with_hint(say("{1} is not for everybody to read", {path}),
                                                say("`chmod o+r` it first"))};
  }
  return read_all(fd->get(), kMaxHostListBytes, path);
}

Error names_nothing(const std::string& path, const HostListReport& report) {
  Phrase text = say("{1} has no name to block", {path});
  if (report.first_problems.empty()) return {ErrorCode::kInvalid, std::move(text)};
  const HostListProblem& first = report.first_problems.front();
  return {ErrorCode::kInvalid,
          with_hint(std::move(text),
                    say("line {1}, column {2}: {3}",
                        {std::to_string(first.line), std::to_string(first.column), first.text}))};
}

/// Those of `names` that `answers` does not answer for.
std::size_t count_missing(const HostMatcher& names, const HostMatcher& answers,
                          std::vector<std::string>& sample) {
  std::size_t missing = 0;
  names.for_each([&](std::string_view name) {
    if (answers.match(name)) return;
    ++missing;
    if (sample.size() < kMaxListSample) sample.emplace_back(name);
  });
  return missing;
}

Result<void> make_private_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    return system_error(say("cannot make {1}", {path.parent_path().string()}), error.value());
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return system_error(say("cannot make {1}", {path.string()}));
  }
  return {};
}

}  // namespace

Result<ImportedList> ListStore::import(const ListRule& rule) const {
  if (!is_plain(rule.name)) {
    return Error{ErrorCode::kInvalid,
                 say("the name of a list has only letters, digits, `-`, `_` and `.`")};
  }
  auto text = read_list(rule.path);
  if (!text) return text.error();
  HostMatcherBuilder builder;
  auto report = read_host_list(*text, builder);
  if (!report) return report.error();
  if (report->names == 0) return names_nothing(rule.path, *report);
  *text = {};  // a large list need not be in memory twice

  const auto bytes = std::move(builder).build();
  ImportedList imported{index_name(rule.name, bytes), HostMatcher::open(bytes)->size(), *report};
  if (check(imported.index)) return imported;  // the list is as it was
  if (const auto made = make_private_directory(paths_.lists()); !made) return made.error();
  const std::string_view written(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto result = write_file(paths_.lists() / imported.index, written, {kFileMode, {}});
  if (!result) return result.error();
  return imported;
}

Result<Fd> ListStore::open_file(const std::string& index) const {
  if (!is_index(index)) {
    return Error{ErrorCode::kInvalid, say("`{1}` is not the name of a list index", {index})};
  }
  return open_regular(AT_FDCWD, paths_.lists() / index, O_RDONLY, index);
}

Result<MappedList> ListStore::open(const std::string& index) const {
  const auto fd = open_file(index);
  if (!fd) return fd.error();
  return MappedList::map(fd->get(), index);
}

Result<void> ListStore::check(const std::string& index) const {
  const auto list = open(index);
  if (!list) return list.error();
  const std::string name = index.substr(0, index.rfind('-'));
  if (index_name(name, list->bytes()) != index) {
    return Error{ErrorCode::kCorrupt, with_hint(say("the list index {1} was changed", {index}),
                                                say("import the list again"))};
  }
  return {};
}

Result<ListChange> ListStore::compare(const std::string& before, const std::string& after) const {
  std::optional<MappedList> old_list;
  std::optional<MappedList> new_list;
  for (const auto& [index, list] : {std::pair(&before, &old_list), std::pair(&after, &new_list)}) {
    if (index->empty()) continue;
    auto opened = open(*index);
    if (!opened) return opened.error();
    *list = std::move(*opened);
  }
  const HostMatcher old_names = old_list ? old_list->matcher() : HostMatcher();
  const HostMatcher new_names = new_list ? new_list->matcher() : HostMatcher();
  ListChange change;
  change.added = count_missing(new_names, old_names, change.added_sample);
  change.removed = count_missing(old_names, new_names, change.removed_sample);
  return change;
}

Result<std::size_t> ListStore::remove_unused(const std::vector<std::string>& used) const {
  std::error_code error;
  std::size_t removed = 0;
  for (fs::directory_iterator it(paths_.lists(), error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename();
    const bool left_over = name.starts_with('.') && name.ends_with(".holdfast-new");
    const bool unused = is_index(name) && std::find(used.begin(), used.end(), name) == used.end();
    if ((left_over || unused) && fs::remove(it->path(), error)) ++removed;
    if (error) break;
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return system_error(say("cannot tidy {1}", {paths_.lists().string()}), error.value());
  }
  return removed;
}

}  // namespace holdfast::platform
