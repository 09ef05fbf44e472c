#include "synth/pattern_tree.h"

#include <array>
#include <utility>

#include "lang/pattern.h"
#include "text/unicode.h"

namespace intake::synth {
namespace {

using Kind = PatternNode::Kind;

constexpr std::uint32_t kMostDepth = 50;
constexpr std::size_t kMostNodes = 5'000;
constexpr std::size_t kSome = 4;               // characters kept of a class, and beside it
constexpr char32_t kLastOfSearch = 0xffff;     // where the search for an odd class ends
constexpr std::uint32_t kMostRepeats = 1'000;  // as RE2 has it

/// Characters to choose from: the plain ones first, each of another sort than the one before.
constexpr std::string_view kPlain =
    "a1A -_.:/@bcdefghijklmnopqrstuvwxyz2345678909BCDEFGHIJKLMNOPQRSTUVWXYZ0"
    "!\"#$%&'()*+,;<=>?[\\]^`{|}~\t\n";
constexpr std::array<char32_t, 10> kFancy{0xe9,   0xc9,   0xdf,   0xa0,    0x200b,
                                          0x2013, 0x20ac, 0x4e2d, 0x1f600, 0x300};

struct Flags {
  bool any_case = false;
  bool dot_all = false;

  std::string text() const {
    std::string out = any_case ? "i" : "";
    if (dot_all) out += 's';
    return out.empty() ? out : "(?" + out + ")";
  }
};

/// Fills `inside` and `outside` of a class, given as a pattern of one character.
bool fill_class(const std::string& text, PatternNode& node) {
  const auto compiled = Pattern::compile("^(?:" + text + ")$", Limits{});
  if (!compiled) return false;
  const Pattern& pattern = **compiled;
  const auto sort_in = [&](const std::string& character) {
    const bool fits = pattern.search(character);
    std::vector<std::string>& list = fits ? node.inside : node.outside;
    if (list.size() < kSome) list.push_back(character);
  };
  for (const char c : kPlain) sort_in(std::string(1, c));
  for (const char32_t c : kFancy) {
    std::string character;
    append_utf8(character, c);
    sort_in(character);
  }
  for (char32_t c = 0x80; node.inside.empty() && c <= kLastOfSearch; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    std::string character;
    append_utf8(character, c);
    sort_in(character);
  }
  return !node.inside.empty();
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<PatternNode> parse() {
    PatternNode node = choice(0);
    if (failed_ || at_ < text_.size()) return std::nullopt;
    return node;
  }

 private:
  bool done() const { return failed_ || at_ >= text_.size(); }
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool take(std::string_view what) {
    if (!starts(what)) return false;
    at_ += what.size();
    return true;
  }
  PatternNode fail() {
    failed_ = true;
    return {};
  }

  PatternNode choice(std::uint32_t depth) {
    if (depth > kMostDepth) return fail();
    PatternNode node;
    node.kind = Kind::kChoice;
    do {
      node.children.push_back(sequence(depth));
    } while (!failed_ && take("|"));
    if (node.children.size() == 1) {
      PatternNode only = std::move(node.children.front());
      return only;
    }
    return node;
  }

  PatternNode sequence(std::uint32_t depth) {
    PatternNode node;
    node.kind = Kind::kSequence;
    while (!done() && text_[at_] != '|' && text_[at_] != ')') {
      if (++nodes_ > kMostNodes) return fail();
      if (take("\\Q")) {
        const std::size_t end = text_.find("\\E", at_);
        const std::string_view quote = text_.substr(at_, end - at_);
        for (std::size_t i = 0; i < quote.size();) {
          const std::size_t begin = i;
          next_code_point(quote, i);
          node.children.push_back(literal(quote.substr(begin, i - begin)));
        }
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
        continue;
      }
      PatternNode next = atom(depth);
      if (failed_) return {};
      node.children.push_back(repeated(std::move(next)));
    }
    return node;
  }

  PatternNode literal(std::string_view character) const {
    PatternNode node;
    node.kind = Kind::kLiteral;
    node.text = character;
    node.any_case = flags_.any_case;
    return node;
  }

  PatternNode of_class(std::string_view text) {
    PatternNode node;
    node.kind = Kind::kClass;
    if (!fill_class(flags_.text() + std::string(text), node)) return fail();
    return node;
  }

  PatternNode atom(std::uint32_t depth) {
    const char c = text_[at_];
    if (c == '(') return group(depth);
    if (c == '[') return bracket();
    if (c == '\\') return escape();
    if (c == '^' || c == '$') {
      ++at_;
      return {};
    }
    if (c == '.') {
      ++at_;
      return of_class(".");
    }
    const std::size_t begin = at_;
    next_code_point(text_, at_);
    return literal(text_.substr(begin, at_ - begin));
  }

  PatternNode group(std::uint32_t depth) {
    ++at_;
    PatternNode node;
    node.kind = Kind::kGroup;
    const Flags outer = flags_;
    if (take("?P<") || take("?<")) {
      const std::size_t end = text_.find('>', at_);
      if (end == std::string_view::npos) return fail();
      at_ = end + 1;
      node.group = ++groups_;
    } else if (take("?")) {
      bool on = true;
      for (; !done() && text_[at_] != ':' && text_[at_] != ')'; ++at_) {
        if (text_[at_] == '-') on = false;
        if (text_[at_] == 'i') flags_.any_case = on;
        if (text_[at_] == 's') flags_.dot_all = on;
      }
      if (take(")")) return {};  // from here to the end of the group around it
      take(":");
    } else {
      node.group = ++groups_;
    }
    node.children.push_back(choice(depth + 1));
    if (!take(")")) return fail();
    flags_ = outer;
    return node;
  }

  PatternNode bracket() {
    const std::size_t begin = at_++;
    take("^");
    take("]");  // first, it is a character
    while (!done() && text_[at_] != ']') {
      if (take("[:")) {
        const std::size_t end = text_.find(":]", at_);
        if (end == std::string_view::npos) return fail();
        at_ = end + 2;
      } else {
        at_ += text_[at_] == '\\' ? 2 : 1;
      }
    }
    if (!take("]")) return fail();
    return of_class(text_.substr(begin, at_ - begin));
  }

  PatternNode escape() {
    const std::size_t begin = at_++;
    if (at_ >= text_.size()) return fail();
    const char c = text_[at_++];
    switch (c) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
        return {};
      case 'C':
        return fail();
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return of_class(text_.substr(begin, 2));
      case 'p':
      case 'P':
        if (starts("{")) {
          at_ = text_.find('}', at_);
          if (at_ == std::string_view::npos) return fail();
        }
        ++at_;
        return of_class(text_.substr(begin, at_ - begin));
      case 'x':
        at_ = starts("{") ? text_.find('}', at_) + 1 : at_ + 2;
        return of_class(text_.substr(begin, at_ - begin));
      case '0':
      case '1':
      case '2':
      case '3':
        while (at_ < begin + 4 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7') {
          ++at_;
        }
        return of_class(text_.substr(begin, at_ - begin));
      case 'a':
      case 'f':
      case 't':
      case 'n':
      case 'r':
      case 'v':
        return of_class(text_.substr(begin, 2));
      default:
        return literal(text_.substr(at_ - 1, 1));
    }
  }

