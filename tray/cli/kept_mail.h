#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// The mark of the record that a kept summary carries, `61:7f3a-9c21-e011-83ab`, in small letters:
/// from the header line `X-Holdfast-Record:` where there is one, else the last word of that shape.
/// `mail` is a raw mail, quoted-printable or not, or its text alone; any bytes will do.
std::optional<std::string> find_record_mark(std::string_view mail);

}  // namespace holdfast::cli
