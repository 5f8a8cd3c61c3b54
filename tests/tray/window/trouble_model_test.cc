#include "tray/window/trouble_model.h"

#include <gmock/gmock.h>

namespace holdfast::window {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(TroubleModel, SaysWhatToDo) {
  EXPECT_EQ(trouble_view(Trouble::kAway).command, "sudo systemctl start holdfastd");
  EXPECT_THAT(trouble_view(Trouble::kAway).body, HasSubstr("stays out of reach"));
  EXPECT_THAT(trouble_view(Trouble::kRefused).body, HasSubstr("Log in as that user"));
  EXPECT_THAT(trouble_view(Trouble::kOtherVersion).command, HasSubstr("restart"));
}

TEST(TroubleModel, HasCalmWordsForAll) {
  for (const Trouble trouble : {Trouble::kConnecting, Trouble::kAway, Trouble::kRefused,
                                Trouble::kOtherVersion, Trouble::kSlow}) {
    const TroubleView view = trouble_view(trouble);
    EXPECT_THAT(view.title, Not(IsEmpty()));
    EXPECT_THAT(view.body, Not(HasSubstr("!")));
  }
  EXPECT_THAT(trouble_view(Trouble::kNone).title, IsEmpty());
}

}  // namespace
}  // namespace holdfast::window
