#include "lang/expr/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "lang/expr/function.h"
#include "text/unicode.h"

namespace intake::expr {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank_byte(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Lexer {
 public:
  Lexer(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  Parsed<std::vector<Token>> run() {
    for (;;) {
      skip_blanks();
      if (at_ == text_.size()) break;
      Token token;
      token.begin = static_cast<std::uint32_t>(at_);
      if (auto fault = read(token)) return *std::move(fault);
      token.end = static_cast<std::uint32_t>(at_);
      tokens_.push_back(token);
    }
    Token end;
    end.begin = end.end = static_cast<std::uint32_t>(text_.size());
    tokens_.push_back(end);
    return std::move(tokens_);
  }

 private:
  using Fault = std::optional<LangError>;

  static LangError fault(std::size_t offset, std::string message, std::string hint = {}) {
    return {static_cast<std::uint32_t>(offset), std::move(message), std::move(hint)};
  }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (is_blank_byte(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  Fault read(Token& token) {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number(token);
    if (c == '"' || c == '\'') return read_text(token, false, false);
    if (is_letter(c)) return read_word(token);
    if (c == '`') return read_quoted_name(token);
    return read_symbol(token);
  }

  Fault read_word(Token& token) {
    const std::size_t begin = at_;
    while (is_letter(peek()) || is_digit(peek())) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.size() <= 2 && (peek() == '"' || peek() == '\'')) {
      const bool raw = word.find_first_of("rR") != std::string_view::npos;
      const bool bytes = word.find_first_of("bB") != std::string_view::npos;
      if (word.size() == static_cast<std::size_t>(raw) + static_cast<std::size_t>(bytes)) {
        return read_text(token, raw, bytes);
      }
    }
    token.kind = TokenKind::kName;
    token.text = word;
    return std::nullopt;
  }

  Fault read_quoted_name(Token& token) {
    const std::size_t begin = at_;
    const std::size_t end = text_.find('`', at_ + 1);
    if (end == std::string_view::npos) return fault(begin, "the name in backticks does not end");
    token.kind = TokenKind::kQuotedName;
    token.text = text_.substr(begin + 1, end - begin - 1);
    if (token.text.empty()) return fault(begin, "the name in backticks is empty");
    for (std::size_t i = 0; i < token.text.size(); ++i) {
      const char c = token.text[i];
      if (!is_letter(c) && !is_digit(c) && c != '.' && c != '-' && c != '/' && c != ' ') {
        return fault(begin + 1 + i,
                     "a name in backticks has letters, digits, `_`, `.`, `-`, `/` and blanks only",
                     "write it as an index: value[\"...\"]");
      }
    }
    at_ = end + 1;
    return std::nullopt;
  }

  Fault read_symbol(Token& token) {
    static constexpr std::array<std::string_view, 26> kSymbols{
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%",
        "!",  "?",  ":",  ".",  ",",  "(",  ")", "[", "]", "{", "}", "&", "|"};
    for (const std::string_view symbol : kSymbols) {
      if (text_.substr(at_, symbol.size()) != symbol) continue;
      if (symbol == "&" || symbol == "|") {
        return fault(at_, "`" + std::string(symbol) + "` is no operator",
                     "did you mean `" + std::string(2, symbol[0]) + "`?");
      }
      token.kind = TokenKind::kSymbol;
      token.text = symbol;
      at_ += symbol.size();
      return std::nullopt;
    }
    if (peek() == '=') return fault(at_, "`=` is no operator", "did you mean `==`?");
    std::size_t end = at_;
    next_code_point(text_, end);
    return fault(at_, "`" + std::string(text_.substr(at_, end - at_)) + "` has no meaning here");
  }

  Fault read_number(Token& token) {
    const std::size_t begin = at_;
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at_ += 2;
      while (hex_digit(peek()) >= 0) ++at_;
      if (at_ == begin + 2) return fault(begin, "a hexadecimal number has no digits");
      return finish_integer(token, begin);
    }
    while (is_digit(peek())) ++at_;
    bool real = false;
    if (peek() == '.' && is_digit(peek(1))) {
      real = true;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(peek(1 + sign))) {
        real = true;
        at_ += 1 + sign;
        while (is_digit(peek())) ++at_;
      }
    }
    if (!real) return finish_integer(token, begin);
    const auto value = read_double(text_.substr(begin, at_ - begin));
    if (!value) return fault(begin, "the number is too large for a double");
    token.kind = TokenKind::kLiteral;
    token.literal = Value::of_double(*value);
    return end_of_number(begin);
  }

  Fault finish_integer(Token& token, std::size_t begin) {
    token.text = text_.substr(begin, at_ - begin);
    token.kind = TokenKind::kInteger;
    if (peek() != 'u' && peek() != 'U') return end_of_number(begin);
    ++at_;
    const bool hex = token.text.size() > 1 && (token.text[1] == 'x' || token.text[1] == 'X');
    const std::string_view digits = token.text.substr(hex ? 2 : 0);
    std::uint64_t value = 0;
    const auto [end, status] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (status != std::errc()) return fault(begin, "the number is too large for a uint");
    token.kind = TokenKind::kLiteral;
    token.literal = Value::of_uint(value);
    return end_of_number(begin);
  }

  Fault end_of_number(std::size_t begin) {
    if (!is_letter(peek()) && !is_digit(peek())) return std::nullopt;
    return fault(begin, "a number is followed by a letter or digit without a blank");
  }

  Fault read_text(Token& token, bool raw, bool bytes) {
    const std::size_t begin = token.begin;
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    const std::size_t quotes = triple ? 3 : 1;
    at_ += quotes;
    std::string out;
    for (;;) {
      if (at_ == text_.size()) {
        return fault(begin, "the text does not end", "close it with the quotes it began with");
      }
      const char c = peek();
      if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) break;
      if (!triple && (c == '\n' || c == '\r')) {
        return fault(begin, "the text does not end on its line",
                     "three quotes begin and end a text of several lines");
      }
      if (c != '\\' || raw) {
        out += c;
        ++at_;
      } else if (auto wrong = read_escape(out, bytes)) {
        return wrong;
      }
    }
    at_ += quotes;
    token.kind = TokenKind::kLiteral;
    const std::string_view kept = arena_.copy(out);
    token.literal = bytes ? Value::of_bytes(kept) : Value::of_string(kept);
    return std::nullopt;
  }

  Fault read_escape(std::string& out, bool bytes) {
    const std::size_t begin = at_;
    const char c = peek(1);
    at_ += 2;
    static constexpr std::string_view kLetters = "abfnrtv\\?\"'`";
    static constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\?\"'`";
    if (const auto plain = kLetters.find(c); c != '\0' && plain != std::string_view::npos) {
      out += kMeanings[plain];
      return std::nullopt;
    }
    if (c == 'x' || c == 'X') return read_digits(out, begin, 2, 16, bytes);
    if (c == 'u' && !bytes) return read_digits(out, begin, 4, 16, false);
    if (c == 'U' && !bytes) return read_digits(out, begin, 8, 16, false);
    if (c >= '0' && c <= '3') {
      --at_;
      return read_digits(out, begin, 3, 8, bytes);
    }
    return fault(begin, "`\\` and this character have no meaning",
                 "a backslash itself is `\\\\`; in a raw text (r\"...\") it stands for itself");
  }

  Fault read_digits(std::string& out, std::size_t begin, int count, int base, bool byte) {
    std::uint32_t code = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      const int digit = at_ < text_.size() ? hex_digit(text_[at_]) : -1;
      if (digit < 0 || digit >= base) {
        return fault(begin, "the escape needs " + std::to_string(count) +
                                (base == 16 ? " hexadecimal digits" : " octal digits"));
      }
      code = code * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
    }
    if (byte) {
      out += static_cast<char>(code);
      return std::nullopt;
    }
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      return fault(begin, "the escape is no Unicode character");
    }
    append_utf8(out, static_cast<char32_t>(code));
    return std::nullopt;
  }

  std::string_view text_;
  Arena& arena_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

constexpr std::array<std::string_view, 21> kReserved{
    "as",       "break",   "const",  "continue", "else", "false", "for",
    "function", "if",      "import", "in",       "let",  "loop",  "namespace",
    "null",     "package", "return", "true",     "var",  "void",  "while"};
static_assert(std::ranges::is_sorted(kReserved));

}  // namespace

Parsed<std::vector<Token>> tokenize(std::string_view text, Arena& arena) {
  return Lexer(text, arena).run();
}

bool is_reserved(std::string_view name) { return std::ranges::binary_search(kReserved, name); }

}  // namespace intake::expr
