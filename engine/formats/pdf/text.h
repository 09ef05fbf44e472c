#pragma once

#include <string>

#include "formats/pdf/qpdf.h"

namespace intake::pdf {

/// A PDF text string in any of its encodings as UTF-8 with \n at line ends; `lost` becomes true
/// where something could not be decoded.
std::string text_of(QPDFObjectHandle string, bool& lost);

/// A name without its slash; empty where it is none or not UTF-8.
std::string name_of(QPDFObjectHandle name);

}  // namespace intake::pdf
