#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace intake {

/// The SHA-256 (FIPS 180-4) of the bytes as 64 lower-case hexadecimal digits.
Result<std::string> sha256(std::string_view bytes);

/// Whether a text is such a digest.
bool is_sha256(std::string_view text);

}  // namespace intake
