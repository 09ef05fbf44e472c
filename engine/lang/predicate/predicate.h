#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lang/lang_error.h"
#include "lang/pattern.h"
#include "lang/reason.h"
#include "schema/path_table.h"

namespace intake {

/// Strong Kleene logic: unknown is neither, and is never a pass.
enum class Truth : std::uint8_t { kFalse, kTrue, kUnknown };

inline Truth negate(Truth truth) {
  if (truth == Truth::kUnknown) return truth;
  return truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}

/// What an argument may be when it is written in a rule. Operands (ref, at, list, lookup,
/// template) are allowed unless the kind says literal.
enum class ParamKind : std::uint8_t {
  kAny,      // any value
  kText,     // one string
  kTexts,    // one string or a list of strings
  kInteger,  // a count >= 0
  kNumber,
  kValues,      // a list of any values
  kTrue,        // literal `true` only
  kBoolean,     // literal true or false
  kPattern,     // literal RE2 pattern
  kPatternMap,  // literal map: text -> literal pattern or text
  kChoice,      // literal, one of `choices`
  kChoices,     // literal, one of `choices` or a list of them
  kDate,        // RFC 3339 date or date-time, or `now`
  kDuration,    // ISO 8601 duration: days, weeks, hours, minutes, seconds (P90D, PT5M)
  kBinding,     // name of a binding
  kSchema,      // name of a schema: `iam-submission@1`
  kExpression,  // literal expression
};

struct ParamSpec {
  std::string_view name;
  ParamKind kind = ParamKind::kAny;
  bool required = false;
  std::string_view doc;
  std::span<const std::string_view> choices = {};
};

/// The value of one argument at evaluation: one value, or the matches of a plural selector.
struct ArgValue {
  View value;
  std::vector<View> many;
  bool is_many = false;
  bool given = false;  // false: an optional parameter that was left out
  Reason unknown;      // code != kNone: could not be evaluated

  /// Elements: of `many`, of an array, or the one value.
  std::uint32_t count() const;
  View item(std::uint32_t index) const;
};

/// What a predicate prepared from its literal arguments when the rule set was loaded (patterns of
/// list rows, parsed dates ...). Subclassed in the predicate's own file.
struct Prepared {
  virtual ~Prepared() = default;
};

/// What a predicate says. `expected`, `missing`, `extra`, `suggestion` feed the templates of the
/// same names; made only on request (PredicateInput::details).
struct Outcome {
  Truth truth = Truth::kFalse;
  Reason reason;
  std::string expected;
  std::string missing;
  std::string extra;
  std::string suggestion;

  static Outcome of(bool holds) {
    return {holds ? Truth::kTrue : Truth::kFalse, {}, {}, {}, {}, {}};
  }
  static Outcome unknown(Reason why) { return {Truth::kUnknown, std::move(why), {}, {}, {}, {}}; }
};

struct PredicateInput {
  View value;                            // may be absent only where the predicate `sees_absence`
  std::span<const ArgValue> args;        // in the order of Predicate::params
  std::span<const PatternPtr> patterns;  // by parameter; null where it is no kPattern
  const Prepared* prepared = nullptr;
  std::string_view now;  // RFC 3339, the injected clock
  const Limits* limits = nullptr;
  const PathTable* schema = nullptr;  // of the rule set's submission schema; may be null
  bool details = false;               // fill the texts of Outcome
};

/// Literal arguments as the rule author wrote them, for prepare(). Absent where not given or not
/// literal; lists are resolved to their rows.
struct PrepareInput {
  std::span<const View> literals;  // by parameter
  /// Bit i: parameter i was written, literal or operand. Unset: not known, so that "one of these is
  /// needed" and "not both" are not checked.
  std::optional<std::uint32_t> given = std::nullopt;
  const Limits* limits = nullptr;
  const PathTable* schema = nullptr;
  /// By parameter: the document of a kSchema that was written; null elsewhere. Empty: none is
  /// known.
  std::span<const DocumentPtr> schemas = {};
};

struct Predicate {
  std::string_view name;     // kebab case, positive statement
  std::uint16_t since = 1;   // catalogue version
  std::string_view summary;  // one sentence
  std::uint8_t accepts = kAnyBits;
  bool sees_absence = false;  // present, absent, bound: never unknown; expr: may not look at it
  bool judges_name = false;   // about the member name, not the value: findings point at the key
  /// Parameters; the first is what a bare argument means (`min: 3` is `min: {value: 3}`).
  std::span<const ParamSpec> params;
  Outcome (*run)(const PredicateInput& input);
  /// Checks literal arguments beyond their kinds; may be null. The offset of a LangError is
  /// ignored; its message is shown at the predicate.
  Parsed<std::shared_ptr<const Prepared>> (*prepare)(const PrepareInput& input) = nullptr;
  /// For the reference page and its test: YAML of the predicate (`one-of: [a, b]`), a value for
  /// which it holds and one for which it does not (JSON).
  std::string_view example;
  std::string_view example_pass;
  std::string_view example_fail;
};

/// Sorted by name; the only list.
std::span<const Predicate> predicates();
const Predicate* find_predicate(std::string_view name);
std::vector<std::string_view> predicate_names();

/// Names of the check-digit algorithms and formats, for docs, schemas and did-you-mean.
std::vector<std::string_view> check_digit_names();
std::vector<std::string_view> format_names();

}  // namespace intake
