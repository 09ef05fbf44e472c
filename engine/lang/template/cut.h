#pragma once

#include <cstddef>
#include <string>

namespace intake {

/// Cuts a message at `limit` bytes (on a code point), the ellipsis included.
void cut_message(std::string& text, std::size_t limit);

}  // namespace intake
