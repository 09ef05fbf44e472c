#include "lint/pattern_tree.h"

#include <string>
#include <utility>

#include "text/unicode.h"

namespace intake::lint {
namespace {

using Kind = PatternTree::Kind;

/// Groups in groups, and repetitions of them.
constexpr std::uint32_t kDeepest = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<PatternTree> run() {
    PatternTree tree = choice(0);
    if (!good_ || at_ != text_.size()) return std::nullopt;
    return tree;
  }

 private:
  struct Flags {
    bool any_case = false;
    bool many_lines = false;
    bool dot_all = false;
  };

  bool more() const { return good_ && at_ < text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(std::string_view words) {
    if (!text_.substr(at_).starts_with(words)) return false;
    at_ += words.size();
    return true;
  }
  std::uint32_t place() const { return static_cast<std::uint32_t>(at_); }

  PatternTree make(Kind kind, std::uint32_t begin) const {
    PatternTree tree;
    tree.kind = kind;
    tree.begin = begin;
    tree.end = place();
    return tree;
  }

  PatternTree choice(std::uint32_t depth) {
    const std::uint32_t begin = place();
    std::vector<PatternTree> alternatives;
    alternatives.push_back(sequence(depth));
    while (more() && take("|")) alternatives.push_back(sequence(depth));
    if (alternatives.size() == 1) return std::move(alternatives.front());
    PatternTree tree = make(Kind::kChoice, begin);
    tree.children = std::move(alternatives);
    return tree;
  }

  PatternTree sequence(std::uint32_t depth) {
    const std::uint32_t begin = place();
    std::vector<PatternTree> parts;
    while (more() && peek() != '|' && peek() != ')') {
      if (take("\\Q")) {
        quoted(parts);
        continue;
      }
      if (set_flags()) continue;
      PatternTree part = atom(depth);
      while (more() && repetition(part)) {
      }
      parts.push_back(std::move(part));
    }
    PatternTree tree = make(Kind::kSequence, begin);
    tree.children = std::move(parts);
    return tree;
  }

  void quoted(std::vector<PatternTree>& parts) {
    while (more() && !take("\\E")) parts.push_back(literal());
  }

  /// `(?i)` and the like, which hold up to the end of the group.
  bool set_flags() {
    if (peek() != '(' || peek(1) != '?' || peek(2) == 'P' || peek(2) == ':') return false;
    const std::size_t end = text_.find_first_of(":)", at_);
    if (end == std::string_view::npos || text_[end] == ':') return false;
    read_flags(end);
    at_ = end + 1;
    return true;
  }

  /// From behind `(?` to `end`.
  void read_flags(std::size_t end) {
    bool on = true;
    for (std::size_t i = at_ + 2; i < end; ++i) {
      switch (text_[i]) {
        case '-':
          on = false;
          break;
        case 'i':
          flags_.any_case = on;
          break;
        case 'm':
          flags_.many_lines = on;
          break;
        case 's':
          flags_.dot_all = on;
          break;
        case 'U':
          break;  // which match is taken does not count here
        default:
          good_ = false;
      }
    }
  }

  PatternTree atom(std::uint32_t depth) {
    const std::uint32_t begin = place();
    switch (peek()) {
      case '(':
        return group(depth);
      case '[': {
        CodePointSet set = bracket();
        PatternTree tree = make(Kind::kSet, begin);
        tree.set = std::move(set);
        return tree;
      }
      case '.': {
        ++at_;
        PatternTree tree = make(Kind::kSet, begin);
        tree.set = flags_.dot_all ? CodePointSet::any() : CodePointSet::of("\n").complement();
        tree.is_dot = true;
        return tree;
      }
      case '^':
        ++at_;
        return make(flags_.many_lines ? Kind::kLineBegin : Kind::kTextBegin, begin);
      case '$':
        ++at_;
        return make(flags_.many_lines ? Kind::kLineEnd : Kind::kTextEnd, begin);
      case '\\':
        return escape();
      default:
        return literal();
    }
  }

  PatternTree group(std::uint32_t depth) {
    const std::uint32_t begin = place();
    const Flags outer = flags_;
    std::uint32_t number = 0;
    if (take("(?P<")) {
      const std::size_t end = text_.find('>', at_);
      at_ = end == std::string_view::npos ? text_.size() : end + 1;
      number = ++groups_;
    } else if (peek(1) == '?') {
      const std::size_t end = text_.find(':', at_);
      if (end == std::string_view::npos) {
        good_ = false;
        return {};
      }
      read_flags(end);
      at_ = end + 1;
    } else {
      ++at_;
      number = ++groups_;
    }
    if (depth >= kDeepest) good_ = false;
    PatternTree inner = good_ ? choice(depth + 1) : PatternTree{};
    if (!take(")")) good_ = false;
    flags_ = outer;
    PatternTree tree = make(Kind::kGroup, begin);
    tree.group = number;
    tree.children.push_back(std::move(inner));
    return tree;
  }

  PatternTree literal() {
    const std::uint32_t begin = place();
    CodePointSet set = CodePointSet::of(next_code_point(text_, at_));
    return literal_of(std::move(set), begin);
  }

  PatternTree literal_of(CodePointSet set, std::uint32_t begin) {
    PatternTree tree = make(Kind::kSet, begin);
    tree.set = folded(std::move(set));
    tree.is_literal = true;
    return tree;
  }

  CodePointSet folded(CodePointSet set) {
    if (!flags_.any_case) return set;
    auto wide = in_any_case(set);
    if (wide) return std::move(*wide);
    good_ = false;
    return set;
  }

  PatternTree escape() {
    const std::uint32_t begin = place();
    if (auto set = class_escape()) {
      PatternTree tree = make(Kind::kSet, begin);
      tree.set = std::move(*set);
      return tree;
    }
    const std::pair<std::string_view, Kind> places[] = {
        {"\\A", Kind::kTextBegin}, {"\\z", Kind::kTextEnd}, {"\\b", Kind::kWordEdge}};
    for (const auto& [words, kind] : places) {
      if (take(words)) return make(kind, begin);
    }
    return literal_of(CodePointSet::of(character_escape()), begin);
  }

  /// `\d`, `\pN`, `\p{Name}` and their opposites, within brackets or without; nothing is taken
  /// where there is none.
  std::optional<CodePointSet> class_escape() {
    if (peek() != '\\') return std::nullopt;
    const CodePointSet* known = nullptr;
    switch (peek(1)) {
      case 'd':
      case 'D':
        known = &digits();
        break;
      case 's':
      case 'S':
        known = &spaces();
        break;
      case 'w':
      case 'W':
        known = &word_characters();
        break;
      case 'p':
      case 'P':
        return unicode_escape();
      default:
        return std::nullopt;
    }
    const bool opposite = peek(1) < 'a';
    at_ += 2;
    CodePointSet set = folded(*known);
    return opposite ? set.complement() : set;
  }

  std::optional<CodePointSet> unicode_escape() {
    bool opposite = peek(1) == 'P';
    at_ += 2;
    std::string_view name;
    if (take("{")) {
      if (take("^")) opposite = !opposite;
      const std::size_t end = text_.find('}', at_);
      if (end == std::string_view::npos) {
        good_ = false;
        return CodePointSet();
      }
      name = text_.substr(at_, end - at_);
      at_ = end + 1;
    } else {
      name = text_.substr(at_, 1);
      ++at_;
    }
    auto set = unicode_class(name);
    if (!set) {
      good_ = false;
      return CodePointSet();
    }
    CodePointSet wide = folded(std::move(*set));
    return opposite ? wide.complement() : wide;
  }

  /// One character behind a backslash.
  char32_t character_escape() {
    ++at_;
    const char c = peek();
    if (c == 'x') return hexadecimal();
    if (is_digit(c)) return octal();
    ++at_;
    switch (c) {
      case 'a':
        return '\a';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return '\v';
      default:
        break;
    }
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || byte >= 0x80 || c == '\0') good_ = false;
    return byte;
  }

