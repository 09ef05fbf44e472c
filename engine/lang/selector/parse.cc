#include <algorithm>

#include "lang/selector/selector.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// I-JSON (RFC 7493): integers that every implementation knows exactly.
constexpr std::int64_t kMostInteger = (std::int64_t{1} << 53) - 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 9535 section 2.5.1.1; every byte above ASCII belongs to a name, as the text is UTF-8.
bool is_name_first(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_char(char c) { return is_name_first(c) || is_digit(c); }

/// RFC 9535 section 2.1.1: the only blanks of a query.
bool is_gap(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string in_brackets(std::string_view name) {
  const char quote = name.find('\'') == std::string_view::npos ? '\'' : '"';
  return "`[" + std::string(1, quote) + std::string(name) + std::string(1, quote) + "]`";
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<SelectorSegment>& segments() { return segments_; }
  const LangError& error() const { return error_; }

  bool run() {
    if (const auto wrong = find_invalid_utf8(text_)) {
      return fail(*wrong, "the selector is not UTF-8 here");
    }
    if (text_.empty()) {
      return fail(0, "the selector is empty", "`$` is the whole submission, `@` the value at hand");
    }
    if (is_gap(text_.front())) return fail(0, "the selector begins with a blank", "remove it");
    if (text_.front() != '$' && text_.front() != '@') return fail_first();
    at_ = 1;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      skip_gap();
      if (at_ == text_.size()) return fail(before, "the selector ends in a blank", "remove it");
      if (!segment()) return false;
    }
    return true;
  }

 private:
  bool fail(std::size_t offset, std::string message, std::string hint = {}) {
    error_ = {static_cast<std::uint32_t>(offset), std::move(message), std::move(hint)};
    return false;
  }

  bool fail_first() {
    const char c = text_.front();
    std::string hint = "write `$` in front of it, or `@` for the value at hand";
    if (c == '/')
      hint = "this looks like a JSON Pointer: write `$.name` for `/name`";
    else if (is_name_first(c))
      hint = "write `$." + std::string(text_) + "` or `@." + std::string(text_) + "`";
    return fail(0, "a selector starts with `$` or `@`", std::move(hint));
  }

  bool at_end() const { return at_ >= text_.size(); }
  char here() const { return at_end() ? '\0' : text_[at_]; }
  void skip_gap() {
    while (!at_end() && is_gap(text_[at_])) ++at_;
  }

  /// The code point here, for messages.
  std::string shown() const {
    if (at_end()) return "the end";
    std::size_t end = at_;
    const char32_t c = next_code_point(text_, end);
    return c < 0x20 ? std::string("a control character") : ticked(text_.substr(at_, end - at_));
  }

  bool segment() {
    SelectorSegment segment;
    segment.offset = static_cast<std::uint32_t>(at_);
    if (here() == '.') {
      ++at_;
      if (here() == '.') {
        ++at_;
        segment.descendant = true;
      }
      if (here() != '[' || !segment.descendant) {
        segment.offset = static_cast<std::uint32_t>(at_);
        if (!shorthand(segment)) return false;
        segments_.push_back(std::move(segment));
        return true;
      }
    }
    if (here() != '[') {
      const std::string hint = is_name_first(here())  ? "write `.` before a name"
                               : is_name_char(here()) ? "write `[0]` for an element"
                                                      : "";
      return fail(at_, "expected `.` or `[`, found " + shown(), hint);
    }
    ++at_;
    if (!brackets(segment)) return false;
    segments_.push_back(std::move(segment));
    return true;
  }

  /// After `.` or `..`.
  bool shorthand(SelectorSegment& segment) {
    SelectorStep step;
    if (here() == '*') {
      ++at_;
      step.kind = SelectorStep::Kind::kWildcard;
      segment.steps.push_back(std::move(step));
      return true;
    }
    const std::size_t begin = at_;
    if (!is_name_first(here())) return fail_shorthand(segment.descendant);
    while (!at_end() && is_name_char(text_[at_])) ++at_;
    step.name = text_.substr(begin, at_ - begin);
    if (!at_end() && !is_gap(here()) && here() != '.' && here() != '[') {
      return fail_in_name(begin, segment.descendant);
    }
    segment.steps.push_back(std::move(step));
    return true;
  }

  bool fail_shorthand(bool descendant) {
    const std::string dots = descendant ? "`..`" : "`.`";
    if (at_end())
      return fail(at_, "a name is missing after " + dots, "write it or leave out " + dots);
    const char c = here();
    if (c == '[') return fail(at_ - 1, "`.` does not stand before `[`", "leave out the `.`");
    if (c == '.') return fail(at_, "more than two dots", "`..` finds at any depth");
    if (is_gap(c)) return fail(at_, "a blank after " + dots, "remove it");
    if (c == '?') return fail_filter();
    if (c == '\'' || c == '"') {
      return fail(at_, "a quoted name after " + dots, "write " + dots_and("['name']", descendant));
    }
    const std::string_view word = this_word(at_);
    if (is_digit(c)) {
      return fail(at_, "a name after " + dots + " does not begin with a digit",
                  "write `[" + std::string(word) + "]` for an element or " + in_brackets(word) +
                      " for a member");
    }
    return fail(at_, "a name after " + dots + " does not begin with " + shown(),
                "write " + dots_and("['" + std::string(word) + "']", descendant));
  }

  static std::string dots_and(std::string brackets, bool descendant) {
    return "`" + std::string(descendant ? ".." : "") + std::move(brackets) + "`";
  }

  /// Up to the next `.`, `[` or blank.
  std::string_view this_word(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != '.' && text_[end] != '[' && !is_gap(text_[end])) {
      ++end;
    }
    return text_.substr(begin, end - begin);
  }

  bool fail_in_name(std::size_t begin, bool descendant) {
    if (here() == '(') return fail(at_, "functions are not supported by this version");
    if (here() == ']') return fail(at_, "the `]` closes nothing", "remove it");
    const std::string_view word = this_word(begin);
    const std::string bracketed = in_brackets(word);
    return fail(at_, shown() + " cannot stand in a name after `.`",
                "write " + (descendant ? "`.." + bracketed.substr(1) : bracketed));
  }

  bool fail_filter() {
    return fail(at_, "filters are not supported by this version",
                "select all with `[*]` and put the condition in `when` or a quantifier");
  }

  /// After `[`.
  bool brackets(SelectorSegment& segment) {
    const std::size_t open = at_ - 1;
    while (true) {
      skip_gap();
      if (at_end()) return fail(open, "the `[` is never closed", "write `]`");
      if (here() == ']') {
        return segment.steps.empty()
                   ? fail(open, "nothing stands between `[` and `]`",
                          "write `[*]` for all elements")
                   : fail(at_, "a selector is missing after `,`", "remove the `,`");
      }
      SelectorStep next;
      if (!step(next)) return false;
      segment.steps.push_back(std::move(next));
      skip_gap();
      if (at_end()) return fail(open, "the `[` is never closed", "write `]`");
      if (here() == ']') {
        ++at_;
        return true;
      }
      if (here() != ',') return fail(at_, "expected `,` or `]`, found " + shown());
      ++at_;
    }
  }

  bool step(SelectorStep& out) {
    const char c = here();
    if (c == '*') {
      ++at_;
      out.kind = SelectorStep::Kind::kWildcard;
      return true;
    }
    if (c == '\'' || c == '"') return quoted_name(out.name);
    if (c == '-' || c == ':' || is_digit(c)) return index_or_slice(out);
    if (c == '?') return fail_filter();
    if (c == '(') return fail(at_, "expressions in brackets are not part of JSONPath (RFC 9535)");
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != ']' && text_[end] != ',') ++end;
    while (end > at_ && is_gap(text_[end - 1])) --end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (is_name_first(c)) {
      return fail(at_, "a name in brackets is quoted", "write " + in_brackets(word));
    }
    return fail(at_, "expected a name, a number or `*`, found " + shown());
  }

  bool index_or_slice(SelectorStep& out) {
    std::optional<std::int64_t> first;
    if (here() != ':' && !integer(first)) return false;
    const std::size_t after_first = at_;
    skip_gap();
    if (here() != ':') {
      at_ = after_first;
      out.kind = SelectorStep::Kind::kIndex;
      out.index = *first;
      return true;
    }
    out.kind = SelectorStep::Kind::kSlice;
    out.start = first;
    ++at_;
    skip_gap();
    if (here() == '-' || is_digit(here())) {
      if (!integer(out.end)) return false;
      skip_gap();
    }
    if (here() != ':') return true;
    ++at_;
    skip_gap();
    return (here() == '-' || is_digit(here())) ? integer(out.step) : true;
  }

  bool integer(std::optional<std::int64_t>& out) {
    const std::size_t begin = at_;
    const bool negative = here() == '-';
    if (negative) ++at_;
    if (!is_digit(here())) return fail(begin, "`-` without a number");
    if (here() == '0') {
      ++at_;
      if (negative) return fail(begin, "`-0` is no index", "the last element is `-1`");
      if (is_digit(here())) return fail(begin, "a number does not begin with 0", "remove the 0");
      out = 0;
      return true;
    }
    std::int64_t value = 0;
    while (is_digit(here())) {
      value = value * 10 + (here() - '0');
      ++at_;
      if (value > kMostInteger) {
        return fail(begin, "the number is over 9007199254740991");
      }
    }
    out = negative ? -value : value;
    return true;
  }

  bool quoted_name(std::string& name) {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    while (true) {
      if (at_end()) {
        return fail(begin, "the quoted name is never closed",
                    "write " + ticked(text_.substr(begin, 1)));
      }
      const char c = text_[at_];
      if (c == quote) {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) {
        return fail(at_, "a control character in a quoted name", "write it as `\\uXXXX`");
      }
      if (c == '\\') {
        if (!escape(quote, name)) return false;
      } else {
        name += c;
        ++at_;
      }
    }
  }

  bool escape(char quote, std::string& name) {
    constexpr std::string_view kLetters = "bfnrt/\\";
    constexpr std::string_view kMeanings = "\b\f\n\r\t/\\";
    const std::size_t begin = at_++;
    const char c = here();
    if (const auto known = kLetters.find(c); !at_end() && known != std::string_view::npos) {
      name += kMeanings[known];
      ++at_;
      return true;
    }
    if (c == quote && !at_end()) {
      name += quote;
      ++at_;
      return true;
    }
    if (c != 'u') {
      return fail(begin, "`\\` before " + shown() + " is no escape",
                  "write `\\\\` for a backslash itself");
    }
    ++at_;
    char32_t code = 0;
    if (!hex4(begin, code)) return false;
    if (code >= 0xDC00 && code <= 0xDFFF) {
      return fail(begin, "half of a surrogate pair without the first half");
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
      char32_t low = 0;
      if (text_.substr(at_, 2) != "\\u") {
        return fail(begin, "half of a surrogate pair without the second half");
      }
      at_ += 2;
      if (!hex4(begin, low)) return false;
      if (low < 0xDC00 || low > 0xDFFF) {
        return fail(begin, "half of a surrogate pair without the second half");
      }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(name, code);
    return true;
  }

  bool hex4(std::size_t begin, char32_t& out) {
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = here();
      char32_t digit = 0;
      if (is_digit(c))
        digit = static_cast<char32_t>(c - '0');
      else if (c >= 'a' && c <= 'f')
        digit = static_cast<char32_t>(c - 'a' + 10);
      else if (c >= 'A' && c <= 'F')
        digit = static_cast<char32_t>(c - 'A' + 10);
      else
        return fail(begin, "`\\u` needs four hexadecimal digits");
      out = out * 16 + digit;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<SelectorSegment> segments_;
  LangError error_;
};

bool leads_to_one(const SelectorSegment& segment) {
  return !segment.descendant && segment.steps.size() == 1 &&
         (segment.steps.front().kind == SelectorStep::Kind::kName ||
          segment.steps.front().kind == SelectorStep::Kind::kIndex);
}

}  // namespace

Parsed<Selector> Selector::parse(std::string_view text) {
  Parser parser(text);
  if (!parser.run()) return parser.error();
  Selector selector;
  selector.text_ = text;
  selector.relative_ = text.front() == '@';
  selector.segments_ = std::move(parser.segments());
  selector.singular_ = std::ranges::all_of(selector.segments_, leads_to_one);
  return selector;
}

}  // namespace intake
