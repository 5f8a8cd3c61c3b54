#include "tray/window/application.h"

#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

constexpr const char* kId = "io.holdfast.Window";

std::string page_words() {
  std::string words;
  for (const PageInfo& one : pages()) words += std::string(words.empty() ? "" : "|") + one.word;
  return words + "|summary|setup";
}

bool is_page(const std::string& word) {
  return word == "setup" || word == "summary" || page_from(word);
}

// The kind page links here with `holdfast:window`. Any page of the web may hold such a link, so it
// opens the window and says nothing more.
constexpr const char* kLink = "holdfast:";

// What is left after the options and is no such link; empty where all is.
std::string argument_that_is_none(GApplicationCommandLine* line) {
  int count = 0;
  g_auto(GStrv) arguments = g_application_command_line_get_arguments(line, &count);
  for (int i = 1; i < count; ++i)
    if (!g_str_has_prefix(arguments[i], kLink)) return arguments[i];
  return {};
}

}  // namespace

Application::Application(Session::Options options)
    : options_(std::move(options)),
      application_(adw_application_new(kId, G_APPLICATION_HANDLES_COMMAND_LINE)) {
  static const std::string kWords = page_words();  // GLib keeps no copy
  const GOptionEntry entries[] = {
      {"page", 'p', 0, G_OPTION_ARG_STRING, nullptr, _("Open this page"), kWords.c_str()},
      {nullptr, 0, 0, G_OPTION_ARG_NONE, nullptr, nullptr, nullptr}};
  g_application_add_main_option_entries(G_APPLICATION(application_), entries);
  g_application_set_option_context_summary(
      G_APPLICATION(application_),
      _("The window of Holdfast: the days, and what helps right now."));
  const auto take = +[](GApplication*, GApplicationCommandLine* line, gpointer self) -> int {
    return static_cast<Application*>(self)->on_command_line(line);
  };
  g_signal_connect(application_, "command-line", G_CALLBACK(take), this);
  on(application_, "startup", [this] { add_actions(); });
}

Application::~Application() {
  window_.reset();
  g_object_unref(application_);
}

int Application::run(int argc, char** argv) {
  return g_application_run(G_APPLICATION(application_), argc, argv);
}

int Application::on_command_line(GApplicationCommandLine* line) {
  const std::string foreign = argument_that_is_none(line);
  if (!foreign.empty()) {
    g_application_command_line_printerr(
        line, "%s\n", fill(_("holdfast-window cannot open \"{1}\""), {foreign}).c_str());
    return 2;
  }
  const char* page = nullptr;
  GVariantDict* given = g_application_command_line_get_options_dict(line);
  g_variant_dict_lookup(given, "page", "&s", &page);
  if (page != nullptr && !is_page(page)) {
    const std::string known = page_words();
    g_application_command_line_printerr(
        line, "%s\n", fill(_("There is no page \"{1}\"; there are {2}"), {page, known}).c_str());
    return 2;
  }
  show(page == nullptr ? "" : page);
  return 0;
}

void Application::show(const std::string& page) {
  if (!window_) {
    window_ = std::make_unique<Window>(application_, options_);
    // Gone after the signal: the window is still at work in it.
    on(window_->window(), "destroy", [this] {
      g_idle_add(
          +[](gpointer self) -> gboolean {
            static_cast<Application*>(self)->window_.reset();
            return G_SOURCE_REMOVE;
          },
          this);
    });
  }
  if (page == "setup") window_->open_setup();
  if (page == "summary") window_->open_summary();
  if (const auto name = page_from(page)) window_->open(*name);
  window_->present();
}

void Application::add_actions() {
  GSimpleAction* choose = g_simple_action_new("page", G_VARIANT_TYPE_STRING);
  const auto open = +[](GSimpleAction*, GVariant* page, gpointer self) {
    static_cast<Application*>(self)->show(g_variant_get_string(page, nullptr));
  };
  g_signal_connect(choose, "activate", G_CALLBACK(open), this);
  g_action_map_add_action(G_ACTION_MAP(application_), G_ACTION(choose));
  g_object_unref(choose);
  int number = 0;
  for (const PageInfo& one : pages()) {
    const std::string action = std::string("app.page::") + one.word;
    const std::string key = "<Alt>" + std::to_string(++number);
    const char* keys[] = {key.c_str(), nullptr};
    gtk_application_set_accels_for_action(GTK_APPLICATION(application_), action.c_str(), keys);
  }
  const char* close[] = {"<Control>w", "<Control>q", nullptr};
  gtk_application_set_accels_for_action(GTK_APPLICATION(application_), "window.close", close);
}

}  // namespace holdfast::window
