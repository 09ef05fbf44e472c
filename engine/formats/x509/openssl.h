#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

/// Owners of what OpenSSL allocates. For formats/x509 and formats/jwks alone.
namespace intake::x509 {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using BigNumberPtr = std::unique_ptr<BIGNUM, Freer<BN_free>>;

/// Starts OpenSSL without its configuration file, and leaves no errors behind in its queue.
class OpenSslUse {
 public:
  OpenSslUse();
  ~OpenSslUse() { ERR_clear_error(); }
  OpenSslUse(const OpenSslUse&) = delete;
  OpenSslUse& operator=(const OpenSslUse&) = delete;
};

inline const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The certificate at the front of `der`, which moves behind it. Null: there is none.
CertificatePtr take_certificate(std::string_view& der);

std::string hexadecimal(std::string_view bytes);
/// Without padding (RFC 4648 section 5).
std::string base64url(std::string_view bytes);
/// 32 bytes; empty where OpenSSL cannot.
std::string sha256(std::string_view bytes);
std::string sha1(std::string_view bytes);

/// A number as big-endian bytes without leading zeros, or with as many as `size` needs.
std::string big_endian(const BIGNUM& number, std::size_t size = 0);

}  // namespace intake::x509
