#pragma once

#include <array>
#include <string_view>

#include "base/result.h"
#include "formats/reading/reading.h"

/// Key sets. Values of private members are dropped, and the copies of them that were made here are
/// overwritten.
namespace intake::jwks {

/// A JSON object with a `kty`, or with `keys` that holds such objects.
bool recognises(std::string_view bytes);

/// Facts {keys: [...]}, also of a bare JWK: the public members of each as given, and `facts`
/// {type, size, curve, thumbprint, usable, problem, x5cMatches, certificate, privateMembers}.
/// `usable` is false and `problem` says why where the key, its x5c or its thumbprints are not as
/// RFC 7517 and 7518 have them; `certificate` is that of x5c[0]; `privateMembers` are names alone,
/// with a notice. No error text repeats anything of the file.
Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits);

}  // namespace intake::jwks
