#include "formats/x509/openssl.h"

#include <algorithm>
#include <limits>

#include <openssl/crypto.h>

#include "text/base64.h"

namespace intake::x509 {
namespace {

std::string digest(std::string_view bytes, const char* algorithm) {
  unsigned char out[EVP_MAX_MD_SIZE];
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, algorithm, nullptr, bytes.data(), bytes.size(), out, &size) != 1) {
    return {};
  }
  return {reinterpret_cast<const char*>(out), size};
}

}  // namespace

OpenSslUse::OpenSslUse() {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  ERR_clear_error();
}

CertificatePtr take_certificate(std::string_view& der) {
  if (der.empty() || der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return nullptr;
  }
  const unsigned char* at = octets(der);
  CertificatePtr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (certificate) der.remove_prefix(static_cast<std::size_t>(at - octets(der)));
  return certificate;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15u];
  }
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out = encode_base64(bytes);
  out.resize(std::min(out.find('='), out.size()));
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  return out;
}

std::string sha256(std::string_view bytes) { return digest(bytes, "SHA256"); }
std::string sha1(std::string_view bytes) { return digest(bytes, "SHA1"); }

std::string big_endian(const BIGNUM& number, std::size_t size) {
  const int bytes = std::max(BN_num_bytes(&number), static_cast<int>(size));
  std::string out(static_cast<std::size_t>(bytes), '\0');
  BN_bn2binpad(&number, reinterpret_cast<unsigned char*>(out.data()), bytes);
  return out;
}

}  // namespace intake::x509
