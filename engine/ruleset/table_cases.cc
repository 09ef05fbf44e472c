#include "ruleset/table_cases.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "document/datum.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

using Op = Condition::Op;
using Kinds = std::uint8_t;

/// What they say of a value depends on more than the value and literal arguments.
constexpr std::array<std::string_view, 6> kNotPure{"after",    "before", "bound",
                                                   "declared", "expr",   "within"};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_comparison(std::string_view name) {
  return is_one_of(name, {"equals", "one-of", "min", "max"});
}

bool all_literal(const PredicateUse& use) {
  return std::all_of(use.args.begin(), use.args.end(), [](const Operand& arg) {
    return arg.kind == Operand::Kind::kNone || arg.kind == Operand::Kind::kLiteral;
  });
}

Truth run(const Loading& loading, const PredicateUse& use, View value) {
  if ((kind_bit(value.kind()) & use.predicate->accepts) == 0) return Truth::kUnknown;
  std::vector<ArgValue> args(use.args.size());
  for (std::size_t i = 0; i < args.size(); ++i) {
    args[i].given = use.args[i].kind == Operand::Kind::kLiteral;
    args[i].value = use.args[i].literal;
  }
  PredicateInput input;
  input.value = value;
  input.args = args;
  input.patterns = use.patterns;
  input.prepared = use.prepared.get();
  input.now = loading.options.now;
  input.limits = &loading.options.limits;
  input.schema = loading.out->schema.get();
  return use.predicate->run(input).truth;
}

Truth judge(const Loading& loading, const PredicateUse& use, const ColumnCase& c) {
  const std::string_view name = use.predicate->name;
  const bool absent = c.kind == ColumnCase::Kind::kAbsent;
  if (name == "present") return absent ? Truth::kFalse : Truth::kTrue;
  if (name == "absent") return absent ? Truth::kTrue : Truth::kFalse;
  if (absent || !all_literal(use)) return Truth::kUnknown;
  switch (c.kind) {
    case ColumnCase::Kind::kValue:
      if (std::find(kNotPure.begin(), kNotPure.end(), name) != kNotPure.end()) break;
      return run(loading, use, c.value);
    case ColumnCase::Kind::kBetween:
      return is_comparison(name) ? run(loading, use, c.value) : Truth::kUnknown;
    case ColumnCase::Kind::kOther:
      return is_one_of(name, {"equals", "one-of"}) ? Truth::kFalse : Truth::kUnknown;
    case ColumnCase::Kind::kAbsent:
      break;
  }
  return Truth::kUnknown;
}

/// Calls `visit` for every literal that a cell compares with.
void visit_literals(const Condition& cell,
                    const std::function<void(View literal, ByteSpan span)>& visit) {
  for (const PredicateUse& use : cell.predicates) {
    if (!is_comparison(use.predicate->name) || use.args[0].kind != Operand::Kind::kLiteral) {
      continue;
    }
    const View literal = use.args[0].literal;
    if (use.predicate->name != "one-of") {
      visit(literal, use.args[0].span);
      continue;
    }
    const View column = use.args[1].kind == Operand::Kind::kLiteral ? use.args[1].literal : View();
    for (std::uint32_t i = 0; i < literal.size(); ++i) {
      const View item = column ? literal.at(i).member(column.text()) : literal.at(i);
      if (item) visit(item, use.args[0].span);
    }
  }
  for (const Condition& child : cell.children) visit_literals(child, visit);
}

/// What the schema says of a column.
struct Declared {
  bool known = false;
  Kinds kinds = kAnyBits;
  bool listed = false;  // `choices` are all
  std::vector<std::string> choices;
};

