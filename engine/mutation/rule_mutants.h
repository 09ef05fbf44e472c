#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "mutation/edit.h"
#include "mutation/operators.h"
#include "text/span.h"

namespace intake {

/// A rule with one small change.
struct Mutant {
  const MutationOperator* mutation = nullptr;
  ByteSpan span;        // of what is changed, in the rule's file
  std::string change;   // "without `present: true`", in words
  TreeEdit edit;        // of the rule's map
  bool of_fix = false;  // only what is fixed can tell it from the rule
  /// Where a pattern is changed: as it was, as it is, and PatternEdit::probe.
  std::string pattern_before, pattern_after, pattern_probe;
};

/// All small changes of a rule, each result once, in the order of its file. Some of them may be
/// faulty, or may mean the same as the rule.
std::vector<Mutant> mutants_of_rule(View rule);

/// All small changes of what a rule set says outside its rules: `recognise`, `bind` and the lists
/// that it writes out. The edits are of the whole file.
std::vector<Mutant> mutants_of_set(View top);

}  // namespace intake
