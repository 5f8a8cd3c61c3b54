#include "platform/source_hash.h"

#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

TEST(SourceHash, IsThatOfTheBytes) {
  EXPECT_EQ(source_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  EXPECT_EQ(source_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

}  // namespace
}  // namespace holdfast::platform
