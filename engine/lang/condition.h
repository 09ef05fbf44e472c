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

namespace intake::expr {
class Program;
}

namespace intake {

/// Names are resolved to slots when the rule set is loaded. Slots of bindings and of variables
/// (`for`, quantifiers, rule-level bindings) count separately.
using Slot = std::uint32_t;

/// What a dotted name (`{ref: client.part}`, `{credential.type}`) was resolved to.
struct Reference {
  enum class Kind : std::uint8_t {
    kBinding,     // set-level binding: slot in RuleSet::bindings
    kVariable,    // variable of the rule: slot in its frame
    kLiteral,     // a parameter: `literal`; in expressions also a list
    kConstant,    // slot in RuleSet::constants; what it is depends on the submission
    kSubmission,  // expressions only: the whole, or the member of it that `path` names
    kNow,         // expressions only: the injected clock
    kValue,       // {value} of templates; in expressions the value at hand
    kPointer,     // templates only, as the following
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

/// `expr: "..."`: a checked expression of the Common Expression Language.
struct Expression {
  std::string text;  // of a part of an expression: that part
  std::shared_ptr<const expr::Program> program;
  /// What the variables of the program stand for, by slot. Of those it does not read: anything.
  std::shared_ptr<const std::vector<Reference>> names;
  ByteSpan span;  // in the rule file
};

using ExpressionPtr = std::shared_ptr<const Expression>;

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
  enum class Kind : std::uint8_t {
    kNone,
    kLiteral,
    kReference,
    kAt,
    kLookup,
    kTemplate,
    kExpression
  };
  Kind kind = Kind::kNone;  // kNone: an optional parameter that was left out
  View literal;             // kLiteral (lists are resolved to their rows or column)
  Reference reference;
  std::optional<Selector> at;
  std::shared_ptr<const Lookup> lookup;
  std::optional<TextTemplate> text;
  ExpressionPtr expression;
  ByteSpan span;  // in the rule file
};

struct PredicateUse {
  const Predicate* predicate = nullptr;
  std::vector<Operand> args;         // one per Predicate::params
  std::vector<PatternPtr> patterns;  // one per Predicate::params
  std::shared_ptr<const Prepared> prepared;
  ExpressionPtr expression;  // `expr`: gives a boolean
  Slot binding = 0;          // `bound`: the binding
  bool binding_is_variable = false;
  ByteSpan span;
};

struct VerbUse {
  const Verb* verb = nullptr;
  std::vector<Operand> args;
  std::vector<PatternPtr> patterns;
  ByteSpan span;
};

/// What a decision table calls its columns. Without `output` the one output has no name.
struct TableHead {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  bool first = false;  // `hit: first`; else at most one row matches, which was checked
};

/// A condition tree, checked and resolved. Depth is at most Limits::depth. What is written in a
/// shorter way (`exactly-one-of`, decision tables, `&&` in expressions) stands in it as these.
struct Condition {
  enum class Op : std::uint8_t {
    kAll,
    kAny,
    kNone,
    kNot,
    kExactly,
    kAtLeast,
    kAtMost,
    kImplies,
    kIff,
    kEach,
    kSome,
    kTable,
    kLeaf,
  };
  Op op = Op::kLeaf;
  std::uint32_t count = 0;           // kExactly, kAtLeast, kAtMost: how many; kEach: `min`
  std::optional<Selector> selector;  // kLeaf: `at` (singular); kEach, kSome: `in`
  std::optional<Operand> subject;    // kLeaf: `of`, the value it is about
  Slot variable = 0;                 // kEach, kSome: slot of `as`
  /// kImplies: {if, then}; kIff: all hold or none does; kNot, kEach, kSome: one. kTable: {if, then}
  /// of each row, one row behind the other, then `else` where there is one (an odd number).
  std::vector<Condition> children;
  std::vector<PredicateUse> predicates;    // kLeaf
  std::shared_ptr<const TableHead> table;  // kTable
  ByteSpan span;                           // in the rule file
};

}  // namespace intake
