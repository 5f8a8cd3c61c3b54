#pragma once

#include <gtest/gtest.h>

#include <string>

#include "platform/mail/account.h"
#include "tests/fakes/brain.h"

namespace holdfast::fakes {

/// A Brain whose person has a mail account and has named a friend.
class BrainWithFriend : public Brain {
 public:
  static constexpr const char* kPartner =
      "partner friend@example.org name \"Alex\" summary weekly sun 18:00";

  BrainWithFriend() {
    set_account();
    edit("block example.org");
    edit(kPartner);
    post.run();
  }
  void set_account(const std::string& name = "Robin") {
    platform::MailAccount account;
    account.from = "me@example.net";
    account.name = name;
    account.server = "smtp://127.0.0.1";
    const auto written = platform::write_mail_account({folder.path()}, account, std::nullopt);
    EXPECT_TRUE(written) << written.error().text;
  }
  void agree() {
    const std::string word = controller->state().partner.word;
    EXPECT_EQ(call("PartnerAgreed", {{"word", word}}).error, "");
  }
  /// What became of the newest letter of a kind.
  std::string state_of(const std::string& kind) {
    std::string state = "none";
    const boost::json::object told = call("GetPartner").parameters;
    for (const auto& letter : told.at("letters").as_array()) {
      if (letter.at("kind").as_string() == kind) state = letter.at("state").as_string();
    }
    return state;
  }
};

}  // namespace holdfast::fakes
