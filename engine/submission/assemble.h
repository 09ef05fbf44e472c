#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <intake/dossier.h>

#include "document/document.h"
#include "ruleset/rule_files.h"
#include "submission/dossier_file.h"
#include "submission/remark.h"

namespace intake {

/// One submission, put together from files.
struct Assembled {
  std::string name;    // of the file; `mail.eml » form.docx` where a file holds several forms
  std::string format;  // "eml", "docx" ... of a single file; else "dossier"
  Document document;   // with origins; its source is the tree as JSON text
  std::vector<std::string> files;  // by Origin::file
  std::vector<ReadingRemark> remarks;
  std::shared_ptr<const DossierSpec> dossier;  // for rederived()
  Datum mail;                                  // facts of its mail; null where there is none
};

/// Reads what the files hold, by the form maps and the dossier file in force, and merges it. A
/// submission for each form that is not the same as another one; what is no form is part of all.
/// kRuleSet where a form map or the dossier file is faulty; the error of a file that cannot be
/// read where it is one of `files` itself; a part that cannot be read becomes a remark.
Result<std::vector<Assembled>> assemble(const RuleFiles& rules,
                                        const std::vector<DossierFile>& files,
                                        const AssembleOptions& options);

/// Names the dossier file: that of the options, else the only one there is.
Result<std::string> dossier_reference(const RuleFiles& rules, const AssembleOptions& options);

}  // namespace intake
