#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/pdf/qpdf.h"

namespace intake::pdf {

/// Appends new versions of objects to a file, with a cross-reference section of the kind that the
/// file has (ISO 32000-1 sections 7.5.6 and 7.5.8). `changed`: indirect objects that are no
/// streams. The same bytes for the same changes. kRefused: the end of the file is not as it should
/// be.
Result<std::string> append_update(std::string_view bytes, QPDF& file,
                                  const std::vector<QPDFObjectHandle>& changed);

}  // namespace intake::pdf
