#pragma once

#include <string>

#include "base/result.h"
#include "document/datum.h"
#include "formats/x509/openssl.h"

namespace intake::x509 {

/// The text as RFC 4514 has it, the part written last in the certificate first.
std::string name_text(const X509_NAME& name);

/// {text, CN: [...], OU: [...] ...}: values by short name, in the order of the certificate.
/// kLimit: more parts than DistinguishedName::parse() takes.
Result<Datum> name_facts(const X509_NAME& name);

/// UTF-8; what is no text, or a wrong one, as `#` and its DER in hexadecimal.
std::string string_text(const ASN1_STRING& string);

}  // namespace intake::x509
