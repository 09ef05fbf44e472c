#pragma once

#include "base/result.h"
#include "document/datum.h"
#include "formats/x509/openssl.h"

namespace intake::x509 {

/// As certificate_facts(), of a certificate that is decoded. Decodes its extensions, hence no
/// const.
Result<Datum::Object> facts_of(X509& certificate);

/// subject, issuer, notBefore, notAfter: what is said of those in a chain.
Result<Datum::Object> chain_facts(X509& certificate);

/// RFC 3339 in UTC; empty where it is no time.
std::string time_text(const ASN1_TIME& time);

}  // namespace intake::x509