Declared declared(const Loading& loading, const TableColumn& column) {
  Declared out;
  if (!column.places.known || !loading.out->schema || column.places.ids.empty()) return out;
  out.known = true;
  out.kinds = 0;
  out.listed = true;
  for (const PathTable::PlaceId id : column.places.ids) {
    const PathTable::Place& place = loading.out->schema->place(id);
    out.kinds = static_cast<Kinds>(out.kinds | place.kinds);
    out.listed = out.listed && !place.choices.empty();
    out.choices.insert(out.choices.end(), place.choices.begin(), place.choices.end());
  }
  out.kinds = static_cast<Kinds>(out.kinds & ~kNullBit);
  if (!out.listed || out.kinds != kStringBit) out.choices.clear();
  out.listed = out.listed && out.kinds == kStringBit;
  std::sort(out.choices.begin(), out.choices.end());
  out.choices.erase(std::unique(out.choices.begin(), out.choices.end()), out.choices.end());
  return out;
}

double number_of(View value) {
  const Node& node = value.node();
  if (node.kind == Kind::kInt) return static_cast<double>(node.payload.integer);
  if (node.kind == Kind::kUint) return static_cast<double>(node.payload.unsigned_integer);
  return node.payload.real;
}

class CaseFinder {
 public:
  CaseFinder(Loading& loading, const TableDraft& table, std::size_t index)
      : loading_(loading),
        table_(table),
        index_(index),
        column_(table.inputs[index]),
        declared_(declared(loading, column_)) {}

  ColumnCases find() {
    if (declared_.listed) {
      for (const std::string& choice : declared_.choices) add(make(Datum(choice)));
    } else if (declared_.known && declared_.kinds == kBoolBit) {
      add_booleans();
    }
    find_named();
    const bool only_booleans = named_ > 0 && booleans_ == named_;
    const bool only_numbers = named_ > 0 && numbers_.size() == named_;
    out_.closed = declared_.listed || (declared_.known && declared_.kinds == kBoolBit);
    if (!out_.closed && !opaque_ && only_booleans) {
      add_booleans();
    } else if (!out_.closed) {
      add_numbers();
      const bool only_line = !numbers_.empty() && !opaque_ && (only_numbers || only_numeric_kind());
      if (!only_line) add_other();
    }
    if (column_.absence_counts) {
      out_.cases.push_back({ColumnCase::Kind::kAbsent, {}, "absent"});
    }
    return std::move(out_);
  }

 private:
  View make(const Datum& datum) { return loading_.keep(to_document(datum)); }

  bool only_numeric_kind() const { return declared_.known && (declared_.kinds & ~kNumberBit) == 0; }

  void add(View value) {
    const bool known = std::any_of(out_.cases.begin(), out_.cases.end(), [&](const ColumnCase& c) {
      return c.kind == ColumnCase::Kind::kValue && equal(c.value, value);
    });
    if (!known) out_.cases.push_back({ColumnCase::Kind::kValue, value, quoted(to_display(value))});
  }

  void add_booleans() {
    add(make(Datum(true)));
    add(make(Datum(false)));
  }

  void find_named() {
    for (const TableRow& row : table_.rows) {
      if (!row.cells[index_]) continue;
      note_opaque(*row.cells[index_]);
      visit_literals(*row.cells[index_], [&](View literal, ByteSpan) {
        ++named_;
        if (literal.is_bool()) ++booleans_;
        if (literal.is_number()) numbers_.push_back(literal);
        check_allowed(literal);
        if (!literal.is_number()) add(literal);
      });
    }
  }

  void note_opaque(const Condition& cell) {
    for (const PredicateUse& use : cell.predicates) {
      const std::string_view name = use.predicate->name;
      if (!is_comparison(name) && !is_one_of(name, {"present", "absent"})) opaque_ = true;
      if (!all_literal(use)) opaque_ = true;
    }
    for (const Condition& child : cell.children) note_opaque(child);
  }

