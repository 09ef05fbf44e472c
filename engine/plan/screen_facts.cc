#include <algorithm>
#include <limits>
#include <tuple>

#include "plan/screen_compiler.h"

namespace intake {
namespace {

using TestKind = Screen::TestKind;
using Op = Screen::Fact::Op;

constexpr std::uint64_t kMost32 = std::numeric_limits<std::uint32_t>::max();

bool fits(std::uint32_t row, std::uint32_t slot) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint16_t>::max();
  return row <= kMost && slot <= kMost;
}

std::uint8_t bits(unsigned set) { return static_cast<std::uint8_t>(set); }

/// How many conditions there are in one, with itself.
std::uint64_t nodes_of(const Plan& plan, std::uint32_t condition) {
  if (condition == kNone) return 0;
  const PlanNode& node = plan.nodes[condition];
  std::uint64_t count = 1;
  for (std::uint32_t i = 0; i < node.children; ++i) count += nodes_of(plan, node.first_child + i);
  return count;
}

/// Narrows a fact by a test that only looks at the kind.
void add_kinds(const Screen::Test& test, Screen::Fact& fact) {
  if (test.kind == TestKind::kPresent) {
    fact.no = bits(fact.no | (fact.yes & kNullBit) | Screen::kAbsentBit);
    fact.yes = bits(fact.yes & ~unsigned{kNullBit});
    return;
  }
  // A number without a fraction may count as an integer.
  constexpr unsigned kReal = kNumberBit & ~kIntegerBit;
  const unsigned decided = test.accepts & ~(test.high != 0 ? kReal : 0u);
  fact.no = bits(fact.no | (fact.yes & decided & ~test.low));
  fact.yes = bits(fact.yes & test.accepts & test.low);
}

/// Takes the comparison of a test into a fact that has none.
void add_comparison(const Screen::Test& test, std::uint32_t number, Screen::Fact& fact) {
  const auto compare = [&](Op op, unsigned kinds) {
    fact.op = op;
    fact.yes = bits(fact.yes & kinds);
  };
  fact.yes = bits(fact.yes & test.accepts);
  fact.to = {test.first, test.count, {nullptr}};
  switch (test.kind) {
    case TestKind::kEqualsText:
      fact.no = bits(fact.no | (fact.yes & ~unsigned{kStringBit}));
      fact.to.text = test.text;
      return compare(Op::kEqualsText, kStringBit);
    case TestKind::kOneOfTexts:
      return compare(Op::kOneOfTexts, kStringBit);
    case TestKind::kMatches:
      fact.to.pattern = test.pattern;
      return compare(Op::kMatches, kStringBit);
    case TestKind::kInteger:
      fact.range = {static_cast<std::int64_t>(test.low), static_cast<std::int64_t>(test.high)};
      return compare(Op::kRange, kIntegerBit);
    case TestKind::kLength:
    case TestKind::kCount:
      if (test.low > kMost32) break;
      fact.to.first = static_cast<std::uint32_t>(test.low);
      fact.to.count = static_cast<std::uint32_t>(std::min(test.high, kMost32));
      if (test.kind == TestKind::kLength) return compare(Op::kLength, kStringBit);
      return compare(Op::kCount, kAnyBits);
    default:
      break;
  }
  fact.to.first = number;
  compare(Op::kTest, kAnyBits);
}

}  // namespace

bool ScreenCompiler::add_facts_of_leaf(const Screen::Condition& leaf,
                                       std::vector<Screen::Fact>& facts) {
  for (std::uint32_t i = leaf.first; i < leaf.first + leaf.size; ++i) {
    const TestKind kind = screen_.tests[i].kind;
    if (kind == TestKind::kAbsent || kind == TestKind::kUnsupported) return false;
  }
  Screen::Fact whole;
  whole.row = leaf.row;
  whole.slot = static_cast<std::uint16_t>(leaf.slot);
  Screen::Fact fact = whole;
  for (std::uint32_t i = leaf.first; i < leaf.first + leaf.size; ++i) {
    const Screen::Test& test = screen_.tests[i];
    if (fact.op == Op::kRange && test.kind == TestKind::kInteger) {
      fact.range.low = std::max(fact.range.low, static_cast<std::int64_t>(test.low));
      fact.range.high = std::min(fact.range.high, static_cast<std::int64_t>(test.high));
      fact.yes = bits(fact.yes & test.accepts);
      continue;
    }
    if (fact.op != Op::kKind) {
      facts.push_back(fact);
      fact = whole;
    }
    if (test.kind == TestKind::kPresent || test.kind == TestKind::kType) {
      add_kinds(test, fact);
    } else {
      add_comparison(test, i, fact);
    }
  }
  facts.push_back(fact);
  return true;
}

