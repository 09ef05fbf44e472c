#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"

namespace intake::jwks {

/// The members of a key without its secrets: private ones at any depth, and texts that hold a
/// private key. `dropped`: the names of those that were left out.
Datum::Object public_members(View key, std::vector<std::string>& dropped);

/// Overwrites a text, which must be memory that may be written.
void wipe(std::string_view text);
/// Overwrites every text in the document and its source.
void wipe(const Document& document);

/// Bytes of a base64url text as RFC 7518 section 2 wants it. Where it is not: why, in words, and
/// the bytes that were meant, where they can be told.
struct Decoded {
  std::string bytes;
  std::string problem;
};
Decoded decode_base64url(std::string_view text);

/// As decode_base64url(), of a certificate in x5c (RFC 7517 section 4.7): base64 with padding.
Decoded decode_x5c(std::string_view text);

}  // namespace intake::jwks
