#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace holdfast {

/// Runs `claims` in a process of its own, which then ends: what it gives up, nobody gets back. Its
/// number, or 100 and the signal that ended it.
template <class Claims>
int in_a_child(Claims claims) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(claims());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

}  // namespace holdfast
