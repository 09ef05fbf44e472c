#include "mutation/pattern_edits.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "text/span.h"

namespace intake {
namespace {

constexpr std::uint32_t kDeepest = 50;
constexpr std::size_t kShortestLiteral = 3;
constexpr std::string_view kWidening[] = {"drop-anchor", "drop-literal", "widen-class",
                                          "widen-count"};
constexpr std::string_view kClassLetters = "dDwWsS";
constexpr std::string_view kAnchorLetters = "bBAz";

std::string shown(std::string_view text) { return "`" + std::string(text) + "`"; }

/// Reads a pattern that RE2 has compiled, and collects what can be changed on the way.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<PatternEdit> run() {
    read_choice(0);
    if (failed_ || at_ != text_.size()) return {};
    return std::move(edits_);
  }

 private:
  enum class Atom : std::uint8_t { kLiteral, kAnchor, kOther };

  bool at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view slice(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }
  void fail() {
    failed_ = true;
    at_ = text_.size();
  }

  std::string changed(std::size_t begin, std::size_t end, std::string_view with) const {
    std::string pattern(text_.substr(0, begin));
    pattern += with;
    pattern += text_.substr(end);
    return pattern;
  }

  void edit(std::string_view mutation, std::string change, std::size_t begin, std::size_t end,
            std::string_view with, std::string probe = {}) {
    std::string pattern = changed(begin, end, with);
    if (pattern.empty() || pattern == text_ || !seen_.insert(pattern).second) return;
    const bool widens =
        std::find(std::begin(kWidening), std::end(kWidening), mutation) != std::end(kWidening);
    edits_.push_back({mutation, std::move(change), std::move(pattern), widens, std::move(probe)});
  }

