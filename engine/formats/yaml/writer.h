#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "document/document.h"
#include "formats/yaml/scalar_text.h"

namespace intake::yaml {

/// How lines are laid out; taken from the document that is edited.
struct Layout {
  std::string_view eol = "\n";
  std::uint32_t step = 2;             // columns a map stands to the right of its parent map
  bool indent_lists = true;           // whether a list stands to the right of its name
  Quoting quoting = Quoting::kPlain;  // what texts are written in where that is safe
  bool literals = true;               // texts of several lines as literal blocks
  /// What is said behind a value, on its first line; of a map or list, behind its name. Empty or
  /// null: nothing. One line, printable.
  const std::function<std::string(View)>* comment = nullptr;
};

/// What stands before the value that is written.
enum class Before : std::uint8_t { kNothing, kName, kDash };

/// Appends a value in block style behind a name's `:` or a `-` at column `column`, with the blank
/// or line break it needs; no line break at the end. kNothing: the first line continues the
/// current one, the others start at `column`.
void append_block(std::string& out, View value, Before before, std::uint32_t column,
                  const Layout& layout);
/// Appends a value on one line.
void append_flow(std::string& out, View value, Quoting quoting);
/// Appends a member name with its `:` (`? name` on a line of its own where it is very long).
void append_name(std::string& out, std::string_view name, Quoting quoting, bool flow,
                 std::uint32_t column, std::string_view eol);

}  // namespace intake::yaml
