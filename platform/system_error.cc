#include "platform/system_error.h"

#include <cctype>
#include <string>
#include <system_error>
#include <utility>

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
Phrase advice_for(int number) {
  switch (number) {
    case ENOSPC:
      return say("free some space on that disk");
    case EDQUOT:
      return say("free some space within the quota");
    case EROFS:
      return say("remount it writable");
    case EPERM:
    case EACCES:
      return say("it needs root, or a right that this process was not given");
    case EIO:
      return say("check the disk (dmesg says more)");
    case EMFILE:
      return say("raise the limit of open files (LimitNOFILE)");
    case ENFILE:
      return say("raise fs.file-max");
    default:
      return "";
  }
}

}  // namespace

Error system_error(Phrase what, int number) {
  std::string reason = std::generic_category().message(number);
  // "No space left" reads as part of a sentence; an abbreviation ("RPC ...") stays as it is.
  const bool is_word = reason.size() > 1 && std::islower(static_cast<unsigned char>(reason[1]));
  if (is_word) reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
  // Of the reason the C library has translations.
  Phrase text = say("{1}: {2}", {std::move(what), say(reason.c_str())});
  Phrase advice = advice_for(number);
  if (advice.empty()) return {code_of(number), std::move(text)};
  return {code_of(number), with_hint(std::move(text), std::move(advice))};
}

}  // namespace holdfast::platform
