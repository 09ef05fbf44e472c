#pragma once

#include <set>
#include <string>
#include <vector>

#include <intake/lint.h>

#include "lint/notebook.h"
#include "ruleset/rule_files.h"

namespace intake::lint {

/// What the checks of form maps and dossier files looked at.
struct LintedMaps {
  std::vector<DocumentPtr> files;
  std::vector<Fault> faults;
};

/// Runs the checks `form-...` over the form maps that name one of these rule sets, and over the
/// dossier files that use them; no names: over all.
LintedMaps lint_form_maps(const RuleFiles& files, const std::set<std::string>& rule_sets,
                          const Limits& limits, Notebook& notebook);

}  // namespace intake::lint
