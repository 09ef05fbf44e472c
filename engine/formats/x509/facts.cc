#include "formats/x509/facts.h"

#include <array>
#include <cstdio>
#include <ctime>

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include "formats/x509/key.h"
#include "formats/x509/name.h"
#include "formats/x509/x509.h"

namespace intake::x509 {
namespace {

using NamesPtr = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;
using UsagePtr = std::unique_ptr<EXTENDED_KEY_USAGE, Freer<EXTENDED_KEY_USAGE_free>>;

constexpr int kMostNames = 1000;

struct Usage {
  std::uint32_t bit;
  std::string_view name;
};

/// Source: RFC 5280 section 4.2.1.3.
constexpr std::array kUsages{
    Usage{KU_DIGITAL_SIGNATURE, "digitalSignature"},
    Usage{KU_NON_REPUDIATION, "nonRepudiation"},
    Usage{KU_KEY_ENCIPHERMENT, "keyEncipherment"},
    Usage{KU_DATA_ENCIPHERMENT, "dataEncipherment"},
    Usage{KU_KEY_AGREEMENT, "keyAgreement"},
    Usage{KU_KEY_CERT_SIGN, "keyCertSign"},
    Usage{KU_CRL_SIGN, "cRLSign"},
    Usage{KU_ENCIPHER_ONLY, "encipherOnly"},
    Usage{KU_DECIPHER_ONLY, "decipherOnly"},
};

std::string object_text(const ASN1_OBJECT& object, bool long_name) {
  if (const int id = OBJ_obj2nid(&object); id != NID_undef) {
    return long_name ? OBJ_nid2ln(id) : OBJ_nid2sn(id);
  }
  char text[512];
  const int size = OBJ_obj2txt(text, sizeof text, &object, 1);
  if (size <= 0) return {};
  return {text, std::min(static_cast<std::size_t>(size), sizeof text - 1)};
}

std::string serial_text(const X509& certificate) {
  const BigNumberPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(&certificate), nullptr));
  if (!number) return {};
  const std::string digits = hexadecimal(big_endian(*number));
  return (BN_is_negative(number.get()) ? "-" : "") + (digits.empty() ? "00" : digits);
}

std::string address_text(const ASN1_OCTET_STRING& address) {
  const unsigned char* bytes = ASN1_STRING_get0_data(&address);
  const int size = ASN1_STRING_length(&address);
  if (size != 4) {
    return hexadecimal({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
  }
  std::string text;
  for (int i = 0; i < 4; ++i) text += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
  return text;
}

std::string general_name_text(const GENERAL_NAME& name) {
  switch (name.type) {
    case GEN_EMAIL:
      return "email:" + string_text(*name.d.rfc822Name);
    case GEN_DNS:
      return "DNS:" + string_text(*name.d.dNSName);
    case GEN_URI:
      return "URI:" + string_text(*name.d.uniformResourceIdentifier);
    case GEN_DIRNAME:
      return "dirName:" + name_text(*name.d.directoryName);
    case GEN_IPADD:
      return "IP:" + address_text(*name.d.iPAddress);
    case GEN_RID:
      return "RID:" + object_text(*name.d.registeredID, false);
    default:
      return "other";
  }
}

Datum::Array alternative_names(const X509& certificate) {
  Datum::Array names;
  const NamesPtr found(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; found && i < std::min(sk_GENERAL_NAME_num(found.get()), kMostNames); ++i) {
    names.emplace_back(general_name_text(*sk_GENERAL_NAME_value(found.get(), i)));
  }
  return names;
}

Datum::Array extended_usages(const X509& certificate) {
  Datum::Array usages;
  const UsagePtr found(static_cast<EXTENDED_KEY_USAGE*>(
      X509_get_ext_d2i(&certificate, NID_ext_key_usage, nullptr, nullptr)));
  for (int i = 0; found && i < std::min(sk_ASN1_OBJECT_num(found.get()), kMostNames); ++i) {
    usages.emplace_back(object_text(*sk_ASN1_OBJECT_value(found.get(), i), false));
  }
  return usages;
}

Datum::Array usages_of(X509& certificate) {
  Datum::Array usages;
  if (!(X509_get_extension_flags(&certificate) & EXFLAG_KUSAGE)) return usages;
  const std::uint32_t bits = X509_get_key_usage(&certificate);
  for (const Usage& usage : kUsages) {
    if (bits & usage.bit) usages.emplace_back(usage.name);
  }
  return usages;
}

std::string fingerprint(const X509& certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest, &size) != 1) return {};
  return hexadecimal({reinterpret_cast<const char*>(digest), size});
}

Datum::Object key_of(const X509& certificate) {
  if (const EVP_PKEY* key = X509_get0_pubkey(&certificate)) return key_facts(public_key(*key));
  ASN1_OBJECT* algorithm = nullptr;
  X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, X509_get_X509_PUBKEY(&certificate));
  Datum::Object facts;
  facts.emplace_back("type", algorithm == nullptr ? "" : object_text(*algorithm, false));
  facts.emplace_back("problem", "the key cannot be decoded");
  return facts;
}

void put_list(Datum::Object& facts, std::string_view name, Datum::Array list) {
  if (!list.empty()) facts.emplace_back(std::string(name), std::move(list));
}

void put_text(Datum::Object& facts, std::string_view name, std::string text) {
  if (!text.empty()) facts.emplace_back(std::string(name), std::move(text));
}

}  // namespace

std::string time_text(const ASN1_TIME& time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(&time, &parts) != 1) return {};
  const int year = parts.tm_year + 1900;
  if (year < 0 || year > 9999) return {};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, parts.tm_mon + 1,
                parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

Result<Datum::Object> chain_facts(X509& certificate) {
  Datum::Object facts;
  auto subject = name_facts(*X509_get_subject_name(&certificate));
  if (!subject) return subject.error();
  auto issuer = name_facts(*X509_get_issuer_name(&certificate));
  if (!issuer) return issuer.error();
  facts.emplace_back("subject", *std::move(subject));
  facts.emplace_back("issuer", *std::move(issuer));
  put_text(facts, "notBefore", time_text(*X509_get0_notBefore(&certificate)));
  put_text(facts, "notAfter", time_text(*X509_get0_notAfter(&certificate)));
  return facts;
}

Result<Datum::Object> facts_of(X509& certificate) {
  auto facts = chain_facts(certificate);
  if (!facts) return facts;
  put_text(*facts, "serialNumber", serial_text(certificate));
  facts->emplace_back("key", key_of(certificate));
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, X509_get0_tbs_sigalg(&certificate));
  put_text(*facts, "signatureAlgorithm", object_text(*algorithm, true));
  put_text(*facts, "fingerprint", fingerprint(certificate));
  facts->emplace_back("selfSigned", X509_self_signed(&certificate, 1) == 1);
  facts->emplace_back("ca", X509_check_ca(&certificate) != 0);
  put_list(*facts, "keyUsage", usages_of(certificate));
  put_list(*facts, "extendedKeyUsage", extended_usages(certificate));
  put_list(*facts, "subjectAltName", alternative_names(certificate));
  return facts;
}

Result<Datum> certificate_facts(std::string_view der) {
  const OpenSslUse use;
  const CertificatePtr certificate = take_certificate(der);
  if (!certificate || !der.empty()) {
    return Error{ErrorCode::kSyntax, "these bytes are no certificate", {}, {}};
  }
  auto facts = facts_of(*certificate);
  if (!facts) return facts.error();
  return Datum(*std::move(facts));
}

}  // namespace intake::x509