  /// A value that can never stand there is a mistake, mostly of spelling.
  void check_allowed(View literal) {
    if (!declared_.known || literal.document() != table_.place.document()) return;
    const std::string where = "the column " + quoted(column_.name);
    if ((kind_bit(literal.kind()) & declared_.kinds) == 0) {
      loading_.faults.at(literal,
                         where + " never is " + describe_value(literal) + ", by the schema it is " +
                             describe_kinds(declared_.kinds),
                         "write a value that can stand there");
      return;
    }
    if (!declared_.listed || !literal.is_string()) return;
    if (std::binary_search(declared_.choices.begin(), declared_.choices.end(), literal.text())) {
      return;
    }
    const std::vector<std::string_view> names(declared_.choices.begin(), declared_.choices.end());
    std::string hint = loading_.faults.did_you_mean(literal.text(), names);
    if (hint.empty() && names.size() <= 20) {
      hint = "it is one of:";
      for (const std::string_view name : names) {
        hint += (name == names.front() ? " " : ", ") + std::string(name);
      }
    }
    loading_.faults.at(literal, where + " is never " + quoted(literal.text()) + " by the schema",
                       std::move(hint));
  }

  /// Each number that is named, and one that stands for those below, between and above them.
  void add_numbers() {
    if (numbers_.empty()) return;
    std::sort(numbers_.begin(), numbers_.end(), [](View a, View b) { return compare(a, b) < 0; });
    numbers_.erase(
        std::unique(numbers_.begin(), numbers_.end(), [](View a, View b) { return equal(a, b); }),
        numbers_.end());
    const bool whole = declared_.known && (declared_.kinds & kNumberBit) == kIntegerBit;
    add_between(numbers_.front(), -1, "a number below " + to_display(numbers_.front()));
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      add(numbers_[i]);
      if (i + 1 == numbers_.size()) break;
      const double low = number_of(numbers_[i]), high = number_of(numbers_[i + 1]);
      const double middle = whole ? std::floor(low) + 1 : low + (high - low) / 2;
      if (middle <= low || middle >= high) continue;
      out_.cases.push_back(
          {ColumnCase::Kind::kBetween, make(Datum(middle)),
           "a number between " + to_display(numbers_[i]) + " and " + to_display(numbers_[i + 1])});
    }
    add_between(numbers_.back(), 1, "a number above " + to_display(numbers_.back()));
  }

  void add_between(View end, int sign, std::string shown) {
    const double from = number_of(end);
    const double beyond = std::abs(from) < 1e15
                              ? from + sign
                              : std::nextafter(from, sign * std::numeric_limits<double>::max());
    out_.cases.push_back({ColumnCase::Kind::kBetween, make(Datum(beyond)), std::move(shown)});
  }

  void add_other() {
    const bool alone = out_.cases.empty();
    out_.cases.push_back({ColumnCase::Kind::kOther, {}, alone ? "any value" : "any other value"});
  }

  Loading& loading_;
  const TableDraft& table_;
  std::size_t index_;
  const TableColumn& column_;
  Declared declared_;
  ColumnCases out_;
  std::vector<View> numbers_;
  std::size_t named_ = 0, booleans_ = 0;
  bool opaque_ = false;
};

}  // namespace

ColumnCases cases_of(Loading& loading, const TableDraft& table, std::size_t column) {
  return CaseFinder(loading, table, column).find();
}

Truth matches(const Loading& loading, const Condition& cell, const ColumnCase& c) {
  bool unknown = false;
  switch (cell.op) {
    case Op::kNot:
      return negate(matches(loading, cell.children.front(), c));
    case Op::kAll:
    case Op::kAny: {
      const Truth decides = cell.op == Op::kAny ? Truth::kTrue : Truth::kFalse;
      for (const Condition& child : cell.children) {
        const Truth truth = matches(loading, child, c);
        if (truth == decides) return decides;
        unknown |= truth == Truth::kUnknown;
      }
      return unknown ? Truth::kUnknown : negate(decides);
    }
    default:
      break;
  }
  for (const PredicateUse& use : cell.predicates) {
    const Truth truth = judge(loading, use, c);
    if (truth == Truth::kFalse) return truth;
    unknown |= truth == Truth::kUnknown;
  }
  return unknown ? Truth::kUnknown : Truth::kTrue;
}

}  // namespace intake
