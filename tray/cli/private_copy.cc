#include "tray/cli/private_copy.h"
#include "tray/i18n.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace holdfast::cli {
namespace {

PrivateCopy::Failure failed(const std::string& what) {
  return {what + ": " + std::generic_category().message(errno)};
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

PrivateCopy::Made PrivateCopy::make(const std::string& folder, std::string_view text) {
  std::string own = folder + "/holdfast-edit-XXXXXX";
  if (::mkdtemp(own.data()) == nullptr)
    return failed(fill(_("cannot make a private copy in {1}"), {folder}));
  PrivateCopy copy(own, own + "/policy.rules");
  const int fd = ::open(copy.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return failed(fill(_("cannot make {1}"), {copy.path()}));
  const bool is_written = write_all(fd, text);
  if (::close(fd) != 0 || !is_written) return failed(fill(_("cannot write {1}"), {copy.path()}));
  return copy;
}

PrivateCopy::PrivateCopy(PrivateCopy&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), path_(std::move(other.path_)) {}

PrivateCopy::~PrivateCopy() {
  if (folder_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::optional<std::string> PrivateCopy::read() const {
  std::ifstream file(path_, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  // An empty file reads as nothing and sets failbit on `text` alone.
  if (!file.is_open() || file.bad()) return std::nullopt;
  return std::move(text).str();
}

bool run_editor(const std::string& editor, const std::string& path) {
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    // $EDITOR may hold arguments; the shell parts them, and the path stays one word.
    const std::string command = editor + " \"$1\"";
    ::execl("/bin/sh", "sh", "-c", command.c_str(), "sh", path.c_str(), nullptr);
    ::_exit(127);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void throw_exception_from_error(const PrivateCopy::Failure& failure,
                                const boost::source_location&) {
  throw std::runtime_error(failure.text);
}

}  // namespace holdfast::cli
