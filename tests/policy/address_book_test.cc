#include "policy/address_book.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

HostName host(const char* name) { return HostName::parse(name).value(); }
IpAddress ip(const char* text) { return IpAddress::parse(text).value(); }

TEST(AddressBook, AsksForEachNameOnceUntilAnswered) {
  AddressBook book;
  book.follow({host("a.example"), host("b.example")});
  EXPECT_EQ(book.take_due(Elapsed(0s)).size(), 2u);
  EXPECT_TRUE(book.take_due(Elapsed(1h)).empty());
  EXPECT_FALSE(book.next_due().has_value());
}

TEST(AddressBook, AsksAgainWhenTheAnswerIsOld) {
  AddressBook book;
  book.follow({host("a.example")});
  book.take_due(Elapsed(0s));
  const IpAddress address = ip("192.0.2.1");
  book.learn(host("a.example"), {&address, 1}, 600s, Elapsed(0s));
  EXPECT_EQ(book.next_due(), Elapsed(600s));
  EXPECT_TRUE(book.take_due(Elapsed(599s)).empty());
  EXPECT_EQ(book.take_due(Elapsed(600s)).size(), 1u);
}

TEST(AddressBook, KeepsRotatedAddressesForADay) {
  AddressBook book;
  book.follow({host("a.example")});
  const IpAddress one = ip("192.0.2.1");
  const IpAddress two = ip("2001:db8::2");
  book.learn(host("a.example"), {&one, 1}, 60s, Elapsed(0h));
  book.learn(host("a.example"), {&two, 1}, 60s, Elapsed(1h));
  EXPECT_EQ(book.addresses_of(host("a.example")).size(), 2u);
  book.learn(host("a.example"), {&two, 1}, 60s, Elapsed(26h));
  EXPECT_EQ(book.addresses_of(host("a.example")), std::vector{two});
}

TEST(AddressBook, WaitsLongerAfterEachMissAndForgetsNothing) {
  AddressBook book;
  book.follow({host("a.example")});
  const IpAddress one = ip("192.0.2.1");
  book.learn(host("a.example"), {&one, 1}, 60s, Elapsed(0s));
  book.learn(host("a.example"), {}, 0s, Elapsed(0s));
  EXPECT_EQ(book.next_due(), Elapsed(10s));
  book.learn(host("a.example"), {}, 0s, Elapsed(0s));
  EXPECT_EQ(book.next_due(), Elapsed(20s));
  for (int i = 0; i < 40; ++i) book.learn(host("a.example"), {}, 0s, Elapsed(0s));
  EXPECT_EQ(book.next_due(), Elapsed(6h));
  EXPECT_EQ(book.addresses_of(host("a.example")).size(), 1u);
}

TEST(AddressBook, LetsGoOfNamesThatAreFollowedNoMore) {
  AddressBook book;
  book.follow({host("a.example")});
  const IpAddress one = ip("192.0.2.1");
  book.learn(host("a.example"), {&one, 1}, 60s, Elapsed(0s));
  book.follow({host("b.example")});
  EXPECT_TRUE(book.addresses_of(host("a.example")).empty());
}

class Neighbours : public testing::Test {
 protected:
  Neighbours() {
    book_.follow({host("a.example")});
    answer("a.example", "192.0.2.1");
  }
  void answer(const char* name, const char* address) {
    const IpAddress one = ip(address);
    book_.learn(host(name), {&one, 1}, 60s, Elapsed(0s));
  }

  AddressBook book_;
};

TEST_F(Neighbours, AreLookedUpBeforeTheyAreBelieved) {
  book_.suspect(host("b.example"));
  EXPECT_EQ(book_.take_due(Elapsed(0s)), std::vector{host("b.example")});
  EXPECT_TRUE(book_.addresses_of(host("b.example")).empty());
  answer("b.example", "192.0.2.1");
  EXPECT_EQ(book_.addresses_of(host("b.example")), std::vector{ip("192.0.2.1")});
  EXPECT_TRUE(book_.neighbours().contains(host("b.example")));
}

TEST_F(Neighbours, AreLetGoWhenTheyLiveElsewhere) {
  book_.suspect(host("b.example"));
  answer("b.example", "192.0.2.2");
  EXPECT_TRUE(book_.neighbours().empty());
  EXPECT_TRUE(book_.addresses_of(host("b.example")).empty());
}

TEST_F(Neighbours, StayWhenOtherNamesAreFollowed) {
  book_.suspect(host("b.example"));
  answer("b.example", "192.0.2.1");
  book_.follow({host("a.example"), host("c.example")});
  EXPECT_FALSE(book_.addresses_of(host("b.example")).empty());
  book_.follow({host("a.example"), host("b.example")});
  EXPECT_TRUE(book_.neighbours().empty()) << "now it is one of the followed";
}

TEST_F(Neighbours, AreNotWithoutEnd) {
  for (int i = 0; i < 1000; ++i)
    book_.suspect(*HostName::parse("n" + std::to_string(i) + ".example"));
  EXPECT_EQ(book_.neighbours().size(), 256u);
}

}  // namespace
}  // namespace holdfast
