// Mutants of expressions, by their tokens and by the operands of `&&` and `||`.

#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "lang/expr/lexer.h"
#include "lang/expr/syntax.h"
#include "mutation/mutant_walker.h"

namespace intake {
namespace {

using expr::SyntaxKind;
using expr::Token;
using expr::TokenKind;

/// Operators and what they become.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kOperators{{
    {"!=", "=="},
    {"&&", "||"},
    {"<", "<="},
    {"<=", "<"},
    {"==", "!="},
    {">", ">="},
    {">=", ">"},
    {"||", "&&"},
}};

std::string with(std::string_view text, std::uint32_t begin, std::uint32_t end,
                 std::string_view part) {
  std::string changed(text.substr(0, begin));
  changed += part;
  changed += text.substr(end);
  return changed;
}

std::string quoted_part(std::string_view part) { return "`" + std::string(part) + "`"; }

}  // namespace

void MutantWalker::expression(View written) {
  if (!written.is_string()) return;
  const std::string_view text = written.text();
  Arena arena;
  const auto tokens = expr::tokenize(text, arena);
  if (!tokens) return;
  for (const Token& token : *tokens) {
    const std::string_view part = text.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kSymbol && part == "!") {
      replace("drop-not", written,
              "without the `!` before " + quoted_part(text.substr(token.end, 20)),
              Datum(with(text, token.begin, token.end, "")));
    }
    for (const auto& [from, to] : kOperators) {
      if (token.kind != TokenKind::kSymbol || part != from) continue;
      replace("change-operator", written,
              "with " + quoted_part(to) + " in place of " + quoted_part(from),
              Datum(with(text, token.begin, token.end, to)));
    }
    if (token.kind != TokenKind::kInteger) continue;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size()) continue;
    for (const std::int64_t other : {value - 1, value + 1}) {
      if (other < 0) continue;
      const std::string number = std::to_string(other);
      replace("change-limit", written, "with `" + number + "` in place of " + quoted_part(part),
              Datum(with(text, token.begin, token.end, number)));
    }
  }
  const auto syntax = expr::parse(text, Limits{});
  if (!syntax) return;
  for (expr::SyntaxId id = 0; id < syntax->size(); ++id) {
    const expr::SyntaxNode& node = syntax->node(id);
    if (node.kind != SyntaxKind::kAnd && node.kind != SyntaxKind::kOr) continue;
    const std::string_view neutral = node.kind == SyntaxKind::kAnd ? "true" : "false";
    for (const expr::SyntaxId kid : syntax->kids(id)) {
      const ByteSpan range = syntax->node(kid).range;
      replace("drop-condition", written,
              "with `" + std::string(neutral) + "` in place of " +
                  quoted_part(text.substr(range.begin, range.end - range.begin)),
              Datum(with(text, range.begin, range.end, neutral)));
    }
  }
}

}  // namespace intake
