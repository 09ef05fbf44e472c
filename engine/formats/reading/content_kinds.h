#pragma once

#include <optional>
#include <string_view>

#include "formats/reading/content.h"

/// What content_kind() asks in turn. Each looks at a bounded part of the bytes.
namespace intake {

/// By the first bytes of formats that are no text.
std::optional<ContentKind> binary_kind(std::string_view bytes);
/// Of a DER (or BER) SEQUENCE as certificates, keys and keystores begin. Cut off bytes are judged
/// by what is there.
std::optional<ContentKind> der_kind(std::string_view bytes);
/// `-----BEGIN ...-----` at the start of a line, or base64 of what der_kind() knows and nothing
/// else.
std::optional<ContentKind> pem_kind(std::string_view bytes);
/// Begins with header lines that mails have.
bool looks_like_mail(std::string_view bytes);
/// A JSON object with `kty`, or with an array `keys` whose first element is like a JWK (or that has
/// none). Its grammar is not checked.
bool looks_like_key_set(std::string_view bytes);

}  // namespace intake
