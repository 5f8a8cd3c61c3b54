#include "tray/window/window.h"

#include "tests/fakes/fake_daemon.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class WindowTest : public testing::Test {
 protected:
  // One for all: an application stays on the bus for as long as anything refers to it.
  static void SetUpTestSuite() {
    application_ = adw_application_new("io.holdfast.Window.Test", G_APPLICATION_NON_UNIQUE);
    ASSERT_TRUE(g_application_register(G_APPLICATION(application_), nullptr, nullptr));
  }
  static void TearDownTestSuite() { g_clear_object(&application_); }
  void TearDown() override {
    if (window_) gtk_window_destroy(window_->window());
    window_.reset();
  }
  void open(const std::string& path, int width) {
    Session::Options options;
    options.link.path = path;
    window_ = std::make_unique<Window>(application_, options);
    gtk_window_set_default_size(window_->window(), width, 700);
    window_->present();
  }
  GtkWidget* root() { return GTK_WIDGET(window_->window()); }
  bool shows(const std::string& words) {
    return wait_until([&] { return words_in(root()).find(words) != std::string::npos; });
  }
  fakes::FakeDaemon daemon_;
  static inline AdwApplication* application_ = nullptr;
  std::unique_ptr<Window> window_;
};

TEST_F(WindowTest, ShowsEveryPage) {
  open(daemon_.path(), 1000);
  EXPECT_TRUE(shows("12\ndays"));
  window_->open(PageName::kDays);
  EXPECT_TRUE(shows("Your days"));
  window_->open(PageName::kPromises);
  EXPECT_TRUE(shows("Small promises"));
  window_->open(PageName::kNote);
  EXPECT_TRUE(shows("Words that need not be sent"));
  window_->open(PageName::kReachOut);
  EXPECT_TRUE(shows("Before you reach out"));
  window_->open(PageName::kRules);
  EXPECT_TRUE(shows("instagram/her.name"));
  window_->open(PageName::kFriend);
  EXPECT_TRUE(shows("A friend who knows"));
}

TEST_F(WindowTest, OpensThePreviewOfTheNextSummaryBeforeTheDaemonHasAnswered) {
  open(daemon_.path(), 360);
  window_->open_summary();
  EXPECT_TRUE(shows("Hello A.,"));
  int least = 0;
  gtk_widget_measure(root(), GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr, nullptr);
  EXPECT_LE(least, 360);
}

TEST_F(WindowTest, PutsTheWayToThePagesAtTheBottomOfAPhone) {
  open(daemon_.path(), 360);
  EXPECT_TRUE(shows("12\ndays"));
  // Once all of it is there: what asks for more room makes the window wider, sooner or later.
  int least = 0;
  gtk_widget_measure(root(), GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr, nullptr);
  EXPECT_LE(least, 360);
  GtkWidget* days = nullptr;
  EXPECT_TRUE(wait_until([&] {
    double x = 0;
    double y = 0;
    days = find(root(), "Days");  // the list at the side, until it is gone
    return days != nullptr &&
           gtk_widget_translate_coordinates(days, root(), 0, 0, &x, &y) != FALSE && y > 500;
  }));
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(days), TRUE);
  EXPECT_TRUE(shows("Your days"));
}

TEST_F(WindowTest, NeverPutsANameIntoItsTitle) {
  open(daemon_.path(), 1000);
  window_->open(PageName::kRules);
  EXPECT_TRUE(shows("instagram/her.name"));
  EXPECT_STREQ(gtk_window_get_title(window_->window()), "Holdfast");
}

TEST_F(WindowTest, BeginsWithTheFourStepsWhereThereIsNoPolicy) {
  daemon_.answer("GetStatus", {R"({"version": "0.1.0", "state": "unconfigured", "alias": "them",
      "urges_today": 0, "ridden_out_today": 0, "open_urges": [], "rules": 0, "rules_by_kind": {},
      "names_held": 0, "layers": [], "pending": [], "allowances": [], "coverage_percent": 100.0,
      "unobserved_seconds": 0, "coverage": {"verified": 0, "weakened": 0, "not_running": 0,
      "asleep": 0, "off": 0}, "warnings": []})"});
  open(daemon_.path(), 1000);
  EXPECT_TRUE(shows("Step 1 of 4"));
}

TEST_F(WindowTest, OpensTheFourStepsWhenAsked) {
  open(daemon_.path(), 1000);
  EXPECT_TRUE(shows("12\ndays"));
  window_->open_setup();
  EXPECT_TRUE(shows("Step 1 of 4"));
  press(root(), "Later");
  EXPECT_TRUE(shows("12\ndays"));
}

TEST_F(WindowTest, SaysWhenNobodyIsThereAndStillHelps) {
  open("/nonexistent/holdfast.sock", 1000);
  EXPECT_TRUE(shows("Holdfast is not running"));
  EXPECT_THAT(words_in(root()), AllOf(HasSubstr("Breathe"), Not(HasSubstr("I feel an urge"))));
  window_->open(PageName::kRules);
  EXPECT_THAT(words_in(root()), Not(HasSubstr("Out of reach")));
  window_->open(PageName::kNote);
  EXPECT_THAT(words_in(root()), HasSubstr("Words that need not be sent"));
}

TEST_F(WindowTest, SaysALine) {
  open(daemon_.path(), 1000);
  window_->say("Copied <b>");
  EXPECT_TRUE(shows("Copied <b>"));
}

}  // namespace
}  // namespace holdfast::window
