#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace intake::eml {

/// One header of a mail or of one of its parts. Views into the bytes of the mail.
struct Header {
  std::string_view name;
  std::string_view value;  // as written, folds and all, without the last line end
  ByteSpan lines;          // whole lines with their line ends
};

/// `a` and `b` are the same in ASCII, whatever their case.
bool same_name(std::string_view a, std::string_view b);
bool begins_with_name(std::string_view text, std::string_view prefix);
std::string lower_ascii(std::string_view text);

/// One line, without its line end; `next` is where the following one begins.
struct Line {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t next = 0;
};
/// Lines end in LF or CRLF; a CR alone ends none.
Line line_at(std::string_view bytes, std::size_t offset);

/// The name before the colon, or an empty view where the line is no header.
std::string_view header_name(std::string_view line);

/// Reads headers from `offset` on, as far as there are any: to a line that is blank (which is read
/// over) or no header. A header whose name is broken is left out. `offset` moves to where the
/// content begins.
void read_headers(std::string_view bytes, std::size_t& offset, std::size_t end,
                  std::vector<Header>& out);

/// The first header of that name; nullptr: there is none.
const Header* find_header(const std::vector<Header>& headers, std::string_view name);

/// The value in one line: folds undone, blanks at the ends taken off, control characters as blanks.
std::string unfold(std::string_view value);

}  // namespace intake::eml
