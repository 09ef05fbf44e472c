#include "formats/jwks/key_check.h"

#include <algorithm>
#include <array>

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "formats/jwks/members.h"

namespace intake::jwks {
namespace {

using x509::BigNumberPtr;
using x509::KeyContextPtr;
using x509::KeyPtr;
using x509::octets;

using BuilderPtr = std::unique_ptr<OSSL_PARAM_BLD, x509::Freer<OSSL_PARAM_BLD_free>>;
using ParamsPtr = std::unique_ptr<OSSL_PARAM, x509::Freer<OSSL_PARAM_free>>;

constexpr int kFewestRsaBits = 512;
constexpr int kMostRsaBits = 16384;
/// Larger ones are not tested for being composite: it would take seconds.
constexpr int kMostTestedBits = 4096;

struct Curve {
  std::string_view name;
  const char* group;
  std::size_t bytes;
  std::uint32_t bits;
};
constexpr std::array kCurves{
    Curve{"P-256", "prime256v1", 32, 256},
    Curve{"P-384", "secp384r1", 48, 384},
    Curve{"P-521", "secp521r1", 66, 521},
    Curve{"secp256k1", "secp256k1", 32, 256},
};

struct Octet {
  std::string_view name;
  int id;
  std::size_t bytes;
};
constexpr std::array kOctets{
    Octet{"Ed25519", EVP_PKEY_ED25519, 32},
    Octet{"Ed448", EVP_PKEY_ED448, 57},
    Octet{"X25519", EVP_PKEY_X25519, 32},
    Octet{"X448", EVP_PKEY_X448, 56},
};

BigNumberPtr to_number(std::string_view bytes) {
  return BigNumberPtr(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
}

KeyPtr make_key(const char* type, OSSL_PARAM_BLD* builder) {
  const ParamsPtr params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
    EVP_PKEY_free(key);
    return nullptr;
  }
  return KeyPtr(key);
}

bool passes_check(EVP_PKEY& key) {
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, &key, nullptr));
  return context && EVP_PKEY_public_check(context.get()) == 1;
}

/// The beginning of a long text.
std::string shown(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 60);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

class Checker {
 public:
  explicit Checker(View jwk) : jwk_(jwk) {}

  CheckedKey run() {
    const View type = jwk_.member("kty");
    if (!type.is_string()) {
      fail(type.absent() ? "`kty` is missing" : "`kty` is no text");
      return std::move(out_);
    }
    out_.key.type = type.text();
    if (out_.key.type == "RSA") {
      check_rsa();
    } else if (out_.key.type == "EC") {
      check_ec();
    } else if (out_.key.type == "OKP") {
      check_okp();
    } else if (out_.key.type == "oct") {
      fail("it is a shared secret, not a public key");
    } else {
      fail("the key type `" + shown(out_.key.type) + "` is not known");
    }
    return std::move(out_);
  }

 private:
  void fail(std::string problem) {
    if (out_.problem.empty()) out_.problem = std::move(problem);
  }

  /// The bytes of a member; empty with a problem where it has none.
  std::string take(std::string_view name) {
    const View value = jwk_.member(name);
    const std::string quoted = "`" + std::string(name) + "` ";
    if (!value.is_string()) {
      fail(quoted + (value.absent() ? "is missing" : "is no text"));
      return {};
    }
    Decoded decoded = decode_base64url(value.text());
    if (!decoded.problem.empty()) fail(quoted + decoded.problem);
    return std::move(decoded.bytes);
  }

  std::string take_number(std::string_view name) {
    std::string bytes = take(name);
    const std::size_t first = std::min(bytes.find_first_not_of('\0'), bytes.size());
    if (first > 0) {
      fail("`" + std::string(name) + "` begins with a zero byte, which is to be left out");
    }
    return bytes.substr(first);
  }

