#include "formats/x509/name.h"

#include <algorithm>
#include <array>
#include <vector>

#include <openssl/asn1.h>
#include <openssl/objects.h>

#include "text/unicode.h"

namespace intake::x509 {
namespace {

struct ShortName {
  int id;
  std::string_view name;
};

/// Those that text/distinguished_name.h knows too; others go by their number.
constexpr std::array kShortNames{
    ShortName{NID_commonName, "CN"},
    ShortName{NID_surname, "SN"},
    ShortName{NID_countryName, "C"},
    ShortName{NID_localityName, "L"},
    ShortName{NID_stateOrProvinceName, "ST"},
    ShortName{NID_organizationName, "O"},
    ShortName{NID_organizationalUnitName, "OU"},
    ShortName{NID_pkcs9_emailAddress, "emailAddress"},
    ShortName{NID_domainComponent, "DC"},
    ShortName{NID_userId, "UID"},
    ShortName{NID_givenName, "GN"},
    ShortName{NID_initials, "initials"},
    ShortName{NID_serialNumber, "serialNumber"},
    ShortName{NID_title, "title"},
    ShortName{NID_description, "description"},
    ShortName{NID_dnQualifier, "dnQualifier"},
    ShortName{NID_pseudonym, "pseudonym"},
    ShortName{NID_generationQualifier, "generationQualifier"},
    ShortName{NID_streetAddress, "street"},
    ShortName{NID_postalCode, "postalCode"},
    ShortName{NID_businessCategory, "businessCategory"},
    ShortName{NID_organizationIdentifier, "organizationIdentifier"},
};

constexpr int kMostAttributes = 256;

std::string_view short_name(const ASN1_OBJECT& type) {
  const int id = OBJ_obj2nid(&type);
  const auto known = std::ranges::find(kShortNames, id, &ShortName::id);
  return known == kShortNames.end() ? std::string_view() : known->name;
}

std::string number_text(const ASN1_OBJECT& type) {
  char text[512];
  const int size = OBJ_obj2txt(text, sizeof text, &type, 1);
  if (size <= 0) return "0.0";
  return {text, std::min(static_cast<std::size_t>(size), sizeof text - 1)};
}

std::string hex_of_der(const ASN1_STRING& string) {
  const ASN1_TYPE value{ASN1_STRING_type(&string),
                        {reinterpret_cast<char*>(const_cast<ASN1_STRING*>(&string))}};
  unsigned char* der = nullptr;
  const int size = i2d_ASN1_TYPE(&value, &der);
  if (size <= 0) return "#0500";
  std::string text =
      "#" + hexadecimal({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return text;
}

std::optional<std::string> utf8(const ASN1_STRING& string) {
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, &string);
  if (size < 0) return std::nullopt;
  std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  if (find_invalid_utf8(out)) return std::nullopt;
  return out;
}

/// RFC 4514 section 2.4; control characters by their number.
std::string escaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool at_end = i == 0 || i + 1 == value.size();
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += '\\';
      out += hexadecimal(value.substr(i, 1));
      continue;
    }
    const bool special = std::string_view("\"+,;<>\\").find(c) != std::string_view::npos;
    if (special || (c == ' ' && at_end) || (c == '#' && i == 0)) out += '\\';
    out += c;
  }
  return out;
}

std::string attribute_text(const X509_NAME_ENTRY& entry) {
  const ASN1_OBJECT& type = *X509_NAME_ENTRY_get_object(&entry);
  const ASN1_STRING& value = *X509_NAME_ENTRY_get_data(&entry);
  const std::string_view name = short_name(type);
  const auto text = name.empty() ? std::nullopt : utf8(value);
  return (name.empty() ? number_text(type) : std::string(name)) + "=" +
         (text ? escaped(*text) : hex_of_der(value));
}

}  // namespace

std::string name_text(const X509_NAME& name) {
  std::vector<std::string> parts;  // relative names, in the order of the certificate
  int last = -1;
  for (int i = 0; i < X509_NAME_entry_count(&name); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(&name, i);
    const int set = X509_NAME_ENTRY_set(entry);
    if (set == last) {
      parts.back() += "+" + attribute_text(*entry);
    } else {
      parts.push_back(attribute_text(*entry));
    }
    last = set;
  }
  std::string text;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!text.empty()) text += ',';
    text += *part;
  }
  return text;
}

Result<Datum> name_facts(const X509_NAME& name) {
  if (X509_NAME_entry_count(&name) > kMostAttributes) {
    return Error{
        ErrorCode::kLimit,
        "a name in the certificate has more than " + std::to_string(kMostAttributes) + " parts",
        "ask who issued it for another",
        {}};
  }
  Datum::Object facts;
  facts.emplace_back("text", name_text(name));
  for (int i = 0; i < X509_NAME_entry_count(&name); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(&name, i);
    const ASN1_OBJECT& type = *X509_NAME_ENTRY_get_object(entry);
    std::string key(short_name(type));
    if (key.empty()) key = number_text(type);
    auto member = std::ranges::find(facts, key, &std::pair<std::string, Datum>::first);
    if (member == facts.end()) {
      facts.emplace_back(std::move(key), Datum::Array{});
      member = facts.end() - 1;
    }
    member->second.array()->emplace_back(string_text(*X509_NAME_ENTRY_get_data(entry)));
  }
  return Datum(std::move(facts));
}

std::string string_text(const ASN1_STRING& string) {
  auto text = utf8(string);
  return text ? *std::move(text) : hex_of_der(string);
}

}  // namespace intake::x509
