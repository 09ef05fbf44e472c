#pragma once

#include <string>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "synth/boundary.h"

namespace intake::synth {

/// What makes one submission of another, as the changes of a case: values written or (nullopt)
/// taken out, lists of different length as a whole.
std::vector<Put> difference(const Datum& from, const Datum& to);

struct CaseTextOptions {
  std::string now;  // RFC 3339
  std::string set;  // name of the rule set it was made with
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// A case file with the sides of a boundary that were found; empty where none was.
std::string case_file_text(const Boundary& boundary, const CaseTextOptions& options);

}  // namespace intake::synth
