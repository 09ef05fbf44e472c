#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/datum.h"
#include "document/document.h"

namespace intake {

/// Changes of one document, resolved to its nodes and checked against each other: every pointer
/// fits, no value is changed twice or inside one that is replaced or removed, and no object ends
/// with two members of one name. The changes must outlive it.
struct ChangePlan {
  /// A new child, to stand before the child `index` (the container's size: at the end).
  struct Insertion {
    std::uint32_t index = 0;
    bool member = false;  // of an object
    std::string name;     // where member
    const Change* change = nullptr;
  };
  struct Insertions {
    NodeId container = kNoNode;
    std::vector<Insertion> list;  // by index; in the order of the changes where equal
  };

  std::unordered_map<NodeId, const Change*> replaced;
  std::unordered_map<NodeId, const Change*> removed;
  std::unordered_map<NodeId, const Change*> renamed;
  std::vector<Insertions> insertions;  // by container
  NodeId top = kNoNode;

  const std::vector<Insertion>* inserted_into(NodeId container) const;
};

/// Pointers are relative to `top`. kRefused, with the pointer in `what`, where the changes do not
/// fit.
Result<ChangePlan> plan_changes(View top, const std::vector<Change>& changes);

/// The value of one node of the document after the changes.
Datum changed_value(const Document& document, NodeId node, const ChangePlan& plan);

}  // namespace intake
