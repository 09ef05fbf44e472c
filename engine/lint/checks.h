#pragma once

#include "lint/linted_set.h"
#include "lint/notebook.h"

namespace intake::lint {

// The functions of the catalogue, one a family of checks; catalog.cc says which checks each has.

void check_definitions(const LintedSet& set, Notebook& notebook);  // unused-...
void check_list_rows(const LintedSet& set, Notebook& notebook);    // dead-row, duplicate-value
void check_duplicates(const LintedSet& set, Notebook& notebook);   // duplicate-rule, shadowed-rule
void check_outcomes(const LintedSet& set, Notebook& notebook);     // never-..., unreachable-absence
void check_conditions(const LintedSet& set, Notebook& notebook);   // redundant-condition
void check_schema_values(const LintedSet& set, Notebook& notebook);  // value-outside-schema
void check_parts(const LintedSet& set, Notebook& notebook);          // wrong-part
void check_life(const LintedSet& set, Notebook& notebook);       // never-in-force, deprecated-...
void check_overrides(const LintedSet& set, Notebook& notebook);  // override-without-effect
void check_fixes(const LintedSet& set, Notebook& notebook);      // fix-cannot-satisfy, ...
void check_fix_order(const LintedSet& set, Notebook& notebook);  // overlapping-fixes
void check_messages(const LintedSet& set, Notebook& notebook);   // empty-placeholder, ...
void check_translations(const LintedSet& set, Notebook& notebook);  // untranslated-text, ...
void check_sources(const LintedSet& set, Notebook& notebook);       // missing-source, missing-why
void check_ids(const LintedSet& set, Notebook& notebook);           // id-naming
void check_patterns(const LintedSet& set, Notebook& notebook);      // unanchored-pattern, ...
void check_cases(const LintedSet& set, Notebook& notebook);         // missing-cases

}  // namespace intake::lint
