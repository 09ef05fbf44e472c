#include "pack/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace intake {
namespace {

struct FreeContext {
  void operator()(OSSL_LIB_CTX* context) const { OSSL_LIB_CTX_free(context); }
};
struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

/// The built-in SHA-256. A context of its own: the default one reads openssl.cnf and the
/// environment.
struct Sha256 {
  std::unique_ptr<OSSL_LIB_CTX, FreeContext> context;
  std::unique_ptr<EVP_MD, FreeDigest> digest;

  Sha256() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr);
    context.reset(OSSL_LIB_CTX_new());
    if (context) digest.reset(EVP_MD_fetch(context.get(), "SHA256", nullptr));
  }
};

}  // namespace

Result<std::string> sha256(std::string_view bytes) {
  static const Sha256 algorithm;
  std::array<unsigned char, 32> out{};
  unsigned int size = 0;
  if (algorithm.digest == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, algorithm.digest.get(), nullptr) !=
          1 ||
      size != out.size()) {
    return Error{ErrorCode::kUnsupported, "SHA-256 cannot be computed here", "", {}};
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * out.size());
  for (const unsigned char byte : out) {
    text += kDigits[byte >> 4u];
    text += kDigits[byte & 15u];
  }
  return text;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace intake
