#pragma once

#include <string>
#include <vector>

#include <intake/report.h>

#include "document/document.h"
#include "submission/remark.h"

namespace intake {

/// A submission that was put together from files as YAML, for a person to check the reading: where
/// each value was read stands behind it, and at the end what else is to be known. Reads back as the
/// same values.
std::string annotated_yaml(const Document& document, const std::vector<ReadingRemark>& remarks,
                           Language language);

}  // namespace intake
