#pragma once

#include <optional>
#include <string>
#include <vector>

#include <intake/intake.h>

#include "repair_output.h"
#include "submissions.h"

namespace intake::cli {

/// Writes what repairs change into the files that submissions were put together from: all of
/// `files`, in order. `repaired`: of each submission; nullopt where it was not repaired.
///
/// What is written is read again by intake-reader and put together again; kRefused where that does
/// not give the values of Repaired::bytes, or where two submissions want different things of one
/// place.
Result<std::vector<RepairedFile>> write_parts(Submissions& submissions, const std::string& group,
                                              const std::vector<DossierFile>& files,
                                              const std::vector<std::optional<Repaired>>& repaired);

}  // namespace intake::cli
