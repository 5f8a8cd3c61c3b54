#pragma once

#include <functional>
#include <string>

#include "tray/window/coach_client.h"
#include "tray/window/coach_words.h"
#include "tray/window/kit.h"
#include "tray/window/now_model.h"

namespace holdfast::window {

/// One question to the coach, and its answer. Both are gone when the view is left.
class CoachView {
 public:
  struct Doors {
    std::function<void()> pass;      ///< lets it pass
    std::function<void()> crisis;    ///< opens help in a crisis
    std::function<void(Tool)> help;  ///< opens a help that is written
    std::function<void()> set_up;    ///< changes the coach or switches it off
  };
  explicit CoachView(Doors doors, CoachClient::Limits limits = {});
  ~CoachView();
  CoachView(const CoachView&) = delete;
  CoachView& operator=(const CoachView&) = delete;

  GtkWidget* widget() const { return widget_; }
  /// A clean sheet. `help` is what is offered where no answer comes.
  void start(const Coach& coach, const Snapshot& snapshot, Tool help);
  bool is_waiting() const { return client_.is_asking(); }

 private:
  GtkWidget* make_sheet();
  GtkWidget* make_danger();
  GtkWidget* make_answer();
  GtkWidget* make_fallback();
  void forget();
  void send();
  void take(CoachEnd how, const std::string& body);
  std::string typed() const;

  Doors doors_;
  CoachClient client_;
  Timer settle_;
  Coach coach_;
  Identifiers identifiers_;
  CoachMoment moment_;
  Tool help_ = Tool::kBreathe;
  GtkTextBuffer* buffer_;  ///< of the paper, and of this
  GtkWidget* paper_ = nullptr;
  GtkWidget* send_ = nullptr;
  GtkWidget* waiting_ = nullptr;
  GtkWidget* danger_ = nullptr;
  GtkWidget* answer_ = nullptr;
  GtkWidget* answer_words_ = nullptr;
  GtkWidget* fallback_ = nullptr;
  GtkWidget* fallback_help_ = nullptr;
  GtkWidget* widget_;  ///< of its parent, and of this
  gulong on_unmap_ = 0;
};

}  // namespace holdfast::window
