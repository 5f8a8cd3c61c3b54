#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "daemon/process/identity.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// What composing and talking to a mail server need: no privilege, no file that could be written or
/// run (landlock(7), where the kernel can), little memory and time. An Error means that the process
/// must not go on.
Result<void> confine_post(const Identity& identity);

/// Becomes a person of this machine when root (otherwise it keeps its own user), as for a program
/// of theirs that may need a set-gid one (postdrop), and gives the environment such a program
/// expects: HOME, USER, LOGNAME, PATH.
Result<std::vector<std::string>> become_person(uid_t person);

/// Ends this process when the one that started it does. After a change of user only, which undoes
/// it. A parent that is gone already is not noticed.
void die_with_parent();
void outlive_parent();

/// Ends this process after a while, whatever it waits for.
void end_after(std::chrono::seconds longest);

}  // namespace holdfast::daemon
