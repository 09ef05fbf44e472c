#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/format.h"
#include "formats/private_key.h"

namespace intake {

/// Texts with a private key in them: private members of an object with `kty` (or with `n` and
/// `e`), and PEM texts of private keys, in comments too.
///
/// Such a text is never kept: each of its characters becomes an `x` (a digit of a number a `1`)
/// before anything else sees it, so that no message, excerpt, trace, diff, patch or copy can show
/// it. What is left are the member, its kind, its length, its place, and which of those in one text
/// are equal.
struct HiddenSecret {
  std::string pointer;  // RFC 6901, of the first such member or of the text; empty: in a comment
  ByteSpan span;
  std::vector<std::string> members;  // of a key, in order
};

/// As Format::read, of a text whose secrets are hidden. `hidden` gets them in the order of the
/// text. An error repeats nothing of a text that may hold some. kUnsupported where one is written
/// in a way that it cannot be hidden in.
Result<Document> read_hiding(const Format& format, const SourcePtr& source, const Limits& limits,
                             std::vector<HiddenSecret>& hidden);

/// Hides the base64 of PEM private keys, wherever they stand; whether there was any. The header and
/// END line stay, and slashes: JSON may have a backslash before them.
bool hide_private_key(std::string& text);

/// The same text with its secrets hidden, also of one that is neither YAML nor JSON or broken:
/// there too much rather than too little.
std::string hide_secrets(std::string_view name, std::string_view text, const Limits& limits);

}  // namespace intake
