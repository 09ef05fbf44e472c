#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/selector/filter.h"
#include "lang/selector/selector.h"

namespace intake {

/// One evaluation of a selector, filters included, within one budget of steps. A step is a value
/// looked at, a condition evaluated, or kBytesPerStep bytes of text compared. Once the budget is
/// used up nothing is evaluated any more, and what was found is of no use.
/// select.cc: segments; filter.cc: conditions.
class Selection {
 public:
  Selection(View root, const Limits& limits)
      : root_(root), limits_(limits), steps_(limits.selector_steps) {}

  /// False where the budget is used up.
  bool run(const std::vector<SelectorSegment>& segments, View base, std::vector<View>& out,
           std::vector<View>* blocked);
  std::uint64_t left() const { return steps_; }

 private:
  using Views = std::vector<View>;

  bool spend(std::uint64_t steps = 1);

  void apply(const SelectorSegment& segment, View value, Views& out);
  void apply_below(const SelectorSegment& segment, View top, Views& out);
  void apply(const SelectorStep& step, View value, Views& out);
  void slice(const SelectorStep& slice, View value, Views& out);

  /// The value of an operand (RFC 9535 section 2.4.1): absent (Nothing), a value, or a count.
  struct Value {
    View view;
    std::optional<std::int64_t> count;
    bool nothing() const { return !count && view.absent(); }
  };

  bool holds(const FilterNode& node, View current);
  bool compare(const FilterNode& node, View current);
  bool equal(const Value& a, const Value& b);
  bool less(const Value& a, const Value& b);
  bool equal_values(View a, View b);
  bool equal_scalars(View a, View b);
  Value value_of(const FilterOperand& operand, View current);
  Value call(const FilterOperand& function, View current);
  bool matches(const FilterOperand& function, View current);
  View find_one(const FilterQuery& query, View current);
  /// All matches; `scratch` may hold them.
  const Views& find_all(const FilterQuery& query, View current, Views& scratch);
  /// Null where the text is no I-Regexp.
  IRegexpPtr regexp(std::string_view text);

  struct Known {
    std::string text;
    IRegexpPtr regexp;
  };

  View root_;
  const Limits& limits_;
  std::uint64_t steps_;
  bool exhausted_ = false;
  std::unordered_map<const FilterQuery*, Views> from_root_;  // they match the same everywhere
  std::vector<Known> regexps_;                               // from the document
  std::size_t next_regexp_ = 0;
};

}  // namespace intake
