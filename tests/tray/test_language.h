#pragma once

#include <stdlib.h>  // setenv

#include "tray/i18n.h"

namespace holdfast {

/// From here on texts are in the language of that locale: `de_DE.UTF-8`, a German of the tests' own
/// making, so that no machine needs to have one, or `C`.
inline void speak(const char* locale) {
  ::setenv("LOCPATH", HOLDFAST_TEST_LOCALES, 1);
  ::setenv("TEXTDOMAINDIR", HOLDFAST_TEST_WORDS, 1);
  ::unsetenv("LANGUAGE");
  ::setenv("LC_ALL", locale, 1);
  init_translations();
}

}  // namespace holdfast
