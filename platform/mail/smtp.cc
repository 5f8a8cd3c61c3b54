#include "platform/mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/mail/account.h"
#include "platform/mail/smtp_talk.h"

namespace holdfast::platform {
namespace {

using Kind = MailVerdict::Kind;

// An address literal of loopback, as mail programs say that have no name to tell: [127.0.0.1].
constexpr const char* kGreeting = "/%5B127.0.0.1%5D";

constexpr std::chrono::seconds kGoodbye(2);

struct Cleanup {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Sending {
  std::string_view rest;
  const OnCommit& commit;
  SmtpTalk talk;
  Phrase trouble;  // why the commit failed
  std::optional<std::chrono::steady_clock::time_point> left_at;
};

std::size_t on_read(char* to, std::size_t size, std::size_t count, void* user) {
  auto& sending = *static_cast<Sending*>(user);
  const std::size_t moved = std::min(size * count, sending.rest.size());
  std::copy_n(sending.rest.data(), moved, to);
  sending.rest.remove_prefix(moved);
  if (moved > 0 || sending.talk.has_committed()) return moved;
  // Nothing more to give: libcurl says next that the letter ends here.
  if (const auto committed = sending.commit(); !committed) {
    sending.trouble = committed.error().text;
    return CURL_READFUNC_ABORT;
  }
  sending.talk.commit();
  return 0;
}

std::size_t on_heard(char* line, std::size_t size, std::size_t count, void* user) {
  static_cast<Sending*>(user)->talk.heard({line, size * count});
  return size * count;
}

int on_debug(CURL*, curl_infotype type, char* bytes, std::size_t size, void* user) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Sending*>(user)->talk.said({bytes, size});
  return 0;
}

// The goodbye is a courtesy: the letter's fate is known by then.
int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& sending = *static_cast<Sending*>(user);
  if (!sending.talk.has_left()) return 0;
  const auto now = std::chrono::steady_clock::now();
  if (!sending.left_at) sending.left_at = now;
  return now - *sending.left_at > kGoodbye ? 1 : 0;
}

std::string url_of(const MailServer& server) {
  const bool is_v6 = server.host.find(':') != std::string::npos;
  return std::string(server.implicit_tls ? "smtps://" : "smtp://") + (is_v6 ? "[" : "") +
         server.host + (is_v6 ? "]" : "") + ":" + std::to_string(server.port) + kGreeting;
}

MailVerdict without_an_answer(CURLcode code, std::string_view detail) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Kind::kLater, with_hint(say("the mail server's name cannot be found"),
                                      say("is this computer online?"))};
    case CURLE_COULDNT_CONNECT:
      return {Kind::kLater, say("the mail server cannot be reached")};
    case CURLE_OPERATION_TIMEDOUT:
      return {Kind::kLater, say("the mail server does not answer in time")};
    case CURLE_USE_SSL_FAILED:
      return {Kind::kMisconfigured,
              say("the mail server offers no encryption, and nothing is sent without it")};
    case CURLE_LOGIN_DENIED:
      return {Kind::kMisconfigured,
              say("the mail server does not accept the user or the password")};
    case CURLE_PEER_FAILED_VERIFICATION:
      return {Kind::kMisconfigured, say("the mail server's certificate is not to be trusted ({1})",
                                        {std::string(detail)})};
    case CURLE_SSL_CACERT_BADFILE:
      return {Kind::kMisconfigured, say("the certificates in `ca-file` cannot be used")};
    case CURLE_SSL_CONNECT_ERROR:
      if (detail.find("wrong version number") != std::string_view::npos)
        return {Kind::kMisconfigured, with_hint(say("the mail server speaks no TLS on this port"),
                                                say("is it smtp:// rather than smtps://?"))};
      return {Kind::kLater, say("no encrypted connection to the mail server came about")};
    default:
      return {Kind::kLater,
              say("the mail server cannot be talked to: {1}", {curl_easy_strerror(code)})};
  }
}

void set_server(CURL* curl, const SmtpTask& task, const MailServer& server) {
  curl_easy_setopt(curl, CURLOPT_URL, url_of(server).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  const bool in_the_clear = server.is_loopback && task.certificates.empty();
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(in_the_clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!task.certificates.empty()) {
    curl_blob blob{const_cast<char*>(task.certificates.data()), task.certificates.size(),
                   CURL_BLOB_NOCOPY};
    curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &blob);
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  if (task.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, task.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, task.password.c_str());
}

void set_letter(CURL* curl, const SmtpTask& task, curl_slist* recipients, Sending& sending) {
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + task.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt(curl, CURLOPT_READDATA, &sending);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_heard);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &sending);
  // The one way to learn which of our lines an answer belongs to; nothing is printed.
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &sending);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &sending);
  // Else it says goodbye when it is cleaned up, and waits minutes for an answer.
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
}

}  // namespace

MailVerdict send_by_smtp(const SmtpTask& task, const OnCommit& commit, const SmtpLimits& limits) {
  const auto server = parse_mail_server(task.server);
  if (!server) return {Kind::kMisconfigured, server.error().text};
  if (task.bytes.size() > kMaxLetterBytes)
    return {Kind::kRefused, say("the letter is larger than 4 MiB")};
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, Cleanup> curl(curl_easy_init());
  if (ready != CURLE_OK || !curl) return {Kind::kLater, say("the mail library does not start")};

  Sending sending{task.bytes, commit, {}, {}};
  std::array<char, CURL_ERROR_SIZE> detail{};
  const std::unique_ptr<curl_slist, Cleanup> recipients(
      curl_slist_append(nullptr, ("<" + task.to + ">").c_str()));
  set_server(curl.get(), task, *server);
  set_letter(curl.get(), task, recipients.get(), sending);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, static_cast<long>(limits.whole.count()));
  curl_easy_setopt(curl.get(), CURLOPT_SERVER_RESPONSE_TIMEOUT,
                   static_cast<long>(limits.whole.count()));

  const CURLcode code = curl_easy_perform(curl.get());
  if (sending.talk.has_committed()) return sending.talk.after_commit();
  if (!sending.trouble.empty())
    return {Kind::kLater, say("it cannot be noted that the letter goes: {1}", {sending.trouble})};
  if (sending.talk.was_turned_down()) return sending.talk.turned_down();
  return without_an_answer(code, detail.data());
}

}  // namespace holdfast::platform
