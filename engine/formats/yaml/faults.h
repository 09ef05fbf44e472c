#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "formats/yaml/events.h"
#include "text/source.h"

namespace intake::yaml {

/// The parser's words turned into words for a person, at the same place. `log` holds what was
/// read before it gave up.
Error parser_fault(const Source& source, std::uint32_t offset, std::string_view words,
                   const EventLog& log);

/// Something stands at `offset` that belongs to nothing.
Error stray_fault(const Source& source, std::uint32_t offset);

}  // namespace intake::yaml
