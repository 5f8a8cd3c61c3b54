# Writes OUT: Catalog::built_in_texts() over the texts of FILES (separated by `|`).
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  file(READ "${file}" text)
  get_filename_component(name "${file}" NAME)
  string(APPEND entries "      {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"policy/catalog.h\"

namespace holdfast {

std::span<const std::pair<std::string, std::string>> Catalog::built_in_texts() {
  static const std::vector<std::pair<std::string, std::string>> texts = {
${entries}  };
  return texts;
}

}  // namespace holdfast
")
