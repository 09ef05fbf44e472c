#pragma once

#include "base/result.h"
#include "document/datum.h"

namespace intake::tools {

/// Puts the predicates of the catalogue under `condition` and the verbs under `step` of the schema
/// of rule sets; what the hand-written part says stays as it is.
Status fill_in_catalogues(Datum& schema);

}  // namespace intake::tools
