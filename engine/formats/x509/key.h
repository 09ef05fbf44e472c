#pragma once

#include <optional>
#include <string>

#include "document/datum.h"
#include "formats/x509/openssl.h"

namespace intake::x509 {

/// What a JWK calls a public key. Numbers are big-endian bytes.
struct PublicKey {
  std::string type;   // RSA, EC, OKP, else the name of the algorithm
  std::string curve;  // P-256 ..., Ed25519 ...; of another curve its name
  std::uint32_t size = 0;
  std::string n, e;  // RSA
  std::string x, y;  // EC, OKP (x alone)
};

PublicKey public_key(const EVP_PKEY& key);

/// RFC 7638 with SHA-256; empty for types that have no JWK.
std::string thumbprint(const PublicKey& key);

/// {type, size, curve, thumbprint}
Datum::Object key_facts(const PublicKey& key);

/// The same key.
bool same_key(const PublicKey& a, const PublicKey& b);

}  // namespace intake::x509
