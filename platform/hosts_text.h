#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "policy/block_set.h"
#include "policy/ip_address.h"

namespace holdfast::platform {

// The section in the hosts file, hosts(5):
//
//   # >>> holdfast 1 sum=<checksum of the lines between> newline=own|added file=own|made
//   # Kept by Holdfast. ...
//   127.0.53.66 name name ... # holdfast
//   ::ffff:127.0.53.66 name name ... # holdfast
//   # <<< holdfast
//
// Whose a line is, the line says itself: ours are the two markers, the comments word for word, and
// the lines for a loopback address that end with the mark `# holdfast`. Nothing is concluded from
// where a line stands. So a marker that was cut, doubled or nested needs no guess: every line that
// says it is ours goes, from wherever it is, one whole section is written in its place, and every
// other byte stays in its order, a person's line inside the section and a marker cut beyond
// recognition too. What the markers add is the memory of two things (that we added the newline that
// the file's last line lacked, and that we made the file) and a checksum, which tells an edit of
// the section from damage to it.
//
// Both addresses are listed since an IPv4-only line lets the AAAA question through to the DNS.
// Eight names share a line: glibc reads the file from its start on every lookup, and a thousand
// names then cost it a third of what they cost one a line.

/// The most lines that the section may have, markers and comments included.
inline constexpr std::size_t kMaxHostsLines = 1000;

/// The lines between the markers.
struct HostsBody {
  std::string lines;
  std::vector<std::string> names;  ///< what they hold, in their order
  std::size_t left_out = 0;        ///< hosts of the set for which no line was left
};

/// The lines for the hosts of `set`, except those within an allowed name: in order of HostReason,
/// then of name, as many as there is room for. The same set gives the same bytes. No names, no
/// lines. `sinkhole` is an IPv4 loopback address.
HostsBody render_hosts_body(const BlockSet& set, const IpAddress& sinkhole);

enum class SectionState {
  kAbsent,   ///< no line is ours
  kWhole,    ///< one section, as it was written
  kEdited,   ///< one section between its markers, but not as it was written
  kDamaged,  ///< a marker is missing, or there is more than one section
};

enum class FileOrigin {
  kFound,  ///< the file was there before us
  kMade,   ///< there was none
};

/// A hosts file taken apart. Any bytes can be.
struct HostsText {
  std::string rest;       ///< all that is not ours, byte for byte
  std::size_t place = 0;  ///< where in `rest` the section stands or shall stand
  SectionState state = SectionState::kAbsent;
  FileOrigin origin = FileOrigin::kFound;
  std::string body;  ///< our lines between the markers
};

HostsText parse_hosts(std::string_view bytes);

/// The file with one section of `body.lines`, or `text.rest` alone where there are none.
std::string render_hosts(const HostsText& text, const HostsBody& body);

/// Numbers (from 1) of the lines in `rest` that give one of `names` an address other than loopback
/// or unspecified: they are the person's, and another layer must answer for those names.
std::vector<std::size_t> lines_around_block(std::string_view rest,
                                            const std::vector<std::string>& names);

/// Numbers (from 1) of the lines in `rest` that begin with the sinkhole's address but do not carry
/// our mark: perhaps a line of ours that was cut.
std::vector<std::size_t> unmarked_lines(std::string_view rest, const IpAddress& sinkhole);

}  // namespace holdfast::platform