  char32_t hexadecimal() {
    ++at_;
    const bool braced = take("{");
    char32_t value = 0;
    for (int count = 0; more() && (braced ? peek() != '}' : count < 2); ++count, ++at_) {
      const char c = peek();
      const int digit = is_digit(c)            ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0 || value > kLastCodePoint) {
        good_ = false;
        return 0;
      }
      value = value * 16 + static_cast<char32_t>(digit);
    }
    if (braced && !take("}")) good_ = false;
    if (value > kLastCodePoint) good_ = false;
    return value;
  }

  char32_t octal() {
    char32_t value = 0;
    for (int count = 0; count < 3 && peek() >= '0' && peek() <= '7'; ++count, ++at_) {
      value = value * 8 + static_cast<char32_t>(peek() - '0');
    }
    return value;
  }

  CodePointSet bracket() {
    ++at_;
    const bool opposite = take("^");
    CodePointSet set;
    for (bool first = true; more() && (first || peek() != ']'); first = false) {
      if (take("[:")) {
        add_posix(set);
        continue;
      }
      if (auto part = class_escape()) {
        set.add(*part);
        continue;
      }
      const char32_t low = bracket_character();
      char32_t high = low;
      if (peek() == '-' && peek(1) != ']' && at_ + 1 < text_.size()) {
        ++at_;
        high = bracket_character();
      }
      CodePointSet range({{low, high}});
      set.add(folded(std::move(range)));
    }
    if (!take("]")) good_ = false;
    return opposite ? set.complement() : set;
  }

