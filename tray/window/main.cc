#include <gtk/gtk.h>

#include "tray/i18n.h"
#include "tray/window/application.h"

int main(int argc, char** argv) {
  // Numbers stay as they are: init_translations chooses what the language is for.
  gtk_disable_setlocale();
  holdfast::init_translations();
  holdfast::window::Session::Options options;
  options.link.version = HOLDFAST_VERSION;
  return holdfast::window::Application(options).run(argc, argv);
}
