#include "formats/x509/key.h"

#include <array>

#include <openssl/core_names.h>
#include <openssl/objects.h>

namespace intake::x509 {
namespace {

struct Curve {
  std::string_view group;  // as OpenSSL names it
  std::string_view name;   // as JWKs do
  std::size_t bytes;       // of a coordinate
};

/// Sources: RFC 7518 section 6.2.1.1, RFC 8812 section 3.1.
constexpr std::array kCurves{
    Curve{"prime256v1", "P-256", 32},
    Curve{"secp384r1", "P-384", 48},
    Curve{"secp521r1", "P-521", 66},
    Curve{"secp256k1", "secp256k1", 32},
};

BigNumberPtr number(const EVP_PKEY& key, const char* name) {
  BIGNUM* value = nullptr;
  EVP_PKEY_get_bn_param(&key, name, &value);
  return BigNumberPtr(value);
}

std::string bytes_of(const BigNumberPtr& number, std::size_t size = 0) {
  return number ? big_endian(*number, size) : std::string();
}

void read_ec(const EVP_PKEY& key, PublicKey& out) {
  char group[80] = {};
  std::size_t size = 0;
  std::size_t coordinate = 0;
  if (EVP_PKEY_get_group_name(&key, group, sizeof group, &size) == 1) {
    out.curve.assign(group, size);
    for (const Curve& curve : kCurves) {
      if (curve.group != out.curve) continue;
      out.curve = curve.name;
      coordinate = curve.bytes;
      break;
    }
  }
  const BigNumberPtr x = number(key, OSSL_PKEY_PARAM_EC_PUB_X);
  const BigNumberPtr y = number(key, OSSL_PKEY_PARAM_EC_PUB_Y);
  if (coordinate == 0) return;
  out.x = bytes_of(x, coordinate);
  out.y = bytes_of(y, coordinate);
}

void read_okp(const EVP_PKEY& key, std::string_view curve, PublicKey& out) {
  out.type = "OKP";
  out.curve = curve;
  unsigned char raw[64];
  std::size_t size = sizeof raw;
  if (EVP_PKEY_get_raw_public_key(&key, raw, &size) == 1) {
    out.x.assign(reinterpret_cast<const char*>(raw), size);
  }
}

}  // namespace

PublicKey public_key(const EVP_PKEY& key) {
  PublicKey out;
  const int bits = EVP_PKEY_get_bits(&key);
  out.size = bits > 0 ? static_cast<std::uint32_t>(bits) : 0;
  switch (const int id = EVP_PKEY_get_base_id(&key); id) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
      out.type = "RSA";
      out.n = bytes_of(number(key, OSSL_PKEY_PARAM_RSA_N));
      out.e = bytes_of(number(key, OSSL_PKEY_PARAM_RSA_E));
      break;
    case EVP_PKEY_EC:
      out.type = "EC";
      read_ec(key, out);
      break;
    case EVP_PKEY_ED25519:
      read_okp(key, "Ed25519", out);
      break;
    case EVP_PKEY_ED448:
      read_okp(key, "Ed448", out);
      break;
    case EVP_PKEY_X25519:
      read_okp(key, "X25519", out);
      break;
    case EVP_PKEY_X448:
      read_okp(key, "X448", out);
      break;
    default:
      if (const char* name = OBJ_nid2sn(id)) out.type = name;
  }
  return out;
}

std::string thumbprint(const PublicKey& key) {
  const auto member = [](std::string_view name, std::string_view value) {
    return "\"" + std::string(name) + "\":\"" + std::string(value) + "\"";
  };
  std::string text;
  if (key.type == "RSA" && !key.n.empty()) {
    text = member("e", base64url(key.e)) + "," + member("kty", "RSA") + "," +
           member("n", base64url(key.n));
  } else if (key.type == "EC" && !key.x.empty()) {
    text = member("crv", key.curve) + "," + member("kty", "EC") + "," +
           member("x", base64url(key.x)) + "," + member("y", base64url(key.y));
  } else if (key.type == "OKP" && !key.x.empty()) {
    text =
        member("crv", key.curve) + "," + member("kty", "OKP") + "," + member("x", base64url(key.x));
  } else {
    return {};
  }
  return base64url(sha256("{" + text + "}"));
}

Datum::Object key_facts(const PublicKey& key) {
  Datum::Object facts;
  facts.emplace_back("type", key.type);
  if (key.size != 0) facts.emplace_back("size", static_cast<std::int64_t>(key.size));
  if (!key.curve.empty()) facts.emplace_back("curve", key.curve);
  if (std::string print = thumbprint(key); !print.empty()) {
    facts.emplace_back("thumbprint", std::move(print));
  }
  return facts;
}

bool same_key(const PublicKey& a, const PublicKey& b) {
  return a.type == b.type && a.curve == b.curve && a.n == b.n && a.e == b.e && a.x == b.x &&
         a.y == b.y;
}

}  // namespace intake::x509
