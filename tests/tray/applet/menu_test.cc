#include "tray/applet/menu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/tray/applet/private_bus.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using testing::ElementsAre;

class MenuTest : public testing::Test {
 protected:
  MenuTest() {
    PrivateBus::ours();
    menu_.emplace([this](const Action& action) {
      done_.push_back(action);
      if (on_action_) on_action_();
    });
  }

  std::vector<DbusmenuMenuitem*> rows(DbusmenuMenuitem* parent) {
    std::vector<DbusmenuMenuitem*> found;
    for (GList* one = dbusmenu_menuitem_get_children(parent); one != nullptr; one = one->next) {
      found.push_back(DBUSMENU_MENUITEM(one->data));
    }
    return found;
  }
  std::string property(DbusmenuMenuitem* item, const char* name) {
    const char* text = dbusmenu_menuitem_property_get(item, name);
    return text == nullptr ? "none" : text;
  }
  std::vector<std::string> labels(DbusmenuMenuitem* parent) {
    std::vector<std::string> found;
    for (DbusmenuMenuitem* row : rows(parent)) {
      found.push_back(property(row, DBUSMENU_MENUITEM_PROP_LABEL));
    }
    return found;
  }
  void click(DbusmenuMenuitem* item) {
    dbusmenu_menuitem_handle_event(item, "clicked", g_variant_new_int32(0), 0);
    tray::turn_while_busy();
  }

  std::optional<Menu> menu_;
  std::vector<Action> done_;
  std::function<void()> on_action_;
};

const Entry kUrge{"I feel an urge", Action{Deed::kFeelUrge, 0, ""}, {}};
const Entry kLine{};
const Entry kHead{"12 days", std::nullopt, {}};
const Entry kMore{"More", std::nullopt, {kUrge, {"snake_case", std::nullopt, {}}}};

TEST_F(MenuTest, ShowsRowsLinesAndSubmenus) {
  menu_->show({kHead, kLine, kUrge, kMore});
  const auto all = rows(menu_->root());
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(property(all[0], "label"), "12 days");
  EXPECT_FALSE(dbusmenu_menuitem_property_get_bool(all[0], "enabled"));
  EXPECT_EQ(property(all[1], "type"), "separator");
  EXPECT_TRUE(dbusmenu_menuitem_property_get_bool(all[2], "enabled"));
  EXPECT_EQ(property(all[3], "children-display"), "submenu");
  EXPECT_THAT(labels(all[3]), ElementsAre("I feel an urge", "snake__case"));
}

TEST_F(MenuTest, AClickDoesWhatTheRowSays) {
  menu_->show({kHead, kUrge, kMore});
  click(rows(menu_->root())[1]);
  EXPECT_THAT(done_, ElementsAre(Action{Deed::kFeelUrge, 0, ""}));
  click(rows(rows(menu_->root())[2])[0]);
  EXPECT_EQ(done_.size(), 2u);
  click(rows(menu_->root())[0]);
  EXPECT_EQ(done_.size(), 2u);
}

TEST_F(MenuTest, KeepsItsRowsWhileOnlyTheirWordsChange) {
  menu_->show({kHead, kUrge});
  const auto before = rows(menu_->root());
  menu_->show({{"13 days", std::nullopt, {}}, kUrge});
  EXPECT_EQ(rows(menu_->root()), before);
  EXPECT_EQ(property(before[0], "label"), "13 days");
}

TEST_F(MenuTest, ChangesARowThatDoesSomethingElse) {
  menu_->show({kHead, kUrge});
  const Entry other{"Let it pass", Action{Deed::kLetItPass, 43, ""}, {}};
  menu_->show({kHead, other});
  click(rows(menu_->root())[1]);
  EXPECT_THAT(done_, ElementsAre(Action{Deed::kLetItPass, 43, ""}));
}

TEST_F(MenuTest, ChangesInASubmenuStayInIt) {
  menu_->show({kUrge, kMore});
  const auto before = rows(menu_->root());
  Entry more = kMore;
  more.children.pop_back();
  menu_->show({kUrge, more});
  EXPECT_EQ(rows(menu_->root()), before);
  EXPECT_THAT(labels(before[1]), ElementsAre("I feel an urge"));
}

TEST_F(MenuTest, ARowMayEndTheMenuItStandsIn) {
  menu_->show({kUrge});
  on_action_ = [this] { menu_->show({kHead}); };
  click(rows(menu_->root())[0]);
  EXPECT_THAT(labels(menu_->root()), ElementsAre("12 days"));
}

}  // namespace
}  // namespace holdfast::applet
