#include "lang/selector/i_regexp.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <vector>

#include "text/unicode.h"

namespace intake {
namespace {

// What RE2 allows; more is over a limit, not wrong.
constexpr std::uint32_t kMostRepeats = 1'000;
constexpr std::size_t kMostGroups = 200;  // within one another

constexpr std::string_view kAssigned = R"(\pL\pM\pN\pP\pS\pZ)";  // all but category C

// RFC 9485 section 3, IsCategory.
constexpr std::array<std::string_view, 36> kCategories{
    "C",  "Cc", "Cf", "Cn", "Co", "L",  "Ll", "Lm", "Lo", "Lt", "Lu", "M",
    "Mc", "Me", "Mn", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Pe", "Pf",
    "Pi", "Po", "Ps", "S",  "Sc", "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs"};
static_assert(std::ranges::is_sorted(kCategories));

RE2::Options options(std::int64_t memory) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(memory);
  return options;
}

re2::StringPiece piece(std::string_view text) {
  return text.data() == nullptr ? re2::StringPiece("", 0)
                                : re2::StringPiece(text.data(), text.size());
}

void append_escaped(std::string& out, char32_t c) {
  std::array<char, 16> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), "\\x{%x}", static_cast<unsigned>(c));
  out.append(buffer.data(), static_cast<std::size_t>(size));
}

// RE2 has no class Cn, and its class C is without it: the ranges of what no other class has.
std::string find_unassigned() {
  std::string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) append_utf8(all, c);
  }
  const RE2 unassigned("[^" + std::string(kAssigned) + "\\pC]+", options(8 << 20));
  std::string ranges;
  re2::StringPiece match;
  for (std::size_t from = 0; unassigned.Match(all, from, all.size(), RE2::UNANCHORED, &match, 1);) {
    std::size_t at = static_cast<std::size_t>(match.data() - all.data());
    const std::size_t end = at + match.size();
    const char32_t first = next_code_point(all, at);
    char32_t last = first;
    while (at < end) last = next_code_point(all, at);
    append_escaped(ranges, first);
    ranges += '-';
    append_escaped(ranges, last);
    from = end;
  }
  return ranges;
}

const std::string& unassigned() {
  static const std::string ranges = find_unassigned();
  return ranges;
}

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

class Translator {
 public:
  explicit Translator(std::string_view text) : text_(text) {}

  bool run() {
    while (!at_end()) {
      if (!one()) return false;
    }
    if (open_.empty()) return true;
    return fail(open_.back(), "the `(` is never closed", "write `\\(` for a parenthesis itself");
  }

  std::string& out() { return out_; }
  const LangError& error() const { return error_; }
  bool over_limit() const { return over_limit_; }

 private:
  bool fail(std::size_t offset, std::string message, std::string hint = {}) {
    error_ = {static_cast<std::uint32_t>(offset), std::move(message), std::move(hint)};
    return false;
  }
  bool fail_limit(std::size_t offset, std::string message, std::string hint) {
    over_limit_ = true;
    return fail(offset, std::move(message), std::move(hint));
  }

  bool at_end() const { return at_ >= text_.size(); }
  char here() const { return at_end() ? '\0' : text_[at_]; }
  bool next_is(char c) const { return at_ + 1 < text_.size() && text_[at_ + 1] == c; }

  bool one() {
    const std::size_t begin = at_;
    const bool repeatable = repeatable_;
    repeatable_ = true;
    switch (here()) {
      case '|':
        repeatable_ = false;
        return take("|");
      case '(':
        if (next_is('?')) {
          return fail(begin, "`(?` is not part of I-Regexp (RFC 9485)",
                      "write `(...)`, which only groups");
        }
        if (open_.size() >= kMostGroups) {
          return fail_limit(begin, "the groups are more than 200 deep", "use fewer parentheses");
        }
        open_.push_back(begin);
        repeatable_ = false;
        return take("(?:");
      case ')':
        if (open_.empty()) {
          return fail(begin, "the `)` closes nothing", "write `\\)` for a parenthesis itself");
        }
        open_.pop_back();
        return take(")");
      case '*':
      case '+':
      case '?':
      case '{':
        if (!repeatable) return fail_repeat(begin);
        repeatable_ = false;
        return here() == '{' ? range() : take(text_.substr(at_, 1));
      case '.':
        return take("[^\\n\\r]");
      case '^':
      case '$':
        return take(text_.substr(at_, 1));
      case '[':
        return bracket();
      case ']':
      case '}':
        return fail(
            begin, ticked(text_.substr(begin, 1)) + " closes nothing",
            "write `\\" + std::string(text_.substr(begin, 1)) + "` for the character itself");
      case '\\':
        if (next_is('p') || next_is('P')) {
          out_ += '[';
          if (!category()) return false;
          out_ += ']';
          return true;
        }
        break;
      default:
        break;
    }
    char32_t c = 0;
    if (!character(c)) return false;
    append(c);
    return true;
  }

