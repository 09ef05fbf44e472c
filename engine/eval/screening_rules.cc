#include <algorithm>
#include <cmath>

#include "eval/screening.h"
#include "eval/screening_values.h"

// Rules that need a closer look than their check, and what of conditions is on their short way.
namespace intake {
namespace {

using TestKind = Screen::TestKind;

}  // namespace

[[gnu::always_inline]] inline Truth Screening::test(const Screen::Test& test, NodeId value) {
  if (value == kNoNode || test.kind <= TestKind::kAbsent) return test_odd(test, value);
  const Node& node = nodes_[value];
  const std::uint8_t bit = bit_of(node.kind);
  if ((bit & test.accepts) == 0) return test_odd(test, value);
  const bool is_text = node.kind == Kind::kString;
  switch (test.kind) {
    case TestKind::kType:
      if ((bit & test.low) != 0) return Truth::kTrue;
      return truth(test.high != 0 && node.kind == Kind::kDouble &&
                   std::trunc(node.payload.real) == node.payload.real);
    case TestKind::kEqualsText:
      return truth(is_text && same_text({node.payload.text, node.size}, {test.text, test.count}));
    case TestKind::kMatches:
      return truth(test.pattern->search({node.payload.text, node.size}));
    case TestKind::kCount:
      return truth(node.size >= test.low && node.size <= test.high);
    case TestKind::kInteger:
      if (node.kind != Kind::kInt) return predicate(test, value);
      return truth(node.payload.integer >= static_cast<std::int64_t>(test.low) &&
                   node.payload.integer <= static_cast<std::int64_t>(test.high));
    case TestKind::kContainsText:
    case TestKind::kContainsAll:
      return contains(test, value);
    case TestKind::kSubsetOf:
      return subset(test, node);
    case TestKind::kHasMembers:
      for (std::uint32_t i = 0; i < test.count; ++i) {
        const Screen::Cell& member = screen_->cells[test.first + i];
        if (rows_[member.row][member.slot].value == kNoNode) return Truth::kFalse;
      }
      return Truth::kTrue;
    case TestKind::kUnique:
    case TestKind::kUniqueBy:
      return unique(test, value);
    case TestKind::kEqualsCell: {
      const NodeId other = look(screen_->cells[test.first]);
      return other == kNoNode ? Truth::kUnknown : equals(value, other);
    }
    case TestKind::kEqualsPieces:
      return equals_pieces(test, node);
    case TestKind::kOneOfTexts:
    case TestKind::kLength:
    case TestKind::kEqualsGroup:
    case TestKind::kStartsWith:
    case TestKind::kEndsWith:
    case TestKind::kBlank:
      if (is_text) return test_text(test, {node.payload.text, node.size});
      return test_odd(test, value);
    case TestKind::kPredicate:
      return predicate(test, value);
    default:
      return test_odd(test, value);
  }
}

Truth Screening::test_again(const Screen::Test& test, NodeId value) {
  return this->test(test, value);
}

[[gnu::always_inline]] inline Truth Screening::leaf(const Screen::Condition& condition) {
  if (__builtin_expect(!condition.has_subject, 0)) {
    return condition.of_group ? leaf_of_group(condition) : leaf_of_nothing(condition);
  }
  const Screen::Found& there = rows_[condition.row][condition.slot];
  NodeId value = there.value;
  if ((there.kind & (kNullBit | Screen::kAbsentBit)) != 0) {
    value = look(screen_->cells[condition.subject]);
  }
  const Screen::Test* test = tests_ + condition.first;
  Truth result = this->test(*test, value);
  for (std::uint32_t i = 1; i < condition.size && result != Truth::kFalse; ++i) {
    const Truth found = this->test_again(test[i], value);
    if (found != Truth::kTrue) result = found;
  }
  return result;
}

[[gnu::always_inline]] inline Truth Screening::evaluate_here(std::uint32_t index) {
  ++steps_;
  const Screen::Condition& condition = conditions_[index];
  if (condition.memo != kNone) return remembered(condition);
  if (condition.op != Condition::Op::kLeaf) return branch(condition);
  const Truth found = leaf(condition);
  return condition.negated ? negate(found) : found;
}

Truth Screening::evaluate(std::uint32_t index) { return evaluate_here(index); }

Truth Screening::remembered(const Screen::Condition& condition) {
  std::uint8_t& memo = memos_[condition.memo];
  if (memo == 0) {
    const bool open = open_;
    open_ = false;
    Truth found;
    if (condition.op == Condition::Op::kLeaf) {
      found = condition.negated ? negate(leaf(condition)) : leaf(condition);
    } else {
      found = branch(condition);
    }
    if (open_) return found;  // said anew by each rule that asks
    open_ = open;
    memo = static_cast<std::uint8_t>(found) + 1;
  }
  return static_cast<Truth>(memo - 1);
}

[[gnu::always_inline]] inline void Screening::run_place(const Screen::Rule& rule,
                                                        std::uint32_t number, std::uint32_t row) {
  ++steps_;
  if (rule.when != kNone) {
    const Truth applies = evaluate_here(rule.when);
    if (applies == Truth::kFalse || (applies == Truth::kUnknown && rule.when_unknown_skips)) {
      ++rule_counts_.not_applicable;
      return;
    }
    open_ |= applies == Truth::kUnknown;
    if (open_) return;
  }
  const NodeId value = rows_[rule.value.row][rule.value.slot].value;
  if (value == kNoNode || node(value).kind == Kind::kNull) {
    if (rule.required || rule.if_absent == IfAbsent::kFail) {
      failures_.push_back({number, row, value, 0});
      ++rule_counts_.fail;
      return;
    }
    open_ |= rule.if_absent == IfAbsent::kAsk;
    if (value == kNoNode && blocked_) open_ |= is_blocked(rule.value.place);
    ++(rule.if_absent == IfAbsent::kPass ? rule_counts_.pass : rule_counts_.not_applicable);
    return;
  }
  const Truth holds = rule.assertion == kNone ? Truth::kTrue : evaluate_here(rule.assertion);
  if (holds == Truth::kTrue) {
    ++rule_counts_.pass;
    return;
  }
  std::uint8_t accepted = 0;
  if (holds == Truth::kUnknown) {
    if (rule.typed && !open_) accepted = kinds_wanted(screen_->conditions[rule.assertion], value);
    open_ |= accepted == 0;
    if (open_) return;
  }
  failures_.push_back({number, row, value, accepted});
  ++rule_counts_.fail;
}

void Screening::run_rules() {
  std::fill(marks_.begin(), marks_.end(), Mark::kClean);
  run_checks();
  std::sort(open_rules_.begin(), open_rules_.end());
  for (const std::uint32_t rule : open_rules_) run_rule(rule);
}

void Screening::run_rule(std::uint32_t number) {
  const Screen::Rule& rule = screen_->rules[number];
  const std::size_t failed_before = failures_.size();
  open_ = rule.way == Screen::Rule::Way::kEvaluator || over_budget();
  if (rule.part != kNone && !open_) {
    const NodeId there = look(screen_->parts[rule.part]);
    open_ |= there == kNoNode || node(there).kind == Kind::kNull;
  }
  rule_counts_ = {};
  if (!open_) {
    if (rule.way == Screen::Rule::Way::kOne) {
      run_place(rule, number, 0);
    } else {
      run_column(rule, number);
    }
    open_ |= over_budget();
  }
  if (open_) {
    marks_[number] = Mark::kOpen;
    failures_.resize(failed_before);
    complete_ = false;
    return;
  }
  counts_.pass += rule_counts_.pass;
  counts_.not_applicable += rule_counts_.not_applicable;
  counts_.indeterminate += rule_counts_.indeterminate;
  if (rule_counts_.fail == 0 && rule_counts_.indeterminate == 0) {
    clean_.pass += rule_counts_.pass;
    clean_.not_applicable += rule_counts_.not_applicable;
    return;
  }
  marks_[number] = Mark::kFails;
  complete_ &= rule.plain || rule_counts_.fail == 0;
  counts_.fail += rule_counts_.fail;
  if (rule.severity == Severity::kError) counts_.errors += rule_counts_.fail;
  if (rule.severity == Severity::kWarning) counts_.warnings += rule_counts_.fail;
  if (rule.severity == Severity::kNote) counts_.notes += rule_counts_.fail;
}

void Screening::run_column(const Screen::Rule& rule, std::uint32_t number) {
  const Screen::Column& column = rule.column;
  if (blocked_ && rule.tells_blocked) {
    if (const NodeId value = blocking(column.place); value != kNoNode) {
      failures_.push_back({number, 0, value, 0, true});
      ++rule_counts_.indeterminate;
      return;
    }
  }
  const Rows rows = rows_of(column);
  const std::uint32_t width = widths_[column.row];
  Screen::Found* cells = cells_[column.row].data() + std::size_t{rows.first} * width;
  std::uint32_t places = 0;
  for (std::uint32_t row = rows.first; row < rows.end && !open_; ++row, cells += width) {
    if (cells[column.slot].value == kNoNode) continue;
    open_ |= ++places > limits_->places_per_rule;
    rows_[column.row] = cells;
    run_place(rule, number, row);
  }
  go_to(column.row, 0);
}

}  // namespace intake
