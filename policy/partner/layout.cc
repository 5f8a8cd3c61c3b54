#include "policy/partner/layout.h"

#include <algorithm>
#include <string_view>

#include "policy/overloaded.h"

namespace holdfast {
namespace {

constexpr std::size_t kWidth = 72;

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
}

/// Words in lines, the first of which begins with `begin` where that is given; a `\n` of the text
/// begins a line of its own.
std::string wrapped(std::string_view text, std::string_view indent = "",
                    std::string_view begin = "") {
  std::string lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view rest = text.substr(0, end);
    std::string line(lines.empty() && !begin.empty() ? begin : indent);
    bool is_first = true;
    while (!rest.empty()) {
      const std::size_t blank = rest.find(' ');
      const std::string_view word = rest.substr(0, blank);
      if (!is_first && width_of(line) + 1 + width_of(word) > kWidth) {
        lines += line + "\n";
        line = indent;
      } else if (!is_first) {
        line += ' ';
      }
      line += word;
      is_first = false;
      rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    }
    lines += line + "\n";
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string plain_facts(const Facts& facts) {
  std::size_t widest = 0;
  for (const auto& [name, value] : facts.rows) widest = std::max(widest, width_of(name));
  std::string text;
  for (const auto& [name, value] : facts.rows) {
    const std::string begin = "  " + name + std::string(widest - width_of(name) + 3, ' ');
    text += wrapped(value, std::string(widest + 5, ' '), begin);
  }
  return text;
}

std::string escaped(std::string_view text, std::string_view line_end = "<br>\n") {
  std::string html;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\n':
        html += line_end;
        break;
      default:
        html += letter;
    }
  }
  return html;
}

// Colours of the ground and the letters are left to the reader's program but where both are given:
// one of the two alone can make a letter unreadable.
constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 16px; font: 16px/1.5 sans-serif; }
main { max-width: 600px; margin: 0 auto; }
.big { font-size: 30px; font-weight: bold; line-height: 1.2; margin: 8px 0 0; }
.small { margin: 4px 0 20px; opacity: .75; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 20px; }
th { text-align: left; font-weight: normal; padding: 6px 12px 6px 0; }
td { text-align: right; font-weight: bold; padding: 6px 0; }
tr { border-top: 1px solid rgba(128, 128, 128, .3); }
img { width: 100%; height: auto; border-radius: 8px; display: block; margin: 0 0 8px; }
.box { border-left: 4px solid #2f8f83; padding: 2px 0 2px 16px; margin: 20px 0; }
.box p { margin: 4px 0; }
.fine { font-size: 13px; opacity: .75; }
</style>
</head>
<body>
<main>
)";

}  // namespace

std::string plain_text(const Layout& layout) {
  std::string text;
  for (const auto& part : layout) {
    if (!text.empty()) text += '\n';
    text += std::visit(
        Overloaded{
            [](const Headline& head) { return wrapped(head.big) + wrapped(head.small); },
            [](const Paragraph& paragraph) { return wrapped(paragraph.text); },
            [](const Facts& facts) { return plain_facts(facts); },
            [](const Picture& picture) { return wrapped(picture.text, "  "); },
            [](const Box& box) { return wrapped(box.heading) + wrapped(box.text, "  "); },
            [](const FinePrint& print) { return wrapped(print.text); },
        },
        part);
  }
  return text;
}

std::string html_text(const Layout& layout) {
  std::string html(kHead);
  for (const auto& part : layout) {
    html += std::visit(
        Overloaded{
            [](const Headline& head) {
              return "<p class=\"big\">" + escaped(head.big) + "</p>\n<p class=\"small\">" +
                     escaped(head.small) + "</p>\n";
            },
            [](const Paragraph& paragraph) { return "<p>" + escaped(paragraph.text) + "</p>\n"; },
            [](const Facts& facts) {
              std::string table = "<table>\n";
              for (const auto& [name, value] : facts.rows) {
                table += "<tr><th scope=\"row\">" + escaped(name) + "</th><td>" + escaped(value) +
                         "</td></tr>\n";
              }
              return table + "</table>\n";
            },
            [](const Picture& picture) {
              return "<img src=\"cid:chart\" alt=\"" + escaped(picture.text, "; ") + "\">\n";
            },
            [](const Box& box) {
              return "<div class=\"box\">\n<p><strong>" + escaped(box.heading) +
                     "</strong></p>\n<p>" + escaped(box.text) + "</p>\n</div>\n";
            },
            [](const FinePrint& print) {
              return "<p class=\"fine\">" + escaped(print.text) + "</p>\n";
            },
        },
        part);
  }
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace holdfast
