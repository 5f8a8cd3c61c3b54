#include "policy/export_text.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

TEST(ExportText, WritesEachFormat) {
  Steps steps;
  steps.edit("block example.org");
  const auto text = [&](const char* format) { return export_text(format, steps.state).value(); };
  EXPECT_NE(text("hosts").find("0.0.0.0 example.org\n:: example.org\n"), std::string::npos);
  EXPECT_NE(text("dnsmasq").find("address=/example.org/#\n"), std::string::npos);
  EXPECT_NE(text("unbound").find("local-zone: \"example.org.\" always_nxdomain"),
            std::string::npos);
  EXPECT_NE(text("rpz").find("*.example.org CNAME .\n"), std::string::npos);
  EXPECT_NE(text("adguard").find("||example.org^\n"), std::string::npos);
  const auto json = boost::json::parse(text("json"));
  EXPECT_EQ(json.at("statements").at(0).as_string(), "block example.org");
}

TEST(ExportText, NamesTheFormatsThereAre) {
  const auto refused = export_text("pdf", Steps().state);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text.english().find("dnsmasq"), std::string::npos);
}

}  // namespace
}  // namespace holdfast
