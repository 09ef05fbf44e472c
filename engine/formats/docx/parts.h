#pragma once

#include <string>
#include <vector>

#include "formats/docx/markup.h"
#include "formats/docx/package.h"

namespace intake::docx {

/// The parts of a Word package that are read, by their names in it.
struct Parts {
  std::string document;
  std::string styles;              // may be empty
  std::vector<std::string> texts;  // headers, footers, notes, in the order of their relations
  bool macros = false;
  bool is_signed = false;
};

/// kUnsupported where the main part is no word-processing document (said what it is).
Result<Parts> find_parts(Package& package, const Limits& limits);

}  // namespace intake::docx
