#include "tray/window/coach_settings.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/fakes/temp_dir.h"

namespace holdfast::window {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(CoachAddress, IsTheWholeWayToTheChat) {
  EXPECT_EQ(coach_address("127.0.0.1:8080").url, "http://127.0.0.1:8080/v1/chat/completions");
  EXPECT_EQ(coach_address("http://localhost:11434/v1/").url,
            "http://localhost:11434/v1/chat/completions");
  EXPECT_EQ(coach_address("https://[::1]:8443/v1/chat/completions").url,
            "https://[::1]:8443/v1/chat/completions");
  EXPECT_EQ(coach_address("http://127.8.9.10/llm").url,
            "http://127.8.9.10/llm/v1/chat/completions");
  EXPECT_EQ(coach_address("LOCALHOST:1234").port, 1234);
  EXPECT_EQ(coach_address("http://localhost").port, 80);
  EXPECT_EQ(coach_address("https://localhost").port, 443);
}

TEST(CoachAddress, IsOfThisComputerAlone) {
  for (const char* other :
       {"http://192.168.1.4:8080", "https://api.example.org/v1", "http://10.0.0.1", "8.8.8.8:80",
        "http://localhost.example.org:8080", "http://127.0.0.1.example.org", "http://127.1:8080",
        "http://2130706433:8080", "http://0x7f000001", "http://0.0.0.0:8080", "http://[::]:8080",
        "http://[fe80::1]:8080", "http://[::ffff:192.0.2.1]:8080", "http://localhost.:8080",
        "http://128.0.0.1", "http://[2001:db8::1]"}) {
    const CoachAddress address = coach_address(other);
    EXPECT_THAT(address.trouble, HasSubstr("nothing leaves this computer")) << other;
    EXPECT_THAT(address.url, IsEmpty()) << other;
  }
}

TEST(CoachAddress, IsRefusedWithWordsWhereItIsNone) {
  for (const char* bad :
       {"", "http://", "://", "http://127.0.0.1:0", "http://127.0.0.1:99999", "file:///etc/passwd",
        "unix:///run/x", "ftp://127.0.0.1", "http://127.0.0.1:80@example.org",
        "http://me@localhost", "http://me:word@127.0.0.1:8080", "http://127.0.0.1/?key=1",
        "http://127.0.0.1/#x", "http://127.0.0.1:8080/\r\nHost: example.org", "http://local host",
        "\xff\xfe", "http://example.org\\@127.0.0.1", "http://127.0.0.1%2eexample.org"}) {
    EXPECT_THAT(coach_address(bad).trouble, Not(IsEmpty())) << bad;
  }
  EXPECT_THAT(coach_address(std::string(5000, 'a')).trouble, HasSubstr("no address"));
}

class CoachSettingsTest : public testing::Test {
 protected:
  CoachSettings settings() const { return CoachSettings((folder_.path() / "c/holdfast").string()); }
  TempDir folder_;
  fs::path file_ = folder_.path() / "c/holdfast/coach.ini";
};

TEST_F(CoachSettingsTest, AreNoneUnlessTheyWereMade) {
  CoachSettings none = settings();
  EXPECT_FALSE(none.load());
  EXPECT_THAT(none.trouble(), IsEmpty());
  EXPECT_TRUE(none.switch_off());
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(CoachSettingsTest, AreKeptForThePersonAlone) {
  const Coach coach{"http://127.0.0.1:8080", "llama3.2:3b; [x]=\\ ñ"};
  ASSERT_TRUE(settings().save(coach));
  EXPECT_EQ(settings().load(), coach);
  EXPECT_EQ(settings().path(), file_.string());
  struct stat status {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  ASSERT_EQ(::stat(file_.parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0700U);
  ::chmod(file_.c_str(), 0644);
  ASSERT_TRUE(settings().save(coach));
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U) << "also where somebody opened it in between";
}

TEST_F(CoachSettingsTest, AreGoneWhenItIsSwitchedOff) {
  ASSERT_TRUE(settings().save({"localhost:1", ""}));
  EXPECT_TRUE(settings().switch_off());
  EXPECT_FALSE(fs::exists(file_));
  EXPECT_FALSE(settings().load());
}

TEST_F(CoachSettingsTest, StayAsTheyAreWhenTheNewOnesAreRefused) {
  const Coach coach{"http://127.0.0.1:8080", ""};
  ASSERT_TRUE(settings().save(coach));
  CoachSettings other = settings();
  EXPECT_FALSE(other.save({"http://192.0.2.1", ""}));
  EXPECT_THAT(other.trouble(), HasSubstr("another computer"));
  EXPECT_FALSE(other.save({"localhost", "two\nlines"}));
  EXPECT_THAT(other.trouble(), HasSubstr("no name of a model"));
  EXPECT_EQ(settings().load(), coach);
}

TEST_F(CoachSettingsTest, AreNotBelievedWhereTheFileWasWrittenByHand) {
  fs::create_directories(file_.parent_path());
  for (const char* bytes : {"[coach]\nendpoint=https://api.example.org\n", "not a key file",
                            "\xff\xfe\x00", "[coach]\n", ""}) {
    put(file_, bytes);
    CoachSettings found = settings();
    EXPECT_FALSE(found.load()) << bytes;
    EXPECT_THAT(found.trouble(), Not(IsEmpty())) << bytes;
  }
}

TEST_F(CoachSettingsTest, SayWhyTheyAreNotKept) {
  put(folder_.path() / "c", "a file where the folder should be");
  CoachSettings found = settings();
  EXPECT_FALSE(found.save({"localhost", ""}));
  EXPECT_THAT(found.trouble(), HasSubstr("no place"));
}

TEST_F(CoachSettingsTest, LiveInTheFolderOfThePerson) {
  EXPECT_THAT(CoachSettings::usual_folder(), testing::EndsWith("/holdfast"));
}

}  // namespace
}  // namespace holdfast::window
