#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// Why a file that was named could not be taken.
struct FileTrouble {
  std::string text;  ///< a sentence for the person, clean
};

/// All of a file, or of the standard input for `-`; a folder or more than `limit` bytes is trouble.
boost::system::result<std::string, FileTrouble> read_input(const std::string& path,
                                                           std::size_t limit, Context& context);

[[noreturn]] void throw_exception_from_error(const FileTrouble& trouble,
                                             const boost::source_location&);

}  // namespace holdfast::cli
