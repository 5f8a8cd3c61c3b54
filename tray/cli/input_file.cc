#include "tray/cli/input_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <stdexcept>
#include <utility>

#include "tray/cli/layout.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

// One byte more than `limit` at most, which tells that there is more.
std::string read_until(std::istream& in, std::size_t limit) {
  std::string bytes;
  constexpr std::size_t kStep = 65536;
  while (in && bytes.size() <= limit) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(before + kStep, limit + 1));
    in.read(bytes.data() + before, static_cast<std::streamsize>(bytes.size() - before));
    bytes.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  return bytes;
}

}  // namespace

boost::system::result<std::string, FileTrouble> read_input(const std::string& path,
                                                           std::size_t limit, Context& context) {
  const auto unreadable = [&] {
    return FileTrouble{
        fill(_("cannot read {1}; is it there, and may you read it?"), {clean(path)})};
  };
  std::string bytes;
  if (path == "-") {
    bytes = read_until(context.environment.in, limit);
  } else {
    // A folder opens, too.
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return unreadable();
    std::ifstream file(path, std::ios::binary);
    if (!file.is_open()) return unreadable();
    bytes = read_until(file, limit);
    if (file.bad()) return unreadable();
  }
  if (bytes.size() > limit) {
    return FileTrouble{fill(_("{1} is longer than {2} KiB; is it the right file?"),
                            {clean(path), std::to_string(limit / 1024)})};
  }
  return {boost::system::in_place_value, std::move(bytes)};
}

void throw_exception_from_error(const FileTrouble& trouble, const boost::source_location&) {
  throw std::runtime_error(trouble.text);
}

}  // namespace holdfast::cli