  /// Alternatives up to the end or the closing parenthesis. Recursive; bounded by kDeepest.
  void read_choice(std::uint32_t depth) {
    if (depth > kDeepest) return fail();
    std::vector<Part> alternatives, literals;
    for (;;) {
      if (alternatives.empty()) skip_flags();
      const std::size_t begin = at_;
      read_sequence(depth, literals);
      alternatives.emplace_back(begin, at_);
      if (peek() != '|') break;
      ++at_;
    }
    if (alternatives.size() < 2) {
      for (const auto& [begin, end] : literals) {
        if (Part(begin, end) == alternatives.front()) continue;  // nothing would be left
        edit("drop-literal", "without " + shown(slice(begin, end)), begin, end, "");
      }
      return;
    }
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      const auto [begin, end] = alternatives[i];
      const bool last = i + 1 == alternatives.size();
      edit("drop-alternative", "without the alternative " + shown(slice(begin, end)),
           last ? begin - 1 : begin, last ? end : end + 1, "",
           changed(alternatives.front().first, alternatives.back().second, slice(begin, end)));
    }
  }

  /// `(?i)` holds for all alternatives behind it, and is part of none.
  void skip_flags() {
    while (slice(at_, at_ + 2) == "(?") {
      std::size_t end = at_ + 2;
      while (end < text_.size() &&
             (std::isalpha(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '-'))
        ++end;
      if (end >= text_.size() || text_[end] != ')') return;
      read_group(0);
    }
  }

  using Part = std::pair<std::size_t, std::size_t>;  // begin, end

  /// The runs of characters that are written out are appended to `literals`.
  void read_sequence(std::uint32_t depth, std::vector<Part>& literals) {
    std::size_t literal = at_;  // where the run of literal characters begins
    // A part of a word that is one of several is not worth a case.
    const auto flush = [&](std::size_t end) {
      if (end >= literal + kShortestLiteral) literals.emplace_back(literal, end);
    };
    while (!at_end() && peek() != '|' && peek() != ')') {
      const std::size_t begin = at_;
      const Atom atom = read_atom(depth);
      if (failed_) return;
      const std::size_t end = at_;
      const bool repeated = read_repetition(begin, end);
      if (atom == Atom::kLiteral && !repeated) continue;
      flush(begin);
      literal = at_;
      if (atom == Atom::kAnchor) {
        edit("drop-anchor", "without " + shown(slice(begin, end)), begin, end, "");
      }
    }
    flush(at_);
  }

  Atom read_atom(std::uint32_t depth) {
    const std::size_t begin = at_;
    switch (peek()) {
      case '^':
      case '$':
        ++at_;
        return Atom::kAnchor;
      case '.':
        ++at_;
        return Atom::kOther;
      case '[':
        read_class();
        return Atom::kOther;
      case '(':
        read_group(depth);
        return Atom::kOther;
      case '\\':
        return read_escape(true);
      default:
        read_character();
        return at_ > begin ? Atom::kLiteral : Atom::kOther;
    }
  }

  void read_character() {
    ++at_;
    while (!at_end() && (static_cast<unsigned char>(peek()) & 0xc0) == 0x80) ++at_;
  }

  /// One escape, also in a class (then `widen` is false).
  Atom read_escape(bool widen) {
    const std::size_t begin = at_;
    at_ += 2;
    const char letter = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
    if (letter == 'Q' || letter == 'C' || letter == '\0') {
      fail();
      return Atom::kOther;
    }
    if (letter == 'p' || letter == 'P') {
      if (peek() == '{') {
        at_ = std::min(text_.find('}', at_), text_.size() - 1);
      }
      ++at_;
    } else if (letter == 'x') {
      at_ = peek() == '{' ? std::min(text_.find('}', at_), text_.size() - 1) + 1 : at_ + 2;
      return Atom::kLiteral;
    } else if (kAnchorLetters.find(letter) != std::string_view::npos) {
      return Atom::kAnchor;
    } else if (kClassLetters.find(letter) == std::string_view::npos) {
      return Atom::kLiteral;
    }
    if (widen && (letter == 'd' || letter == 'w')) widen_class(begin);
    return Atom::kOther;
  }

  void read_class() {
    const std::size_t begin = at_;
    ++at_;
    const bool negated = peek() == '^';
    if (negated) ++at_;
    bool of_words = false;  // letters or digits
    for (bool first = true; first || peek() != ']'; first = false) {
      if (at_end()) return fail();
      const std::size_t item = at_;
      read_class_member();
      of_words |=
          slice(item, at_) == "\\d" || slice(item, at_) == "\\w" || slice(item, item + 2) == "[:";
      if (peek() == '-' && peek(1) != ']') {
        of_words = true;
        ++at_;
        read_class_member();
      }
    }
    ++at_;
    if (!negated && of_words) widen_class(begin);
  }

  void widen_class(std::size_t begin) {
    edit("widen-class", "with any character for " + shown(slice(begin, at_)), begin, at_, ".");
  }

  void read_class_member() {
    if (peek() == '[' && peek(1) == ':') {
      const std::size_t end = text_.find(":]", at_);
      if (end == std::string_view::npos) return fail();
      at_ = end + 2;
    } else if (peek() == '\\') {
      (void)read_escape(false);
    } else {
      read_character();
    }
  }

  void read_group(std::uint32_t depth) {
    const std::size_t begin = at_;
    ++at_;
    if (peek() == '?') {
      std::size_t end = at_ + 1;
      if (peek(1) == 'P' || peek(1) == '<') {
        end = text_.find('>', at_);
        if (end == std::string_view::npos) return fail();
        at_ = end + 1;
      } else {
        while (end < text_.size() && text_[end] != ':' && text_[end] != ')') ++end;
        const std::string_view flags = slice(at_ + 1, end);
        const std::size_t flag = flags.substr(0, flags.find('-')).find('i');
        const bool alone = end < text_.size() && text_[end] == ')';
        if (flag != std::string_view::npos) {
          const bool only = flags.size() == 1;
          edit("drop-case-flag", "without `i` in " + shown(slice(begin, end + 1)),
               only && alone ? begin : at_ + 1 + flag, only && alone ? end + 1 : at_ + 2 + flag,
               "");
        }
        at_ = end + 1;
        if (alone) return;
      }
    }
    read_choice(depth + 1);
    if (peek() != ')') return fail();
    ++at_;
  }

  /// `?`, `*`, `+`, `{n,m}` behind an atom. True where there is one.
  bool read_repetition(std::size_t begin, std::size_t end) {
    const std::string part = shown(slice(begin, end));
    const bool gap = is_gap(slice(begin, end));
    const char sign = peek();
    std::optional<std::pair<std::uint32_t, std::optional<std::uint32_t>>> count;
    if (sign == '{') count = read_counts();
    if (sign != '?' && sign != '*' && sign != '+' && !count) return false;
    if (!count) ++at_;
    const std::size_t sign_end = at_;
    if (peek() == '?') ++at_;  // lazy
    switch (sign) {
      case '?':
        edit("require-optional", "with " + part + " always", end, at_, "", changed(begin, at_, ""));
        edit("drop-optional", "without the optional " + part, begin, at_, "",
             changed(end, at_, ""));
        break;
      case '*':
        edit("require-optional", "with " + part + " once at least", end, sign_end, "+",
             changed(begin, at_, ""));
        edit("drop-optional", "without " + shown(slice(begin, at_)), begin, at_, "",
             changed(end, at_, ""));
        break;
      case '+':
        if (gap) break;  // what parts words is no part of its own
        edit("widen-count", "with any number of " + part + ", none too", end, sign_end, "*");
        break;
      default:
        edit_counts(part, end, sign_end, *count);
        break;
    }
    return true;
  }

  void edit_counts(const std::string& part, std::size_t begin, std::size_t end,
                   const std::pair<std::uint32_t, std::optional<std::uint32_t>>& count) {
    const auto& [least, most] = count;
    const std::string upper = most ? std::to_string(*most) : "";
    if (most) {
      edit("widen-count", "with more than " + upper + " of " + part, begin, end,
           "{" + std::to_string(least) + ",}");
    }
    if (least > 0) {
      const std::string lower = std::to_string(least > 1 ? 1 : 0);
      edit("widen-count", "with fewer than " + std::to_string(least) + " of " + part, begin, end,
           "{" + lower + "," + upper + "}");
    }
  }

  /// Blanks only: `\s`, ` `, `[\s\p{Z}]`.
  static bool is_gap(std::string_view part) {
    std::string rest(part);
    for (const std::string_view blank : {"\\s", "\\p{Z}", "\\p{Cf}", " ", "[", "]"}) {
      for (std::size_t at; (at = rest.find(blank)) != std::string::npos;)
        rest.erase(at, blank.size());
    }
    return rest.empty();
  }

  /// `{n}`, `{n,}` or `{n,m}`; a brace that is none of these is a character.
  std::optional<std::pair<std::uint32_t, std::optional<std::uint32_t>>> read_counts() {
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = slice(at_ + 1, close);
    const std::size_t comma = inside.find(',');
    const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
      std::uint32_t value = 0;
      const char* const end = digits.data() + digits.size();
      const auto [stop, error] = std::from_chars(digits.data(), end, value);
      if (error != std::errc() || stop != end) return std::nullopt;
      return value;
    };
    const auto least = number(inside.substr(0, comma));
    if (!least) return std::nullopt;
    std::optional<std::uint32_t> most = least;
    if (comma != std::string_view::npos) {
      most = number(inside.substr(comma + 1));
      if (!most && comma + 1 != inside.size()) return std::nullopt;
    }
    at_ = close + 1;
    return std::pair(*least, most);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
  std::vector<PatternEdit> edits_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<PatternEdit> pattern_edits(std::string_view pattern) { return Reader(pattern).run(); }

}  // namespace intake
