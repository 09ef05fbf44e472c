#pragma once

#include <string>
#include <string_view>

namespace intake::eml {

/// The text that a person reads in HTML: blocks as lines, items with a dash or their number, cells
/// of a row parted by tabs; scripts, styles and comments left out. UTF-8 in and out. Linear in the
/// bytes, no recursion; what is not well-formed is read as far as it goes.
std::string html_to_text(std::string_view html);

}  // namespace intake::eml
