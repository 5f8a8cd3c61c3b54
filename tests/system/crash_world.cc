#include "tests/system/crash_world.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <vector>

#include "tests/fakes/temp_dir.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

bool is_ours(const std::string& line) {
  return line.find("holdfast") != std::string::npos || line.find("Holdfast") != std::string::npos;
}

/// The outcome of an edit; empty when no answer came.
std::string outcome(ipc::Client& client, const char* method, boost::json::object parameters) {
  const auto reply = client.call(method, std::move(parameters));
  if (!reply) return "";
  if (!reply->error.empty()) return reply->error;
  return std::string(reply->parameters.at("result").at("outcome").as_string());
}

}  // namespace

void Editor::begin() {
  thread_ = std::thread([this] { work(); });
}

void Editor::end() {
  if (thread_.joinable()) thread_.join();
}

void Editor::work() {
  auto client = ipc::Client::connect(socket_);
  while (client) {
    const bool goes_on = random_() % 5 == 0 ? take_back(*client) : add(*client);
    if (!goes_on) return;
  }
}

bool Editor::add(ipc::Client& client) {
  const std::string number = std::to_string(++made_);
  const std::string statement = random_() % 4 == 0
                                    ? "plan \"If " + number + ", then I put on my shoes\""
                                    : "block n" + number + ".example.org";
  statements_[statement] = Fate::kUnknown;
  const std::string got =
      outcome(client, "io.holdfast.Control.Edit", {{"statements", {statement}}});
  if (got == "done") statements_[statement] = Fate::kHeld;
  return !got.empty();
}

bool Editor::take_back(ipc::Client& client) {
  const std::string statement =
      "block n" + std::to_string(1 + random_() % (made_ + 1)) + ".example.org";
  const auto known = statements_.find(statement);
  if (known == statements_.end() || known->second != Fate::kHeld) return true;
  known->second = Fate::kUnknown;
  const std::string got =
      outcome(client, "io.holdfast.Control.Unblock", {{"target", statement.substr(6)}});
  if (got == "done") known->second = Fate::kGone;
  if (got == "pending") known->second = Fate::kHeld;
  return !got.empty();
}

std::string Editor::broken_promises(const std::string& policy) {
  const std::vector<std::string> lines = lines_of(policy);
  std::string broken;
  for (const std::string& line : lines) {
    if (!statements_.contains(line)) broken += "nobody said: " + line + '\n';
  }
  for (auto& [statement, fate] : statements_) {
    const bool stands = std::find(lines.begin(), lines.end(), statement) != lines.end();
    if (fate == Fate::kHeld && !stands) broken += "lost: " + statement + '\n';
    if (fate == Fate::kGone && stands) broken += "back again: " + statement + '\n';
    fate = stands ? Fate::kHeld : Fate::kGone;
  }
  return broken;
}

void Tamperer::begin() {
  stops_ = false;
  thread_ = std::thread([this] {
    while (!stops_) {
      tamper();
      std::this_thread::sleep_for(std::chrono::microseconds(random_() % 20'000));
    }
  });
}

void Tamperer::end() {
  stops_ = true;
  if (thread_.joinable()) thread_.join();
}

void Tamperer::tamper() {
  std::vector<std::string> lines = lines_of(get(file_));
  std::vector<std::size_t> ours;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_ours(lines[i])) ours.push_back(i);
  }
  if (ours.empty() || random_() % 3 == 0) return put(file_, own_);
  const std::size_t one = ours[random_() % ours.size()];
  if (random_() % 2 == 0) {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(one));
  } else {
    lines.push_back(lines[one]);
  }
  replace(text_of(lines));
}

void Tamperer::replace(const std::string& bytes) const {
  const std::filesystem::path fresh = file_.string() + ".tampered";
  put(fresh, bytes);
  std::filesystem::rename(fresh, file_);
}

}  // namespace holdfast
