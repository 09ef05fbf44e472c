#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/datum.h"
#include "lang/selector/selector.h"
#include "schema/path_table.h"

namespace intake::lint {

/// A place of a submission as conditions name it: what is said of one place goes together. Below a
/// wildcard all paths of one question mean the same element, that of the rule's `for`.
struct PlacePath {
  struct Step {
    enum class Kind : std::uint8_t { kName, kIndex, kEach, kOther };
    Kind kind = Kind::kName;
    std::string name;        // kName; kOther: as written
    std::int64_t index = 0;  // kIndex
  };
  std::vector<Step> steps;  // from the top of the submission
  bool known = true;        // false: somewhere (`@` means nothing here)

  /// Without the trailing parts of a selector that is not relative to it.
  PlacePath follow(const Selector& selector) const;
  PlacePath member(const std::string& name) const;
  /// The path that holds it; nullopt at the top.
  std::optional<PlacePath> parent() const;
  /// `/form/scopes/*`; equal texts are the same place.
  std::string text() const;
  /// Only names, indexes from 0 and elements: a value can be put there.
  bool can_be_built() const;
};

/// What a schema allows at a place. `kinds`: KindBits, 127 where it does not say.
struct SchemaPlace {
  std::uint8_t kinds = kAnyBits;
  std::vector<std::string> choices;  // texts that are allowed; empty: any
};
/// nullopt: the schema says nothing of it.
std::optional<SchemaPlace> find_in_schema(const PathTable& table, const PlacePath& path);

/// Puts a value at the place: objects and lists of one element are made on the way. False where
/// something else is in the way.
bool put_at(Datum& submission, const PlacePath& path, Datum value);

}  // namespace intake::lint
