#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "lang/expr/lexer.h"
#include "lang/expr/macros.h"
#include "lang/expr/syntax.h"
#include "text/unicode.h"

namespace intake::expr {

SyntaxId Syntax::add(SyntaxNode node, std::span<const SyntaxId> kids) {
  node.first_kid = static_cast<std::uint32_t>(kids_.size());
  node.kids = static_cast<std::uint32_t>(kids.size());
  for (const SyntaxId kid : kids) {
    const SyntaxNode& below = nodes_[kid];
    node.depth = std::max(node.depth, below.depth + 1);
    node.range.begin = std::min(node.range.begin, below.range.begin);
    node.range.end = std::max(node.range.end, below.range.end);
    kids_.push_back(kid);
  }
  nodes_.push_back(node);
  return static_cast<SyntaxId>(nodes_.size() - 1);
}

namespace {

struct Operator {
  std::string_view symbol;
  std::string_view function;
  int level;
};

constexpr std::array kOperators{
    Operator{"<", "_<_", 1},   Operator{"<=", "_<=_", 1}, Operator{">", "_>_", 1},
    Operator{">=", "_>=_", 1}, Operator{"==", "_==_", 1}, Operator{"!=", "_!=_", 1},
    Operator{"in", "_in_", 1}, Operator{"+", "_+_", 2},   Operator{"-", "_-_", 2},
    Operator{"*", "_*_", 3},   Operator{"/", "_/_", 3},   Operator{"%", "_%_", 3},
};
constexpr int kUnaryLevel = 4;

class Parser {
 public:
  Parser(std::string_view text, const Limits& limits, const ParseOptions& options)
      : text_(text), limits_(limits), options_(options) {}

  Parsed<Syntax> run() {
    if (text_.size() > limits_.expression_bytes) {
      return LangError{limits_.expression_bytes,
                       "the expression has " + std::to_string(text_.size()) +
                           " bytes, but at most " + std::to_string(limits_.expression_bytes) +
                           " are read",
                       {}};
    }
    if (const auto bad = find_invalid_utf8(text_)) {
      return LangError{static_cast<std::uint32_t>(*bad), "the expression is no valid UTF-8", {}};
    }
    auto tokens = tokenize(text_, syntax_.arena());
    if (!tokens.ok()) return std::move(tokens).error();
    tokens_ = std::move(*tokens);
    const SyntaxId root = expression();
    if (!fault_ && token().kind != TokenKind::kEnd) unexpected("an operator or the end");
    if (fault_) return *std::move(fault_);
    syntax_.root = root;
    return std::move(syntax_);
  }

