#pragma once

#include <string>

namespace holdfast::cli {

/// 168 numbers: most urges on Sunday and Saturday nights.
inline std::string hours_of_a_week(const std::string& sunday_at_ten = "14") {
  std::string text;
  for (int day = 0; day < 7; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      const bool is_weekend = day == 0 || day == 6;
      const int count = hour < 7 ? 0 : hour < 20 ? (day * 5 + hour * 3) % 11 == 0 : hour - 19;
      text += (text.empty() ? "" : ",");
      text += day == 0 && hour == 22 ? sunday_at_ten
                                     : std::to_string(is_weekend ? 2 * count : count / 2);
    }
  }
  return "[" + text + "]";
}

/// What Insights answers after fourteen weeks, kept to the contract.
inline std::string insights_of_many_weeks() {
  constexpr int kUrges[] = {24, 20, 22, 17, 15, 16, 11, 9, 10, 6, 5, 0, 3, 1};
  constexpr int kRidden[] = {6, 8, 9, 9, 8, 11, 9, 9, 8, 6, 5, 0, 2, 1};
  constexpr const char* kMondays[] = {"2025-12-08", "2025-12-15", "2025-12-22", "2025-12-29",
                                      "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26",
                                      "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23",
                                      "2026-03-02", "2026-03-09"};
  std::string weeks;
  for (int i = 0; i < 14; ++i) {
    weeks += std::string(i > 0 ? "," : "") + R"({"label": ")" + kMondays[i] + R"(", "urges": )" +
             std::to_string(kUrges[i]) + R"(, "ridden_out": )" + std::to_string(kRidden[i]) + "}";
  }
  return R"({"days_observed": 97, "urges": 159, "ridden_out": 101, "slips": 1,
      "by_hour": [0,0,0,0,0,0,0,2,1,2,1,3,2,4,3,2,4,5,8,12,18,31,41,20],
      "by_weekday": [44,12,15,14,18,20,36], "by_weekday_hour": )" +
         hours_of_a_week() + R"(, "by_week": [)" + weeks + R"(], "days": [],
      "helped": [{"what": "let_it_pass", "times": 31}, {"what": "call", "times": 9}],
      "sentences": []})";
}

}  // namespace holdfast::cli
