#include "daemon/sentry/channel.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

AttemptReport full_report() {
  AttemptReport report;
  report.token = 42;
  report.detector = Detector::kHttp;
  report.intent = Intent::kVisit;
  report.encrypted = EncryptedName::kOffered;
  report.host = "www.blocked.example";
  report.path = "/her.name/?hl=en";
  report.destination = Endpoint{*IpAddress::parse("2001:db8::7"), 80};
  report.client = {IpAddress::v4({127, 0, 0, 1}), 40000};
  report.count = 7;
  report.age = std::chrono::milliseconds(1500);
  return report;
}

std::vector<Message> every_kind() {
  AttemptReport bare;
  return {UseListeners{{ListenerRole::kHttp, ListenerRole::kHttps, ListenerRole::kControl}},
          UseIndexes{9, kMostLists},
          Ack{~0ULL},
          Release{},
          Quit{},
          IndexesTaken{9, Holding::kRejected},
          Released{{ListenerRole::kHttps}},
          full_report(),
          bare,
          RelayReport{"other.example"},
          UsePages{},
          PageAsked{7,
                    PageDeed::kPass,
                    PageLanguage::kSpanish,
                    "3f9c0a1b2c3d4e5f",
                    {IpAddress::v4({127, 0, 0, 1}), 40000},
                    {IpAddress::v4({127, 0, 53, 66}), 80}},
          PageAsked{8, PageDeed::kShow, PageLanguage::kEnglish, "", {}, {}},
          PageAnswer{7, Audience::kPerson, true},
          PageAnswer{8, Audience::kOthers, false}};
}

TEST(Channel, CarriesEveryMessage) {
  for (const Message& message : every_kind()) {
    const auto bytes = encode(message);
    EXPECT_LE(bytes.size(), kMaxMessageBytes);
    const auto back = decode(bytes);
    ASSERT_TRUE(back) << message.index() << back.error().text;
    EXPECT_EQ(*back, message) << message.index();
  }
}

TEST(Channel, SaysHowManyDescriptorsComeAlong) {
  EXPECT_EQ(descriptors_of(UseListeners{{ListenerRole::kHttp, ListenerRole::kHttps}}), 2U);
  EXPECT_EQ(descriptors_of(UseIndexes{1, 4}), 9U);
  EXPECT_EQ(descriptors_of(Ack{}), 0U);
  EXPECT_EQ(descriptors_of(UsePages{}), 1U);
  EXPECT_EQ(descriptors_of(PageAnswer{1, Audience::kPerson, true}), 1U);
  EXPECT_EQ(descriptors_of(PageAnswer{1, Audience::kPerson, false}), 0U);
}

TEST(Channel, RefusesEveryOtherLength) {
  for (const Message& message : every_kind()) {
    auto bytes = encode(message);
    for (std::size_t size = 0; size < bytes.size(); ++size)
      EXPECT_FALSE(decode(std::span(bytes).first(size))) << message.index() << " " << size;
    bytes.push_back(std::byte{0});
    EXPECT_FALSE(decode(bytes)) << message.index();
  }
}

TEST(Channel, RefusesAnotherMarkVersionOrType) {
  for (const std::size_t at : {0, 4, 6}) {
    auto bytes = encode(Ack{1});
    bytes[at] = std::byte{0x7f};
    const auto back = decode(bytes);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::kCorrupt);
  }
}

TEST(Channel, SurvivesEveryChangedByte) {
  for (const Message& message : every_kind()) {
    const auto good = encode(message);
    for (std::size_t at = 0; at < good.size(); ++at) {
      auto bad = good;
      bad[at] = std::byte{0xff};
      const auto back = decode(bad);
      EXPECT_TRUE(!back || *decode(encode(*back)) == *back);
    }
  }
}

TEST(Channel, CutsWhatIsTooLong) {
  AttemptReport report = full_report();
  report.path.assign(1000, 'a');
  EXPECT_EQ(std::get<AttemptReport>(*decode(encode(report))).path.size(), 256U);
}

TEST(Channel, HandsThePersonsPageToNobodyElse) {
  EXPECT_FALSE(decode(encode(PageAnswer{8, Audience::kOthers, true})));
}

TEST(Channel, CarriesNothingAsARuleThatIsNone) {
  PageAsked asked{8, PageDeed::kShow, PageLanguage::kEnglish, "3f9c", {}, {}};
  EXPECT_FALSE(decode(encode(asked)));
  asked.rule = "<script>........";
  EXPECT_FALSE(decode(encode(asked)));
}

}  // namespace
}  // namespace holdfast::daemon
