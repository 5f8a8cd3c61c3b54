#include "tray/window/kit.h"

#include <utility>

namespace holdfast::window {
namespace {

template <class Function>
GClosure* closure_of(Function action, GClosureMarshal marshal) {
  auto* owned = new Function(std::move(action));
  GClosure* closure = g_closure_new_simple(sizeof(GClosure), owned);
  g_closure_add_finalize_notifier(
      closure, owned, [](gpointer data, GClosure*) { delete static_cast<Function*>(data); });
  g_closure_set_marshal(closure, marshal);
  return closure;
}

constexpr int kReadableWidth = 620;

}  // namespace

gulong on(gpointer instance, const char* signal, std::function<void()> action) {
  const auto marshal = [](GClosure* closure, GValue*, guint, const GValue*, gpointer, gpointer) {
    (*static_cast<std::function<void()>*>(closure->data))();
  };
  return g_signal_connect_closure(instance, signal, closure_of(std::move(action), marshal), FALSE);
}

void on_asked(gpointer instance, const char* signal, std::function<bool()> action) {
  const auto marshal = [](GClosure* closure, GValue* result, guint, const GValue*, gpointer,
                          gpointer) {
    const bool is_handled = (*static_cast<std::function<bool()>*>(closure->data))();
    if (result != nullptr) g_value_set_boolean(result, is_handled);
  };
  g_signal_connect_closure(instance, signal, closure_of(std::move(action), marshal), FALSE);
}

GtkWidget* with_classes(GtkWidget* widget, Classes classes) {
  for (const char* name : classes) gtk_widget_add_css_class(widget, name);
  return widget;
}

GtkWidget* column(int spacing, std::initializer_list<GtkWidget*> children) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  for (GtkWidget* child : children) gtk_box_append(GTK_BOX(box), child);
  return box;
}

GtkWidget* row(int spacing, std::initializer_list<GtkWidget*> children) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
  for (GtkWidget* child : children) gtk_box_append(GTK_BOX(box), child);
  return box;
}

