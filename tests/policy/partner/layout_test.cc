#include "policy/partner/layout.h"

#include <gtest/gtest.h>

#include <sstream>

namespace holdfast {
namespace {

TEST(PlainText, WrapsAtSeventyTwoCharacters) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "wörter ";
  std::istringstream lines(plain_text({Paragraph{words}, Box{"Heading", words}}));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    std::size_t width = 0;
    for (const char byte : line) width += (byte & 0xc0) != 0x80 ? 1 : 0;
    EXPECT_LE(width, 72u) << line;
  }
  EXPECT_GT(count, 10);
}

TEST(PlainText, LeavesALongWordWhole) {
  const std::string word(90, 'a');
  EXPECT_EQ(plain_text({Paragraph{"a " + word + " b"}}), "a\n" + word + "\nb\n");
}

TEST(PlainText, StandsInColumns) {
  EXPECT_EQ(plain_text({Headline{"Big", "small"}, Facts{{{"Urges", "2"}, {"Größe", "none"}}},
                        Picture{"Monday: 1\nTuesday: 2"}, FinePrint{"fine"}}),
            "Big\nsmall\n\n  Urges   2\n  Größe   none\n\n  Monday: 1\n  Tuesday: 2\n\nfine\n");
}

TEST(PlainText, GoesOnBelowAValueThatIsTooLong) {
  const std::string text =
      plain_text({Facts{{{"A name that is long enough to matter",
                          "verified for 99.8 % of the time in use, 3 h unobserved"}}}});
  EXPECT_EQ(text,
            "  A name that is long enough to matter   verified for 99.8 % of the time\n"
            "                                         in use, 3 h unobserved\n");
}

TEST(HtmlText, EscapesWhateverStandsInIt) {
  const std::string nasty = "\"A\" <script>alert(1)</script> & 🌱";
  const std::string safe = "&quot;A&quot; &lt;script&gt;alert(1)&lt;/script&gt; &amp; 🌱";
  const Layout layouts[] = {{Paragraph{nasty}}, {Headline{nasty, nasty}}, {Facts{{{nasty, nasty}}}},
                            {Picture{nasty}},   {Box{nasty, nasty}},      {FinePrint{nasty}}};
  for (const Layout& layout : layouts) {
    const std::string html = html_text(layout);
    EXPECT_EQ(html.find("<script>"), std::string::npos);
    EXPECT_NE(html.find(safe), std::string::npos);
  }
}

TEST(HtmlText, SaysInWordsWhatThePictureShows) {
  const std::string html = html_text({Picture{"Monday: 1\nTuesday: 2"}});
  EXPECT_NE(html.find("<img src=\"cid:chart\" alt=\"Monday: 1; Tuesday: 2\">"), std::string::npos);
}

TEST(HtmlText, NeedsNothingFromElsewhere) {
  const std::string html = html_text({Paragraph{"one\ntwo"}});
  EXPECT_NE(html.find("<p>one<br>\ntwo</p>"), std::string::npos);
  for (const char* foreign : {"http", "<script", "<link", "url("}) {
    EXPECT_EQ(html.find(foreign), std::string::npos) << foreign;
  }
}

}  // namespace
}  // namespace holdfast
