#include <intake/intake.h>
#include <intake/lint.h>

#include "lint/linter.h"
#include "ruleset/rule_files.h"

namespace intake {

LintReport Library::lint(const std::vector<std::string>& references,
                         const LintOptions& options) const {
  return lint::lint_sets(*files_, references, options).report;
}

Result<LintRepair> Library::fix_rules(const std::vector<std::string>& references,
                                      const LintOptions& options, bool unsafe) const {
  return lint::repair_sets(*files_, references, options, unsafe);
}

}  // namespace intake
