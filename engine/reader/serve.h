#pragma once

#include <string>

#include "formats/reading/wire.h"

namespace intake {

/// The answer to a request as it came in (`request_from_wire`): what intake-reader does.
ReaderAnswer serve(std::string request);

/// Loads what the readers would otherwise open files for when they meet a file like this one
/// (converters of character sets). Parses nothing.
void warm_up(std::string_view request);

}  // namespace intake
