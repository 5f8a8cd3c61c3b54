#include "platform/system_error.h"

#include <cctype>
#include <string>
#include <system_error>

namespace holdfast::platform {
namespace {

ErrorCode code_of(int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kNoSpace;
    case EROFS:
      return ErrorCode::kReadOnly;
    case EPERM:
    case EACCES:
    case ECONNREFUSED:
      return ErrorCode::kRefused;
    case ENOENT:
    case ENXIO:
    case ENODEV:
    case ESRCH:
      return ErrorCode::kNotFound;
    case EBUSY:
    case ETXTBSY:
    case EAGAIN:
    case EADDRINUSE:
      return ErrorCode::kBusy;
    case EISDIR:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return ErrorCode::kInvalid;
    case ENOSYS:
    case EOPNOTSUPP:
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
      return ErrorCode::kUnsupported;
    default:
      return ErrorCode::kSystem;
  }
}

// What to do about it, where the number alone tells.
std::string_view advice_for(int number) {
  switch (number) {
    case ENOSPC:
      return "; free some space on that disk";
    case EDQUOT:
      return "; free some space within the quota";
    case EROFS:
      return "; remount it writable";
    case EPERM:
    case EACCES:
      return "; it needs root, or a right that this process was not given";
    case EIO:
      return "; check the disk (dmesg says more)";
    case EMFILE:
      return "; raise the limit of open files (LimitNOFILE)";
    case ENFILE:
      return "; raise fs.file-max";
    default:
      return "";
  }
}

}  // namespace

Error system_error(std::string_view what, int number) {
  std::string reason = std::generic_category().message(number);
  // "No space left" reads as part of a sentence; an abbreviation ("RPC ...") stays as it is.
  const bool is_word = reason.size() > 1 && std::islower(static_cast<unsigned char>(reason[1]));
  if (is_word) reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
  return {code_of(number), std::string(what) + ": " + reason + std::string(advice_for(number))};
}

}  // namespace holdfast::platform
