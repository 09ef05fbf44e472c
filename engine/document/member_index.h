#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "document/document.h"

namespace intake {

/// Members of the objects that are too large to be searched one by one: one open-addressing
/// table for the whole document. Immutable once filled.
struct Document::MemberIndex {
  struct Entry {
    NodeId object = kNoNode;  // kNoNode: a free slot
    NameId name = kNoName;
    NodeId member = kNoNode;
  };

  /// Objects with more members than this are in the table.
  static constexpr std::uint32_t kSmallObject = 16;

  /// Null where no object is large enough.
  static std::shared_ptr<const MemberIndex> make(std::span<const Node> nodes);
  /// In place of what it held. False where no object is large enough.
  bool fill(std::span<const Node> nodes);
  NodeId find(NodeId object, NameId name) const;

  std::vector<Entry> slots;  // a power of two, at most half full
};

}  // namespace intake
