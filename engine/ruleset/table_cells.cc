#include "ruleset/table_cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "document/datum.h"
#include "ruleset/argument_parser.h"
#include "ruleset/expression_parser.h"
#include "ruleset/keys.h"
#include "ruleset/operand_parser.h"

namespace intake {
namespace {

using Op = Condition::Op;

constexpr std::string_view kAnyWord = "any";
constexpr std::string_view kDash = "-";
constexpr std::string_view kAbsentWord = "absent";
constexpr std::string_view kPresentWord = "present";
constexpr std::string_view kNeverWord = "never";

bool is_word(View cell, std::string_view word) { return cell.is_string() && cell.text() == word; }

/// Ends of `8..30`, `8..`, `..30`; both included.
struct Range {
  std::optional<Datum> least, most;
};

std::optional<Datum> parse_number(std::string_view text) {
  if (text.empty() || text.front() == '+') return std::nullopt;
  std::int64_t integer = 0;
  const char* const end = text.data() + text.size();
  if (const auto [at, error] = std::from_chars(text.data(), end, integer);
      error == std::errc() && at == end) {
    return Datum(integer);
  }
  double real = 0;
  const auto [at, error] = std::from_chars(text.data(), end, real, std::chars_format::fixed);
  if (error != std::errc() || at != end || !std::isfinite(real)) return std::nullopt;
  return Datum(real);
}

std::optional<Range> parse_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos || text.size() == 2) return std::nullopt;
  Range range;
  if (dots > 0 && !(range.least = parse_number(text.substr(0, dots)))) return std::nullopt;
  if (dots + 2 < text.size() && !(range.most = parse_number(text.substr(dots + 2)))) {
    return std::nullopt;
  }
  return range;
}

class CellParser {
 public:
  CellParser(Scope& scope, const TableColumn& column) : scope_(scope), column_(column) {}

  std::optional<Condition> parse(View written, std::uint32_t depth) {
    if (depth >= scope_.loading().options.limits.depth) {
      scope_.faults().at(written, "the cell is nested too deeply", "split the rule");
      return std::nullopt;
    }
    switch (written.kind()) {
      case Kind::kNull:
        scope_.faults().at(written, "the cell is " + describe_value(written),
                           "write `any`, `absent` or `{is-null: true}`");
        return std::nullopt;
      case Kind::kString:
        return parse_text(written);
      case Kind::kArray:
        return parse_list(written, depth);
      case Kind::kObject:
        return parse_map(written, depth);
      default:
        return leaf(written, make_predicate("equals", written, span(written)));
    }
  }

 private:
  static ByteSpan span(View written) { return written.document()->span(written.id()); }

  Condition empty_leaf(View written) const {
    Condition leaf;
    leaf.selector = column_.selector;
    leaf.subject = column_.subject;
    leaf.span = span(written);
    return leaf;
  }

  /// With a value that counts as missing, only what is said about absence can match.
  void guard(Condition& leaf) const {
    if (column_.absence_counts && !column_.is_output) {
      leaf.predicates.insert(leaf.predicates.begin(), make_statement("present", leaf.span));
    }
  }

  Condition leaf(View written, PredicateUse use) const {
    Condition leaf = empty_leaf(written);
    guard(leaf);
    leaf.predicates.push_back(std::move(use));
    return leaf;
  }

  Condition presence(View written) const {
    Condition leaf = empty_leaf(written);
    leaf.predicates.push_back(make_statement("present", leaf.span));
    return leaf;
  }

  static Condition negated(Condition child) {
    Condition outer;
    outer.op = Op::kNot;
    outer.span = child.span;
    outer.children.push_back(std::move(child));
    return outer;
  }

  static Condition group(Op op, View written) {
    Condition group;
    group.op = op;
    group.span = span(written);
    return group;
  }

  std::optional<Condition> parse_text(View written) {
    const std::string_view text = written.text();
    if (is_any_cell(written)) return group(Op::kAll, written);
    if (text == kPresentWord) return presence(written);
    if (text == kAbsentWord) return negated(presence(written));
    if (text == kNeverWord && column_.is_output) return group(Op::kAny, written);
    if (auto range = parse_range(text)) return parse_ends(written, std::move(*range));
    return leaf(written, make_predicate("equals", written, span(written)));
  }

  std::optional<Condition> parse_ends(View written, Range range) {
    Condition both = empty_leaf(written);
    guard(both);
    View least, most;
    if (range.least) least = scope_.loading().keep(to_document(*range.least));
    if (range.most) most = scope_.loading().keep(to_document(*range.most));
    if (least && most && compare(least, most) > 0) {
      scope_.faults().at(written, "the range " + quoted(written.text()) + " is empty",
                         "write the smaller number first");
      return std::nullopt;
    }
    if (least) both.predicates.push_back(make_predicate("min", least, both.span));
    if (most) both.predicates.push_back(make_predicate("max", most, both.span));
    return both;
  }

  static bool is_plain(View item) {
    if (!item.is_string()) return item.is_number() || item.is_bool();
    const std::string_view text = item.text();
    return !is_any_cell(item) && text != kAbsentWord && text != kPresentWord &&
           text != kNeverWord && !parse_range(text);
  }

