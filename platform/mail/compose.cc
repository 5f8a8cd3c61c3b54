#include "platform/mail/compose.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "policy/mail_address.h"
#include "policy/text.h"

namespace holdfast::platform {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxSubject = 400;
constexpr std::size_t kMaxRecord = 70;
constexpr std::chrono::hours kWidestOffset{14};
constexpr Wall kLastYear = std::chrono::sys_days(std::chrono::January / 1 / 9999);

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
  void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
  void operator()(GDateTime* date) const { g_date_time_unref(date); }
  void operator()(GTimeZone* zone) const { g_time_zone_unref(zone); }
  void operator()(char* text) const { g_free(text); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

struct Library {
  Library() { g_mime_init(); }
};

Error invalid(Phrase text) { return {ErrorCode::kInvalid, std::move(text)}; }

// UTF-8 whose only control characters are ends of lines and tabs.
bool is_plain_text(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return is_showable(text);
}

bool is_message_id(const std::string& text) {
  const std::size_t at = text.find('@');
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '@';
  };
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.size() <= 200 &&
         text.find('@', at + 1) == std::string::npos && std::all_of(text.begin(), text.end(), fits);
}

Result<void> check(const ComposeTask& task) {
  for (const std::string* mail : {&task.from_mail, &task.to_mail}) {
    if (auto address = parse_mail_address(*mail); !address) return address.error();
  }
  for (const std::string* name : {&task.from_name, &task.to_name}) {
    if (name->size() > kMaxName || !is_showable(*name))
      return invalid("a name in a letter is one line of at most 200 bytes");
  }
  for (const std::string* line : {&task.subject, &task.unsubscribe_subject}) {
    if (line->empty() || line->size() > kMaxSubject || !is_showable(*line))
      return invalid("a subject is one line of at most 400 bytes");
  }
  if (task.record.size() > kMaxRecord || !is_showable(task.record))
    return invalid("the mark of a record is a short line");
  if (!is_message_id(task.message_id)) return invalid("a message id is words@domain");
  for (const std::string* text : {&task.text, &task.html}) {
    if (text->size() > kMaxLetterText) return invalid("a letter holds at most 256 KiB of text");
    if (!is_plain_text(*text)) return invalid("a letter's text holds control characters");
  }
  if (task.chart && task.html.empty()) return invalid("a chart needs a text in HTML to stand in");
  if (task.date < Wall() || task.date >= kLastYear)
    return invalid("the date of a letter is before the year 9999");
  if (task.utc_offset > kWidestOffset || task.utc_offset < -kWidestOffset)
    return invalid("a time zone is at most 14 hours from UTC");
  return {};
}

Held<GMimePart> part(const char* type, const char* subtype, std::string_view bytes,
                     GMimeContentEncoding encoding) {
  Held<GMimePart> made(g_mime_part_new_with_type(type, subtype));
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(made.get(), content.get());
  g_mime_part_set_content_encoding(made.get(), encoding);
  return made;
}

Held<GMimePart> text_part(const char* subtype, const std::string& text) {
  auto made = part("text", subtype, text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(made.get()), "charset", "utf-8");
  return made;
}

// Never random: the same words are the same bytes. No line of quoted-printable or base64 holds it.
Held<GMimeMultipart> multipart(const char* subtype, const ComposeTask& task) {
  Held<GMimeMultipart> made(g_mime_multipart_new_with_subtype(subtype));
  std::string boundary = "=_" + std::string(subtype) + "_";
  for (const char c : task.message_id.substr(0, task.message_id.find('@')))
    if (boundary.size() < 66) boundary += c;
  g_mime_multipart_set_boundary(made.get(), boundary.c_str());
  return made;
}

void add(const Held<GMimeMultipart>& to, GMimeObject* what) {
  g_mime_multipart_add(to.get(), what);
}

Held<GMimeObject> html_with_chart(const ComposeTask& task, const std::string& png) {
  auto html = text_part("html", task.html);
  if (png.empty()) return Held<GMimeObject>(GMIME_OBJECT(html.release()));
  auto related = multipart("related", task);
  add(related, GMIME_OBJECT(html.get()));
  auto chart = part("image", "png", png, GMIME_CONTENT_ENCODING_BASE64);
  GMimeObject* object = GMIME_OBJECT(chart.get());
  g_mime_object_set_content_id(object, "chart");
  g_mime_object_set_disposition(object, "inline");
  g_mime_object_set_content_disposition_parameter(object, "filename", "week.png");
  add(related, object);
  return Held<GMimeObject>(GMIME_OBJECT(related.release()));
}

Held<GMimeObject> body(const ComposeTask& task, const std::string& png) {
  auto text = text_part("plain", task.text);
  if (task.html.empty()) return Held<GMimeObject>(GMIME_OBJECT(text.release()));
  auto alternative = multipart("alternative", task);
  add(alternative, GMIME_OBJECT(text.get()));
  add(alternative, html_with_chart(task, png).get());
  return Held<GMimeObject>(GMIME_OBJECT(alternative.release()));
}

void set_date(GMimeMessage* message, const ComposeTask& task) {
  const auto offset = static_cast<gint32>(task.utc_offset.count() / 60 * 60);
  const Held<GTimeZone> zone(g_time_zone_new_offset(offset));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(task.date.time_since_epoch());
  const Held<GDateTime> utc(g_date_time_new_from_unix_utc(seconds.count()));
  const Held<GDateTime> local(g_date_time_to_timezone(utc.get(), zone.get()));
  g_mime_message_set_date(message, local.get());
}

std::string base64(std::string_view bytes) {
  const Held<char> text(
      g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size()));
  return text.get();
}

