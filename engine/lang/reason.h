#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <intake/report.h>

namespace intake {

/// Why a condition is unknown, or what a failing one found: a code of the table in reason.cc and
/// its arguments. Becomes text (en, fr, nl, de) only for findings that are kept.
enum class ReasonCode : std::uint8_t {
  kNone,
  kWrongType,      // {expected kinds} {found kind}: "expected a string, found a list"
  kAbsent,         // {pointer}: "nothing stands at {pointer}"
  kNull,           // {pointer}
  kUnbound,        // {binding} {pointer}: the binding has no value because of the value at pointer
  kNoRow,          // {list} {key}: the list has no row for key
  kNoTableRow,     // {values}: no row of the decision table is for these
  kNoConstant,     // {name} {value}: the constant is not given for this environment
  kNotComparable,  // {a} {b}: two values of different types
  kNotReadable,    // {value} {what}: "`x` is no date"
  kPartMissing,    // {part}: "the part `mail` was not supplied"
  kBudget,         // the evaluation used up its steps
  kQuestionOpen,   // {question id}
  kMissingItems,   // {items}
  kExtraItems,     // {items}
  kDuplicate,      // {item} {pointer of the first}
  kTooShort,       // {length} {min}
  kTooLong,        // {length} {max}
  kCheckDigits,    // {found} {expected}: "the check digits are 45, but 14 was expected"
  kRule,           // {rule id}: waits for another rule
  kExpression,     // {message, in English} {offset}: an expression that could not be evaluated
  // Why a fix is not offered or was undone.
  kFixStillFails,  // {rule id}
  kFixWouldBreak,  // {rule id}
  kFixChangesNothing,
  kFixNothingThere,
  kFixNoPlace,
  kFixWrongKind,   // {kind} {verb}
  kFixUnreadable,  // {what}: the repaired text cannot be read again
  kFixRefused,     // {what}: the format cannot make the change in place
  kFixCircle,
  // Of submissions that were put together from files.
  kReadWithDoubt,  // {label} {percent}
  kFixDoubtful,    // {label} {percent}: the same, of a fix
  kFixNotWritten,  // no field of its own: derived, implied, or the place is not known
  kFixNoChoice,    // {value}: a choice or check box that the form does not have
};

struct Reason {
  ReasonCode code = ReasonCode::kNone;
  std::vector<std::string> args;
  std::string cause;  // RFC 6901 pointer of the value that is to blame; may be empty
};

/// One sentence part without full stop, in that language.
std::string render_reason(const Reason& reason, Language language);

}  // namespace intake