  bool take(std::string_view translated) {
    out_ += translated;
    ++at_;
    return true;
  }

  bool fail_repeat(std::size_t begin) {
    const std::string sign(text_.substr(begin, 1));
    if (begin == 0 || text_[begin - 1] == '(' || text_[begin - 1] == '|') {
      return fail(begin, ticked(sign) + " repeats nothing",
                  "write `\\" + sign + "` for the character itself");
    }
    return fail(begin, ticked(sign) + " repeats a repetition",
                "I-Regexp (RFC 9485) has no lazy or possessive repetition");
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  // At most kMostRepeats + 1, however many digits.
  std::optional<std::uint32_t> number() {
    if (!is_digit(here())) return std::nullopt;
    std::uint32_t value = 0;
    for (; is_digit(here()); ++at_) {
      value = std::min(kMostRepeats + 1, value * 10 + static_cast<std::uint32_t>(here() - '0'));
    }
    return value;
  }

  bool range() {
    const std::size_t begin = at_++;
    const auto least = number();
    auto most = least;
    bool open = false;
    if (least && here() == ',') {
      ++at_;
      most = number();
      open = !most;
    }
    if (!least || here() != '}') {
      return fail(begin, "`{` does not begin a repetition such as `{2}`, `{2,}` or `{2,3}`",
                  "write `\\{` for the character itself");
    }
    ++at_;
    if (!open && *most < *least) {
      return fail(begin, ticked(text_.substr(begin, at_ - begin)) + " goes backwards",
                  "write the smaller number first");
    }
    if (*least > kMostRepeats || (!open && *most > kMostRepeats)) {
      return fail_limit(begin, ticked(text_.substr(begin, at_ - begin)) + " repeats too often",
                        "a repetition is at most 1000; `length` counts cheaply");
    }
    out_ += '{' + std::to_string(*least);
    if (open) out_ += ',';
    if (!open && *most != *least) out_ += ',' + std::to_string(*most);
    out_ += '}';
    return true;
  }

  /// A plain or an escaped character, which is for the caller to allow.
  bool character(char32_t& out) {
    if (here() != '\\') {
      out = next_code_point(text_, at_);
      return true;
    }
    constexpr std::string_view kEscaped = "()*+-.?[\\]^nrt{|}";
    const std::size_t begin = at_++;
    if (at_end()) {
      return fail(begin, "the pattern ends within an escape",
                  "write `\\\\` for a backslash itself");
    }
    const char c = here();
    if (kEscaped.find(c) == std::string_view::npos) return fail_escape(begin);
    ++at_;
    out = c == 'n' ? U'\n' : c == 'r' ? U'\r' : c == 't' ? U'\t' : static_cast<char32_t>(c);
    return true;
  }

  bool fail_escape(std::size_t begin) {
    next_code_point(text_, at_);
    std::string hint = "write `\\\\` for a backslash itself";
    switch (text_[begin + 1]) {
      case 'd':
        hint = "write `[0-9]`, or `\\p{Nd}` for the digits of all scripts";
        break;
      case 'D':
        hint = "write `[^0-9]`";
        break;
      case 'w':
        hint = "write `[0-9A-Za-z_]`";
        break;
      case 's':
        hint = "write `[ \\t\\n\\r]`";
        break;
      case 'S':
        hint = "write `[^ \\t\\n\\r]`";
        break;
      case 'A':
      case 'z':
      case 'Z':
      case 'b':
        hint = "`match` is about the whole text, `search` about any part of it";
        break;
      case '$':
        hint = "write `[$]` for the character itself";
        break;
      default:
        break;
    }
    return fail(begin,
                ticked(text_.substr(begin, at_ - begin)) + " is no escape of I-Regexp (RFC 9485)",
                std::move(hint));
  }

  void append(char32_t c) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == ' ' || c == '_' || c >= 0x80;
    if (plain) {
      append_utf8(out_, c);
    } else {
      append_escaped(out_, c);
    }
  }

