#pragma once

#include <memory>
#include <string>
#include <vector>

#include <intake/intake.h>

#include "formats/format.h"
#include "plan/plan.h"
#include "submission/dossier_file.h"
#include "submission/remark.h"

namespace intake {

struct Submission::State {
  const Format* format = nullptr;
  DocumentPtr document;
  // Of one that was put together from files (Library::assemble):
  std::string file_format;         // "eml", "docx" ...; of several files "dossier"
  std::vector<std::string> files;  // names, by Origin::file
  std::vector<ReadingRemark> remarks;
  std::shared_ptr<const DossierSpec> dossier;  // what follows from the values
};

struct CompiledRules::State {
  std::shared_ptr<const Plan> plan;
};

}  // namespace intake
