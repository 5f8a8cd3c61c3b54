#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/ip_address.h"

namespace holdfast::platform {

/// The names that lines of a section (`HostsText::body`) give the sinkhole's address and its mapped
/// form, ascending: what they hold, however they are grouped and spaced.
std::vector<std::string> names_held(std::string_view body, const IpAddress& sinkhole);

/// The hosts file `bytes` with blanks in place of every name of its section that is not in `keep`,
/// and the checksum made to fit: whole again, of the same length, so that it can be written without
/// any room on the disk. Nothing where the section is not whole.
std::optional<std::string> with_others_blanked(std::string_view bytes,
                                               const std::vector<std::string>& keep);

}  // namespace holdfast::platform
