#pragma once

#include <string>
#include <string_view>

#include "formats/eml/charset.h"

/// Encoded words, as headers have them: `=?utf-8?Q?Fr=C3=A9d=C3=A9ric?=`. Source: RFC 2047.
namespace intake::eml {

/// The text of a header value in one line, encoded words decoded, also where they are cut within a
/// character. Unlike GMime's, it tells what could not be decoded.
Decoded decode_words(std::string_view value);

/// Whether the text needs encoded words.
bool needs_words(std::string_view text);
/// Encoded words of at most 75 characters each, with blanks between them. `text`: UTF-8.
std::string encode_words(std::string_view text);

/// `name: text` and the line end, folded at blanks after 76 characters.
std::string fold_header(std::string_view name, std::string_view text, std::string_view line_end);

}  // namespace intake::eml