  bool number(std::uint32_t& value) {
    const std::size_t begin = at_;
    value = 0;
    while (!done() && text_[at_] >= '0' && text_[at_] <= '9' && value <= kMostRepeats) {
      value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
    }
    return at_ > begin;
  }

  PatternNode repeated(PatternNode node) {
    while (!done()) {
      std::uint32_t least = 0;
      std::uint32_t most = PatternNode::kNoMost;
      const std::size_t before = at_;
      if (take("+")) {
        least = 1;
      } else if (take("*")) {
        least = 0;
      } else if (take("?")) {
        most = 1;
      } else if (take("{")) {
        bool good = number(least);
        most = least;
        if (good && take(",")) {
          most = PatternNode::kNoMost;
          if (!starts("}")) good = number(most);
        }
        if (!good || !take("}")) {
          at_ = before;  // a brace that stands for itself
          return node;
        }
      } else {
        return node;
      }
      take("?");  // lazy
      PatternNode outer;
      outer.kind = Kind::kRepeat;
      outer.least = least;
      outer.most = most;
      outer.children.push_back(std::move(node));
      node = std::move(outer);
    }
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Flags flags_;
  std::uint32_t groups_ = 0;
  std::size_t nodes_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<PatternNode> parse_pattern_tree(std::string_view pattern) {
  if (find_invalid_utf8(pattern)) return std::nullopt;
  return Parser(pattern).parse();
}

}  // namespace intake::synth
