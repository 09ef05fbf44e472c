#include "mutation/operators.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace intake {
namespace {

constexpr std::array kOperators{
    MutationOperator{"change-count",
                     "`exactly`, `at-least` or `at-most` asks for one more or less.",
                     "has just so many that hold"},
    MutationOperator{"change-fix-class", "A safe fix becomes unsafe, an unsafe one safe.",
                     "shows by `fixed` which fixes are made without being asked for"},
    MutationOperator{"change-if-absent",
                     "What is passed over or asked where it is absent fails; what fails is passed "
                     "over.",
                     "lacks the value"},
    MutationOperator{"change-limit", "A number, a duration or a date is one more or less.",
                     "has a value just on this side, or just beyond"},
    MutationOperator{"change-operator", "An operator of an expression becomes its neighbour.",
                     "tells the two apart"},
    MutationOperator{"change-presence", "Another number of the places has to be there.",
                     "has the number of them that tells the two apart"},
    MutationOperator{"change-quantifier-min", "`each` asks for one more or less.",
                     "has just so many elements"},
    MutationOperator{"change-statement",
                     "An iff asks for one direction only, or a premise is gone.",
                     "tells the two directions apart"},
    MutationOperator{"drop-alternative", "A pattern loses one of its alternatives.",
                     "has a text for this alternative alone"},
    MutationOperator{"drop-anchor", "A pattern loses `^`, `$` or `\\b`.",
                     "has more text at that end"},
    MutationOperator{"drop-case-flag", "A pattern counts upper and lower case.",
                     "has the text in another case"},
    MutationOperator{"drop-cell", "A row of a table no longer asks for one of its values.",
                     "differs from the row in this value alone"},
    MutationOperator{"drop-condition", "`all`, `any`, `none` or a counted list loses a condition.",
                     "depends on this condition alone"},
    MutationOperator{"drop-element", "A list of literals loses an element.",
                     "has this element where it counts"},
    MutationOperator{"drop-fix", "A fix of the rule is gone.", "has a value that this fix repairs"},
    MutationOperator{"drop-fix-place", "A fix changes the rule's own value.",
                     "shows by `fixed` where the fix writes"},
    MutationOperator{"drop-fix-step", "A step of a fix is left out.",
                     "has a value that needs this step"},
    MutationOperator{"drop-literal",
                     "A pattern loses a part of several characters that is written out.",
                     "has a text without this part"},
    MutationOperator{"drop-not", "An expression loses a `!`.", "tells the two apart"},
    MutationOperator{"drop-optional", "A pattern loses a part that may be left out.",
                     "has a text with this part"},
    MutationOperator{"drop-parameter", "A predicate is called without one of its parameters.",
                     "depends on this parameter alone"},
    MutationOperator{"drop-predicate", "A condition loses one of its predicates.",
                     "depends on this predicate alone"},
    MutationOperator{"drop-required", "An absent value is passed over.", "lacks the value"},
    MutationOperator{"drop-row", "A table loses a row, or its `else`.",
                     "is decided by this row alone"},
    MutationOperator{"drop-when", "The rule applies everywhere.", "is left alone by `when` only"},
    MutationOperator{"drop-when-unknown", "An unknown `when` is indeterminate.",
                     "lacks what `when` needs"},
    MutationOperator{"flip-exclusive", "A limit itself is allowed, or no longer.",
                     "has just that value"},
    MutationOperator{"negate", "A condition holds where it did not.",
                     "depends on this condition alone"},
    MutationOperator{"require-optional", "A pattern wants a part that may be left out.",
                     "has a text without this part"},
    MutationOperator{"swap-all-any", "`all` becomes `any`, `any` becomes `all`.",
                     "meets some of the conditions but not all"},
    MutationOperator{"swap-each-some", "`each` becomes `some`, `some` becomes `each`.",
                     "has several elements of which only some hold"},
    MutationOperator{"swap-limits", "A smallest number becomes the largest, or the reverse.",
                     "has a value beyond"},
    MutationOperator{"swap-outcomes", "Two rows of a table swap what they ask for.",
                     "tells the two rows apart"},
    MutationOperator{"swap-predicate",
                     "A predicate becomes its opposite: before and after, min and max ...",
                     "has a value on the one side only"},
    MutationOperator{"widen-class",
                     "A class of letters or digits of a pattern becomes any character.",
                     "has another kind of character there"},
    MutationOperator{"widen-count", "A pattern takes more or fewer of a kind than it did.",
                     "has one too many or too few there"},
};
static_assert(std::ranges::is_sorted(kOperators, {}, &MutationOperator::name));
static_assert(std::ranges::adjacent_find(kOperators, {}, &MutationOperator::name) ==
              kOperators.end());

}  // namespace

std::span<const MutationOperator> mutation_operators() { return kOperators; }

const MutationOperator& mutation_operator(std::string_view name) {
  const auto found = std::ranges::lower_bound(kOperators, name, {}, &MutationOperator::name);
  assert(found != kOperators.end() && found->name == name);
  return *found;
}

}  // namespace intake
