#include "pack/digest.h"

// The functions of OpenSSL 1.1: they need a few objects of libcrypto, EVP needs nearly all of it (4
// MB in the executable) and reads openssl.cnf.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace intake {

Result<std::string> sha256(std::string_view bytes) {
  SHA256_CTX state;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> out{};
  if (SHA256_Init(&state) != 1 || SHA256_Update(&state, bytes.data(), bytes.size()) != 1 ||
      SHA256_Final(out.data(), &state) != 1) {
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
