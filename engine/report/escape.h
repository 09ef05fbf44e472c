#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace intake {

/// For a terminal: control characters, and what cannot be seen or turns text around (zero-width,
/// U+202A..U+202E, U+2066..U+2069, soft hyphen, tags), become escapes such as `\x1b`. Line ends
/// too.
std::string escape_controls(std::string_view text);

/// As escape_controls, but a text of several lines: line ends and tabs stay.
std::string escape_lines(std::string_view text);

/// A file name as the header of a diff takes it: in quotes, with C escapes by byte, where it holds
/// anything that escape_controls would touch (as git does; patch(1) reads it back).
std::string diff_name(std::string_view name);

/// Names come from the file system and need not be UTF-8: bad bytes become U+FFFD.
std::string valid_utf8(std::string_view text);

/// A source line made fit to print: as escape_controls, tabs as four blanks, and the blanks that
/// look like blanks but are not (no-break, zero-width) as escapes. `columns` is the number of code
/// points from the start of the line to the marked place; `begin`/`end` become the columns of the
/// mark in the printed line.
struct PrintableLine {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};
PrintableLine printable_line(std::string_view line, std::uint32_t begin_column,
                             std::uint32_t end_column);

/// Breaks a text at blanks into lines of at most `width` columns; the first line starts at
/// `first` columns. Longer words are not broken.
std::string wrap(std::string_view text, std::size_t first, std::size_t indent, std::size_t width);

}  // namespace intake
