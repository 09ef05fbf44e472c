#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/predicate/predicate.h"
#include "lang/selector/selector.h"
#include "lang/template/template.h"
#include "lang/verb/verb.h"

namespace intake {

/// Names are resolved to slots when the rule set is loaded. Slots of bindings and of variables
/// (`for`, quantifiers, rule-level bindings) count separately.
using Slot = std::uint32_t;

/// What a dotted name (`{ref: client.part}`, `{credential.type}`) was resolved to.
struct Reference {
  enum class Kind : std::uint8_t {
    kBinding,   // set-level binding: slot in RuleSet::bindings
    kVariable,  // variable of the rule: slot in its frame
    kLiteral,   // a parameter: `literal`
    kValue,     // templates only: {value}
    kPointer,   // templates only, as the following
    kExpected,
    kMissing,
    kExtra,
    kSuggestion,
  };
  Kind kind = Kind::kLiteral;
  Slot slot = 0;
  std::uint32_t group = 0;        // of a capturing binding or variable: 0 = the whole match
  std::vector<std::string> path;  // members below the value
  View literal;
  std::string name;  // as written
};

/// A template whose names are resolved: `references` in the order of the named pieces.
struct TextTemplate {
  Template text;
  std::vector<Reference> references;
};

struct Operand;

/// `{lookup: {list, where, column}}`.
struct Lookup {
  View rows;
  std::string list;
  std::vector<std::pair<std::string, Operand>> where;
  std::string column;
};

/// An argument of a predicate or verb.
struct Operand {
  enum class Kind : std::uint8_t { kNone, kLiteral, kReference, kAt, kLookup, kTemplate };
  Kind kind = Kind::kNone;  // kNone: an optional parameter that was left out
  View literal;             // kLiteral (lists are resolved to their rows or column)
  Reference reference;
  std::optional<Selector> at;
  std::shared_ptr<const Lookup> lookup;
  std::optional<TextTemplate> text;
  ByteSpan span;  // in the rule file
};

struct PredicateUse {
  const Predicate* predicate = nullptr;
  std::vector<Operand> args;         // one per Predicate::params
  std::vector<PatternPtr> patterns;  // one per Predicate::params
  std::shared_ptr<const Prepared> prepared;
  Slot binding = 0;  // `bound`: the binding
  bool binding_is_variable = false;
  ByteSpan span;
};

struct VerbUse {
  const Verb* verb = nullptr;
  std::vector<Operand> args;
  std::vector<PatternPtr> patterns;
  ByteSpan span;
};

/// A condition tree, checked and resolved. Depth is at most Limits::depth.
struct Condition {
  enum class Op : std::uint8_t {
    kAll,
    kAny,
    kNone,
    kNot,
    kExactly,
    kImplies,
    kEach,
    kSome,
    kLeaf,
  };
  Op op = Op::kLeaf;
  std::uint32_t count = 0;               // kExactly: how many; kEach: `min`
  std::optional<Selector> selector;      // kLeaf: `at` (singular); kEach, kSome: `in`
  Slot variable = 0;                     // kEach, kSome: slot of `as`
  std::vector<Condition> children;       // kImplies: {if, then}; kNot, kEach, kSome: one
  std::vector<PredicateUse> predicates;  // kLeaf
  ByteSpan span;                         // in the rule file
};

}  // namespace intake
