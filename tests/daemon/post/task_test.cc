#include "daemon/post/task.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

template <class Message, class Read>
std::string again(const Message& message, Read read) {
  const auto back = read(written(message));
  return back ? written(*back) : back.error().text.english();
}

TEST(PostTask, AJobComesBackAsItWas) {
  platform::ComposeTask task;
  task.from_name = "Max \"M\"";
  task.text = "ü\n\t\"quoted\"\\";
  task.date = Wall(1'795'000'000'123ms);
  task.utc_offset = -3600s;
  task.record = "61:7f3a-9c21-e011-83ab";
  EXPECT_EQ(std::get<platform::ComposeTask>(read_job(written(PostJob(task))).value()), task);
  task.chart = platform::WeekChart{{{"M", 3, 2}, {"T", 0, 0}}};
  EXPECT_EQ(std::get<platform::ComposeTask>(read_job(written(PostJob(task))).value()), task);

  const PostJob smtp = SmtpJob{
      {"smtps://mail.example.org", "me", "s3cret \xff", "PEM", "a@b.org", "c@d.org", "x\r\n"},
      {5s, 10s}};
  EXPECT_EQ(again(smtp, read_job), written(smtp));
  EXPECT_EQ(std::get<SmtpJob>(read_job(written(smtp)).value()).task.password, "s3cret \xff");
  const PostJob sendmail = SendmailJob{{"/usr/sbin/sendmail", "a@b.org", "c@d.org", "x\r\n"}, 10s};
  EXPECT_EQ(again(sendmail, read_job), written(sendmail));
}

TEST(PostTask, AnAnswerComesBackAsItWas) {
  for (const PostAnswer& answer :
       {PostAnswer("Subject: x\r\n\r\n"),
        PostAnswer(platform::MailVerdict{platform::MailVerdict::Kind::kLater, "not now"}),
        PostAnswer(Error{ErrorCode::kInvalid, "no"}),
        PostAnswer(Error{ErrorCode::kSystem, "no"})}) {
    EXPECT_EQ(read_answer(written(answer)).value(), answer);
  }
}

TEST(PostTask, IsOneLine) {
  platform::ComposeTask task;
  task.text = "two\nlines\n";
  const std::string line = written(PostJob(task));
  EXPECT_EQ(line.find('\n'), line.size() - 1);
}

TEST(PostTask, TakesNothingElse) {
  for (const char* text :
       {"", "[]", "{}", "null", "{\"compose\":{}}", "{\"compose\":7}", "{\"smtp\":{}}",
        "{\"sendmail\":{\"program\":1}}", "{\"compose\":{},\"smtp\":{}}", "{\"other\":{}}",
        "{\"compose\":{}} {}", "{\"compose\":"}) {
    EXPECT_FALSE(read_job(text)) << text;
  }
  for (const char* text : {"", "{}", "{\"bytes\":7}", "{\"verdict\":\"sent\"}",
                           "{\"verdict\":\"perhaps\",\"text\":\"\"}",
                           "{\"error\":\"odd\",\"text\":\"\"}", "{\"error\":\"busy\"}"}) {
    EXPECT_FALSE(read_answer(text)) << text;
  }
  std::string job = written(PostJob(SendmailJob{{"/x", "a", "b", "c"}, 10s}));
  job.replace(job.find("10"), 2, "-1");
  EXPECT_FALSE(read_job(job));
}

}  // namespace
}  // namespace holdfast::daemon
