#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intake/reader.h>

#include "formats/reading/reading.h"

namespace intake {

/// Reads any file by content, attachments with it. Where a file as a whole cannot be read: an
/// Error; where a part of it cannot: a Notice of that part. `depth`: of the file among parts.
Result<Reading> read_file(std::string_view name, std::string_view bytes, const Limits& limits,
                          std::uint32_t depth = 0);

/// Makes edits, also in parts of parts; each format writes its own.
Result<std::string> write_file(std::string_view name, std::string_view bytes,
                               const std::vector<PartEdit>& edits, const Limits& limits);

}  // namespace intake
