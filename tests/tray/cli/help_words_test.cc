#include "tray/cli/help_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "platform/ipc/interface.h"

namespace holdfast::cli {
namespace {

TEST(HelpWords, KnowsEveryWordOfTheContract) {
  const auto& types = ipc::control_interface().types;
  const auto help =
      std::find_if(types.begin(), types.end(), [](const auto& one) { return one.name == "Help"; });
  ASSERT_NE(help, types.end());
  std::string all;
  for (const std::string& word : help->type.words) {
    ASSERT_NE(help_words(word), nullptr) << word;
    EXPECT_EQ(help_words(word)->word, word);
    EXPECT_NE(std::string(help_words(word)->helped), "") << word;
    all += (all.empty() ? "" : ", ") + word;
  }
  EXPECT_EQ(all_help_words(), all);
}

TEST(HelpWords, KnowsNoOtherWord) {
  EXPECT_EQ(help_words("magic"), nullptr);
  EXPECT_EQ(help_words(""), nullptr);
}

TEST(HelpWords, WhatIsAlwaysThereNeedsNobodyElse) {
  for (const auto& word : always_there()) {
    ASSERT_NE(help_words(word.as_string()), nullptr);
    EXPECT_NE(std::string(help_words(word.as_string())->advice), "");
  }
  EXPECT_EQ(always_there()[0], "let_it_pass");
}

}  // namespace
}  // namespace holdfast::cli
