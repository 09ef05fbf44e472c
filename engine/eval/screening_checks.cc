#include <algorithm>
#include <numeric>

#include "eval/screening.h"
#include "text/unicode.h"

// What most of the time of a Screening is spent in, in one file so that it becomes one function.
namespace intake {

using Op = Screen::Fact::Op;

/// Of a value of a kind that the fact takes.
template <Op op>
[[gnu::always_inline]] inline bool Screening::holds(const Screen::Fact& fact, NodeId value) const {
  if constexpr (op == Op::kKind) return true;
  const Node& node = nodes_[value];
  switch (op) {
    case Op::kEqualsText:
      return same_text({node.payload.text, node.size}, {fact.to.text, fact.to.count});
    case Op::kOneOfTexts:
      for (std::uint32_t i = 0; i < fact.to.count; ++i) {
        if (same_text({node.payload.text, node.size}, texts_[fact.to.first + i])) return true;
      }
      return false;
    case Op::kMatches:
      return fact.to.pattern->search({node.payload.text, node.size});
    case Op::kLength: {
      // A code point has one to four bytes.
      if (node.size < fact.to.first) return false;
      if (node.size <= fact.to.count && node.size / 4 >= fact.to.first) return true;
      const std::uint64_t points = count_code_points({node.payload.text, node.size});
      return points >= fact.to.first && points <= fact.to.count;
    }
    case Op::kCount:
      return node.size >= fact.to.first && node.size <= fact.to.count;
    case Op::kRange:
      return node.kind == Kind::kInt && node.payload.integer >= fact.range.low &&
             node.payload.integer <= fact.range.high;
    default:
      return false;
  }
}

Truth Screening::decide(const Screen::Fact& fact, const Screen::Found& found) {
  if ((found.kind & fact.yes) == 0) {
    return (found.kind & fact.no & sure_) != 0 ? Truth::kFalse : Truth::kUnknown;
  }
  switch (fact.op) {
    case Op::kKind:
      return Truth::kTrue;
    case Op::kEqualsText:
      return truth(holds<Op::kEqualsText>(fact, found.value));
    case Op::kOneOfTexts:
      return truth(holds<Op::kOneOfTexts>(fact, found.value));
    case Op::kMatches:
      return truth(holds<Op::kMatches>(fact, found.value));
    case Op::kLength:
      return truth(holds<Op::kLength>(fact, found.value));
    case Op::kCount:
      return truth(holds<Op::kCount>(fact, found.value));
    case Op::kRange:
      if (nodes_[found.value].kind != Kind::kInt) return Truth::kUnknown;
      return truth(holds<Op::kRange>(fact, found.value));
    case Op::kTest:
      return test_again(tests_[fact.to.first], found.value);
    case Op::kBound:
      return truth(captured(fact.to.first).bound);
    case Op::kCondition:
      return evaluate(fact.to.first);
  }
  return Truth::kUnknown;
}

/// kTrue: it passes, kFalse: it does not apply, kUnknown: run_rule() tells.
template <Op op>
[[gnu::always_inline]] inline Truth Screening::check(const Screen::Check& check) {
  const std::uint32_t guarded = rows_[check.guard_row][check.guard_slot].kind;
  if ((guarded & check.guard_yes) == 0) {
    return (guarded & check.guard_no & sure_) != 0 ? Truth::kFalse : Truth::kUnknown;
  }
  if constexpr (op == Op::kTest) {
    for (std::uint32_t i = 0; i < check.guards; ++i) {
      const Screen::Fact& fact = facts_[check.first + i];
      const Truth holds = fact.op < Op::kBound ? decide(fact, rows_[fact.row][fact.slot])
                                               : decide(fact, {kNoNode, fact.yes});
      if (holds != Truth::kTrue) return holds;
    }
  }
  const Screen::Found& value = rows_[check.asserted.row][check.asserted.slot];
  if ((value.kind & check.asserted.yes) == 0) {
    if ((value.kind & check.skipped & sure_) != 0) return Truth::kFalse;
    return (value.kind & check.passed & sure_) != 0 ? Truth::kTrue : Truth::kUnknown;
  }
  if constexpr (op != Op::kTest) {
    return holds<op>(check.asserted, value.value) ? Truth::kTrue : Truth::kUnknown;
  } else {
    if (decide(check.asserted, value) != Truth::kTrue) return Truth::kUnknown;
    for (std::uint32_t i = 0; i < check.more; ++i) {
      const Screen::Fact& fact = facts_[check.first + check.guards + i];
      const Screen::Found& about = fact.op < Op::kBound ? value : Screen::Found{kNoNode, fact.yes};
      if (decide(fact, about) != Truth::kTrue) return Truth::kUnknown;
    }
    return Truth::kTrue;
  }
}

template <Op op>
[[gnu::always_inline]] inline void Screening::run_row(const Screen::Check& check,
                                                      Progress& progress) {
  if constexpr (op == Op::kTest) open_ = false;
  const Truth found = this->check<op>(check);
  progress.open = found == Truth::kUnknown || (op == Op::kTest && open_);
  ++progress.seen;
  progress.passed += found == Truth::kTrue ? 1 : 0;
}

[[gnu::always_inline]] inline void Screening::take(const Screen::Check& check,
                                                   const Progress& progress) {
  if (progress.open) {
    open_rules_.push_back(check.rule);
    return;
  }
  clean_.pass += progress.passed;
  clean_.not_applicable += progress.seen - progress.passed;
}

/// Of the current row.
template <Op op>
void Screening::run_batch(const Screen::Batch& batch) {
  const Screen::Check* check = screen_->checks.data() + batch.first;
  RuleCounts counts;
  for (const Screen::Check* const end = check + batch.count; check != end; ++check) {
    if constexpr (op == Op::kTest) open_ = false;
    const Truth found = is_there(check->part) ? this->check<op>(*check) : Truth::kUnknown;
    if (found == Truth::kUnknown || (op == Op::kTest && open_)) {
      open_rules_.push_back(check->rule);
    } else {
      ++(found == Truth::kTrue ? counts.pass : counts.not_applicable);
    }
  }
  steps_ += batch.steps;
  clean_.pass += counts.pass;
  clean_.not_applicable += counts.not_applicable;
}

/// Of all these rows of a table. `progress`: of the checks, where there are more rows.
template <Op op>
void Screening::run_batch(const Screen::Batch& batch, const Swept& swept, Progress* progress) {
  const Screen::Check* check = screen_->checks.data() + batch.first;
  for (const Screen::Check* const end = check + batch.count; check != end; ++check) {
    Progress own;
    if (progress != nullptr) own = *progress;
    own.open = own.open || !is_there(check->part);
    for (Screen::Found* row = swept.begin; row != swept.end && !own.open; row += swept.width) {
      if (row[check->column].kind == Screen::kAbsentBit) continue;
      *swept.current = row;
      run_row<op>(*check, own);
    }
    if (progress != nullptr) {
      *progress++ = own;
    } else {
      take(*check, own);
    }
  }
}

/// What `run` does with the operator as a constant.
template <class Run>
[[gnu::always_inline]] inline void with_op(Op op, Run&& run) {
  switch (op) {
    case Op::kKind:
      return run.template operator()<Op::kKind>();
    case Op::kEqualsText:
      return run.template operator()<Op::kEqualsText>();
    case Op::kOneOfTexts:
      return run.template operator()<Op::kOneOfTexts>();
    case Op::kMatches:
      return run.template operator()<Op::kMatches>();
    case Op::kLength:
      return run.template operator()<Op::kLength>();
    case Op::kCount:
      return run.template operator()<Op::kCount>();
    case Op::kRange:
      return run.template operator()<Op::kRange>();
    default:
      return run.template operator()<Op::kTest>();
  }
}

void Screening::run_batches(const Screen::Sweep& sweep, const Swept& swept, Progress* progress) {
  const Screen::Batch* batch = screen_->batches.data() + sweep.first;
  for (const Screen::Batch* const end = batch + sweep.count; batch != end; ++batch) {
    Progress* const own =
        progress == nullptr ? nullptr : progress + (batch->first - sweep.first_check);
    with_op(batch->op, [&]<Op op>() { run_batch<op>(*batch, swept, own); });
  }
  steps_ += std::uint64_t{sweep.steps} *
            (static_cast<std::uint64_t>(swept.end - swept.begin) / swept.width);
}

/// Some elements for all rules that go through them, then the next, so that those of a long list
/// are still near.
void Screening::run_sweep(const Screen::Sweep& sweep) {
  constexpr std::size_t kRows = 256;
  Buffer<Screen::Found>& cells = cells_[sweep.row];
  const Screen::Check* const checks = screen_->checks.data() + sweep.first_check;
  const auto leave_open = [&] {
    for (std::uint32_t i = 0; i < sweep.check_count; ++i) open_rules_.push_back(checks[i].rule);
  };
  const std::uint32_t width = widths_[sweep.row];
  const std::size_t rows = cells.size() / width;
  if (blocked_ || crowded_ || over_budget() || rows > limits_->places_per_rule) return leave_open();
  Swept swept{cells.data(), cells.data() + cells.size(), width, &rows_[sweep.row]};
  if (rows <= kRows) {
    run_batches(sweep, swept, nullptr);
  } else {
    progress_.assign(sweep.check_count, Progress{});
    const std::size_t step = kRows * width;
    for (std::size_t from = 0; from < cells.size() && !over_budget(); from += step) {
      swept.begin = cells.data() + from;
      swept.end = cells.data() + std::min(from + step, cells.size());
      run_batches(sweep, swept, progress_.data());
    }
    for (std::uint32_t i = 0; i < sweep.check_count; ++i) take(checks[i], progress_[i]);
  }
  rows_[sweep.row] = cells.data();
}

void Screening::run_checks() {
  open_rules_.assign(screen_->unchecked.begin(), screen_->unchecked.end());
  for (std::uint32_t i = 0; i < screen_->single_batches; ++i) {
    const Screen::Batch& batch = screen_->batches[i];
    with_op(batch.op, [&]<Op op>() { run_batch<op>(batch); });
  }
  for (const Screen::Sweep& sweep : screen_->sweeps) run_sweep(sweep);
  if (over_budget()) {
    open_rules_.resize(screen_->rules.size());
    std::iota(open_rules_.begin(), open_rules_.end(), 0u);
    clean_ = {};
  }
  counts_.pass = clean_.pass;
  counts_.not_applicable = clean_.not_applicable;
}

}  // namespace intake
