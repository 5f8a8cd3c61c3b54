#include "tests/fakes/mail_server.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

void run(const std::string& command) {
  ASSERT_EQ(std::system(("{ " + command + "; } >/dev/null 2>&1").c_str()), 0) << command;
}

}  // namespace

Certificates::Certificates(const std::filesystem::path& folder)
    : authority(folder / "authority.pem"),
      certificate(folder / "mail.pem"),
      of_another(folder / "another.pem"),
      key(folder / "mail.key") {
  const std::string in = "cd " + folder.string() + " && openssl ";
  const std::string curve = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ";
  run(in + "req -x509 " + curve + "-keyout ca.key -out authority.pem -subj /CN=authority -days 2 " +
      "-addext basicConstraints=critical,CA:TRUE");
  run(in + "req -new " + curve + "-keyout mail.key -out mail.csr -subj /CN=mail");
  for (const auto& [name, alternatives] :
       {std::pair{"mail", "DNS:localhost,IP:127.0.0.1,IP:192.0.2.1"},
        {"another", "DNS:another.example"}}) {
    put(folder / "names", std::string("subjectAltName=") + alternatives + "\n");
    run(in + "x509 -req -in mail.csr -CA authority.pem -CAkey ca.key -CAcreateserial -days 2 " +
        "-extfile names -out " + name + ".pem");
  }
}

MailServer::MailServer(const std::vector<std::string>& arguments) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
  std::vector<std::string> words{HOLDFAST_MAIL_SERVER, folder_.path().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const int error =
      ::posix_spawn(&pid_, HOLDFAST_MAIL_SERVER, &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  std::string text;
  char letter = 0;
  while (error == 0 && ::read(ends[0], &letter, 1) == 1 && letter != '\n') text += letter;
  ::close(ends[0]);
  port_ = std::atoi(text.c_str());
  EXPECT_GT(port_, 0) << "the mail server does not start";
}

MailServer::~MailServer() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool MailServer::wait_for(const std::string& event) const {
  for (int i = 0; i < 1000; ++i) {
    if (("\n" + events()).find("\n" + event + "\n") != std::string::npos) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

std::vector<std::string> MailServer::letters() const {
  std::vector<std::string> found;
  for (const std::string& name : folder_.names()) {
    if (name.ends_with(".eml")) found.push_back(get(folder_ / name));
  }
  return found;
}

}  // namespace holdfast
