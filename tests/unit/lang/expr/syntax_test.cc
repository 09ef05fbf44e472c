#include <string>

#include "lang/expr/program.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::expr;

namespace {

struct FaultRow {
  std::string text;
  std::uint32_t offset;
  std::string message;
};

std::string nested(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += "1";
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

std::string repeated(std::size_t count, const std::string& piece) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("text that is no expression has a fault at its place", "[expr]") {
  const std::vector<FaultRow> rows{
      {"", 0, "the expression ends, but a value was needed"},
      {"1 +", 3, "the expression ends, but a value was needed"},
      {"(1", 2, "the expression ends, but `)` was needed"},
      {"1 2", 2, "`2` stands where an operator or the end was needed"},
      {"[1, 2", 5, "the expression ends, but `]` was needed"},
      {"{1: 2", 5, "the expression ends, but `}` was needed"},
      {"{1 2}", 3, "`2` stands where `:` was needed"},
      {"a.1", 1, "`.1` stands where an operator or the end was needed"},
      {"a.", 2, "the expression ends, but the name of a member or function was needed"},
      {"a.in", 2, "`in` is no name of a member"},
      {"a ? b", 5, "the expression ends, but `:` was needed"},
      {"if", 0, "`if` is a reserved word, but a value was needed"},
      {"a = 1", 2, "`=` is no operator"},
      {"a & b", 2, "`&` is no operator"},
      {"a ~ b", 2, "`~` has no meaning here"},
      {"'a", 0, "the text does not end"},
      {"'a\n'", 0, "the text does not end on its line"},
      {"'''a''", 0, "the text does not end"},
      {"x + '\\q'", 5, "`\\` and this character have no meaning"},
      {"'\\x1'", 1, "the escape needs 2 hexadecimal digits"},
      {"'\\ud800'", 1, "the escape is no Unicode character"},
      {"'\\U00110000'", 1, "the escape is no Unicode character"},
      {"b'\\u0041'", 2, "`\\` and this character have no meaning"},
      {"'\\400'", 1, "`\\` and this character have no meaning"},
      {"0x", 0, "a hexadecimal number has no digits"},
      {"1a", 0, "a number is followed by a letter or digit without a blank"},
      {"9223372036854775808", 0, "the number is too large for an int"},
      {"-9223372036854775809", 0, "the number is too large for an int"},
      {"18446744073709551616u", 0, "the number is too large for a uint"},
      {"1e400", 0, "the number is too large for a double"},
      {"a.`b", 2, "the name in backticks does not end"},
      {"a.`b*`", 4, "a name in backticks has letters, digits, `_`, `.`, `-`, `/` and blanks only"},
      {"p.M{a: 1}", 3, "`{` stands where an operator or the end was needed"},
      {"M{a: 1}", 0, "`M{...}` would be a message, and there are none"},
      {"\xff", 0, "the expression is no valid UTF-8"},
      {"has(a)", 4, "`has` was not given a member"},
      {"has(a.?b)", 7, "`has` was not given a member"},
      {"[1].all(1, true)", 8, "the variable of `all` is not a simple name"},
      {"[1].all(a.b, true)", 10, "the variable of `all` is not a simple name"},
      {"[1].all(i, i, true)", 11, "both variables have the same name"},
      {"cel.bind(1, 2, 3)", 9, "the variable of `bind` is not a simple name"},
      {"cel.block(1, 2)", 4, "`cel.block` takes a list of values and an expression"},
      {"cel.index(-1)", 10, "a whole number was needed"},
  };
  for (const FaultRow& row : rows) {
    INFO(row.text);
    const auto syntax = parse(row.text, Limits{});
    REQUIRE_FALSE(syntax.ok());
    CHECK(syntax.error().message == row.message);
    CHECK(syntax.error().offset == row.offset);
  }
}

TEST_CASE("the size and depth of an expression are limited", "[expr]") {
  Limits limits;
  limits.expression_depth = 20;
  limits.expression_bytes = 1'000;
  for (const auto& text :
       {nested(30, "(", ")"), nested(30, "[", "]"), nested(30, "-(", ")"), nested(30, "f(", ")"),
        nested(30, "{1: ", "}"), nested(30, "true ? 1 : ", ""), repeated(30, "!") + "true",
        "1" + repeated(30, " + 1"), "a" + repeated(30, ".b"), "a" + repeated(30, "[0]")}) {
    INFO(text);
    const auto syntax = parse(text, limits);
    REQUIRE_FALSE(syntax.ok());
    CHECK(syntax.error().message == "the expression nests more than 20 deep");
    CHECK(syntax.error().offset < text.size());
  }
  // These stand side by side.
  CHECK(parse("a" + repeated(60, " || a && b"), limits).ok());
  CHECK(parse("[1" + repeated(60, ", 1") + "]", limits).ok());

  const auto large = parse(std::string(1'001, ' '), limits);
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().message == "the expression has 1001 bytes, but at most 1000 are read");

  // A very deep one does not exhaust the stack.
  limits.expression_bytes = 2'000'000;
  CHECK_FALSE(parse(nested(300'000, "(", ")"), limits).ok());
  CHECK_FALSE(parse(repeated(300'000, "!") + "a", limits).ok());
  CHECK_FALSE(parse("1" + repeated(300'000, "+1"), limits).ok());
}

TEST_CASE("parts know where they stand", "[expr]") {
  const std::string text = "  (a + b) * c.d[0] // remark";
  const auto syntax = parse(text, Limits{});
  REQUIRE(syntax.ok());
  const auto part = [&](SyntaxId id) {
    const ByteSpan range = syntax->node(id).range;
    return text.substr(range.begin, range.end - range.begin);
  };
  CHECK(part(syntax->root) == "(a + b) * c.d[0]");
  CHECK(text.substr(syntax->node(syntax->root).offset, 1) == "*");
  CHECK(part(syntax->kid(syntax->root, 0)) == "(a + b)");
  CHECK(part(syntax->kid(syntax->root, 1)) == "c.d[0]");
}

TEST_CASE("macros can be left out", "[expr]") {
  ParseOptions plain;
  plain.macros = false;
  const auto syntax = parse("[1].all(x, x > 0)", Limits{}, plain);
  REQUIRE(syntax.ok());
  CHECK(syntax->node(syntax->root).kind == SyntaxKind::kCall);
  CHECK(parse("has(1)", Limits{}, plain).ok());
}
