#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "lang/expr/declarations.h"
#include "lang/expr/function.h"
#include "lang/expr/syntax.h"
#include "lang/pattern.h"

namespace intake::expr {

/// What a name or call of a Syntax turned out to be.
struct Resolved {
  enum class Kind : std::uint8_t {
    kNone,
    kVariable,  // index: slot
    kLocal,     // index: number of the local; of kLoop, kBind, kOptMap, kBlock: of their first
    kFunction,  // index, count: in Checked::overloads
    kUnknown,   // there is no such name or function
  };
  Kind kind = Kind::kNone;
  std::uint32_t index = 0;
  std::uint32_t count = 0;
};

struct CheckOptions {
  /// For the patterns of the expression.
  Limits limits;
  /// Without types: everything is dyn, and unknown names fail when they are evaluated.
  bool types = true;
  bool macros = true;
};

/// An expression with its names and types known. Name chains that are variables, and namespaced
/// calls (`math.abs(x)`), have become one node; names of types have become literals.
struct Checked {
  Syntax syntax;
  Types types;
  std::vector<TypeId> type;  // by SyntaxId; no variables are left
  std::vector<Resolved> resolved;
  std::vector<const Function*> overloads;  // that fit, in the order in which they are tried
  std::vector<LangError> faults;           // by offset
  /// Of the literal patterns; sorted by text.
  std::vector<std::pair<std::string, PatternPtr>> patterns;

  TypeId result() const { return type[syntax.root]; }
};

/// Checks a parsed expression and takes it apart no further. All faults at once.
Checked check(Syntax syntax, const Declarations& declarations, const CheckOptions& options = {});

}  // namespace intake::expr