  std::optional<Condition> parse_list(View written, std::uint32_t depth) {
    if (written.size() == 0) {
      scope_.faults().at(written, "the list of values is empty",
                         column_.is_output ? "write the allowed values, or `never`"
                                           : "write the values that match, or `any`");
      return std::nullopt;
    }
    Datum::Array plain;
    bool good = true;
    Condition any = group(Op::kAny, written);
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const View item = written.at(i);
      if (is_plain(item)) {
        plain.push_back(to_datum(item));
        continue;
      }
      if (is_any_cell(item) || is_word(item, kNeverWord) || item.is_array()) {
        scope_.faults().at(
            item, describe_value(item) + " cannot stand in a list of values",
            "let it stand alone; a text that is meant goes into a map: {equals: ...}");
        good = false;
        continue;
      }
      auto cell = parse(item, depth + 1);
      if (cell) any.children.push_back(std::move(*cell));
      good = good && cell;
    }
    if (!good) return std::nullopt;
    if (plain.size() == written.size()) {
      auto use = parse_predicate(scope_, *find_predicate("one-of"), written);
      if (!use) return std::nullopt;
      return leaf(written, std::move(*use));
    }
    if (!plain.empty()) {
      const View values = scope_.loading().keep(to_document(Datum(std::move(plain))));
      any.children.insert(any.children.begin(),
                          leaf(written, make_predicate("one-of", values, span(written))));
    }
    return any;
  }

  std::optional<Condition> parse_map(View written, std::uint32_t depth) {
    if (const View inner = written.member("not")) return parse_not(written, inner, depth);
    if (looks_like_operand(written) && !written.member("expr")) {
      const bool rows = !written.member("list").absent();
      auto use = parse_predicate(scope_, *find_predicate(rows ? "one-of" : "equals"), written);
      if (!use) return std::nullopt;
      return leaf(written, std::move(*use));
    }
    Condition out = empty_leaf(written);
    bool good = written.size() > 0;
    bool sees_absence = good;
    if (!good) {
      scope_.faults().at(written, "the cell says nothing", "write a value, `any` or a predicate");
    }
    View expression;
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const View member = written.at(i);
      if (member.key() == "expr") {
        expression = member;
        sees_absence = false;
        continue;
      }
      const Predicate* predicate = find_predicate(member.key());
      if (predicate == nullptr) {
        std::string hint = scope_.faults().did_you_mean(member.key(), predicate_names());
        if (hint.empty()) hint = "a cell is a value, a list of values, or a map of predicates";
        scope_.faults().at_key(member, "there is no predicate " + quoted(member.key()),
                               std::move(hint));
        good = false;
        continue;
      }
      sees_absence = sees_absence && predicate->sees_absence;
      auto use = parse_predicate(scope_, member);
      if (use) out.predicates.push_back(std::move(*use));
      good = good && use;
    }
    if (!good) return std::nullopt;
    if (!sees_absence) guard(out);
    const bool has_value = column_.selector || column_.subject || scope_.own;
    if (expression && !add_expression(scope_, expression, column_.places, has_value, out)) {
      return std::nullopt;
    }
    return out;
  }

  std::optional<Condition> parse_not(View written, View inner, std::uint32_t depth) {
    if (written.size() > 1) {
      const View other = written.at(inner.id() == written.at(0).id() ? 1 : 0);
      scope_.faults().at_key(other, quoted(other.key()) + " stands beside `not`",
                             "`not` stands alone in a cell");
      return std::nullopt;
    }
    auto cell = parse(inner, depth + 1);
    if (!cell) return std::nullopt;
    Condition opposite = negated(std::move(*cell));
    opposite.span = span(written);
    if (!column_.absence_counts || column_.is_output || speaks_of_absence(inner)) return opposite;
    Condition both = group(Op::kAll, written);
    both.children.push_back(presence(written));
    both.children.push_back(std::move(opposite));
    return both;
  }

  Scope& scope_;
  const TableColumn& column_;
};

}  // namespace

bool is_any_cell(View cell) { return is_word(cell, kAnyWord) || is_word(cell, kDash); }

bool speaks_of_absence(View cell) {
  if (is_word(cell, kAbsentWord) || is_word(cell, kPresentWord)) return true;
  if (cell.is_array()) {
    for (std::uint32_t i = 0; i < cell.size(); ++i) {
      const View item = cell.at(i);
      if (is_word(item, kAbsentWord) || is_word(item, kPresentWord)) return true;
    }
    return false;
  }
  if (!cell.is_object()) return false;
  // Nested `not` is followed without recursion.
  View inner = cell;
  while (inner.is_object() && inner.member("not")) inner = inner.member("not");
  if (!inner.is_object()) return speaks_of_absence(inner);
  return !inner.member("absent").absent() || !inner.member("present").absent();
}

std::optional<Condition> parse_cell(Scope& scope, const TableColumn& column, View written,
                                    std::uint32_t depth) {
  return CellParser(scope, column).parse(written, depth);
}

}  // namespace intake
