#include "platform/file_attributes.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cstring>

#include "platform/fd.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

TEST(FileAttributes, CopiesOwnerModeAndExtendedAttributes) {
  const TempDir dir;
  put(dir / "from", "");
  put(dir / "to", "");
  const Fd from(open((dir / "from").c_str(), O_RDONLY));
  const Fd to(open((dir / "to").c_str(), O_RDONLY));
  if (geteuid() == 0) {
    ASSERT_EQ(fchown(from.get(), 12345, 54321), 0);
  }
  ASSERT_EQ(fchmod(from.get(), 0640), 0);
  const bool has_xattr = fsetxattr(from.get(), "user.colour", "red", 3, 0) == 0;

  const Result<std::vector<Phrase>> notes = copy_attributes(from.get(), to.get());
  ASSERT_TRUE(notes) << notes.error().text;
  EXPECT_TRUE(notes->empty());
  struct stat wanted {};
  struct stat found {};
  ASSERT_EQ(fstat(from.get(), &wanted), 0);
  ASSERT_EQ(fstat(to.get(), &found), 0);
  EXPECT_EQ(found.st_uid, wanted.st_uid);
  EXPECT_EQ(found.st_gid, wanted.st_gid);
  EXPECT_EQ(found.st_mode, wanted.st_mode);
  if (!has_xattr) GTEST_SKIP() << "no extended attributes here";
  char value[8] = {};
  EXPECT_EQ(fgetxattr(to.get(), "user.colour", value, sizeof value), 3);
  EXPECT_STREQ(value, "red");
}

TEST(FileAttributes, CopiesAnAcl) {
  const TempDir dir;
  put(dir / "from", "");
  put(dir / "to", "");
  const Fd from(open((dir / "from").c_str(), O_RDONLY));
  const Fd to(open((dir / "to").c_str(), O_RDONLY));
  // acl(5) as the kernel takes it: version 2; user::rw-, user:1234:r--, group::r--, mask::r--,
  // other::---.
  const unsigned char acl[] = {2,   0,   0,   0,    1,   0,    6,    0,   255, 255, 255,
                               255, 2,   0,   4,    0,   0xd2, 4,    0,   0,   4,   0,
                               4,   0,   255, 255,  255, 255,  0x10, 0,   4,   0,   255,
                               255, 255, 255, 0x20, 0,   0,    0,    255, 255, 255, 255};
  if (fsetxattr(from.get(), "system.posix_acl_access", acl, sizeof acl, 0) != 0) {
    GTEST_SKIP() << "no ACLs here";
  }
  ASSERT_TRUE(copy_attributes(from.get(), to.get()));
  unsigned char found[sizeof acl] = {};
  EXPECT_EQ(fgetxattr(to.get(), "system.posix_acl_access", found, sizeof found),
            static_cast<ssize_t>(sizeof acl));
  EXPECT_EQ(std::memcmp(found, acl, sizeof acl), 0);
}

TEST(FileAttributes, KnowsAnOrdinaryFile) {
  const TempDir dir;
  put(dir / "f", "");
  const Fd fd(open((dir / "f").c_str(), O_RDONLY));
  EXPECT_FALSE(is_immutable(fd.get()));
}

}  // namespace
}  // namespace holdfast::platform
