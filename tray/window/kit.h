#pragma once

#include <adwaita.h>

#include <functional>
#include <initializer_list>
#include <string>

namespace holdfast::window {

/// Short ways to say in GTK what every page says. Widgets belong to their parent, as in GTK.

/// Runs `action` at every emission of a signal, whatever its parameters, as long as `instance`
/// lives. What `action` refers to must live as long, or disconnect the handler that is returned.
gulong on(gpointer instance, const char* signal, std::function<void()> action);

/// The same for signals that ask whether they were handled.
void on_asked(gpointer instance, const char* signal, std::function<bool()> action);

using Classes = std::initializer_list<const char*>;
GtkWidget* with_classes(GtkWidget* widget, Classes classes);

GtkWidget* column(int spacing, std::initializer_list<GtkWidget*> children = {});
GtkWidget* row(int spacing, std::initializer_list<GtkWidget*> children = {});

/// A text that wraps and begins where the language begins.
GtkWidget* text(const std::string& words, Classes classes = {});
/// One that stands in the middle.
GtkWidget* centred(const std::string& words, Classes classes = {});
void set_text(GtkWidget* label, const std::string& words);
/// Sets the words and hides an empty label.
void set_text_or_hide(GtkWidget* label, const std::string& words);

GtkWidget* button(const std::string& words, Classes classes, std::function<void()> action);
void set_button_words(GtkWidget* button, const std::string& words);
/// A button that is only an icon; `name` is for who cannot see it, and its tooltip.
GtkWidget* icon_button(const char* icon, const std::string& name, std::function<void()> action);
GtkWidget* icon(const char* name, int size);

/// An entry that says what it wants; the name is also for screen readers.
GtkWidget* entry(const std::string& name, const std::string& example);
std::string entry_text(GtkWidget* entry);
void set_entry_text(GtkWidget* entry, const std::string& words);

/// What a screen reader calls it.
void set_name(GtkWidget* widget, const std::string& name);
void set_description(GtkWidget* widget, const std::string& description);

/// A control under its name; the control has the same for screen readers already.
GtkWidget* field(const std::string& name, GtkWidget* control);

/// A question with a quiet way out first; `action` runs when it is answered with `yes`.
void ask_first(GtkWindow* window, const std::string& question, const std::string& words,
               const std::string& no, const std::string& yes, std::function<void()> action);

/// A raised surface around what belongs together.
GtkWidget* card(GtkWidget* child, Classes classes = {});

/// A scrolled page of a width that is good to read.
GtkWidget* page(GtkWidget* child);

/// Shows one child of a stack. The others are hidden from screen readers too, which GTK 4.8 does
/// not do by itself.
void show_child(GtkWidget* stack, const char* name);

/// Takes all children out of a box.
void clear(GtkWidget* box);
void add(GtkWidget* box, GtkWidget* child);

/// Owns a timer of the main loop; the action says whether it goes on.
class Timer {
 public:
  Timer() = default;
  ~Timer() { stop(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void start(unsigned milliseconds, std::function<bool()> action);
  void stop();
  bool is_running() const { return source_ != 0; }

 private:
  guint source_ = 0;
  std::function<bool()> action_;
};

}  // namespace holdfast::window
