#include <algorithm>
#include <cmath>

#include "eval/screening.h"
#include "eval/screening_values.h"

// What most of the time of a Screening is spent in, in one file so that it becomes one function.
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
        if (rows_[member.row][member.slot] == kNoNode) return Truth::kFalse;
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
  NodeId value = rows_[condition.row][condition.slot];
  if (value == kNoNode || node(value).kind == Kind::kNull) {
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
  const NodeId value = rows_[rule.value.row][rule.value.slot];
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

/// Whether the rule surely passes here, or does not apply. False: run_place() tells.
[[gnu::always_inline]] inline bool Screening::passes(const Screen::Rule& rule, bool& applies) {
  applies = false;
  const NodeId value = rows_[rule.value.row][rule.value.slot];
  switch (rule.guard) {
    case Screen::Rule::Guard::kAlways:
      break;
    case Screen::Rule::Guard::kThere:
      if (value == kNoNode) return !blocked_;
      break;
    case Screen::Rule::Guard::kCondition: {
      const Truth when = evaluate_here(rule.when);
      if (when != Truth::kTrue) return when == Truth::kFalse;
      break;
    }
  }
  if (value == kNoNode || node(value).kind == Kind::kNull) {
    return !rule.required && rule.if_absent == IfAbsent::kSkip && !blocked_;
  }
  applies = true;
  if (rule.test != kNone) return test(tests_[rule.test], value) == Truth::kTrue;
  return rule.assertion == kNone || evaluate_here(rule.assertion) == Truth::kTrue;
}

[[gnu::always_inline]] inline bool Screening::passes_once(const Screen::Rule& rule) {
  bool applies = false;
  open_ = false;
  if (!passes(rule, applies) || open_) return false;
  ++(applies ? counts_.pass : counts_.not_applicable);
  ++(applies ? clean_.pass : clean_.not_applicable);
  return true;
}

/// Rules in a row that go through the same column: some elements for all of them, then the next, so
/// that those of a long list are still near. Gives the number of the first rule behind them.
std::uint32_t Screening::run_group(std::uint32_t first) {
  constexpr std::size_t kRows = 256;
  const std::vector<Screen::Rule>& rules = screen_->rules;
  const std::uint32_t table = rules[first].column.row;
  std::uint32_t end = first;
  progress_.clear();
  for (; end < rules.size(); ++end) {
    const Screen::Rule& rule = rules[end];
    if (rule.way != Screen::Rule::Way::kColumn || rule.part != kNone || rule.column.row != table ||
        rule.column.range_row != kNone) {
      break;
    }
    progress_.push_back({0, 0, !blocked_});
  }
  std::vector<std::uint32_t>& cells = cells_[table];
  const std::size_t step = kRows * widths_[table];
  for (std::size_t from = 0; from < cells.size() && !blocked_; from += step) {
    std::uint32_t* const last = cells.data() + std::min(from + step, cells.size());
    for (std::uint32_t i = first; i < end; ++i) {
      const Screen::Rule& rule = rules[i];
      Progress& progress = progress_[i - first];
      progress.clean = progress.clean && !over_budget();
      if (!progress.clean) continue;
      open_ = false;
      steps_ += kRows;
      for (std::uint32_t* row = cells.data() + from; row != last; row += widths_[table]) {
        if (row[rule.column.slot] == kNoNode) continue;
        rows_[table] = row;
        bool applies = false;
        progress.clean = passes(rule, applies) && !open_;
        if (!progress.clean) break;
        ++progress.seen;
        progress.passed += applies ? 1 : 0;
      }
    }
  }
  rows_[table] = cells.data();
  return end;
}

void Screening::run_rules() {
  const std::vector<Screen::Rule>& rules = screen_->rules;
  for (std::uint32_t i = 0; i < rules.size();) {
    const Screen::Rule& rule = rules[i];
    if (rule.part == kNone && rule.way == Screen::Rule::Way::kColumn &&
        rule.column.range_row == kNone) {
      const std::uint32_t end = run_group(i);
      for (std::uint32_t first = i; i < end; ++i) {
        const Progress progress = progress_[i - first];
        if (!progress.clean || progress.seen > limits_->places_per_rule || over_budget()) {
          run_rule(i);
          continue;
        }
        marks_[i] = Mark::kClean;
        counts_.pass += progress.passed;
        clean_.pass += progress.passed;
        counts_.not_applicable += progress.seen - progress.passed;
        clean_.not_applicable += progress.seen - progress.passed;
      }
      continue;
    }
    if (rule.part == kNone && rule.way == Screen::Rule::Way::kOne && passes_once(rule)) {
      marks_[i] = Mark::kClean;
    } else {
      run_rule(i);
    }
    ++i;
  }
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
  if (rule_counts_.fail == 0) {
    marks_[number] = Mark::kClean;
    clean_.pass += rule_counts_.pass;
    clean_.not_applicable += rule_counts_.not_applicable;
    return;
  }
  marks_[number] = Mark::kFails;
  complete_ &= rule.plain;
  counts_.fail += rule_counts_.fail;
  if (rule.severity == Severity::kError) counts_.errors += rule_counts_.fail;
  if (rule.severity == Severity::kWarning) counts_.warnings += rule_counts_.fail;
  if (rule.severity == Severity::kNote) counts_.notes += rule_counts_.fail;
}

void Screening::run_column(const Screen::Rule& rule, std::uint32_t number) {
  const Screen::Column& column = rule.column;
  const Rows rows = rows_of(column);
  const std::uint32_t width = widths_[column.row];
  std::uint32_t* cells = cells_[column.row].data() + std::size_t{rows.first} * width;
  std::uint32_t places = 0;
  for (std::uint32_t row = rows.first; row < rows.end && !open_; ++row, cells += width) {
    if (cells[column.slot] == kNoNode) continue;
    open_ |= ++places > limits_->places_per_rule;
    rows_[column.row] = cells;
    run_place(rule, number, row);
  }
  go_to(column.row, 0);
}

}  // namespace intake
