#pragma once

#include <string>
#include <vector>

#include <intake/lint.h>

#include "lint/notebook.h"
#include "ruleset/rule_files.h"

namespace intake::lint {

/// What lint says, with the edits of the fixes as they can be made.
struct Outcome {
  LintReport report;
  std::vector<Note> notes;  // in the order of report.findings
};

/// Looks at the sets named (`name@version`; none: all of the library). `options.now` is the clock.
Outcome lint_sets(const RuleFiles& files, const std::vector<std::string>& references,
                  const LintOptions& options);

/// Makes the fixes of the sets named, round by round, in a copy of the files. A fix after which the
/// rule sets no longer load, its finding is still there or another error or warning is, is taken
/// back. Files are given as the faults name them.
Result<LintRepair> repair_sets(const RuleFiles& files, const std::vector<std::string>& references,
                               const LintOptions& options, bool unsafe);

}  // namespace intake::lint
