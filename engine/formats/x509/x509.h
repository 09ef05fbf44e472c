#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/datum.h"
#include "formats/reading/reading.h"

/// Certificates. Of private keys nothing is ever decoded.
namespace intake::x509 {

/// PEM, DER, base64 alone, PKCS#7 (PEM or DER).
bool recognises(std::string_view bytes);

/// Keystores and private keys, which are not read: kUnsupported, with the advice to revoke.
std::optional<Error> refuses(std::string_view name, std::string_view bytes);

/// Facts {certificates: [...]}: for each certificate that issued none of the others its
/// certificate_facts() and, as `chain`, those that issued it, nearest first, with subject, issuer,
/// notBefore, notAfter. A certificate given twice counts once. Private keys beside them are left
/// out with a notice; so is one that cannot be decoded while others can.
Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits);

/// {subject: {text, CN: [...], OU: [...] ...}, issuer, serialNumber, notBefore, notAfter, key:
/// {type, size, curve, thumbprint}, signatureAlgorithm, fingerprint, selfSigned, ca, keyUsage,
/// extendedKeyUsage, subjectAltName}. Hexadecimal is lower case, times are RFC 3339 in UTC, the
/// thumbprint is that of RFC 7638 with SHA-256. What a certificate does not have is left out, and
/// so is a time that is none. kSyntax where the bytes are no certificate.
Result<Datum> certificate_facts(std::string_view der);

}  // namespace intake::x509
