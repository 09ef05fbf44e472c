#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "lang/expr/value.h"
#include "lang/lang_error.h"

namespace intake::expr {

enum class TokenKind : std::uint8_t {
  kEnd,
  kName,        // also the reserved words
  kQuotedName,  // `a-b`: text without the backticks
  kLiteral,     // a string, bytes, uint or double; a number as `literal`
  kInteger,     // digits, decimal or hexadecimal: the sign decides whether they fit
  kSymbol,      // text
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;
  Value literal;
};

/// Cuts an expression into tokens, the last of which is kEnd. Texts of literals go to `arena`.
Parsed<std::vector<Token>> tokenize(std::string_view text, Arena& arena);

/// Words that are no names of variables or functions (but may be members).
bool is_reserved(std::string_view name);

}  // namespace intake::expr
