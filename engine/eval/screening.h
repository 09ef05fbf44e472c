#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <intake/checker.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "eval/screening_values.h"
#include "eval/searched_lists.h"
#include "plan/screen.h"

namespace intake {

/// Runs a Screen over one document after the other; keeps its memory. What it says of a rule is
/// what the Evaluator says, or that only the Evaluator knows. One for each thread.
class Screening {
 public:
  Screening(std::shared_ptr<const Screen> screen, Language language);

  void run(const Document& document, const Limits& limits);

  enum class Mark : std::uint8_t {
    kClean,  // passes or does not apply, everywhere
    kFails,  // fails somewhere, and passes or does not apply elsewhere
    kOpen,   // the Evaluator has to say
  };
  Mark mark(std::uint32_t rule) const { return marks_[rule]; }
  /// Of the rules that are clean.
  std::uint32_t passed() const { return clean_.pass; }
  std::uint32_t not_applicable() const { return clean_.not_applicable; }

  /// Whether all is said by this: no rule is open, and those that fail do so plainly.
  bool is_complete() const { return complete_; }
  /// Where it is complete: the counts, and the findings. Texts are put into `arena` or belong to
  /// the document or the plan. False where the Evaluator has to tell after all why a rule fails.
  const Counts& counts() const { return counts_; }
  bool findings(const Limits& limits, Arena& arena, std::vector<CheckedFinding>& out);

  const Screen& screen() const { return *screen_; }

 private:
  struct Failure {
    std::uint32_t rule = 0;
    std::uint32_t row = 0;  // current row of the rule's table
    NodeId value = kNoNode;
    std::uint8_t accepted = 0;  // where the value is of none of these kinds; else 0
    bool blocked = false;       // a list was needed where `value` stands: the rule cannot say
  };
  /// A finding that is told behind another; by number.
  struct Owned {
    std::uint32_t owner = 0, finding = 0;
  };
  struct Captured {
    bool known = false;
    bool bound = false;
    std::vector<std::string_view> groups;  // data() == nullptr: took no part
  };
  struct RuleCounts {
    std::uint32_t pass = 0, fail = 0, not_applicable = 0, indeterminate = 0;
  };

  // screening.cc: the walk; visit() is always part of what calls it there
  void number_names();
  /// `row`: of the place's table.
  void visit(const Screen::Place& place, NodeId id, Screen::Found* row);
  void visit_members(const Screen::Place& place, NodeId id, Screen::Found* row);
  void visit_elements(const Screen::Place& place, NodeId id, Screen::Found* row);
  void add_rows(const Screen::Place& place, NodeId id, Screen::Found* row);

  // screening_checks.cc: rules that surely pass or do not apply
  /// Of a rule that goes through a column, as far as rows have been looked at.
  struct Progress {
    std::uint32_t passed = 0, seen = 0;
    bool open = false;
  };
  struct Swept {
    Screen::Found* begin;
    Screen::Found* end;
    std::uint32_t width;
    Screen::Found** current;
  };
  void run_checks();
  void run_sweep(const Screen::Sweep& sweep);
  void run_batches(const Screen::Sweep& sweep, const Swept& swept, Progress* progress);
  template <Screen::Fact::Op op>
  void run_batch(const Screen::Batch& batch);
  template <Screen::Fact::Op op>
  void run_batch(const Screen::Batch& batch, const Swept& swept, Progress* progress);
  template <Screen::Fact::Op op>
  void run_row(const Screen::Check& check, Progress& progress);
  void take(const Screen::Check& check, const Progress& progress);
  template <Screen::Fact::Op op>
  Truth check(const Screen::Check& check);
  template <Screen::Fact::Op op>
  bool holds(const Screen::Fact& fact, NodeId value) const;
  /// Whether that is sure; kUnknown: conditions tell.
  Truth decide(const Screen::Fact& fact, const Screen::Found& found);
  bool is_there(std::uint32_t part) const { return part == kNone || parts_[part] != 0; }
  /// Half of the limit: the Evaluator counts more, of the arguments of predicates.
  bool over_budget() const { return steps_ > limits_->evaluation_steps / 2; }

  // screening_rules.cc: the other rules, and what of conditions is on their short way
  void run_rules();
  void run_rule(std::uint32_t rule);
  void run_place(const Screen::Rule& rule, std::uint32_t number, std::uint32_t row);
  void run_column(const Screen::Rule& rule, std::uint32_t number);

  NodeId cell_at(std::uint32_t table, std::uint32_t row, std::uint32_t slot) const {
    return cells_[table][std::size_t{row} * widths_[table] + slot].value;
  }
  void go_to(std::uint32_t table, std::uint32_t row) {
    rows_[table] = cells_[table].data() + std::size_t{row} * widths_[table];
  }
  const Node& node(NodeId id) const { return nodes_[id]; }
  Screen::Found found(NodeId id) const { return {id, bit_of(nodes_[id].kind)}; }
  NodeId at(const Screen::Cell& cell) const {
    const Screen::Found& found = rows_[cell.row][cell.slot];
    return cell.null_is_absent && found.kind == kNullBit ? kNoNode : found.value;
  }
  /// As at(); nothing where something else blocks the way means that only the Evaluator knows.
  NodeId look(const Screen::Cell& cell) {
    const NodeId id = at(cell);
    if (id == kNoNode && blocked_) open_ |= is_blocked(cell.place);
    return id;
  }
  /// Whether a value above the place is of a kind in which it cannot be.
  bool is_blocked(std::uint32_t place) const;
  /// The value above the place that nothing can be in, where there is just one such way.
  NodeId blocking(std::uint32_t place) const;
  void block(const Screen::Place& place);
  struct Rows {
    std::uint32_t first = 0, end = 0;
  };
  Rows rows_of(const Screen::Column& column);

