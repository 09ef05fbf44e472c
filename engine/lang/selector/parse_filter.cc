#include <memory>
#include <utility>

#include "lang/selector/parser.h"

namespace intake {

using Compare = FilterNode::Compare;

bool SelectorParser::deeper(std::size_t offset) {
  if (++depth_ <= kMostFilterNesting) return true;
  return fail(offset,
              "the filter is nested more than " + std::to_string(kMostFilterNesting) + " deep",
              "put conditions in `when` or a quantifier");
}

/// At `?`.
bool SelectorParser::filter(SelectorStep& out) {
  const std::size_t begin = at_++;
  auto node = std::make_shared<FilterNode>();
  if (!deeper(begin)) return false;
  ++filters_;
  if (!condition(*node)) return false;
  --filters_;
  --depth_;
  out.kind = SelectorStep::Kind::kFilter;
  out.filter = std::move(node);
  return true;
}

/// logical-or-expr. Ends behind its last character.
bool SelectorParser::condition(FilterNode& out) {
  std::vector<FilterNode> nodes;
  while (true) {
    FilterNode next;
    if (!all_of(next)) return false;
    nodes.push_back(std::move(next));
    const std::size_t end = at_;
    skip_gap();
    if (!starts("||")) {
      at_ = end;
      break;
    }
    at_ += 2;
  }
  if (nodes.size() == 1) {
    out = std::move(nodes.front());
  } else {
    out.kind = FilterNode::Kind::kAny;
    out.children = std::move(nodes);
  }
  return true;
}

bool SelectorParser::all_of(FilterNode& out) {
  std::vector<FilterNode> nodes;
  while (true) {
    skip_gap();
    FilterNode next;
    if (!basic(next)) return false;
    nodes.push_back(std::move(next));
    const std::size_t end = at_;
    skip_gap();
    if (!starts("&&")) {
      if (!at_end() && !starts("||") && here() != ')' && here() != ']' && here() != ',') {
        return fail_behind_condition();
      }
      at_ = end;
      break;
    }
    at_ += 2;
  }
  if (nodes.size() == 1) {
    out = std::move(nodes.front());
  } else {
    out.kind = FilterNode::Kind::kAll;
    out.children = std::move(nodes);
  }
  return true;
}

bool SelectorParser::fail_behind_condition() {
  std::string hint;
  const std::size_t begin = at_;
  std::size_t end = at_;
  while (end < text_.size() && is_name_char(text_[end])) ++end;
  const std::string_view word = text_.substr(begin, end - begin);
  if (here() == '&' || word == "and" || word == "AND") hint = "write `&&`";
  if (here() == '|' || word == "or" || word == "OR") hint = "write `||`";
  if (starts("=~") || word == "matches") hint = "write `match(@.name, 'pattern')`";
  if (word == "in" || word == "nin") hint = "write `@.a == 'x' || @.a == 'y'`";
  if (hint.empty() && comparison_sign()) {
    at_ = begin;
    hint = "compare two values, and join comparisons with `&&`";
  } else if (hint.empty() && here() == '=') {
    hint = "write `==`";
  }
  return fail(begin,
              "expected `&&`, `||` or the end of the condition, found " +
                  (word.empty() ? shown() : ticked(word)),
              std::move(hint));
}

bool SelectorParser::basic(FilterNode& out) {
  if (here() == '!') return negated(out);
  if (here() == '(') return parenthesis(out);
  return comparison(out);
}

/// At `!`.
bool SelectorParser::negated(FilterNode& out) {
  const std::size_t begin = at_++;
  skip_gap();
  FilterNode inner;
  if (here() == '!') return fail(at_, "`!` stands before a `!`", "remove both");
  if (here() == '(') {
    if (!parenthesis(inner)) return false;
  } else {
    if (!comparison(inner)) return false;
    if (inner.kind == FilterNode::Kind::kCompare) {
      return fail(begin, "`!` stands before a comparison",
                  "write `!(...)` around it, or the opposite comparison");
    }
  }
  out.kind = FilterNode::Kind::kNot;
  out.children.push_back(std::move(inner));
  return true;
}

/// At `(`.
bool SelectorParser::parenthesis(FilterNode& out) {
  const std::size_t begin = at_++;
  if (!deeper(begin) || !condition(out)) return false;
  skip_gap();
  if (at_end()) return fail(begin, "the `(` is never closed", "write `)`");
  if (here() != ')') return fail(at_, "expected `)`, found " + shown());
  ++at_;
  --depth_;
  return true;
}

/// `==` and the like, or nothing.
std::optional<Compare> SelectorParser::comparison_sign() {
  struct Sign {
    std::string_view text;
    Compare compare;
  };
  constexpr Sign kSigns[] = {{"==", Compare::kEqual},     {"!=", Compare::kNotEqual},
                             {"<=", Compare::kLessEqual}, {">=", Compare::kMoreEqual},
                             {"<", Compare::kLess},       {">", Compare::kMore}};
  for (const Sign& sign : kSigns) {
    if (!starts(sign.text)) continue;
    at_ += sign.text.size();
    return sign.compare;
  }
  return std::nullopt;
}

/// A comparison, or a test: a query or a function alone.
bool SelectorParser::comparison(FilterNode& out) {
  if (!operand(out.left)) return false;
  const std::size_t end = at_;
  skip_gap();
  const auto sign = comparison_sign();
  if (!sign) {
    at_ = end;
    return check_test(out.left);
  }
  skip_gap();
  out.kind = FilterNode::Kind::kCompare;
  out.compare = *sign;
  if (here() == '(' || here() == '!') {
    return fail(at_, "a condition cannot be compared", "compare values, and join with `&&`");
  }
  return operand(out.right) && check_compared(out.left) && check_compared(out.right);
}

std::string SelectorParser::written(const FilterOperand& operand) const {
  return ticked(text_.substr(operand.begin, operand.end - operand.begin));
}

bool SelectorParser::check_test(const FilterOperand& operand) {
  const std::string text(text_.substr(operand.begin, operand.end - operand.begin));
  if (operand.kind == FilterOperand::Kind::kLiteral) {
    return fail(operand.begin, ticked(text) + " alone is no condition",
                "compare it, as in `@.name == " + text + "`");
  }
  if (operand.kind == FilterOperand::Kind::kQuery) return true;
  const FilterFunctionInfo& info = info_of(operand.function);
  if (info.result == FilterType::kLogical) return true;
  return fail(operand.begin, ticked(info.name) + " gives a value, which alone is no condition",
              "compare it, as in `" + text + " > 0`");
}

bool SelectorParser::check_compared(const FilterOperand& operand) {
  if (operand.kind == FilterOperand::Kind::kQuery && !operand.query.singular) {
    return fail(operand.begin,
                written(operand) + " may match several values, but a comparison needs one",
                "use names and indexes only, or `count(...)` or `value(...)`");
  }
  if (operand.kind == FilterOperand::Kind::kFunction &&
      info_of(operand.function).result == FilterType::kLogical) {
    return fail(operand.begin,
                ticked(info_of(operand.function).name) +
                    " is true or false by itself and cannot be compared",
                "leave the comparison out, or put `!` in front");
  }
  return true;
}

}  // namespace intake
