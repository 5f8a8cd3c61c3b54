# Writes OUT: page_texts() over the texts of the kind page below FROM.
function(read_text name)
  file(READ "${FROM}/${name}" text)
  set(text "R\"page(${text})page\"" PARENT_SCOPE)
endfunction()
set(entries "")
foreach(name kind.html kind.css)
  read_text(${name})
  string(APPEND entries "      ${text},\n")
endforeach()
string(APPEND entries "      {")
foreach(name _locales/en/messages.json _locales/de/messages.json _locales/es/messages.json)
  read_text(${name})
  string(APPEND entries "${text},\n       ")
endforeach()
string(APPEND entries "},\n")
file(WRITE "${OUT}" "#include \"daemon/page_texts.h\"

namespace holdfast::daemon {

const PageTexts& page_texts() {
  static constexpr PageTexts texts = {
${entries}  };
  return texts;
}

}  // namespace holdfast::daemon
")
