#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/selector/filter.h"
#include "lang/selector/selector.h"
#include "ruleset/fault_sink.h"
#include "schema/path_table.h"

namespace intake {

/// Where in the schema values may stand. Not known: no schema, an open map on the way, or a
/// fault that was reported already; nothing below is checked then.
struct Places {
  bool known = false;
  std::vector<PathTable::PlaceId> ids;  // sorted
  std::string pointer;                  // for messages, `*` for any item: "/form/scopes/*"
};

/// Checks selectors against the schema of the submission: a path that can never match is a fault,
/// in a filter, too, and so is a comparison there that can never hold.
class PathCheck {
 public:
  PathCheck(FaultSink& faults, PathTablePtr table, std::string schema_name)
      : faults_(&faults), table_(std::move(table)), schema_name_(std::move(schema_name)) {}

  Places top() const;
  /// `base`: what the selector starts from. `written`: the scalar that holds it.
  Places follow(const Selector& selector, const Places& base, View written) const;
  /// Members below a value, as in `{ref: name.member}`; `offset`: of the name in `written`.
  Places follow_names(std::span<const std::string> names, const Places& base, View written,
                      std::uint32_t offset) const;
  /// A JSON Pointer.
  Places follow_pointer(std::span<const std::string> tokens, View written) const;
  /// Whether only lists can stand there.
  bool only_lists(const Places& places) const;

 private:
  struct Step {
    std::vector<PathTable::PlaceId> ids;
    bool open = false;  // may lead to places that the schema does not describe
  };
  void take(const SelectorStep& step, PathTable::PlaceId id, Step& out) const;
  void take_descendants(std::vector<PathTable::PlaceId>& ids, bool& open) const;
  Places move(const Places& from, const SelectorSegment& segment, View written,
              std::uint32_t offset) const;
  void report(const Places& from, const SelectorSegment& segment, View written,
              std::uint32_t offset) const;
  Places follow(const std::vector<SelectorSegment>& segments, const Places& base,
                View written) const;

  // filter_check.cc
  struct Operand {
    Places places;  // of a query, and of the argument of value()
    std::uint8_t kinds = kAnyBits;
    bool by_schema = false;  // whether the kinds are what the schema says
  };
  void check_filters(const SelectorSegment& segment, const Places& from, View written) const;
  void check_condition(const FilterNode& node, const Places& current, View written) const;
  void check_comparison(const FilterNode& node, const Places& current, View written) const;
  void check_choice(const FilterOperand& literal, const Operand& other, std::string_view verdict,
                    View written) const;
  Operand check_operand(const FilterOperand& operand, const Places& current, View written) const;
  Operand check_function(const FilterOperand& call, const Places& current, View written) const;
  std::string says(const FilterOperand& operand, const Operand& facts, View written) const;

  FaultSink* faults_;
  PathTablePtr table_;
  std::string schema_name_;
};

/// What holds for the value that either leads to.
Places either(const Places& a, const Places& b);

}  // namespace intake
