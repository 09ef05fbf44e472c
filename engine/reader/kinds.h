#pragma once

#include <optional>
#include <string_view>

#include "formats/reading/content.h"
#include "formats/reading/reading.h"

namespace intake {

/// As Reading::format calls it.
std::string_view format_name(ContentKind kind);

/// Of a part that is not read, why; nullopt of the kinds that are read.
std::optional<Notice> notice_of(ContentKind kind);

/// Where the name ends as another kind of file does than the content is.
std::optional<Notice> other_extension(std::string_view name, ContentKind kind);

}  // namespace intake