  /// `\p{Lu}` or `\P{Lu}`, as what stands within brackets.
  bool category() {
    const std::size_t begin = at_;
    const bool complement = text_[at_ + 1] == 'P';
    at_ += 2;
    const std::size_t end = text_.find('}', at_);
    if (here() != '{' || end == std::string_view::npos) {
      return fail(begin, ticked(text_.substr(begin, 2)) + " needs a category in braces",
                  "write `\\p{L}` for letters, `\\p{Nd}` for digits");
    }
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (!std::ranges::binary_search(kCategories, name)) {
      return fail(begin, ticked(text_.substr(begin, at_ - begin)) + " names no Unicode category",
                  "categories are one or two letters, such as `L`, `Lu` or `Nd`");
    }
    if (name == "Cn" && complement) {
      out_ += std::string(kAssigned) + "\\pC";
    } else if (name == "Cn") {
      out_ += unassigned();
    } else if (name == "C" && complement) {
      out_ += kAssigned;
    } else {
      out_ += complement ? "\\P{" : "\\p{";
      out_ += std::string(name) + '}';
      if (name == "C") out_ += unassigned();
    }
    return true;
  }

  bool bracket() {
    const std::size_t begin = at_++;
    out_ += '[';
    if (here() == '^') {
      ++at_;
      out_ += '^';
    }
    const std::size_t first = at_;
    if (here() == '-' && !at_end()) {
      append('-');
      ++at_;
    }
    while (true) {
      if (at_end()) {
        return fail(begin, "the `[` is never closed", "write `\\[` for a bracket itself");
      }
      if (here() == ']') break;
      if (here() == '[') {
        return fail(at_, "a `[` within brackets", "write `\\[` for the character itself");
      }
      if (here() == '-') {
        if (!next_is(']')) {
          return fail(at_, "a `-` in the middle of brackets that is no range",
                      "write `\\-` for the character itself");
        }
        append('-');
        ++at_;
        break;
      }
      if (here() == '\\' && (next_is('p') || next_is('P'))) {
        if (!category()) return false;
      } else if (!characters()) {
        return false;
      }
    }
    if (at_ == first) {
      return fail(begin, "nothing stands between `[` and `]`",
                  "write `\\[` and `\\]` for the brackets themselves");
    }
    ++at_;
    out_ += ']';
    return true;
  }

  /// One character in brackets, or a range of them.
  bool characters() {
    const std::size_t begin = at_;
    char32_t low = 0;
    if (!character(low)) return false;
    append(low);
    if (here() != '-' || at_ + 1 >= text_.size() || next_is(']')) return true;
    ++at_;
    if (here() == '-' || here() == '[' || (here() == '\\' && (next_is('p') || next_is('P')))) {
      return fail(at_ - 1, "a `-` in the middle of brackets that is no range",
                  "write `\\-` for the character itself");
    }
    char32_t high = 0;
    if (!character(high)) return false;
    if (high < low) {
      return fail(begin, ticked(text_.substr(begin, at_ - begin)) + " goes backwards",
                  "a range goes up, as in `a-z`");
    }
    out_ += '-';
    append(high);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool repeatable_ = false;
  bool over_limit_ = false;
  std::vector<std::size_t> open_;
  std::string out_;
  LangError error_;
};

}  // namespace

struct IRegexp::State {
  State(const std::string& pattern, std::int64_t memory) : re(pattern, options(memory)) {}
  RE2 re;
};

IRegexp::IRegexp() = default;
IRegexp::~IRegexp() = default;

Result<std::shared_ptr<const IRegexp>, IRegexp::Fault> IRegexp::compile(std::string_view text,
                                                                        const Limits& limits) {
  if (text.size() > limits.pattern_bytes) {
    return Fault{{limits.pattern_bytes,
                  "the pattern is longer than " + std::to_string(limits.pattern_bytes) + " bytes",
                  "write several conditions"},
                 true};
  }
  if (const auto wrong = find_invalid_utf8(text)) {
    return Fault{{static_cast<std::uint32_t>(*wrong), "the pattern is not UTF-8 here", ""}, false};
  }
  Translator translator(text);
  if (!translator.run()) return Fault{translator.error(), translator.over_limit()};
  std::shared_ptr<IRegexp> compiled(new IRegexp);
  compiled->state_ = std::make_unique<State>(translator.out(), limits.pattern_memory);
  if (!compiled->state_->re.ok()) {
    return Fault{{0,
                  "the pattern needs more than " + std::to_string(limits.pattern_memory) +
                      " bytes of memory",
                  "use smaller repetition counts; `length` counts cheaply"},
                 true};
  }
  return std::shared_ptr<const IRegexp>(std::move(compiled));
}

bool IRegexp::matches(std::string_view subject) const {
  return state_->re.Match(piece(subject), 0, subject.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

bool IRegexp::found_in(std::string_view subject) const {
  return state_->re.Match(piece(subject), 0, subject.size(), RE2::UNANCHORED, nullptr, 0);
}

std::size_t IRegexp::size() const { return static_cast<std::size_t>(state_->re.ProgramSize()); }

Parsed<std::string> translate_i_regexp(std::string_view text) {
  Translator translator(text);
  if (!translator.run()) return translator.error();
  return std::move(translator.out());
}

}  // namespace intake
