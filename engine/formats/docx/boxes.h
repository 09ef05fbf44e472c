#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/docx/lines.h"

namespace intake::docx {

/// A check box drawn as a character.
struct Box {
  std::uint32_t begin = 0;  // bytes in the line
  std::uint32_t end = 0;
  bool checked = false;
  std::string_view opposite;  // what it is written as when it changes
};

/// Check boxes in a line, outside of controls.
std::vector<Box> find_boxes(const Scope& scope, std::uint32_t line);

/// The character that a w:sym of a symbol font stands for; empty where it is no check box.
/// `font` and `code` (hexadecimal) as in the file.
std::string_view symbol_text(std::string_view font, std::string_view code);
/// The code of the box in the other state.
std::string_view opposite_symbol(std::string_view font, std::string_view code);

}  // namespace intake::docx
