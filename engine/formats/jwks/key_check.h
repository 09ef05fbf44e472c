#pragma once

#include <string>

#include "document/document.h"
#include "formats/x509/key.h"

namespace intake::jwks {

/// What a JWK says of its key. `problem` empty: it is a key that can be used; otherwise `key` holds
/// what could be told.
struct CheckedKey {
  x509::PublicKey key;
  std::string problem;
};

/// Checks the public part: RSA numbers, a point on its curve, the length of an OKP key.
CheckedKey check_key(View jwk);

}  // namespace intake::jwks
