#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "document/datum.h"

namespace intake {

/// A place in a tree: the index of the child at each step from the top.
using TreePath = std::vector<std::uint32_t>;

/// One change of a tree.
struct TreeEdit {
  TreePath path;
  std::optional<Datum> value;  // what stands there then; unset: nothing
};

/// The tree with that change. Asserts that the path leads somewhere.
Datum apply_edit(Datum tree, const TreeEdit& edit);

}  // namespace intake