  // screening_conditions.cc, but for evaluate_here(), remembered(), leaf() and test()
  Truth evaluate(std::uint32_t condition);
  Truth evaluate_here(std::uint32_t condition);
  Truth remembered(const Screen::Condition& condition);
  Truth branch(const Screen::Condition& condition);
  Truth connective(const Screen::Condition& condition);
  Truth quantifier(const Screen::Condition& condition);
  Truth table(const Screen::Condition& condition);
  Truth leaf(const Screen::Condition& condition);
  Truth leaf_of_group(const Screen::Condition& condition);
  Truth leaf_of_nothing(const Screen::Condition& condition);
  Truth test(const Screen::Test& test, NodeId value);
  Truth test_again(const Screen::Test& test, NodeId value);
  Truth test_odd(const Screen::Test& test, NodeId value);
  Truth test_text(const Screen::Test& test, std::string_view text);
  Truth subset(const Screen::Test& test, const Node& value) const;
  /// Of a leaf that is unknown: the kinds that its first unknown test takes, where the kind of the
  /// value is the reason; else 0.
  std::uint8_t kinds_wanted(const Screen::Condition& condition, NodeId value);
  Truth equals(NodeId value, NodeId other);
  Truth equals_pieces(const Screen::Test& test, const Node& value);
  Truth unique(const Screen::Test& test, NodeId value);
  Truth unique_of_many(const Screen::Test& test, NodeId value);
  Truth contains(const Screen::Test& test, NodeId value);
  Truth predicate(const Screen::Test& test, NodeId value);
  /// As predicate(), with the texts that messages tell.
  std::optional<Outcome> outcome_of(const Screen::Test& test, NodeId value, bool details);
  Captured& captured(std::uint32_t capture);
  std::string_view text(NodeId id) const { return {nodes_[id].payload.text, nodes_[id].size}; }

  // screening_findings.cc
  void add_pointer(NodeId id, std::string& out) const;
  std::string_view pointer_of(const Failure& failure, Arena& arena);
  NodeId nearest_of(const Screen::Cell& value) const;
  /// The test that makes the condition false, as the Evaluator explains it.
  const Screen::Test* failing(std::uint32_t condition, NodeId& value);
  void tell(Screen::Piece::Kind kind, const Screen::Test& test, NodeId value);
  void fold(std::vector<CheckedFinding>& findings);
  bool message(const Failure& failure, const Limits& limits, std::string_view pointer, Arena& arena,
               std::string_view& out);

  std::shared_ptr<const Screen> screen_;
  Language language_;  // of reasons
  const Screen::Condition* conditions_;
  const Screen::Test* tests_;
  const Screen::Fact* facts_;
  const std::string_view* texts_;
  const Document* document_ = nullptr;
  const Limits* limits_ = nullptr;
  bool shared_names_ = false;
  bool by_name_ = false;         // the document has far more names than the screen
  std::vector<NameId> numbers_;  // of the document's names, in the screen

  std::vector<Buffer<Screen::Found>> cells_;  // by table
  std::vector<std::uint32_t> widths_;
  std::vector<Screen::Found*> rows_;  // current, by table
  const Node* nodes_ = nullptr;
  bool blocked_ = false;                // some place is
  std::uint32_t sure_ = 0;              // kinds, and kAbsentBit where nothing may be blocked
  std::vector<std::uint8_t> blocks_;    // by place: a value in which nothing of it can be
  std::vector<std::uint32_t> to_free_;  // places of which that is so
  bool crowded_ = false;                // so many rows that selectors may come to an end
  bool open_ = false;                   // of the rule that runs
  std::uint64_t steps_ = 0;

  std::vector<std::uint8_t> parts_;  // whether something of them is there
  std::vector<std::uint8_t> memos_;
  std::vector<Captured> captured_;
  std::vector<ArgValue> arguments_;
  SearchedLists searched_;
  Buffer<std::uint64_t> hashes_;

  std::vector<Mark> marks_;
  std::vector<std::uint32_t> open_rules_;  // whose check did not say it all
  std::vector<Progress> progress_;
  std::vector<Failure> failures_;
  RuleCounts rule_counts_;
  RuleCounts clean_;
  Counts counts_;
  bool complete_ = false;
  std::string scratch_;
  std::vector<Owned> owned_;
  std::vector<CheckedFinding> folded_;
  std::vector<std::uint32_t> missing_;  // places on the way to one without a value
};

}  // namespace intake
