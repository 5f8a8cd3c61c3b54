#include "daemon/sentry/own_page.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

constexpr std::string_view kVisit = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
constexpr std::string_view kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
constexpr std::string_view kBody = "rule=3f9c0a1b2c3d4e5f&token=000102030405060708090a0b0c0d0e0f";

Endpoint at(const char* address, std::uint16_t port = 80) {
  return {*IpAddress::parse(address), port};
}

Request request(std::string_view line, std::string_view fields = "", std::string_view body = "") {
  std::string bytes = std::string(line) + " HTTP/1.1\r\nHost: 127.0.53.66\r\n";
  bytes += fields;
  if (!body.empty()) bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  bytes += "\r\n" + std::string(body);
  return read_request(bytes);
}

PageVisit pass(std::string_view fields, std::string_view body = kBody) {
  return read_visit(request("POST /pass", fields, body));
}

bool is_ours(std::string_view host, const Endpoint& destination) {
  return is_for_own_page(read_request("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"),
                         destination);
}

TEST(OwnPage, IsNamedLiterallyAndByNothingElse) {
  EXPECT_TRUE(is_ours("127.0.53.66", at("127.0.53.66")));
  EXPECT_TRUE(is_ours("127.0.53.66:80", at("127.0.53.66")));
  EXPECT_TRUE(is_ours("127.0.53.66:8080", at("127.0.53.66", 8080)));
  for (const char* host :
       {"evil.example", "localhost", "127.0.53.66.", "127.0.53.066", "127.13634", "0x7f.0.53.66",
        "2130720066", "127.0.53.66:8080", "127.0.53.66:080", "127.0.53.67", "evil@127.0.53.66",
        "[::ffff:127.0.53.66]", "", "127.0.53.66\r\nHost: evil.example"})
    EXPECT_FALSE(is_ours(host, at("127.0.53.66"))) << host;
  EXPECT_FALSE(is_ours("127.0.53.66", at("127.0.53.66", 8080)));
  EXPECT_FALSE(is_ours("203.0.113.7", at("203.0.113.7")));
}

TEST(OwnPage, ShowsTheKindPage) {
  for (const char* target : {"/", "/resting", "/resting?rule=", "/resting?rule=x",
                             "/resting?rule=3F9C0A1B2C3D4E5F", "/resting?a=%3Cscript%3E"}) {
    const PageVisit visit = read_visit(request("GET " + std::string(target), kVisit));
    EXPECT_EQ(visit.wish, PageWish::kShow) << target;
    EXPECT_EQ(visit.rule, "") << target;
  }
  EXPECT_EQ(read_visit(request("GET /?rule=3f9c0a1b2c3d4e5f", kVisit)).rule, "3f9c0a1b2c3d4e5f");
  EXPECT_EQ(read_visit(request("HEAD /resting")).wish, PageWish::kShow);
  EXPECT_EQ(read_visit(request("GET /passed")).wish, PageWish::kPassed);
}

TEST(OwnPage, SpeaksTheLanguageAskedFor) {
  EXPECT_EQ(read_visit(request("GET /", "Accept-Language: de-AT\r\n")).language,
            PageLanguage::kGerman);
  EXPECT_EQ(read_visit(request("GET /")).language, PageLanguage::kEnglish);
}

TEST(OwnPage, IsNowhereElse) {
  for (const char* target : {"/favicon.ico", "/resting/", "/RESTING", "//", "/pass/", "*", "/../"})
    EXPECT_EQ(read_visit(request("GET " + std::string(target))).wish, PageWish::kNotFound)
        << target;
}

TEST(OwnPage, IsNoPartOfAnotherAndNotLoadedAhead) {
  for (const char* fields :
       {"Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "Sec-Fetch-Mode: cors\r\n",
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Purpose: prefetch\r\n",
        "Sec-Purpose: prefetch;prerender\r\n", "Purpose: prefetch\r\n"}) {
    EXPECT_EQ(read_visit(request("GET /resting", fields)).wish, PageWish::kForbidden) << fields;
    EXPECT_EQ(read_visit(request("GET /passed", fields)).wish, PageWish::kForbidden) << fields;
  }
}

TEST(OwnPage, TakesItsOwnForm) {
  const std::string form(kForm);
  for (const std::string& from :
       {std::string("Origin: http://127.0.53.66\r\n"),
        std::string("Sec-Fetch-Site: same-origin\r\n"),
        "Origin: http://127.0.53.66\r\nSec-Fetch-Site: same-origin\r\n" + std::string(kVisit)}) {
    const PageVisit visit = pass(form + from);
    EXPECT_EQ(visit.wish, PageWish::kPass) << from;
    EXPECT_EQ(visit.rule, "3f9c0a1b2c3d4e5f");
    EXPECT_EQ(visit.token, "000102030405060708090a0b0c0d0e0f");
  }
}

TEST(OwnPage, TakesNoFormOfAnother) {
  const std::string form(kForm);
  for (const char* from :
       {"", "Origin: null\r\n", "Origin: http://evil.example\r\n",
        "Origin: https://127.0.53.66\r\n", "Origin: http://127.0.53.66:8080\r\n",
        "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: none\r\n", "Origin: http://127.0.53.66\r\nSec-Fetch-Site: cross-site\r\n",
        "Origin: http://127.0.53.66\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"})
    EXPECT_EQ(pass(form + from).wish, PageWish::kForbidden) << from;
}

TEST(OwnPage, IsStrictAboutAForm) {
  const std::string from = "Origin: http://127.0.53.66\r\n";
  const std::string form = from + std::string(kForm);
  EXPECT_EQ(read_visit(request("GET /pass")).wish, PageWish::kWrongMethod);
  EXPECT_EQ(read_visit(request("POST /resting", form, "a")).wish, PageWish::kWrongMethod);
  EXPECT_EQ(read_visit(request("DELETE /", from)).wish, PageWish::kWrongMethod);
  EXPECT_EQ(pass(from).wish, PageWish::kWrongType);
  EXPECT_EQ(pass(from + "Content-Type: text/plain\r\n").wish, PageWish::kWrongType);
  EXPECT_EQ(pass(from + "Content-Type: Application/X-WWW-Form-urlencoded ;charset=UTF-8\r\n").wish,
            PageWish::kPass);
  EXPECT_EQ(pass(form, std::string(kMaxForm + 1, 'a')).wish, PageWish::kTooLarge);
  EXPECT_EQ(pass(form, "").wish, PageWish::kUnreadable);
  EXPECT_EQ(pass(form + "Transfer-Encoding: chunked\r\n").wish, PageWish::kUnreadable);
}

TEST(OwnPage, PutsNothingUnsoundIntoItsAnswer) {
  const std::string form = "Origin: http://127.0.53.66\r\n" + std::string(kForm);
  for (const char* body :
       {"rule=%3Cscript%3E&token=000102030405060708090a0b0c0d0e0f", "rule=&token=", "a",
        "rule=3f9c0a1b2c3d4e5f&token=00010203", "token=000102030405060708090a0b0c0d0e0f",
        "rule=3f9c0a1b2c3d4e5f&rule=3f9c0a1b2c3d4e5f&token=000102030405060708090a0b0c0d0e0f"}) {
    const PageVisit visit = pass(form, body);
    EXPECT_EQ(visit.wish, PageWish::kStale) << body;
    EXPECT_EQ(visit.rule, "") << body;
  }
  EXPECT_EQ(pass(form, "rule=&token=000102030405060708090a0b0c0d0e0f").wish, PageWish::kPass);
}

}  // namespace
}  // namespace holdfast::daemon
