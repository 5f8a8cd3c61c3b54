#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "platform/ipc/interface.h"

namespace holdfast::ipc {
namespace {

// No interface nests deeper; a hostile one must not exhaust the stack.
constexpr int kMaxDepth = 32;

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_word_character(char c) { return is_letter(c) || is_digit(c); }

// Letters and digits with `between` allowed inside, never at an end and, for `_`, never doubled.
bool is_label(std::string_view text, char between) {
  if (text.empty() || !is_word_character(text.front()) || !is_word_character(text.back())) {
    return false;
  }
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_word_character(text[i])) continue;
    if (text[i] != between || (between == '_' && text[i - 1] == '_')) return false;
  }
  return true;
}

bool is_member_name(std::string_view text) {
  return !text.empty() && std::isupper(static_cast<unsigned char>(text[0])) != 0 &&
         std::all_of(text.begin(), text.end(), is_word_character);
}

bool is_field_name(std::string_view text) { return is_label(text, '_') && is_letter(text.front()); }

bool is_interface_name(std::string_view text) {
  if (text.find('.') == std::string_view::npos || !is_letter(text.front())) return false;
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_label(text.substr(0, dot), '-')) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

// A recursive descent over the grammar at https://varlink.org/Interface-Definition. The first
// problem is kept in `problem_`; after it every step fails, so callers may check late.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Interface> parse() {
    Interface interface;
    interface.text = text_;
    expect_word("interface");
    interface.name = name("an interface name, as org.example.name", is_interface_name);
    while (ok() && !at_end()) parse_member(interface);
    if (ok()) check_names(interface);
    if (!ok()) return Failure{problem_};
    return interface;
  }

 private:
  bool ok() const { return problem_.empty(); }

  void fail(const std::string& what) {
    if (!ok()) return;
    const std::string_view before = text_.substr(0, at_);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
    problem_ = std::to_string(line) + ":" + std::to_string(at_ - line_start + 1) + ": " + what;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }

  // True, and past it, when `token` comes next.
  bool take(std::string_view token) {
    skip_blanks();
    if (!ok() || text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token)) fail("expected \"" + std::string(token) + "\"");
  }

  std::string_view peek_word() {
    skip_blanks();
    std::size_t end = at_;
    while (end < text_.size() && (is_word_character(text_[end]) || text_[end] == '_' ||
                                  text_[end] == '-' || text_[end] == '.')) {
      // The arrow of a method may touch the word before it.
      if (text_.substr(end, 2) == "->") break;
      ++end;
    }
    return text_.substr(at_, end - at_);
  }

  void expect_word(std::string_view word) {
    if (peek_word() == word) {
      at_ += word.size();
    } else {
      fail("expected \"" + std::string(word) + "\"");
    }
  }

  std::string name(const std::string& wanted, bool (*fits)(std::string_view)) {
    const std::string_view word = peek_word();
    if (!ok() || word.empty() || !fits(word)) {
      fail("expected " + wanted);
      return {};
    }
    at_ += word.size();
    return std::string(word);
  }

  std::string member_name() { return name("a name that begins with a capital", is_member_name); }

  void parse_member(Interface& interface) {
    const std::string_view keyword = peek_word();
    at_ += keyword.size();
    if (keyword == "type") {
      TypeDeclaration declaration{member_name(), {}};
      declaration.type = struct_or_enum(0);
      interface.types.push_back(std::move(declaration));
    } else if (keyword == "method") {
      MethodDeclaration declaration{member_name(), {}, {}};
      declaration.in = struct_only();
      expect("->");
      declaration.out = struct_only();
      interface.methods.push_back(std::move(declaration));
    } else if (keyword == "error") {
      ErrorDeclaration declaration{member_name(), {}};
      declaration.parameters = struct_only();
      interface.errors.push_back(std::move(declaration));
    } else {
      at_ -= keyword.size();
      fail("expected \"type\", \"method\" or \"error\"");
    }
  }

  Type struct_only() {
    Type type = struct_or_enum(0);
    if (type.kind != Type::Kind::kStruct) fail("expected fields with types, not words alone");
    return type;
  }

  // `(a, b)` is an enum, `(a: T)` and `()` are structs: the first separator tells.
  Type struct_or_enum(int depth) {
    Type type;
    expect("(");
    if (take(")") || !ok()) return type;
    do {
      std::string field = name("a field name", is_field_name);
      const bool typed = take(":");
      if (type.fields.empty() && type.words.empty() && !typed) type.kind = Type::Kind::kEnum;
      if (typed != (type.kind == Type::Kind::kStruct)) fail("fields with and without a type mixed");
      if (typed) {
        add_field(type, std::move(field), depth);
      } else {
        add_word(type, std::move(field));
      }
    } while (ok() && take(","));
    expect(")");
    return type;
  }

  void add_field(Type& type, std::string field, int depth) {
    const bool known = std::any_of(type.fields.begin(), type.fields.end(),
                                   [&](const Field& other) { return other.name == field; });
    if (known) fail("the field \"" + field + "\" is there twice");
    type.fields.push_back(Field{std::move(field), any_type(depth + 1)});
  }

  void add_word(Type& type, std::string word) {
    if (std::count(type.words.begin(), type.words.end(), word) != 0) {
      fail("the word \"" + word + "\" is there twice");
    }
    type.words.push_back(std::move(word));
  }

  Type wrap(Type::Kind kind, int depth) {
    Type type;
    type.kind = kind;
    type.element.push_back(any_type(depth + 1));
    return type;
  }

  Type any_type(int depth) {
    if (depth > kMaxDepth) {
      fail("types nest too deeply");
      return {};
    }
    if (take("?")) {
      Type type = wrap(Type::Kind::kOptional, depth);
      if (type.element[0].kind == Type::Kind::kOptional) fail("\"?\" is there twice");
      return type;
    }
    if (take("[]")) return wrap(Type::Kind::kArray, depth);
    if (take("[string]")) return wrap(Type::Kind::kMap, depth);
    if (skip_blanks(); text_.substr(at_, 1) == "(") return struct_or_enum(depth);
    return word_type();
  }

  Type word_type() {
    static constexpr std::pair<std::string_view, Type::Kind> kBuiltIn[] = {
        {"bool", Type::Kind::kBool},     {"int", Type::Kind::kInt},
        {"float", Type::Kind::kFloat},   {"string", Type::Kind::kString},
        {"object", Type::Kind::kObject},
    };
    Type type;
    for (const auto& [word, kind] : kBuiltIn) {
      if (peek_word() != word) continue;
      at_ += word.size();
      type.kind = kind;
      return type;
    }
    const std::size_t where = at_;
    type.kind = Type::Kind::kNamed;
    type.name = name("a type", is_member_name);
    if (ok()) uses_.emplace_back(type.name, where);
    return type;
  }

  void check_names(const Interface& interface) {
    std::set<std::string_view> seen;
    const auto declare = [&](const auto& declarations) {
      for (const auto& one : declarations) {
        if (!seen.insert(one.name).second) fail("\"" + one.name + "\" is declared twice");
      }
    };
    declare(interface.types);
    declare(interface.methods);
    declare(interface.errors);
    for (const auto& [type, where] : uses_) {
      if (interface.find_type(type) != nullptr) continue;
      at_ = where;
      fail("the type \"" + type + "\" is not declared");
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string problem_;
  std::vector<std::pair<std::string, std::size_t>> uses_;
};

}  // namespace

Result<Interface> parse_interface(std::string_view text) { return Parser(text).parse(); }

}  // namespace holdfast::ipc
