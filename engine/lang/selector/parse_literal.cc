#include <charconv>
#include <memory>
#include <system_error>

#include "document/datum.h"
#include "lang/selector/parser.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// I-JSON (RFC 7493): integers that every implementation knows exactly.
constexpr std::int64_t kMostInteger = (std::int64_t{1} << 53) - 1;

}  // namespace

bool SelectorParser::integer(std::optional<std::int64_t>& out) {
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

bool SelectorParser::quoted_text(std::string& out) {
  const std::size_t begin = at_;
  const char quote = text_[at_++];
  while (true) {
    if (at_end()) {
      return fail(
          begin,
          std::string(filters_ > 0 ? "the quoted text" : "the quoted name") + " is never closed",
          "write " + ticked(text_.substr(begin, 1)));
    }
    const char c = text_[at_];
    if (c == quote) {
      ++at_;
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      return fail(
          at_, std::string("a control character in a quoted ") + (filters_ > 0 ? "text" : "name"),
          "write it as `\\uXXXX`");
    }
    if (c == '\\') {
      if (!escape(quote, out)) return false;
    } else {
      out += c;
      ++at_;
    }
  }
}

bool SelectorParser::escape(char quote, std::string& out) {
  constexpr std::string_view kLetters = "bfnrt/\\";
  constexpr std::string_view kMeanings = "\b\f\n\r\t/\\";
  const std::size_t begin = at_++;
  const char c = here();
  if (const auto known = kLetters.find(c); !at_end() && known != std::string_view::npos) {
    out += kMeanings[known];
    ++at_;
    return true;
  }
  if (c == quote && !at_end()) {
    out += quote;
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
  append_utf8(out, code);
  return true;
}

bool SelectorParser::hex4(std::size_t begin, char32_t& out) {
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

/// RFC 9535 section 2.3.5.1: a JSON number, `-0` included.
bool SelectorParser::number(FilterOperand& out) {
  const std::size_t begin = at_;
  const auto skip_digits = [this] {
    const std::size_t first = at_;
    while (is_digit(here())) ++at_;
    return at_ > first;
  };
  if (here() == '-') ++at_;
  const bool zero = here() == '0';
  const std::size_t first = at_;
  if (!skip_digits()) return fail(begin, "`-` without a number");
  if (zero && at_ > first + 1) {
    return fail(begin, "a number does not begin with 0", "remove the 0, or quote a text");
  }
  bool whole = true;
  if (here() == '.') {
    ++at_;
    whole = false;
    if (!skip_digits())
      return fail(begin, "a number does not end in `.`", "write digits behind it");
  }
  if (here() == 'e' || here() == 'E') {
    ++at_;
    whole = false;
    if (here() == '-' || here() == '+') ++at_;
    if (!skip_digits()) return fail(begin, "the exponent of the number is missing");
  }
  if (is_name_char(here())) {
    return fail(begin, ticked(this_word(begin)) + " is no number", "quote it if it is a text");
  }
  const char* from = text_.data() + begin;
  const char* to = text_.data() + at_;
  std::int64_t integer = 0;
  std::uint64_t large = 0;
  double real = 0;
  Datum value;
  if (whole && std::from_chars(from, to, integer).ec == std::errc()) {
    value = Datum(integer);
  } else if (whole && *from != '-' && std::from_chars(from, to, large).ec == std::errc()) {
    value = Datum(large);
  } else {
    const auto read = std::from_chars(from, to, real);
    const std::string_view written = text_.substr(begin, at_ - begin);
    // Out of range is too near to 0, which is 0, or too large.
    const bool tiny = zero || written.find("e-") != std::string_view::npos ||
                      written.find("E-") != std::string_view::npos;
    if (read.ec != std::errc() && !tiny) return fail(begin, "the number is too large");
    value = Datum(real);
  }
  out.literal = std::make_shared<const Document>(to_document(value));
  return true;
}

}  // namespace intake
