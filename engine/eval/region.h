#pragma once

#include <string_view>

#include <intake/report.h>

#include "document/document.h"

namespace intake {

/// The place of some bytes of a document's source; all zero without a source.
Region region_of(const Document& document, ByteSpan span);
Region region_of(const Source& text, ByteSpan span);
/// Of a value; with `name`: of its member name (of the value where it has none).
Region region_of(View value, bool name = false);
/// Where something is missing (`pointer`: where it would stand): the member name of the nearest
/// existing parent, or the first byte of a parent without a name.
Region region_of_missing(View nearest, std::string_view pointer);

}  // namespace intake
