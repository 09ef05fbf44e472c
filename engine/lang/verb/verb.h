#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "lang/pattern.h"
#include "lang/predicate/predicate.h"

namespace intake {

/// The state one step of a fix works on: the target value (or its absence) and what becomes of it.
struct Subject {
  bool present = false;
  Datum value;
  bool removed = false;
  std::string renamed;  // the new member name; empty: not renamed
};

struct VerbInput {
  std::span<const ArgValue> args;        // in the order of Verb::params
  std::span<const PatternPtr> patterns;  // by parameter
  std::string_view suggestion;           // Outcome::suggestion of the failing leaf
};

/// One step of a fix. Pure: changes the subject, or says why it does not apply.
struct Verb {
  std::string_view name;
  std::uint16_t since = 1;
  std::string_view summary;
  std::uint8_t accepts = kAnyBits;  // kinds of value it works on
  bool sees_absence = false;        // works on a place where nothing stands (set, default, add ...)
  std::span<const ParamSpec> params;
  /// Empty: done. Else why the step does not apply here (the fix is then not offered).
  std::string (*run)(const VerbInput& input, Subject& subject);
  std::string_view example;  // YAML: {verb: trim}
  /// JSON; empty: nothing stands there. Of `rename` an object with that one member.
  std::string_view example_before;
  std::string_view example_after;
  /// Empty, or what is wrong with the literal arguments beyond their kinds (arguments that are no
  /// literals are `given`, but absent); for the loading of rule sets. May be null.
  std::string (*check)(const VerbInput& input) = nullptr;
};

/// Sorted by name; the only list.
std::span<const Verb> verbs();
const Verb* find_verb(std::string_view name);
std::vector<std::string_view> verb_names();

}  // namespace intake
