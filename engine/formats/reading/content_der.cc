#include <array>
#include <string>

#include "formats/reading/content_kinds.h"

namespace intake {
namespace {

using enum ContentKind;
using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace)

constexpr unsigned char kInteger = 0x02, kBitString = 0x03, kOctetString = 0x04, kOid = 0x06,
                        kSequence = 0x30, kTag0 = 0xA0;

constexpr std::string_view kPkcs7Data = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01"sv;
constexpr std::string_view kPkcs7Signed = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"sv;
constexpr std::string_view kPkcs5 = "\x2A\x86\x48\x86\xF7\x0D\x01\x05"sv;
constexpr std::string_view kPkcs12Encryption = "\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x01"sv;

/// One element; `inside` may be cut off. Of an indefinite length: the rest.
struct Element {
  unsigned char tag = 0;
  std::string_view inside;
  std::string_view after;
};

std::optional<Element> first_element(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  Element element;
  element.tag = static_cast<unsigned char>(bytes[0]);
  const auto first = static_cast<unsigned char>(bytes[1]);
  std::size_t header = 2;
  std::size_t length = first;
  if (first == 0x80) {
    length = bytes.size();
  } else if (first > 0x80) {
    const std::size_t octets = first & 0x7Fu;
    if (octets > 4 || bytes.size() < 2 + octets) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < octets; ++i) {
      length = length << 8 | static_cast<unsigned char>(bytes[2 + i]);
    }
    header += octets;
  }
  element.inside = bytes.substr(header, length);
  if (length < bytes.size() - header) element.after = bytes.substr(header + length);
  return element;
}

/// The tag of the element that follows, 0 where none does.
unsigned char tag_of(std::string_view bytes) {
  return bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
}

/// The number of an algorithm identifier, of a SEQUENCE that begins with one.
std::string_view leading_oid(std::string_view inside) {
  const auto element = first_element(inside);
  return element && element->tag == kOid ? element->inside : ""sv;
}

bool is_small(std::string_view integer, char value) {
  return integer.size() == 1 && integer[0] == value;
}

/// SEQUENCE { INTEGER ... }
std::optional<ContentKind> numbered(const Element& number) {
  const auto next = first_element(number.after);
  if (!next) return std::nullopt;
  if (is_small(number.inside, 3) && next->tag == kSequence) {
    const std::string_view oid = leading_oid(next->inside);
    if (oid == kPkcs7Data || oid == kPkcs7Signed) return kPkcs12;
  }
  const bool zero = is_small(number.inside, 0);
  if (!zero && !is_small(number.inside, 1)) return std::nullopt;
  if (next->tag == kSequence && !leading_oid(next->inside).empty()) return kPrivateKey;
  if (next->tag == kOctetString) return kPrivateKey;
  // RSA and DSA keys: a row of large numbers.
  if (next->tag == kInteger && next->inside.size() >= 32) return kPrivateKey;
  return std::nullopt;
}

/// SEQUENCE { SEQUENCE { first ... } after ... }
std::optional<ContentKind> nested(const Element& outer) {
  const auto first = first_element(outer.inside);
  if (!first) return std::nullopt;
  if (first->tag == kOid) {
    const unsigned char next = tag_of(outer.after);
    if (next == kBitString) return kPublicKey;
    const bool encrypted =
        first->inside.starts_with(kPkcs5) || first->inside.starts_with(kPkcs12Encryption);
    if (encrypted && next == kOctetString) return kPrivateKey;
    return std::nullopt;
  }
  if (first->tag == kTag0) {
    const auto version = first_element(first->inside);
    return version && version->tag == kInteger ? std::optional(kCertificate) : std::nullopt;
  }
  if (first->tag != kInteger) return std::nullopt;
  const auto second = first_element(first->after);
  if (!second || second->tag != kSequence) return std::nullopt;
  // A certificate goes on with its algorithm, a request with its subject.
  if (!leading_oid(second->inside).empty()) return kCertificate;
  return is_small(first->inside, 0) ? std::optional(kCertificateRequest) : std::nullopt;
}

}  // namespace

std::optional<ContentKind> der_kind(std::string_view bytes) {
  const auto whole = first_element(bytes);
  if (!whole || whole->tag != kSequence) return std::nullopt;
  const auto first = first_element(whole->inside);
  if (!first) return std::nullopt;
  if (first->tag == kInteger) return numbered(*first);
  if (first->tag == kSequence) return nested(*first);
  if (first->tag == kOid && first->inside == kPkcs7Signed && tag_of(first->after) == kTag0) {
    return kCertificate;
  }
  return std::nullopt;
}

}  // namespace intake
