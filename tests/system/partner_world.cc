#include "tests/system/partner_world.h"

#include <signal.h>

#include <fstream>
#include <regex>

namespace holdfast {

void PartnerWorld::SetUp() {
  LiveDaemon::SetUp();
  if (IsSkipped() || HasFatalFailure()) return;
  begin();
}

void PartnerWorld::begin() { start({"--post", HOLDFAST_POST, "--post-user", "nobody"}); }

void PartnerWorld::use_server(const MailServer& server) {
  call("SetMailAccount", {{"account", boost::json::object{{"sender", "me@example.net"},
                                                          {"name", "Robin"},
                                                          {"server", server.url()},
                                                          {"user", ""},
                                                          {"sendmail", ""}}}});
}

std::string PartnerWorld::state_of(const std::string& kind) {
  std::string state = "none";
  const boost::json::object told = partner();
  for (const auto& letter : told.at("letters").as_array()) {
    if (letter.at("kind").as_string() == kind) state = letter.at("state").as_string();
  }
  return state;
}

bool PartnerWorld::wait_for_letter(const std::string& kind, const std::string& state) {
  return wait_until([&] { return state_of(kind) == state; });
}

void PartnerWorld::have_the_friend_agree(const MailServer& server) {
  edit("partner friend@example.org name \"Alex\" summary weekly sun 18:00");
  ASSERT_TRUE(wait_for_letter("invitation", "sent")) << state_of("invitation");
  const std::string text = text_of(server.letters().back());
  std::smatch found;
  ASSERT_TRUE(std::regex_search(text, found, std::regex("([a-z]{4}-[a-z]{4}-[a-z]{4})"))) << text;
  call("PartnerAgreed", {{"word", found.str(1)}});
  ASSERT_EQ(partner().at("consent").as_string(), "agreed");
}

void PartnerWorld::change_database(const std::string& sql) {
  const std::string script = (folder_ / "change.py").string();
  std::ofstream(script) << "import sqlite3, sys\n"
                           "base = sqlite3.connect(sys.argv[1])\n"
                           "base.executescript(sys.argv[2])\n"
                           "base.commit()\n";
  const Said said = run("/usr/bin/python3 " + script + " " +
                        (folder_ / "var/lib/holdfast/holdfast.db").string() + " \"" + sql + "\"");
  ASSERT_EQ(said.status, 0) << said.text;
}

void PartnerWorld::have_days_untold(int days) {
  end_with(SIGTERM);
  change_database(
      "UPDATE fact SET value = json_set(value, '$.told_until', json_extract(value, "
      "'$.told_until') - " +
      std::to_string(days) + " * 86400000) WHERE key = 'partner'");
  begin();
}

std::string PartnerWorld::text_of(const std::string& letter, const std::string& what) {
  TempDir folder;
  std::ofstream(folder / "letter") << letter;
  std::ofstream(folder / "read.py")
      << "import email, email.policy, sys\n"
         "mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), "
         "policy=email.policy.default)\n"
         "for part in mail.walk():\n"
         "  if part.get_content_type() == sys.argv[2]:\n"
         "    body = part.get_content()\n"
         "    sys.stdout.buffer.write(body if isinstance(body, bytes) else body.encode())\n";
  const std::string command = "/usr/bin/python3 " + (folder / "read.py").string() + " " +
                              (folder / "letter").string() + " " + what + " >" +
                              (folder / "text").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
  return get(folder / "text");
}

void PartnerWorld::keep(const std::string& name, const std::string& letter) {
  const std::filesystem::path folder = std::filesystem::path(HOLDFAST_LETTERS);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / (name + ".eml")) << letter;
}

}  // namespace holdfast
