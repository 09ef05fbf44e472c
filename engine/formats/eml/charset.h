#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake::eml {

struct Decoded {
  std::string text;  // UTF-8; U+FFFD for what cannot be decoded
  std::string lost;  // what was lost, a few words; empty: nothing
};

/// Decodes a text. Without a charset, or with one that nothing here knows: UTF-8 where it is that,
/// and else windows-1252. What says ISO-8859-1 or ASCII is read as the same, because mailers write
/// so.
Decoded decode_charset(std::string_view bytes, std::string_view charset);

/// Nullopt: the charset does not have every character, or is not known.
std::optional<std::string> encode_charset(std::string_view text, std::string_view charset);

/// As decode_charset() without a charset, where no loss is possible: a header in raw bytes.
std::string decode_unnamed(std::string_view bytes);

/// Opens the charset and keeps it, so that it needs no file later.
void hold_charset(std::string_view charset);

/// Line ends as \n, no control characters but those and tabs, no byte order mark. False: some were
/// replaced by U+FFFD.
bool tidy_text(std::string& text);

}  // namespace intake::eml
