#pragma once

#include <string>
#include <string_view>

/// Transfer encodings: how the bytes of a part are written in a mail. Source: RFC 2045 section 6.
namespace intake::eml {

struct Transferred {
  std::string bytes;
  bool cut = false;  // base64 that ends within a group: the end is missing
};

/// `encoding` in lower case; an unknown one is taken as the bytes themselves.
Transferred decode_transfer(std::string_view text, std::string_view encoding);

/// Base64 in lines of 76 characters, the last one without a line end.
std::string encode_base64_lines(std::string_view bytes, std::string_view line_end);
/// The same for quoted-printable of a text with LF or CRLF; a line end of the text is one of the
/// mail.
std::string encode_quoted_printable(std::string_view text, std::string_view line_end);

/// Whether the bytes can stand in a mail as they are: lines of at most 998 that end in `line_end`,
/// of ASCII where it is not `wide`, and no NUL.
bool fits_plain(std::string_view bytes, std::string_view line_end, bool wide);

}  // namespace intake::eml
