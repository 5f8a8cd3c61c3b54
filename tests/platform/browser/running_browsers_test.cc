#include "platform/browser/running_browsers.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace holdfast::platform {
namespace {

std::string_view id(const Browser* browser) { return browser != nullptr ? browser->id : ""; }

TEST(RunningBrowsers, AreKnownByTheirPrograms) {
  EXPECT_EQ(id(browser_of_program("/usr/lib/chromium/chromium")), "chromium");
  EXPECT_EQ(id(browser_of_program("/snap/firefox/1234/usr/lib/firefox/firefox")), "firefox-snap");
  EXPECT_EQ(id(browser_of_program("/usr/lib/chromium/chromium-other")), "");
  EXPECT_EQ(id(browser_of_program("/usr/bin/curl")), "");
  EXPECT_EQ(id(browser_of_program("")), "");
}

TEST(RunningBrowsers, AreNoneOfTheProcessesOfATest) {
  EXPECT_FALSE(browser_of_process(::getpid()));
  EXPECT_FALSE(browser_of_process(0));
  for (const RunningBrowser& running : running_browsers()) {
    EXPECT_NE(running.pid, ::getpid());
    EXPECT_NE(running.browser, nullptr);
  }
}

}  // namespace
}  // namespace holdfast::platform
