#pragma once

#include <string>
#include <vector>

#include "lint/linted_set.h"
#include "lint/notebook.h"

namespace intake::lint {

/// Why no submission is as the alternatives say: what excludes each other in the first of them.
/// Empty: they are possible, or there is nothing to show.
std::vector<Literal> find_conflict(const LintedSet& set,
                                   const std::optional<Alternatives>& alternatives,
                                   bool by_schema = false);

/// "`one-of: [a, b]` and `matches: '^c'` exclude each other"; "" where one alone is impossible.
std::string say_conflict(const LintedSet& set, const std::vector<Literal>& conflict);

/// Adds the places of the conflict that the note is not about.
void relate_conflict(const LintedSet& set, const std::vector<Literal>& conflict, Note& note);

/// What the schema allows at a place of the conflict: "the schema tiny@1 allows `a` and `b` at
/// /form/kind"; "" where it allows anything.
std::string say_schema(const LintedSet& set, const std::vector<Literal>& conflict);

/// Whether the literal is written within the condition.
bool lies_within(const Literal& literal, const std::optional<Condition>& condition);

}  // namespace intake::lint
