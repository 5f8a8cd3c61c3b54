#include "platform/store/row_hash.h"

#include <gtest/gtest.h>

#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform {
namespace {

// sha256sum of the bytes that the header of RowHasher describes.
TEST(RowHash, IsTheDocumentedSerialisation) {
  EventRow event;
  event.id = 1;
  event.at = {Elapsed(std::chrono::milliseconds(2)), Wall(std::chrono::milliseconds(-1))};
  event.utc_offset = std::chrono::seconds(3600);
  event.kind = "urge";
  event.subject = "";
  event.detail = "{}";
  EXPECT_EQ(to_hex(RowHasher().event(Hash{}, event)),
            "d269af6ee0cfb3a58d2d78fdc12cdbb4f453967febbd99dbf8fb3677923998a5");
  const AttemptRow attempt{7, Wall(std::chrono::milliseconds(256)), 3, 443, 2};
  EXPECT_EQ(to_hex(RowHasher().attempt(Hash{}, attempt)),
            "46e10b93f99b47539b4a18887e0951fc855c4465d6e11823c0945754cf8c9577");
}

TEST(RowHash, ChangesWithEveryField) {
  RowHasher hasher;
  const EventRow event = an_event(1);
  const Hash hash = hasher.event(Hash{}, event);
  EXPECT_EQ(hasher.event(Hash{}, event), hash);
  EXPECT_NE(hasher.event(hash, event), hash);
  const auto differs = [&](auto change) {
    EventRow changed = event;
    change(changed);
    return hasher.event(Hash{}, changed) != hash;
  };
  EXPECT_TRUE(differs([](EventRow& row) { row.id += 1; }));
  EXPECT_TRUE(differs([](EventRow& row) { row.at.elapsed += std::chrono::milliseconds(1); }));
  EXPECT_TRUE(differs([](EventRow& row) { row.at.wall += std::chrono::milliseconds(1); }));
  EXPECT_TRUE(differs([](EventRow& row) { row.utc_offset += std::chrono::seconds(1); }));
  EXPECT_TRUE(differs([](EventRow& row) { row.detail.back() = ']'; }));
  EXPECT_TRUE(differs([](EventRow& row) {  // the same bytes, cut elsewhere
    row.subject.insert(0, 1, row.kind.back());
    row.kind.pop_back();
  }));
}

}  // namespace
}  // namespace holdfast::platform
