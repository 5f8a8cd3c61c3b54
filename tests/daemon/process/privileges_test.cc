#include "daemon/process/privileges.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "tests/fakes/in_a_child.h"

namespace holdfast::daemon {
namespace {

std::string status_of_self(const std::string& field) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(field + ":")) return line.substr(field.size() + 2);
  }
  return "(none)";
}

TEST(Privileges, LeaveNothing) {
  EXPECT_EQ(in_a_child([] {
              const bool is_root = ::geteuid() == 0;
              if (!become_unprivileged({61854, 61854})) return 1;
              if (is_root && (::getuid() != 61854 || ::getegid() != 61854)) return 2;
              for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapAmb"}) {
                if (status_of_self(set) != "0000000000000000") return 3;
              }
              if (is_root && ::setuid(0) == 0) return 4;
              if (status_of_self("NoNewPrivs") != "1") return 5;
              return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 6;
            }),
            0);
}

TEST(Privileges, LookingInIsForbiddenAlone) {
  EXPECT_EQ(in_a_child([] {
              if (!forbid_looking_in()) return 1;
              if (status_of_self("NoNewPrivs") != "0") return 2;
              return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 3;
            }),
            0);
}

}  // namespace
}  // namespace holdfast::daemon