// As words of RFC 2047 where it is more than ASCII, or looks like such words itself. The library's
// own are of several kinds in one line, which some readers put together with blanks too many.
std::string header_words(const std::string& text) {
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  if (is_plain && text.find("=?") == std::string::npos) return text;
  constexpr std::size_t kMostBytes = 45;  // 75 characters with all around them
  const auto is_midst = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  std::string words;
  for (std::size_t from = 0, to = 0; from < text.size(); from = to) {
    to = std::min(from + kMostBytes, text.size());
    while (to < text.size() && is_midst(to)) --to;
    if (from > 0) words += ' ';
    words += "=?UTF-8?B?" + base64(std::string_view(text).substr(from, to - from)) + "?=";
  }
  return words;
}

void add_address(InternetAddressList* list, const std::string& name, const std::string& mail) {
  const std::string words = header_words(name);
  const Held<InternetAddress> address(
      internet_address_mailbox_new(name.empty() ? nullptr : words.c_str(), mail.c_str()));
  internet_address_list_add(list, address.get());
}

std::string written(GMimeMessage* message) {
  const Held<GMimeFormatOptions> format(g_mime_format_options_new());
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  const Held<char> text(g_mime_object_to_string(GMIME_OBJECT(message), format.get()));
  return text ? text.get() : "";
}

}  // namespace

Result<std::string> compose(const ComposeTask& task) {
  if (auto checked = check(task); !checked) return checked.error();
  static const Library library;
  std::string png;
  if (task.chart) {
    auto drawn = draw_week_chart(*task.chart);
    if (!drawn) return drawn.error();
    png = std::move(*drawn);
  }
  const Held<GMimeMessage> message(g_mime_message_new(1));
  GMimeObject* object = GMIME_OBJECT(message.get());
  add_address(g_mime_message_get_from(message.get()), task.from_name, task.from_mail);
  add_address(g_mime_message_get_to(message.get()), task.to_name, task.to_mail);
  g_mime_message_set_subject(message.get(), header_words(task.subject).c_str(), "utf-8");
  set_date(message.get(), task);
  g_mime_message_set_message_id(message.get(), task.message_id.c_str());
  // What answers by itself (a holiday notice) must not take it for a letter by hand: RFC 3834.
  g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", nullptr);
  const std::string stop =
      "<mailto:" + task.from_mail + "?subject=" + percent_encoded(task.unsubscribe_subject) + ">";
  g_mime_object_set_header(object, "List-Unsubscribe", stop.c_str(), nullptr);
  if (!task.record.empty()) {
    g_mime_object_set_header(object, "X-Holdfast-Record", task.record.c_str(), nullptr);
  }
  g_mime_message_set_mime_part(message.get(), body(task, png).get());
  std::string bytes = written(message.get());
  if (bytes.empty()) return Error{ErrorCode::kSystem, "the letter cannot be put together"};
  return bytes;
}

}  // namespace holdfast::platform
