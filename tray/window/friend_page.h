#pragma once

#include "tray/window/account_card.h"
#include "tray/window/consent_card.h"
#include "tray/window/key_card.h"
#include "tray/window/kit.h"
#include "tray/window/partner_form.h"
#include "tray/window/shell.h"
#include "tray/window/summary_card.h"

namespace holdfast::window {

/// The one trusted friend: who it is, what they are told and how it gets there.
class FriendPage : public Page {
 public:
  explicit FriendPage(Shell& shell);
  ~FriendPage() override;
  FriendPage(const FriendPage&) = delete;
  FriendPage& operator=(const FriendPage&) = delete;
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot& snapshot) override;
  /// What the next summary says: at once, or as soon as it is known whether there is one.
  void open_preview();

 private:
  void show_letters(const Snapshot& snapshot);
  void scroll_to(GtkWidget* part);

  ConsentCard consent_;
  SummaryCard summary_;
  AccountCard account_;
  KeyCard key_;
  PartnerForm form_;
  bool is_named_ = false;
  bool wants_preview_ = false;
  GtkWidget* untold_;
  GtkWidget* letters_;
  GtkWidget* letters_card_;
  GtkWidget* named_;
  Timer scrolling_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