 private:
  const Token& token(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return token(ahead).kind == TokenKind::kSymbol && token(ahead).text == symbol;
  }
  bool accept(std::string_view symbol) {
    if (!is_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  bool expect(std::string_view symbol) {
    if (fault_) return false;
    if (accept(symbol)) return true;
    unexpected("`" + std::string(symbol) + "`");
    return false;
  }

  SyntaxId fail(std::uint32_t offset, std::string message, std::string hint = {}) {
    if (!fault_) fault_ = LangError{offset, std::move(message), std::move(hint)};
    return kNoSyntax;
  }
  SyntaxId unexpected(const std::string& needed) {
    const Token& found = token();
    if (found.kind == TokenKind::kEnd) {
      return fail(found.begin, "the expression ends, but " + needed + " was needed");
    }
    const auto text = text_.substr(found.begin, std::min(found.end - found.begin, 40u));
    return fail(found.begin,
                "`" + std::string(trim_cut(text)) + "` stands where " + needed + " was needed");
  }
  // Cut texts end on a whole character.
  static std::string_view trim_cut(std::string_view text) {
    while (!text.empty() && find_invalid_utf8(text)) text.remove_suffix(1);
    return text;
  }

  SyntaxId add(SyntaxNode node, std::span<const SyntaxId> kids) {
    if (fault_) return kNoSyntax;
    if (std::ranges::find(kids, kNoSyntax) != kids.end()) return kNoSyntax;
    const SyntaxId id = syntax_.add(node, kids);
    if (syntax_.node(id).depth > limits_.expression_depth) return too_deep(node.offset);
    return id;
  }
  SyntaxId add(SyntaxNode node, std::initializer_list<SyntaxId> kids) {
    return add(node, std::span(kids.begin(), kids.size()));
  }
  SyntaxId too_deep(std::uint32_t offset) {
    return fail(offset, "the expression nests more than " +
                            std::to_string(limits_.expression_depth) + " deep");
  }
  SyntaxNode make(SyntaxKind kind, std::uint32_t begin, std::uint32_t offset) const {
    SyntaxNode node;
    node.kind = kind;
    node.offset = offset;
    node.range = {begin, at_ == 0 ? begin : tokens_[at_ - 1].end};
    return node;
  }

  SyntaxId expression() {
    if (fault_) return kNoSyntax;
    if (nesting_ >= limits_.expression_depth) return too_deep(token().begin);
    ++nesting_;
    const SyntaxId id = conditional();
    --nesting_;
    return id;
  }

  SyntaxId conditional() {
    const std::uint32_t begin = token().begin;
    const SyntaxId condition = logical("||");
    if (fault_ || !is_symbol("?")) return condition;
    const std::uint32_t offset = token().begin;
    ++at_;
    const SyntaxId yes = logical("||");
    if (!expect(":")) return kNoSyntax;
    const SyntaxId no = expression();
    return add(make(SyntaxKind::kConditional, begin, offset), {condition, yes, no});
  }

  // a || b || c is one node, however long; && binds closer.
  SyntaxId logical(std::string_view symbol) {
    const bool is_or = symbol == "||";
    const std::uint32_t begin = token().begin;
    const SyntaxId first = is_or ? logical("&&") : binary(1);
    if (fault_ || !is_symbol(symbol)) return first;
    const std::uint32_t offset = token().begin;
    std::vector<SyntaxId> kids{first};
    while (!fault_ && accept(symbol)) kids.push_back(is_or ? logical("&&") : binary(1));
    return add(make(is_or ? SyntaxKind::kOr : SyntaxKind::kAnd, begin, offset), kids);
  }

  const Operator* find_operator(int level) const {
    const Token& now = token();
    if (now.kind != TokenKind::kSymbol && now.text != "in") return nullptr;
    if (now.kind != TokenKind::kSymbol && now.kind != TokenKind::kName) return nullptr;
    for (const Operator& op : kOperators) {
      if (op.level == level && op.symbol == now.text) return &op;
    }
    return nullptr;
  }

  SyntaxId binary(int level) {
    if (level == kUnaryLevel) return unary();
    const std::uint32_t begin = token().begin;
    SyntaxId left = binary(level + 1);
    for (;;) {
      if (fault_) return kNoSyntax;
      const Operator* op = find_operator(level);
      if (op == nullptr) return left;
      const std::uint32_t offset = token().begin;
      ++at_;
      const SyntaxId right = binary(level + 1);
      if (fault_) return kNoSyntax;
      SyntaxNode node = make(SyntaxKind::kCall, begin, offset);
      node.name = op->function;
      left = add(node, {left, right});
    }
  }

  SyntaxId unary() {
    const std::size_t first = at_;
    std::string_view symbol;
    if (is_symbol("!")) symbol = "!";
    if (is_symbol("-")) symbol = "-";
    if (symbol.empty()) return member();
    while (is_symbol(symbol)) ++at_;
    std::size_t count = at_ - first;
    const bool number =
        token().kind == TokenKind::kInteger ||
        (token().kind == TokenKind::kLiteral && token().literal.is(ValueKind::kDouble));
    // The sign next to a number is part of it: the least int has no positive counterpart.
    negative_ = symbol == "-" && number;
    if (negative_) --count;
    SyntaxId id = member();
    while (count > 0 && !fault_) {
      const std::uint32_t offset = tokens_[first + --count].begin;
      SyntaxNode node = make(SyntaxKind::kCall, offset, offset);
      node.name = symbol == "!" ? "!_" : "-_";
      id = add(node, {id});
    }
    return id;
  }

  SyntaxId member() {
    const std::uint32_t begin = token().begin;
    SyntaxId id = primary();
    while (!fault_) {
      if (is_symbol(".")) {
        id = selection(id, begin);
      } else if (is_symbol("[")) {
        const std::uint32_t offset = token().begin;
        ++at_;
        const bool optional = accept("?");
        const SyntaxId index = expression();
        if (!expect("]")) return kNoSyntax;
        SyntaxNode node = make(SyntaxKind::kIndex, begin, offset);
        if (optional) node.flags |= kOptionalAccess;
        id = add(node, {id, index});
      } else {
        break;
      }
    }
    return id;
  }

  SyntaxId selection(SyntaxId operand, std::uint32_t begin) {
    ++at_;
    const bool optional = accept("?");
    const Token& name = token();
    if (name.kind != TokenKind::kName && name.kind != TokenKind::kQuotedName) {
      return unexpected("the name of a member or function");
    }
    if (name.kind == TokenKind::kName && is_reserved(name.text) &&
        (name.text == "in" || name.text == "true" || name.text == "false" || name.text == "null")) {
      return fail(name.begin, "`" + std::string(name.text) + "` is no name of a member",
                  "write it as an index: value[\"" + std::string(name.text) + "\"]");
    }
    ++at_;
    if (!optional && name.kind == TokenKind::kName && is_symbol("(")) {
      return call(operand, name, begin);
    }
    SyntaxNode node = make(SyntaxKind::kSelect, begin, name.begin);
    node.name = syntax_.arena().copy(name.text);
    if (optional) node.flags |= kOptionalAccess;
    return add(node, {operand});
  }

  // `token()` is the parenthesis; `operand` kNoSyntax: a global call.
  SyntaxId call(SyntaxId operand, const Token& name, std::uint32_t begin) {
    ++at_;
    std::vector<SyntaxId> args;
    const bool has_operand = operand != kNoSyntax;
    if (has_operand) args.push_back(operand);
    if (!is_symbol(")")) {
      do {
        args.push_back(expression());
      } while (!fault_ && accept(","));
    }
    if (!expect(")")) return kNoSyntax;
    SyntaxNode node = make(SyntaxKind::kCall, begin, name.begin);
    node.name = syntax_.arena().copy(name.text);
    if (has_operand) node.flags |= kMemberCall;
    if (options_.macros) {
      auto expanded = expand_macro(syntax_, node, args);
      if (expanded.fault) {
        return fail(expanded.fault->offset, expanded.fault->message, expanded.fault->hint);
      }
      if (expanded.id != kNoSyntax) {
        if (syntax_.node(expanded.id).depth > limits_.expression_depth) return too_deep(name.begin);
        return expanded.id;
      }
    }
    return add(node, args);
  }

  SyntaxId primary() {
    const bool negative = std::exchange(negative_, false);
    const Token& now = token();
    const std::uint32_t begin = negative ? tokens_[at_ - 1].begin : now.begin;
    switch (now.kind) {
      case TokenKind::kInteger:
        return integer(begin, negative);
      case TokenKind::kLiteral: {
        ++at_;
        SyntaxNode node = make(SyntaxKind::kLiteral, begin, begin);
        node.literal = negative ? Value::of_double(-now.literal.real()) : now.literal;
        return add(node, {});
      }
      case TokenKind::kName:
        return name(false);
      case TokenKind::kSymbol:
        break;
      default:
        return unexpected("a value");
    }
    if (is_symbol(".") && token(1).kind == TokenKind::kName) {
      ++at_;
      return name(true);
    }
    if (accept("(")) {
      const SyntaxId inner = expression();
      if (!expect(")")) return kNoSyntax;
      syntax_.node(inner).range = {begin, tokens_[at_ - 1].end};
      return inner;
    }
    if (is_symbol("[")) return list();
    if (is_symbol("{")) return map();
    return unexpected("a value");
  }

  SyntaxId integer(std::uint32_t begin, bool negative) {
    const Token& now = token();
    const bool hex = now.text.size() > 1 && (now.text[1] == 'x' || now.text[1] == 'X');
    const std::string_view digits = now.text.substr(hex ? 2 : 0);
    std::uint64_t size = 0;
    const auto [end, status] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, hex ? 16 : 10);
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (status != std::errc() || size > kMost + (negative ? 1 : 0)) {
      return fail(begin, "the number is too large for an int",
                  "with a `u` after it, it is a uint; with `.0`, a double");
    }
    ++at_;
    SyntaxNode node = make(SyntaxKind::kLiteral, begin, begin);
    node.literal = Value::of_int(static_cast<std::int64_t>(negative ? 0 - size : size));
    return add(node, {});
  }

  SyntaxId name(bool absolute) {
    const Token& now = token();
    const std::uint32_t begin = now.begin;
    if (!absolute && (now.text == "true" || now.text == "false" || now.text == "null")) {
      ++at_;
      SyntaxNode node = make(SyntaxKind::kLiteral, begin, begin);
      if (now.text != "null") node.literal = Value::of_bool(now.text == "true");
      return add(node, {});
    }
    if (is_reserved(now.text)) {
      return fail(begin,
                  "`" + std::string(now.text) + "` is a reserved word, but a value was needed");
    }
    ++at_;
    if (!absolute && is_symbol("(")) return call(kNoSyntax, now, begin);
    if (is_symbol("{")) {
      return fail(begin,
                  "`" + std::string(now.text) + "{...}` would be a message, and there are none",
                  "a map is written {\"name\": value}");
    }
    SyntaxNode node = make(SyntaxKind::kName, begin, begin);
    node.name = syntax_.arena().copy(now.text);
    if (absolute) node.flags |= kAbsolute;
    return add(node, {});
  }

  SyntaxId item(bool optional, std::uint32_t offset) {
    const SyntaxId id = expression();
    if (!optional || fault_) return id;
    return add(make(SyntaxKind::kOptionalItem, offset, offset), {id});
  }

  SyntaxId list() {
    const std::uint32_t begin = token().begin;
    ++at_;
    std::vector<SyntaxId> items;
    while (!fault_ && !is_symbol("]")) {
      const std::uint32_t offset = token().begin;
      const bool optional = accept("?");
      items.push_back(item(optional, offset));
      if (!accept(",")) break;
    }
    if (!expect("]")) return kNoSyntax;
    return add(make(SyntaxKind::kList, begin, begin), items);
  }

  SyntaxId map() {
    const std::uint32_t begin = token().begin;
    ++at_;
    std::vector<SyntaxId> entries;
    while (!fault_ && !is_symbol("}")) {
      const std::uint32_t offset = token().begin;
      const bool optional = accept("?");
      entries.push_back(item(optional, offset));
      if (!expect(":")) return kNoSyntax;
      entries.push_back(expression());
      if (!accept(",")) break;
    }
    if (!expect("}")) return kNoSyntax;
    return add(make(SyntaxKind::kMap, begin, begin), entries);
  }

  std::string_view text_;
  const Limits& limits_;
  const ParseOptions& options_;
  Syntax syntax_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::uint32_t nesting_ = 0;
  bool negative_ = false;
  std::optional<LangError> fault_;
};

}  // namespace

Parsed<Syntax> parse(std::string_view text, const Limits& limits, const ParseOptions& options) {
  return Parser(text, limits, options).run();
}

}  // namespace intake::expr