  void check_rsa() {
    out_.key.n = take_number("n");
    out_.key.e = take_number("e");
    if (out_.key.n.empty() || out_.key.e.empty()) {
      fail("`n` or `e` is zero");
      out_.key.n.clear();
      out_.key.e.clear();
      return;
    }
    if (out_.key.n.size() > kMostRsaBits / 8 || out_.key.e.size() > out_.key.n.size()) {
      fail(out_.key.n.size() > kMostRsaBits / 8 ? "`n` is longer than any key"
                                                : "`e` is longer than `n`");
      return;
    }
    const BigNumberPtr n = to_number(out_.key.n);
    const BigNumberPtr e = to_number(out_.key.e);
    if (!n || !e) return fail("the numbers cannot be read");
    const int bits = BN_num_bits(n.get());
    out_.key.size = static_cast<std::uint32_t>(bits);
    if (!BN_is_odd(n.get())) fail("the modulus `n` is even, so this is no RSA key");
    if (!BN_is_odd(e.get()) || BN_is_one(e.get())) fail("the exponent `e` is even or 1");
    if (BN_cmp(e.get(), n.get()) >= 0) fail("the exponent `e` is not smaller than `n`");
    if (bits < kFewestRsaBits) fail("a modulus of " + std::to_string(bits) + " bits is no RSA key");
    if (!out_.problem.empty()) return;
    const BuilderPtr builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
      return fail("the numbers cannot be read");
    }
    const KeyPtr key = make_key("RSA", builder.get());
    if (!key || (bits <= kMostTestedBits && !passes_check(*key))) {
      fail("the numbers `n` and `e` are no RSA key");
    }
  }

  std::string take_coordinate(std::string_view name, std::size_t bytes) {
    std::string coordinate = take(name);
    if (!coordinate.empty() && coordinate.size() != bytes) {
      fail("`" + std::string(name) + "` has " + std::to_string(coordinate.size()) +
           " bytes; this curve has " + std::to_string(bytes));
    }
    return coordinate;
  }

  std::string take_curve() {
    const View curve = jwk_.member("crv");
    if (!curve.is_string()) {
      fail(curve.absent() ? "`crv` is missing" : "`crv` is no text");
      return {};
    }
    out_.key.curve = curve.text();
    return out_.key.curve;
  }

  void check_ec() {
    const std::string name = take_curve();
    if (!out_.problem.empty()) return;
    const auto curve = std::ranges::find(kCurves, name, &Curve::name);
    if (curve == kCurves.end()) return fail("the curve `" + shown(name) + "` is not known");
    out_.key.size = curve->bits;
    std::string x = take_coordinate("x", curve->bytes);
    std::string y = take_coordinate("y", curve->bytes);
    if (x.size() != curve->bytes || y.size() != curve->bytes) return;
    const std::string point = "\x04" + x + y;
    const BuilderPtr builder(OSSL_PARAM_BLD_new());
    const bool pushed = builder &&
                        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                                        curve->group, 0) == 1 &&
                        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                         point.data(), point.size()) == 1;
    const KeyPtr key = pushed ? make_key("EC", builder.get()) : nullptr;
    if (!key || !passes_check(*key)) return fail("the point (`x`, `y`) is not on the curve");
    out_.key.x = std::move(x);
    out_.key.y = std::move(y);
  }

  void check_okp() {
    const std::string name = take_curve();
    if (!out_.problem.empty()) return;
    const auto octet = std::ranges::find(kOctets, name, &Octet::name);
    if (octet == kOctets.end()) return fail("the curve `" + shown(name) + "` is not known");
    std::string x = take_coordinate("x", octet->bytes);
    if (x.size() != octet->bytes) return;
    const KeyPtr key(EVP_PKEY_new_raw_public_key(octet->id, nullptr, octets(x), x.size()));
    if (!key) return fail("`x` is no key of this curve");
    out_.key.size = static_cast<std::uint32_t>(EVP_PKEY_get_bits(key.get()));
    out_.key.x = std::move(x);
  }

  View jwk_;
  CheckedKey out_;
};

}  // namespace

CheckedKey check_key(View jwk) { return Checker(jwk).run(); }

}  // namespace intake::jwks
