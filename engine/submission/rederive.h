#pragma once

#include "base/result.h"
#include "document/document.h"
#include "submission/dossier_file.h"

namespace intake {

/// The document of a submission that was put together from files, after a change of its values:
/// what is derived from them is worked out again, with its origins. `document` holds JSON text and
/// has the origins of the values as they stand now.
Result<Document> rederived(const DossierSpec& spec, Document document, const Limits& limits);

}  // namespace intake
