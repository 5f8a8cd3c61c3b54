#include "tray/window/application.h"

#include "tests/fakes/fake_daemon.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

int run(const std::vector<std::string>& arguments, const std::string& path,
        const std::function<bool()>& then) {
  Session::Options options;
  options.link.path = path;
  Application application(options);
  std::vector<std::string> words{"holdfast-window"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  Timer look;
  look.start(20, [&] { return !then(); });
  return application.run(static_cast<int>(argv.size()), argv.data());
}

GtkWindow* shown_window() {
  g_autoptr(GListModel) windows = G_LIST_MODEL(g_object_ref(gtk_window_get_toplevels()));
  for (guint i = 0; i < g_list_model_get_n_items(windows); ++i) {
    g_autoptr(GtkWidget) one = GTK_WIDGET(g_list_model_get_item(windows, i));
    if (ADW_IS_APPLICATION_WINDOW(one)) return GTK_WINDOW(one);
  }
  return nullptr;
}

TEST(Application, OpensThePageItIsAskedFor) {
  fakes::FakeDaemon daemon;
  bool is_seen = false;
  const int status = run({"--page", "days"}, daemon.path(), [&] {
    GtkWindow* window = shown_window();
    if (window == nullptr) return false;
    is_seen = words_in(GTK_WIDGET(window)).find("March 2026") != std::string::npos ||
              words_in(GTK_WIDGET(window)).find("Your days") != std::string::npos;
    if (is_seen) gtk_window_close(window);
    return is_seen;
  });
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(is_seen);
}

TEST(Application, OpensThePreviewOfTheNextSummary) {
  fakes::FakeDaemon daemon;
  bool is_seen = false;
  run({"--page", "summary"}, daemon.path(), [&] {
    GtkWindow* window = shown_window();
    if (window == nullptr) return false;
    is_seen = words_in(GTK_WIDGET(window)).find("Hello A.,") != std::string::npos;
    if (is_seen) gtk_window_close(window);
    return is_seen;
  });
  EXPECT_TRUE(is_seen);
}

TEST(Application, OpensForALinkAndTakesNothingFromIt) {
  fakes::FakeDaemon daemon;
  bool is_seen = false;
  const int status = run({"holdfast:window?page=setup"}, daemon.path(), [&] {
    GtkWindow* window = shown_window();
    is_seen = window != nullptr;
    if (is_seen) gtk_window_close(window);
    return is_seen;
  });
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(is_seen);
}

TEST(Application, RefusesWhatIsNoLinkOfOurs) {
  fakes::FakeDaemon daemon;
  EXPECT_EQ(run({"/etc/passwd"}, daemon.path(), [] { return true; }), 2);
  EXPECT_EQ(shown_window(), nullptr);
}

TEST(Application, RefusesAPageThatIsNotThere) {
  fakes::FakeDaemon daemon;
  EXPECT_EQ(run({"--page", "settings"}, daemon.path(), [] { return true; }), 2);
  EXPECT_EQ(shown_window(), nullptr);
}

}  // namespace
}  // namespace holdfast::window
