#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::applet {

/// Somebody to talk to, at once and for free.
struct CrisisLine {
  std::string name;
  std::string number;  ///< to be dialled as it stands; may be empty
  std::string page;    ///< may be empty
  friend bool operator==(const CrisisLine&, const CrisisLine&) = default;
};

/// Reads the lines of a country (ISO 3166, two letters) and those for everywhere, in the order of
/// the file. What cannot be read gives no line.
std::vector<CrisisLine> read_crisis_lines(std::string_view text, std::string_view country);

/// The country of the person's locale: `de_AT.UTF-8` gives `AT`; none gives nothing.
std::string country_of(std::string_view locale);

/// The person's own copy where there is one that has any line for them, else the one installed.
/// Never empty.
std::vector<CrisisLine> crisis_lines(std::string_view country);
/// Where that own copy would stand, and where the installed one does.
std::string own_crisis_file();
std::string installed_crisis_file();

}  // namespace holdfast::applet
