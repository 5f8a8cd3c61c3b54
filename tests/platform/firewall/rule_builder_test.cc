#include "platform/firewall/rule_builder.h"

#include <gtest/gtest.h>
#include <libnftnl/udata.h>
#include <netinet/in.h>

#include <array>
#include <string>

namespace holdfast::platform {
namespace {

// The rule as nft(8) shows it with --debug=netlink.
std::string code_of(const NftRule& rule) {
  std::string text;
  nftnl_expr_foreach(
      rule.get(),
      [](nftnl_expr* expression, void* out) {
        std::array<char, 512> buffer{};
        nftnl_expr_snprintf(buffer.data(), buffer.size(), expression, NFTNL_OUTPUT_DEFAULT, 0);
        auto& to = *static_cast<std::string*>(out);
        to.append("[").append(nftnl_expr_get_str(expression, NFTNL_EXPR_NAME)).append(" ");
        to.append(buffer.data()).append("]\n");
        return 0;
      },
      &text);
  return text;
}

TEST(RuleBuilder, WritesWhatNftWouldWrite) {
  const NftRule rule = RuleBuilder("holdfast", "gate")
                           .destination_in(IpFamily::kV6, "net6")
                           .tcp_port(443)
                           .redirect(1443)
                           .because("why");
  EXPECT_EQ(code_of(rule),
            "[meta load nfproto => reg 1 ]\n"
            "[cmp eq reg 1 0x0000000a ]\n"
            "[payload load 16b @ network header + 24 => reg 1 ]\n"
            "[lookup reg 1 set net6 0x0 ]\n"
            "[meta load l4proto => reg 1 ]\n"
            "[cmp eq reg 1 0x00000006 ]\n"
            "[payload load 2b @ transport header + 2 => reg 1 ]\n"
            "[cmp eq reg 1 0x0000bb01 ]\n"
            "[immediate reg 1 0x0000a305 ]\n"
            "[redir proto_min reg 1 proto_max reg 1 flags 0x2 ]\n");
}

TEST(RuleBuilder, LaysOutConcatenatedKeysByFamily) {
  EXPECT_EQ(code_of(RuleBuilder("t", "c").count_in(IpFamily::kV4, "hits4").because("")),
            "[meta load nfproto => reg 1 ]\n"
            "[cmp eq reg 1 0x00000002 ]\n"
            "[meta load skuid => reg 1 ]\n"
            "[payload load 4b @ network header + 16 => reg 9 ]\n"
            "[payload load 2b @ transport header + 2 => reg 10 ]\n"
            "[dynset update reg_key 1 set hits4 timeout 0ms expr [ counter pkts 0 bytes 0 ] ]\n");
  EXPECT_NE(code_of(RuleBuilder("t", "c").count_in(IpFamily::kV6, "hits6").because(""))
                .find("transport header + 2 => reg 13"),
            std::string::npos);
}

TEST(RuleBuilder, TellsNewConnectionsFromOlderOnes) {
  EXPECT_EQ(code_of(RuleBuilder("t", "c").opens_no_connection().reject_with_reset().because("")),
            "[meta load l4proto => reg 1 ]\n"
            "[cmp eq reg 1 0x00000006 ]\n"
            "[payload load 1b @ transport header + 13 => reg 1 ]\n"
            "[bitwise reg 1 = ( reg 1 & 0x00000012 ) ^ 0x00000000 ]\n"
            "[cmp neq reg 1 0x00000002 ]\n"
            "[reject type 1 code 0 ]\n");
}

TEST(RuleBuilder, KeepsTheReasonAsAComment) {
  const NftRule rule = RuleBuilder("t", "c").user(5).return_to_caller().because("a reason");
  std::uint32_t size = 0;
  const auto* data =
      static_cast<const char*>(nftnl_rule_get_data(rule.get(), NFTNL_RULE_USERDATA, &size));
  // Type, length with the final NUL, text: the form in which nft(8) keeps comments.
  EXPECT_EQ(std::string(data, size), std::string("\x00\x09", 2) + "a reason" + '\0');
}

}  // namespace
}  // namespace holdfast::platform
