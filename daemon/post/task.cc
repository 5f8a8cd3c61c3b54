#include "daemon/post/task.h"

#include <array>
#include <boost/json.hpp>
#include <utility>

namespace holdfast::daemon {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array<std::pair<ErrorCode, std::string_view>, 9> kCodes{{
    {ErrorCode::kInvalid, "invalid"},
    {ErrorCode::kNotFound, "not-found"},
    {ErrorCode::kRefused, "refused"},
    {ErrorCode::kUnsupported, "unsupported"},
    {ErrorCode::kNoSpace, "no-space"},
    {ErrorCode::kReadOnly, "read-only"},
    {ErrorCode::kCorrupt, "corrupt"},
    {ErrorCode::kBusy, "busy"},
    {ErrorCode::kSystem, "system"},
}};

/// Takes fields out of an object and remembers whether one was missing or of another type.
class Fields {
 public:
  explicit Fields(const json::value& from) : object_(from.if_object()) {}

  bool whole() const { return object_ != nullptr && !missing_; }
  std::string text(std::string_view name) {
    const auto* value = find(name);
    const auto* found = value == nullptr ? nullptr : value->if_string();
    if (found == nullptr) missing_ = true;
    return found == nullptr ? std::string() : std::string(*found);
  }
  std::int64_t number(std::string_view name) {
    const auto* value = find(name);
    const auto* found = value == nullptr ? nullptr : value->if_int64();
    if (found == nullptr) missing_ = true;
    return found == nullptr ? 0 : *found;
  }
  int small(std::string_view name) {
    const std::int64_t value = number(name);
    if (value < 0 || value > 1'000'000'000) missing_ = true;
    return static_cast<int>(value);
  }
  /// Nothing where the field is not there.
  const json::value* find(std::string_view name) const {
    return object_ == nullptr ? nullptr : object_->if_contains(name);
  }

 private:
  const json::object* object_;
  bool missing_ = false;
};

json::object object_of(const platform::WeekChart& chart) {
  json::array days;
  for (const auto& day : chart.days) {
    days.push_back({{"label", day.label}, {"urges", day.urges}, {"ridden_out", day.ridden_out}});
  }
  return {{"days", std::move(days)}};
}

json::object object_of(const platform::ComposeTask& task) {
  json::object object{{"from_name", task.from_name},
                      {"from_mail", task.from_mail},
                      {"to_name", task.to_name},
                      {"to_mail", task.to_mail},
                      {"subject", task.subject},
                      {"text", task.text},
                      {"html", task.html},
                      {"message_id", task.message_id},
                      {"date", task.date.time_since_epoch().count()},
                      {"utc_offset", task.utc_offset.count()},
                      {"unsubscribe_subject", task.unsubscribe_subject},
                      {"record", task.record}};
  if (task.chart) object["chart"] = object_of(*task.chart);
  return {{"compose", std::move(object)}};
}

json::object object_of(const SmtpJob& job) {
  return {{"smtp", json::object{{"server", job.task.server},
                                {"user", job.task.user},
                                {"password", job.task.password},
                                {"certificates", job.task.certificates},
                                {"from", job.task.from},
                                {"to", job.task.to},
                                {"bytes", job.task.bytes},
                                {"connect", job.limits.connect.count()},
                                {"whole", job.limits.whole.count()}}}};
}

json::object object_of(const SendmailJob& job) {
  return {{"sendmail", json::object{{"program", job.task.program.string()},
                                    {"from", job.task.from},
                                    {"to", job.task.to},
                                    {"bytes", job.task.bytes},
                                    {"patience", job.patience.count()}}}};
}

json::object object_of(const std::string& bytes) { return {{"bytes", bytes}}; }
json::object object_of(const platform::MailVerdict& verdict) {
  json::object object{{"verdict", platform::word_of(verdict.kind)}};
  put(object, "text", verdict.text);
  return object;
}
json::object object_of(const Error& error) {
  std::string_view word = "system";
  for (const auto& [code, known] : kCodes) {
    if (code == error.code) word = known;
  }
  json::object object{{"error", word}};
  put(object, "text", error.text);
  return object;
}

Error wrong() { return {ErrorCode::kInvalid, "that is no message of the post's"}; }

std::optional<platform::WeekChart> chart_in(const json::value& value) {
  const auto* object = value.if_object();
  const auto* days = object == nullptr ? nullptr : object->if_contains("days");
  if (days == nullptr || !days->is_array()) return std::nullopt;
  platform::WeekChart chart;
  for (const json::value& day : days->get_array()) {
    Fields fields(day);
    chart.days.push_back({fields.text("label"), fields.small("urges"), fields.small("ridden_out")});
    if (!fields.whole()) return std::nullopt;
  }
  return chart;
}

Result<PostJob> compose_in(const json::value& value) {
  Fields fields(value);
  platform::ComposeTask task{.from_name = fields.text("from_name"),
                             .from_mail = fields.text("from_mail"),
                             .to_name = fields.text("to_name"),
                             .to_mail = fields.text("to_mail"),
                             .subject = fields.text("subject"),
                             .text = fields.text("text"),
                             .html = fields.text("html"),
                             .message_id = fields.text("message_id"),
                             .date = Wall(milliseconds(fields.number("date"))),
                             .utc_offset = seconds(fields.number("utc_offset")),
                             .unsubscribe_subject = fields.text("unsubscribe_subject"),
                             .chart = std::nullopt,
                             .record = fields.text("record")};
  if (const auto* chart = fields.find("chart")) {
    task.chart = chart_in(*chart);
    if (!task.chart) return wrong();
  }
  if (!fields.whole()) return wrong();
  return PostJob(std::move(task));
}

Result<PostJob> smtp_in(const json::value& value) {
  Fields fields(value);
  SmtpJob job{.task = {.server = fields.text("server"),
                       .user = fields.text("user"),
                       .password = fields.text("password"),
                       .certificates = fields.text("certificates"),
                       .from = fields.text("from"),
                       .to = fields.text("to"),
                       .bytes = fields.text("bytes")},
              .limits = {.connect = seconds(fields.small("connect")),
                         .whole = seconds(fields.small("whole"))}};
  if (!fields.whole()) return wrong();
  return PostJob(std::move(job));
}

Result<PostJob> sendmail_in(const json::value& value) {
  Fields fields(value);
  SendmailJob job{.task = {.program = fields.text("program"),
                           .from = fields.text("from"),
                           .to = fields.text("to"),
                           .bytes = fields.text("bytes")},
                  .patience = seconds(fields.small("patience"))};
  if (!fields.whole()) return wrong();
  return PostJob(std::move(job));
}

// A password may be of another encoding than UTF-8; it passes as it is.
Result<json::value> parsed(std::string_view text) {
  if (text.size() > kMaxPostText) return wrong();
  json::parse_options options;
  options.allow_invalid_utf8 = true;
  boost::system::error_code failed;
  json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return wrong();
  return value;
}

template <class Message>
std::string line_of(const Message& message) {
  return std::visit([](const auto& one) { return json::serialize(object_of(one)); }, message) +
         "\n";
}

}  // namespace

std::string written(const PostJob& job) { return line_of(job); }
std::string written(const PostAnswer& answer) { return line_of(answer); }

Result<PostJob> read_job(std::string_view text) {
  const auto value = parsed(text);
  if (!value) return value.error();
  const json::object& object = value->get_object();
  if (object.size() != 1) return wrong();
  if (const auto* compose = object.if_contains("compose")) return compose_in(*compose);
  if (const auto* smtp = object.if_contains("smtp")) return smtp_in(*smtp);
  if (const auto* sendmail = object.if_contains("sendmail")) return sendmail_in(*sendmail);
  return wrong();
}

Result<PostAnswer> read_answer(std::string_view text) {
  const auto value = parsed(text);
  if (!value) return value.error();
  Fields fields(*value);
  if (fields.find("bytes") != nullptr) {
    std::string bytes = fields.text("bytes");
    if (!fields.whole()) return wrong();
    return PostAnswer(std::move(bytes));
  }
  (void)fields.text("text");  // has to be there
  const Phrase words = phrase_in(value->get_object(), "text");
  if (fields.find("verdict") != nullptr) {
    const auto kind = platform::verdict_kind(fields.text("verdict"));
    if (!kind || !fields.whole()) return wrong();
    return PostAnswer(platform::MailVerdict{*kind, words});
  }
  const std::string word = fields.text("error");
  for (const auto& [code, known] : kCodes) {
    if (known == word && fields.whole()) return PostAnswer(Error{code, words});
  }
  return wrong();
}

}  // namespace holdfast::daemon
