#include "platform/ipc/interface.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace holdfast::ipc {
namespace {

std::string read(const std::string& name) {
  std::ifstream file(std::string(HOLDFAST_IPC_FOLDER) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Interface, IsTheVeryFileInTheTree) {
  EXPECT_EQ(control_interface().text, read("io.holdfast.Control.varlink"));
  EXPECT_EQ(service_interface().text, read("org.varlink.service.varlink"));
}

TEST(Interface, KnowsItsDeclarationsByName) {
  const Interface& control = control_interface();
  EXPECT_EQ(control.name, "io.holdfast.Control");
  EXPECT_NE(control.find_method("GetStatus"), nullptr);
  EXPECT_NE(control.find_type("Streak"), nullptr);
  EXPECT_NE(control.find_error("BadRules"), nullptr);
  EXPECT_EQ(control.find_method("Streak"), nullptr);
  EXPECT_EQ(control.find_type("streak"), nullptr);
}

TEST(Interface, SplitsANameAtItsLastDot) {
  EXPECT_EQ(split_name("io.holdfast.Control.GetStatus").interface, "io.holdfast.Control");
  EXPECT_EQ(split_name("io.holdfast.Control.GetStatus").member, "GetStatus");
  EXPECT_EQ(split_name("nothing").interface, "nothing");
  EXPECT_EQ(split_name("nothing").member, "");
  EXPECT_EQ(split_name("").member, "");
}

}  // namespace
}  // namespace holdfast::ipc
