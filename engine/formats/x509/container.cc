#include "formats/x509/container.h"

#include <algorithm>
#include <optional>

#include <openssl/cms.h>
#include <openssl/pkcs7.h>

#include "text/base64.h"

namespace intake::x509 {
namespace {

using Pkcs7Ptr = std::unique_ptr<PKCS7, Freer<PKCS7_free>>;

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";
constexpr std::string_view kBlanks = " \t\r\n\f\v";

bool is_certificate_label(std::string_view label) {
  return label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE";
}

bool is_chain_label(std::string_view label) { return label == "PKCS7" || label == "CMS"; }

/// Base64 with blanks and line ends in it.
std::optional<std::string> decoded(std::string_view armoured) {
  std::string text;
  text.reserve(armoured.size());
  for (const char c : armoured) {
    if (kBlanks.find(c) == kBlanks.npos) text += c;
  }
  return decode_base64(text);
}

class Opener {
 public:
  explicit Opener(const Limits& limits) : limits_(limits) {}

  Result<Container> open(std::string_view bytes) {
    if (bytes.find(kBegin) != bytes.npos) {
      read_blocks(bytes);
      out_.armoured = true;
    } else if (!bytes.empty() && bytes.front() == '\x30') {
      read_binary(bytes);
    } else {
      if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
      const auto der = decoded(bytes);
      if (!der)
        return Error{ErrorCode::kSyntax,
                     "the base64 of the certificate is damaged",
                     "send the file as it was issued",
                     {}};
      read_binary(*der);
      out_.armoured = true;
    }
    if (over_limit_) {
      return Error{
          ErrorCode::kLimit,
          "the file holds more than " + std::to_string(limits_.certificates) + " certificates",
          "send the certificate of the client alone",
          {}};
    }
    if (!out_.entries.empty()) return std::move(out_);
    for (Notice& notice : out_.notices) {
      if (notice.code != NoticeCode::kUnreadable) continue;
      return Error{ErrorCode::kSyntax, std::move(notice.detail), std::move(notice.hint), {}};
    }
    return Error{ErrorCode::kUnsupported,
                 "the file holds no certificate",
                 "send the certificate itself (.cer, .pem)",
                 {}};
  }

 private:
  void read_blocks(std::string_view text) {
    bool private_key = false;
    for (std::size_t at = text.find(kBegin); at != text.npos && !over_limit_;
         at = text.find(kBegin, at)) {
      at += kBegin.size();
      const std::size_t label_end = text.substr(at, 80).find(kDashes);
      if (label_end == text.npos) continue;
      const std::string_view label = text.substr(at, label_end);
      at += label_end + kDashes.size();
      private_key = private_key || label.find("PRIVATE KEY") != label.npos;
      if (!is_certificate_label(label) && !is_chain_label(label)) continue;
      read_block(label, text.substr(at));
    }
    if (!private_key) return;
    out_.notices.push_back({NoticeCode::kPrivateKey,
                            "a private key stands beside the certificate",
                            "have the certificate revoked if the file was mailed to anyone",
                            {}});
  }

  void read_block(std::string_view label, std::string_view rest) {
    const std::size_t end = rest.find(kDashes);
    const std::string_view closing = rest.substr(std::min(end, rest.size()), kEnd.size());
    if (end == rest.npos || closing != kEnd) {
      return fail("the text of a certificate is cut off before its END line");
    }
    const auto der = decoded(rest.substr(0, end));
    if (!der) return fail("the base64 of a certificate is damaged");
    std::string_view bytes = *der;
    if (is_chain_label(label)) return read_chain(bytes);
    // What follows a trusted certificate is for OpenSSL alone.
    if (!read_certificate(bytes)) return fail("the bytes of a certificate are damaged");
    if (!bytes.empty() && label != "TRUSTED CERTIFICATE") behind(bytes.size());
  }

  void read_binary(std::string_view bytes) {
    if (is_chain(bytes)) return read_chain(bytes);
    while (!bytes.empty() && !over_limit_) {
      if (!read_certificate(bytes)) break;
      if (bytes.find_first_not_of(kBlanks) == bytes.npos) return;
    }
    if (bytes.empty() || over_limit_) return;
    if (out_.entries.empty()) return fail("the bytes of the certificate are damaged or cut off");
    behind(bytes.size());
  }

  /// SEQUENCE { OID ... }, where a certificate has SEQUENCE { SEQUENCE ... }.
  static bool is_chain(std::string_view bytes) {
    if (bytes.size() < 2) return false;
    const auto length = static_cast<unsigned char>(bytes[1]);
    const std::size_t inside = 2u + (length > 0x80 ? length & 0x7Fu : 0u);
    return inside < bytes.size() && bytes[inside] == '\x06';
  }

  void read_chain(std::string_view bytes) {
    const unsigned char* at = octets(bytes);
    const Pkcs7Ptr chain(d2i_PKCS7(nullptr, &at, static_cast<long>(bytes.size())));
    if (!chain) return fail("the PKCS#7 file is damaged or cut off");
    if (!PKCS7_type_is_signed(chain.get()) || chain->d.sign == nullptr) {
      return fail("the PKCS#7 file holds no certificates");
    }
    STACK_OF(X509)* found = chain->d.sign->cert;
    for (int i = 0; found != nullptr && i < sk_X509_num(found); ++i) {
      X509* certificate = sk_X509_value(found, i);
      X509_up_ref(certificate);
      add(CertificatePtr(certificate));
      if (over_limit_) return;
    }
  }

  bool read_certificate(std::string_view& bytes) {
    CertificatePtr certificate = take_certificate(bytes);
    if (!certificate) return false;
    add(std::move(certificate));
    return true;
  }

  void add(CertificatePtr certificate) {
    if (++number_ > limits_.certificates) {
      over_limit_ = true;
      return;
    }
    for (const auto& entry : out_.entries) {
      if (X509_cmp(entry.certificate.get(), certificate.get()) == 0) return;
    }
    out_.entries.push_back({std::move(certificate), number_});
  }

  void fail(std::string what) {
    if (++number_ > limits_.certificates) {
      over_limit_ = true;
      return;
    }
    out_.notices.push_back({NoticeCode::kUnreadable,
                            std::move(what),
                            "send the file as it was issued",
                            {{OriginStep::Kind::kCertificate, {}, number_}}});
  }

  void behind(std::size_t bytes) {
    out_.notices.push_back({NoticeCode::kTextLost,
                            std::to_string(bytes) + " bytes behind the certificate",
                            "send the file as it was issued",
                            {{OriginStep::Kind::kCertificate, {}, number_}}});
  }

  const Limits& limits_;
  Container out_;
  std::uint32_t number_ = 0;
  bool over_limit_ = false;
};

}  // namespace

Result<Container> open_container(std::string_view bytes, const Limits& limits) {
  return Opener(limits).open(bytes);
}

}  // namespace intake::x509
