#pragma once

#include <cstdint>

namespace intake {

/// How a later condition stands to the one before: whatever meets one of them.
enum class Relation : std::uint8_t {
  kEqual,
  kTighter,  // what meets the later one met the earlier one
  kLooser,   // what met the earlier one meets the later one
  kMixed,    // some things meet only the earlier one, and some only the later one
  kUnknown,
};

/// Of conditions that must both hold, or of which one is enough.
constexpr Relation both(Relation a, Relation b) {
  if (a == Relation::kEqual) return b;
  if (b == Relation::kEqual || a == b) return a;
  if (a == Relation::kMixed || b == Relation::kMixed) return Relation::kMixed;
  const bool known = a != Relation::kUnknown && b != Relation::kUnknown;
  return known ? Relation::kMixed : Relation::kUnknown;
}

/// Of the opposites.
constexpr Relation flipped(Relation relation) {
  if (relation == Relation::kTighter) return Relation::kLooser;
  return relation == Relation::kLooser ? Relation::kTighter : relation;
}

}  // namespace intake