void ScreenCompiler::add_facts(std::uint32_t index, const Screen::Cell& value, bool guards,
                               std::vector<Screen::Fact>& facts) {
  const Screen::Condition& condition = screen_.conditions[index];
  const bool known = !condition.unsupported;
  if (known && condition.op == Condition::Op::kAll) {
    for (std::uint32_t i = 0; i < condition.size; ++i) {
      add_facts(screen_.children[condition.first + i], value, guards, facts);
    }
    return;
  }
  const bool leaf = known && condition.op == Condition::Op::kLeaf;
  const Screen::Test* only =
      leaf && condition.size == 1 ? &screen_.tests[condition.first] : nullptr;
  Screen::Fact fact;
  if (leaf && condition.has_subject && fits(condition.row, condition.slot) &&
      !screen_.cells[condition.subject].null_is_absent) {
    const bool of_value = condition.row == value.row && condition.slot == value.slot;
    const bool near = condition.row == 0 || condition.row == value.row;
    if (condition.negated && only != nullptr && only->kind == TestKind::kAbsent && near && guards) {
      fact.row = condition.row;
      fact.slot = static_cast<std::uint16_t>(condition.slot);
      fact.no = Screen::kAbsentBit;
      facts.push_back(fact);
      return;
    }
    if (!condition.negated && (guards ? near : of_value) && add_facts_of_leaf(condition, facts)) {
      return;
    }
  }
  const bool bound = leaf && !condition.has_subject && !condition.of_group && !condition.negated &&
                     only != nullptr && only->kind == TestKind::kBoundCapture;
  fact.op = bound ? Op::kBound : Op::kCondition;
  fact.to.first = bound ? only->first : index;
  facts.push_back(fact);
}

void ScreenCompiler::add_check(const PlanRule& entry, const Screen::Rule& rule) {
  const auto number = static_cast<std::uint32_t>(screen_.rules.size());
  const bool column = rule.way == Screen::Rule::Way::kColumn;
  std::vector<Screen::Fact> guards, asserted;
  bool known = fits(rule.value.row, rule.value.slot);
  if (column) {
    known = known && rule.column.range_row == kNone && rule.value.row == rule.column.row &&
            fits(rule.column.row, rule.column.slot);
  }
  if (known && rule.when != kNone) add_facts(rule.when, rule.value, true, guards);
  if (known && rule.assertion != kNone) add_facts(rule.assertion, rule.value, false, asserted);
  constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
  if (!known || guards.size() > kMost || asserted.size() > kMost) {
    screen_.unchecked.push_back(number);
    return;
  }
  Screen::Check out;
  out.rule = number;
  out.part = rule.part;
  out.column = static_cast<std::uint16_t>(column ? rule.column.slot : 0);
  out.guard_row = static_cast<std::uint16_t>(rule.value.row);
  const auto of_kind = [](const Screen::Fact& fact) { return fact.op == Op::kKind; };
  if (const auto first = std::find_if(guards.begin(), guards.end(), of_kind);
      first != guards.end()) {
    out.guard_row = first->row;
    out.guard_slot = first->slot;
    out.guard_yes = first->yes;
    out.guard_no = first->no;
    guards.erase(first);
  }
  if (!asserted.empty() && asserted.front().op < Op::kBound) {
    out.asserted = asserted.front();
    asserted.erase(asserted.begin());
  }
  out.asserted.row = static_cast<std::uint16_t>(rule.value.row);
  out.asserted.slot = static_cast<std::uint16_t>(rule.value.slot);
  constexpr std::uint8_t kNothing = kNullBit | Screen::kAbsentBit;
  out.asserted.yes = bits(out.asserted.yes & ~unsigned{kNothing});
  if (!rule.required && rule.if_absent == IfAbsent::kSkip) out.skipped = kNothing;
  if (!rule.required && rule.if_absent == IfAbsent::kPass) out.passed = kNothing;
  const std::uint64_t steps =
      1 + nodes_of(*screen_.plan, entry.when) + nodes_of(*screen_.plan, entry.assertion);
  out.steps = static_cast<std::uint16_t>(std::min<std::uint64_t>(steps, kMost));
  out.first = static_cast<std::uint32_t>(screen_.facts.size());
  out.guards = static_cast<std::uint16_t>(guards.size());
  out.more = static_cast<std::uint16_t>(asserted.size());
  screen_.facts.insert(screen_.facts.end(), guards.begin(), guards.end());
  screen_.facts.insert(screen_.facts.end(), asserted.begin(), asserted.end());
  screen_.checks.push_back(out);
}

void ScreenCompiler::arrange_checks() {
  std::vector<Screen::Check>& checks = screen_.checks;
  const auto column = [&](const Screen::Check& check) {
    return screen_.rules[check.rule].way == Screen::Rule::Way::kColumn;
  };
  const auto op = [](const Screen::Check& check) {
    const bool more = check.guards > 0 || check.more > 0 || check.asserted.op > Op::kTest;
    return more ? Op::kTest : check.asserted.op;
  };
  const auto key = [&](const Screen::Check& check) {
    return std::tuple(column(check), column(check) ? check.asserted.row : 0, op(check),
                      check.guard_row, check.guard_slot, check.guard_yes, check.rule);
  };
  std::sort(checks.begin(), checks.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  for (std::uint32_t i = 0; i < checks.size(); ++i) {
    const bool swept = column(checks[i]);
    if (swept && (screen_.sweeps.empty() || screen_.sweeps.back().row != checks[i].asserted.row)) {
      Screen::Sweep sweep;
      sweep.row = checks[i].asserted.row;
      sweep.first = static_cast<std::uint32_t>(screen_.batches.size());
      sweep.first_check = i;
      screen_.sweeps.push_back(sweep);
    }
    const bool begins = i == 0 || op(checks[i]) != screen_.batches.back().op ||
                        (swept && screen_.sweeps.back().first_check == i);
    if (begins) {
      screen_.batches.push_back({op(checks[i]), i, 0, 0});
      ++(swept ? screen_.sweeps.back().count : screen_.single_batches);
    }
    ++screen_.batches.back().count;
    screen_.batches.back().steps += checks[i].steps;
    if (swept) {
      ++screen_.sweeps.back().check_count;
      screen_.sweeps.back().steps += checks[i].steps;
    }
  }
}

}  // namespace intake
