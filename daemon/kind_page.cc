#include "daemon/kind_page.h"

#include <utility>

#include "daemon/page_template.h"
#include "platform/source_hash.h"

namespace holdfast::daemon {
namespace {

std::string element(std::string_view tag, std::string_view words,
                    std::string_view attributes = {}) {
  std::string html = "<" + std::string(tag);
  if (!attributes.empty()) html += " " + std::string(attributes);
  return html + ">" + html_escaped(words) + "</" + std::string(tag) + ">";
}

std::string link(std::string_view look, std::string_view address, std::string_view words) {
  return element("a", words,
                 "class=\"" + std::string(look) + "\" href=\"" + html_escaped(address) + "\"");
}

std::string streak_line(int days, const PageWords& words) {
  const std::string text = days == 0   ? words["streak_first"]
                           : days == 1 ? words["streak_one"]
                                       : words.filled("streak_many", std::to_string(days));
  return element("p", text, "class=\"streak\"");
}

std::string pass_form(const PageWords& words) {
  return "<form method=\"post\" action=\"/pass\">\n"
         "<input type=\"hidden\" name=\"rule\" value=\"" +
         std::string(kRuleMark) +
         "\">\n"
         "<input type=\"hidden\" name=\"token\" value=\"" +
         std::string(kTokenMark) + "\">\n" +
         element("button", words["let_it_pass"], "class=\"pass\" type=\"submit\"") + "\n</form>\n";
}

std::string plan_card(const std::vector<std::string>& plans, const PageWords& words) {
  if (plans.empty()) return {};
  std::string card = "<section class=\"plan\">\n" + element("h2", words["plan_title"]) +
                     element("p", words["plan_text"]);
  for (const std::string& plan : plans) card += "\n" + element("blockquote", plan);
  return card + "\n</section>\n";
}

std::string friend_lines(const std::vector<PageFriend>& friends, const PageWords& words) {
  if (friends.empty()) return {};
  std::string list = "<ul class=\"friends\">\n";
  for (const PageFriend& one : friends) {
    list += "<li>" +
            link("link", "tel:" + one.number, words.filled("call_friend", one.first_name)) +
            "</li>\n";
  }
  return list + "</ul>\n";
}

std::string replaced(std::string page, std::string_view what, std::string_view by) {
  if (const std::size_t at = page.find(what); at != std::string::npos)
    page.replace(at, what.size(), by);
  return page;
}

}  // namespace

KindPages::KindPages(const PageTexts& texts, std::string address)
    : texts_(texts), address_(std::move(address)) {
  for (const std::string_view messages : texts.messages) words_.emplace_back(messages);
}

// The template in one language, with its look inside: the sentry serves one file.
std::string KindPages::filled(PageFilling filling, const PageWords& words,
                              std::string_view title) const {
  std::string page = replaced(std::string(texts_.html), "<html lang=\"en\">",
                              "<html lang=\"" + words["lang"] + "\">");
  page = replaced(std::move(page), "<title data-message=\"page_title\">",
                  "<title data-message=\"" + std::string(title) + "\">");
  filling.slots["style"] = "<style>" + std::string(texts_.css) + "</style>\n";
  return filled_page(page, filling, words);
}

SharedPages KindPages::shared() const {
  SharedPages pages;
  pages.style_source = platform::source_hash(texts_.css);
  for (std::size_t i = 0; i < kPageLanguages.size(); ++i) {
    const PageWords& words = words_[i];
    const auto put = [&](SharedPage which, std::string page) {
      pages.pages[static_cast<std::size_t>(which)][i] = std::move(page);
    };
    const std::string pass = link("pass", "/passed", words["let_it_pass"]) + "\n";
    put(SharedPage::kResting, filled({{"resting"}, {{"pass", pass}}}, words));

    const std::string note = element("p", words["page_stale"], "class=\"note\"") + "\n";
    // Not escaped: a mark stands in it.
    const std::string anew = "<a class=\"pass\" href=\"/resting?rule=" + std::string(kRuleMark) +
                             "\">" + html_escaped(words["page_anew"]) + "</a>\n";
    put(SharedPage::kStale, filled({{"resting"}, {{"note", note}, {"pass", anew}}}, words));

    const std::string there = "<p>" + link("link", address_, words["blocked_link"]) + "</p>\n";
    put(SharedPage::kBlocked, filled({{"blocked"}, {{"blocked_link", there}}}, words));

    put(SharedPage::kPassed, replaced(filled({{"passed"}, {}}, words, "passed_title"),
                                      "id=\"passed\" tabindex=\"-1\" hidden", "id=\"passed\""));
  }
  return pages;
}

std::string KindPages::personal(const KindPageFacts& facts, PageLanguage language) const {
  const PageWords& words = words_.at(static_cast<std::size_t>(language));
  PageFilling filling{{"resting"}, {}};
  if (facts.days) filling.slots["streak"] = streak_line(*facts.days, words) + "\n";
  filling.slots["pass"] = pass_form(words);
  filling.slots["plan"] = plan_card(facts.plans, words);
  filling.slots["friends"] = friend_lines(facts.friends, words);
  return filled(std::move(filling), words);
}

}  // namespace holdfast::daemon
