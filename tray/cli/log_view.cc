#include "tray/cli/log_view.h"

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"

namespace holdfast::cli {
namespace {

Style style_of(const std::string& kind) {
  if (kind == "ridden_out") return Style::kGood;
  if (kind == "tamper" || kind == "layer_failed" || kind == "unobserved") return Style::kWeak;
  return Style::kPlain;
}

}  // namespace

void LogView::show(const boost::json::object& event) {
  Output& out = context_.out;
  const auto at = parse_time(text_of(event, "time"));
  const std::string day = at ? day_words(*at, context_.now()) : "";
  if (day != day_) {
    if (!day_.empty()) out.line();
    out.line(out.styled(Style::kStrong, day));
    day_ = day;
  }
  const std::int64_t id = number_of(event, "id");
  const std::string start = (at ? clock_words(*at) : "     ") + "  " +
                            out.styled(Style::kFaint, id > 0 ? "#" + std::to_string(id) : "");
  const std::string text = text_of(event, "text");
  out.entry(start, 13, out.styled(style_of(text_of(event, "kind")), text));
}

}  // namespace holdfast::cli
