#pragma once

#include <cstdint>
#include <optional>

#include "document/document.h"

namespace intake {

/// The offset in the source of byte `offset` of a scalar's text, however the scalar is written
/// (plain, quoted, literal or folded, with escapes, over several lines). nullopt where it is not
/// known: no source, or an alias.
std::optional<std::uint32_t> source_offset(const Document& document, NodeId scalar,
                                           std::uint32_t offset);

/// As above, of a part of the text; the whole scalar where it is not known.
ByteSpan source_span(const Document& document, NodeId scalar, ByteSpan part);

}  // namespace intake
