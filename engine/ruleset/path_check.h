#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// Checks selectors against the schema of the submission: a path that can never match is a fault.
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

  FaultSink* faults_;
  PathTablePtr table_;
  std::string schema_name_;
};

/// What holds for the value that either leads to.
Places either(const Places& a, const Places& b);

}  // namespace intake
