#include "formats/json/diagnose.h"

#include <array>
#include <optional>
#include <string>

#include "text/unicode.h"

namespace intake::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Diagnosis {
 public:
  Diagnosis(const Source& source, const Progress& progress)
      : source_(source), text_(source.bytes()), progress_(progress), at_(progress.end) {}

  Error run() {
    skip_blanks();
    switch (progress_.before) {
      case Before::kNothing:
        return value();
      case Before::kOpening:
        return progress_.container == '{' ? name() : value();
      case Before::kName:
        return after_name();
      case Before::kValue:
        return after_value();
      case Before::kEnd:
        return after_end();
    }
    return fallback();
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool ended() const { return at_ >= text_.size(); }

  void skip_blanks() {
    while (!ended() && (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')) ++at_;
  }

  Error here(std::string what, std::string hint = {}) const {
    return at(at_, std::move(what), std::move(hint));
  }
  Error at(std::size_t offset, std::string what, std::string hint = {}) const {
    return error_at(source_, static_cast<std::uint32_t>(offset), ErrorCode::kSyntax,
                    std::move(what), std::move(hint));
  }

  bool invisible() const {
    std::size_t next = at_;
    return is_blank(next_code_point(text_, next));
  }

  // The character at the place, as a message shows it.
  std::string shown() const {
    std::size_t next = at_;
    const char32_t c = next_code_point(text_, next);
    if (is_blank(c)) {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      std::string code = "U+";
      for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
        code += kHex[(c >> shift) & 0xF];
      return "the invisible character " + code;
    }
    return "`" + std::string(text_.substr(at_, next - at_)) + "`";
  }

  std::string_view word() const {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    return text_.substr(at_, std::min<std::size_t>(end - at_, 40));
  }

  std::string container_text() const {
    const LineColumn place = source_.locate(progress_.opened);
    return std::string(progress_.container == '[' ? "the list `[`" : "the map `{`") + " of line " +
           std::to_string(place.line) + ", column " + std::to_string(place.column);
  }

  Error fallback() const { return here("the text is not valid JSON here"); }

  Error unclosed() const {
    const std::string close = progress_.container == '[' ? "]" : "}";
    return here(container_text() + " is not closed", "add the missing `" + close + "`");
  }

  Error after_end() {
    if (peek() == '/' || peek() == '#') return comment();
    return here("there is more text after the end of the value: " + shown(),
                "a JSON text holds one value; remove the rest");
  }

  Error after_name() {
    if (ended()) return unclosed();
    if (peek() == ':') {
      ++at_;
      skip_blanks();
      return value();
    }
    return here("a `:` is missing after the name `" + std::string(progress_.name) + "`",
                peek() == '=' ? "write `:` instead of `=`" : "write `:` and the value");
  }

  Error after_value() {
    if (ended()) return unclosed();
    const char close = progress_.container == '[' ? ']' : '}';
    if (peek() == ',') {
      const std::size_t comma = at_++;
      skip_blanks();
      if (peek() == close) {
        return at(comma, std::string("a comma stands before the closing `") + close + "`",
                  "remove the comma");
      }
      return progress_.container == '{' ? name() : value();
    }
    if (peek() == ']' || peek() == '}') {
      return here(shown() + " closes " + container_text(), std::string("write `") + close + "`");
    }
    if (peek() == '/' || peek() == '#') return comment();
    if (peek() == ':' && progress_.container == '[') {
      return here("a `:` stands in a list", "put name and value in `{` and `}`");
    }
    return here(std::string("a comma is missing between two ") +
                    (close == ']' ? "elements" : "members") + ", before " + shown(),
                std::string("write `,` or `") + close + "`");
  }

  Error name() {
    if (ended()) return unclosed();
    switch (peek()) {
      case '"':
        return string();
      case '\'':
        return single_quotes();
      case ',':
        return here("a member is missing before the comma", "remove the comma");
      case '/':
      case '#':
        return comment();
      case ']':
        return here("`]` closes " + container_text(), "write `}`");
      default:
        break;
    }
    if ((is_word(peek()) && !invisible()) || peek() == '-') {
      const std::string found(word().empty() ? text_.substr(at_, 1) : word());
      return here("the name `" + found + "` has no double quotes", "write `\"" + found + "\"`");
    }
    return here(shown() + " stands where a name in double quotes is expected");
  }

  Error value() {
    if (ended()) {
      return progress_.container == '\0' ? here("there is no value") : unclosed();
    }
    const char c = peek();
    if (c == '"') return string();
    if (c == '\'') return single_quotes();
    if (c == '-' || c == '+' || c == '.' || is_digit(c)) return number();
    if (c == '/' || c == '#') return comment();
    if (c == ',' || c == ']' || c == '}') {
      if (progress_.container == '\0' || (c == '}' && progress_.container == '[')) {
        return here(shown() + " stands where a value is expected");
      }
      return here("a value is missing before " + shown(), "write it, or `null`");
    }
    if (is_word(c) && !invisible()) return literal();
    return here(shown() + " stands where a value is expected");
  }

  Error comment() const {
    return here("comments are not part of JSON", "remove it, or send the file as YAML");
  }

  Error single_quotes() const {
    return here("a text stands in single quotes", "write it in double quotes");
  }

  Error literal() const {
    const std::string found(word());
    std::string small = to_lower(found);
    if (small == "none" || small == "nil" || small == "undefined") small = "null";
    if (small == "nan" || small == "inf" || small == "infinity") {
      return here("`" + found + "` is not a number that JSON knows", "write `null` or a text");
    }
    if (found != small && (small == "true" || small == "false" || small == "null")) {
      return here("`" + found + "` is not a JSON value", "write `" + small + "`");
    }
    return here("`" + found + "` has no quotes and is not true, false, null or a number",
                "write `\"" + found + "\"`");
  }

  Error number() const {
    std::size_t i = at_;
    const auto end_of = [&] {
      std::size_t end = at_;
      while (end < text_.size() && continues_number(text_[end])) ++end;
      return end;
    };
    const std::string found(text_.substr(at_, std::min<std::size_t>(end_of() - at_, 60)));
    const auto wrong = [&](std::string why, std::string hint = {}) {
      return here("`" + found + "` is not a number of JSON: " + std::move(why), std::move(hint));
    };
    if (text_[i] == '+') return wrong("it begins with `+`", "remove the `+`");
    if (text_[i] == '-') ++i;
    if (i >= text_.size() || !is_digit(text_[i])) {
      return wrong(i < text_.size() && text_[i] == '.' ? "a digit is missing before the point"
                                                       : "a digit is missing");
    }
    if (text_[i] == '0' && i + 1 < text_.size() && is_digit(text_[i + 1])) {
      return wrong("it begins with 0", "write it in double quotes to keep the 0, or without the 0");
    }
    while (i < text_.size() && is_digit(text_[i])) ++i;
    if (i < text_.size() && text_[i] == '.') {
      if (++i >= text_.size() || !is_digit(text_[i]))
        return wrong("a digit is missing after the point");
      while (i < text_.size() && is_digit(text_[i])) ++i;
    }
    if (i < text_.size() && (text_[i] == 'e' || text_[i] == 'E')) {
      ++i;
      if (i < text_.size() && (text_[i] == '+' || text_[i] == '-')) ++i;
      if (i >= text_.size() || !is_digit(text_[i]))
        return wrong("a digit is missing in the exponent");
      while (i < text_.size() && is_digit(text_[i])) ++i;
    }
    if (number_end(text_, at_) < end_of())
      return wrong("it goes on after the digits", "write it in double quotes");
    return error_at(source_, static_cast<std::uint32_t>(at_), ErrorCode::kUnsupported,
                    "the number `" + found + "` is too large",
                    "write it as a text in double quotes");
  }

  // The four digits of `\uXXXX` at a backslash, or nullopt.
  std::optional<std::uint32_t> escaped_unit(std::size_t i) const {
    if (i + 6 > text_.size() || text_[i] != '\\' || text_[i + 1] != 'u') return std::nullopt;
    std::uint32_t unit = 0;
    for (std::size_t k = i + 2; k < i + 6; ++k) {
      if (!is_hex(text_[k])) return std::nullopt;
      const char c = text_[k];
      unit = unit * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return unit;
  }

  Error string() const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"') return fallback();
      if (c == '\n' || c == '\r') break;
      if (c == '\t') return at(i, "a tab stands in a text", "write `\\t` or a blank");
      if (static_cast<unsigned char>(c) < 0x20)
        return at(i, "a control character stands in a text");
      if (c != '\\') continue;
      if (i + 1 == text_.size()) break;
      const char next = text_[i + 1];
      if (next != 'u') {
        if (std::string_view("\"\\/bfnrt").find(next) == std::string_view::npos) {
          return at(i,
                    std::string("`\\") +
                        (is_word(next) || next == '\'' ? std::string(1, next) : "") +
                        "` is not an escape of JSON",
                    "write `\\\\` for a backslash");
        }
        ++i;
        continue;
      }
      const auto unit = escaped_unit(i);
      if (!unit) return at(i, "`\\u` needs four hexadecimal digits");
      if (*unit >= 0xDC00 && *unit <= 0xDFFF) return lone_surrogate(i);
      if (*unit >= 0xD800 && *unit <= 0xDBFF) {
        const auto second = escaped_unit(i + 6);
        if (!second || *second < 0xDC00 || *second > 0xDFFF) return lone_surrogate(i);
        i += 6;
      }
      i += 5;
    }
    return here("the text that starts here has no closing `\"` on its line",
                "add the `\"`; a line break inside a text is written `\\n`");
  }

  Error lone_surrogate(std::size_t i) const {
    return at(i, "`" + std::string(text_.substr(i, 6)) + "` is half of a surrogate pair",
              "write both halves, or the character itself");
  }

  const Source& source_;
  std::string_view text_;
  const Progress& progress_;
  std::size_t at_;
};

}  // namespace

bool continues_number(char c) { return is_word(c) || c == '.' || c == '-' || c == '+'; }

std::size_t number_end(std::string_view text, std::size_t begin) {
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  std::size_t i = begin + (at(begin) == '-' ? 1 : 0);
  if (!is_digit(at(i))) return begin;
  const auto digits = [&](std::size_t k) {
    while (is_digit(at(k))) ++k;
    return k;
  };
  i = at(i) == '0' ? i + 1 : digits(i);
  if (at(i) == '.' && is_digit(at(i + 1))) i = digits(i + 1);
  if (at(i) == 'e' || at(i) == 'E') {
    const std::size_t sign = at(i + 1) == '+' || at(i + 1) == '-' ? 1 : 0;
    if (is_digit(at(i + 1 + sign))) i = digits(i + 1 + sign);
  }
  return i;
}

Error diagnose(const Source& source, const Progress& progress) {
  return Diagnosis(source, progress).run();
}

}  // namespace intake::json
