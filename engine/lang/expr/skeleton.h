#pragma once

#include <memory>
#include <vector>

#include "lang/expr/program.h"

namespace intake::expr {

/// The logic of a boolean expression: its parts at the outermost `&&`, `||`, `!` and `? :`, each
/// with the place where it stands in the text and, where it is a leaf, its own program. In three
/// truth values the whole is what evaluating it at once gives, except that `c ? a : b` may be known
/// where c is not.
struct Skeleton {
  enum class Op : std::uint8_t {
    kLeaf,
    kAll,  // &&: two or more parts
    kAny,  // ||: two or more parts
    kNot,  // one part
    kIf,   // the condition, and what holds then and else
  };
  Op op = Op::kLeaf;
  ByteSpan range;
  std::vector<Skeleton> parts;
  ProgramPtr program;  // kLeaf
};

/// `checked` has no faults. Parts that name a local (within a macro) are not taken apart.
Skeleton split(const std::shared_ptr<const Checked>& checked, const Limits& limits);

}  // namespace intake::expr
