#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/expr/types.h"

namespace intake::expr {

/// The names that an expression may use beside the catalogue of functions. A variable's place in
/// `variables` is its slot at evaluation.
struct Declarations {
  struct Variable {
    std::string name;  // may be dotted: `a.b`
    TypeId type = simple(TypeKind::kDyn);
  };
  /// A function that can be checked but not called.
  struct External {
    std::string name;
    bool member = false;
    Signature signature;
  };

  Types types;
  std::vector<Variable> variables;
  std::vector<External> externals;

  void variable(std::string name, TypeId type) { variables.push_back({std::move(name), type}); }
  /// A variable that holds what a place of a schema describes.
  void variable(std::string name, const PathTable& table, PathTable::PlaceId place) {
    variables.push_back({std::move(name), types.of_place(table, place)});
  }
};

}  // namespace intake::expr
