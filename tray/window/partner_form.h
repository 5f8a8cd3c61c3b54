#pragma once

#include "tray/window/kit.h"
#include "tray/window/partner_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// Where no friend is named: who it could be, and what they would see. It can be left alone.
class PartnerForm {
 public:
  explicit PartnerForm(Shell& shell);
  GtkWidget* widget() const { return widget_; }

 private:
  GtkWidget* make_seen();
  GtkWidget* make_form();
  PartnerDraft draft() const;
  void name_friend();

  Shell& shell_;
  GtkWidget* name_ = nullptr;
  GtkWidget* mail_ = nullptr;
  GtkWidget* day_ = nullptr;
  GtkWidget* time_ = nullptr;
  GtkWidget* trouble_ = nullptr;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