  void add_posix(CodePointSet& set) {
    const bool opposite = take("^");
    const std::size_t end = text_.find(":]", at_);
    auto known =
        end == std::string_view::npos ? std::nullopt : posix_class(text_.substr(at_, end - at_));
    if (!known) {
      good_ = false;
      return;
    }
    at_ = end + 2;
    CodePointSet wide = folded(std::move(*known));
    set.add(opposite ? wide.complement() : wide);
  }

  char32_t bracket_character() {
    if (peek() == '\\') return character_escape();
    return next_code_point(text_, at_);
  }

  /// A repetition behind a part, which it then is around.
  bool repetition(PatternTree& part) {
    std::uint32_t least = 0, most = PatternTree::kNoMost;
    const std::size_t before = at_;
    if (take("*")) {
    } else if (take("+")) {
      least = 1;
    } else if (take("?")) {
      most = 1;
    } else if (!counted(least, most)) {
      at_ = before;
      return false;
    }
    (void)take("?");  // as few as possible: the same texts
    PatternTree tree = make(Kind::kRepeat, part.begin);
    tree.least = least;
    tree.most = most;
    tree.children.push_back(std::move(part));
    part = std::move(tree);
    return true;
  }

  /// `{2}`, `{2,}`, `{2,5}`; anything else in braces is literal text.
  bool counted(std::uint32_t& least, std::uint32_t& most) {
    if (!take("{") || !number(least)) return false;
    most = least;
    if (take(",")) {
      most = PatternTree::kNoMost;
      if (peek() != '}' && !number(most)) return false;
    }
    return take("}");
  }

  bool number(std::uint32_t& value) {
    if (!is_digit(peek())) return false;
    value = 0;
    for (; is_digit(peek()) && value < 100'000; ++at_) {
      value = value * 10 + static_cast<std::uint32_t>(peek() - '0');
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool good_ = true;
  std::uint32_t groups_ = 0;
  Flags flags_;
};

}  // namespace

std::optional<PatternTree> parse_pattern_tree(std::string_view pattern) {
  return Parser(pattern).run();
}

}  // namespace intake::lint