GtkWidget* text(const std::string& words, Classes classes) {
  GtkWidget* label = gtk_label_new(words.c_str());
  gtk_label_set_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode(GTK_LABEL(label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  return with_classes(label, classes);
}

GtkWidget* centred(const std::string& words, Classes classes) {
  GtkWidget* label = text(words, classes);
  gtk_label_set_xalign(GTK_LABEL(label), 0.5F);
  gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
  return label;
}

void set_text(GtkWidget* label, const std::string& words) {
  // Setting the same words again would make a screen reader say them again.
  if (words != gtk_label_get_text(GTK_LABEL(label))) {
    gtk_label_set_text(GTK_LABEL(label), words.c_str());
  }
}

void set_text_or_hide(GtkWidget* label, const std::string& words) {
  set_text(label, words);
  gtk_widget_set_visible(label, words.empty() ? FALSE : TRUE);
}

GtkWidget* button(const std::string& words, Classes classes, std::function<void()> action) {
  GtkWidget* made = gtk_button_new();
  GtkWidget* label = gtk_label_new(words.c_str());
  gtk_label_set_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child(GTK_BUTTON(made), label);
  set_name(made, words);
  on(made, "clicked", std::move(action));
  return with_classes(made, classes);
}

void set_button_words(GtkWidget* button, const std::string& words) {
  set_text(gtk_button_get_child(GTK_BUTTON(button)), words);
  set_name(button, words);
}

GtkWidget* icon_button(const char* icon, const std::string& name, std::function<void()> action) {
  GtkWidget* made = gtk_button_new_from_icon_name(icon);
  gtk_widget_set_tooltip_text(made, name.c_str());
  set_name(made, name);
  on(made, "clicked", std::move(action));
  return with_classes(made, {"flat", "circular"});
}

GtkWidget* icon(const char* name, int size) {
  GtkWidget* image = gtk_image_new_from_icon_name(name);
  gtk_image_set_pixel_size(GTK_IMAGE(image), size);
  return image;
}

GtkWidget* entry(const std::string& name, const std::string& example) {
  GtkWidget* made = gtk_entry_new();
  gtk_entry_set_placeholder_text(GTK_ENTRY(made), example.c_str());
  set_name(made, name);
  return made;
}

std::string entry_text(GtkWidget* entry) {
  const char* words = gtk_editable_get_text(GTK_EDITABLE(entry));
  g_autofree char* trimmed = g_strstrip(g_strdup(words));
  return trimmed;
}

void set_entry_text(GtkWidget* entry, const std::string& words) {
  gtk_editable_set_text(GTK_EDITABLE(entry), words.c_str());
}

void set_name(GtkWidget* widget, const std::string& name) {
  gtk_accessible_update_property(GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                 name.c_str(), -1);
}

void set_description(GtkWidget* widget, const std::string& description) {
  gtk_accessible_update_property(GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                 description.c_str(), -1);
}

GtkWidget* field(const std::string& name, GtkWidget* control) {
  return column(4, {text(name, {"hf-label"}), control});
}

void ask_first(GtkWindow* window, const std::string& question, const std::string& words,
               const std::string& no, const std::string& yes, std::function<void()> action) {
  GtkWidget* dialog = adw_message_dialog_new(window, question.c_str(), words.c_str());
  adw_message_dialog_add_responses(ADW_MESSAGE_DIALOG(dialog), "no", no.c_str(), "yes", yes.c_str(),
                                   nullptr);
  adw_message_dialog_set_default_response(ADW_MESSAGE_DIALOG(dialog), "no");
  adw_message_dialog_set_close_response(ADW_MESSAGE_DIALOG(dialog), "no");
  on(dialog, "response::yes", std::move(action));
  gtk_window_present(GTK_WINDOW(dialog));
}

GtkWidget* card(GtkWidget* child, Classes classes) {
  GtkWidget* box = column(0, {child});
  gtk_widget_add_css_class(box, "hf-card");
  return with_classes(box, classes);
}

GtkWidget* page(GtkWidget* child) {
  GtkWidget* clamp = adw_clamp_new();
  adw_clamp_set_maximum_size(ADW_CLAMP(clamp), kReadableWidth);
  adw_clamp_set_tightening_threshold(ADW_CLAMP(clamp), kReadableWidth);
  adw_clamp_set_child(ADW_CLAMP(clamp), child);
  gtk_widget_add_css_class(clamp, "hf-page");
  GtkWidget* scrolled = gtk_scrolled_window_new();
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), clamp);
  gtk_widget_set_vexpand(scrolled, TRUE);
  return scrolled;
}

void show_child(GtkWidget* stack, const char* name) {
  gtk_stack_set_visible_child_name(GTK_STACK(stack), name);
  GtkWidget* shown = gtk_stack_get_visible_child(GTK_STACK(stack));
  for (GtkWidget* child = gtk_widget_get_first_child(stack); child != nullptr;
       child = gtk_widget_get_next_sibling(child)) {
    gtk_accessible_update_state(GTK_ACCESSIBLE(child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                child == shown ? FALSE : TRUE, -1);
  }
}

void clear(GtkWidget* box) {
  while (GtkWidget* child = gtk_widget_get_first_child(box)) gtk_box_remove(GTK_BOX(box), child);
}

void add(GtkWidget* box, GtkWidget* child) { gtk_box_append(GTK_BOX(box), child); }

void Timer::start(unsigned milliseconds, std::function<bool()> action) {
  stop();
  action_ = std::move(action);
  const auto tick = [](gpointer data) -> gboolean {
    auto* self = static_cast<Timer*>(data);
    const guint source = self->source_;
    // The action may start the timer anew, or stop it.
    const auto run = self->action_;
    const bool goes_on = run();
    if (self->source_ != source) return G_SOURCE_REMOVE;
    if (!goes_on) self->source_ = 0;
    return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  };
  source_ = g_timeout_add(milliseconds, tick, this);
}

void Timer::stop() {
  if (source_ != 0) g_source_remove(source_);
  source_ = 0;
}

}  // namespace holdfast::window
