#include "support/crypto/certificates.h"

#include <cstdio>
#include <map>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace intake::test {

struct TestKey::State {
  EVP_PKEY* key = nullptr;
  std::string kind;
  ~State() { EVP_PKEY_free(key); }
};

namespace {

template <typename T>
T* must(T* pointer) {
  if (pointer == nullptr) throw std::runtime_error("OpenSSL refuses what a test asks for");
  return pointer;
}

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refuses what a test asks for");
}

template <typename Write>
std::string written(Write write) {
  BIO* bio = must(BIO_new(BIO_s_mem()));
  must(write(bio) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string base64url(std::string_view bytes) {
  std::string text = base64(bytes);
  text.resize(std::min(text.find('='), text.size()));
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string number_text(const TestKey& key, const char* name, int size = 0) {
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_bn_param(key.state->key, name, &number) == 1);
  std::string bytes(static_cast<std::size_t>(std::max(BN_num_bytes(number), size)), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()),
               static_cast<int>(bytes.size()));
  BN_clear_free(number);
  return base64url(bytes);
}

std::string member(const std::string& name, const std::string& value) {
  return "\"" + name + "\":\"" + value + "\"";
}

EVP_PKEY* generate(const std::string& kind) {
  if (kind.rfind("RSA-", 0) == 0) {
    return EVP_RSA_gen(static_cast<unsigned int>(std::stoul(kind.substr(4))));
  }
  if (kind == "Ed25519" || kind == "X25519") {
    return EVP_PKEY_Q_keygen(nullptr, nullptr, kind.c_str());
  }
  const std::string curve = kind == "P-256"   ? "prime256v1"
                            : kind == "P-384" ? "secp384r1"
                            : kind == "P-521" ? "secp521r1"
                                              : kind;
  return EVP_EC_gen(curve.c_str());
}

int coordinate_size(const std::string& kind) {
  return kind == "P-384" ? 48 : kind == "P-521" ? 66 : 32;
}

void set_time(ASN1_TIME* time, const std::string& rfc3339) {
  std::string digits;
  for (const char c : rfc3339) {
    if (c >= '0' && c <= '9') digits += c;
  }
  must(ASN1_TIME_set_string_X509(time, (digits + "Z").c_str()) == 1);
}

void add_extension(X509* certificate, int id, const std::string& value) {
  if (value.empty()) return;
  X509_EXTENSION* extension = must(X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str()));
  must(X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

X509* parse(const TestCertificate& certificate) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(certificate.der.data());
  return must(d2i_X509(nullptr, &bytes, static_cast<long>(certificate.der.size())));
}

template <typename T, typename Encode>
std::string der_of(T* value, Encode encode) {
  unsigned char* bytes = nullptr;
  const int size = encode(value, &bytes);
  must(size > 0);
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

}  // namespace

TestKey TestKey::of(std::string_view kind, int which) {
  static std::map<std::pair<std::string, int>, TestKey> made;
  TestKey& key = made[{std::string(kind), which}];
  if (key.state == nullptr) {
    key.state = std::make_shared<State>();
    key.state->kind = kind;
    key.state->key = must(generate(key.state->kind));
  }
  return key;
}

std::string TestKey::private_pem() const {
  return written([&](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, state->key, nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string TestKey::private_der() const {
  return der_of(state->key,
                [](EVP_PKEY* key, unsigned char** out) { return i2d_PrivateKey(key, out); });
}

std::string TestKey::public_pem() const {
  return written([&](BIO* bio) { return PEM_write_bio_PUBKEY(bio, state->key); });
}

std::string TestKey::jwk_members() const {
  if (state->kind.rfind("RSA-", 0) == 0) {
    return member("kty", "RSA") + "," + member("n", number_text(*this, OSSL_PKEY_PARAM_RSA_N)) +
           "," + member("e", number_text(*this, OSSL_PKEY_PARAM_RSA_E));
  }
  if (state->kind == "Ed25519" || state->kind == "X25519") {
    unsigned char raw[32];
    std::size_t size = sizeof raw;
    must(EVP_PKEY_get_raw_public_key(state->key, raw, &size) == 1);
    return member("kty", "OKP") + "," + member("crv", state->kind) + "," +
           member("x", base64url({reinterpret_cast<char*>(raw), size}));
  }
  const int size = coordinate_size(state->kind);
  return member("kty", "EC") + "," + member("crv", state->kind) + "," +
         member("x", number_text(*this, OSSL_PKEY_PARAM_EC_PUB_X, size)) + "," +
         member("y", number_text(*this, OSSL_PKEY_PARAM_EC_PUB_Y, size));
}

std::string TestKey::private_jwk_members() const {
  if (state->kind.rfind("RSA-", 0) == 0) {
    return member("d", number_text(*this, OSSL_PKEY_PARAM_RSA_D)) + "," +
           member("p", number_text(*this, OSSL_PKEY_PARAM_RSA_FACTOR1)) + "," +
           member("q", number_text(*this, OSSL_PKEY_PARAM_RSA_FACTOR2)) + "," +
           member("dp", number_text(*this, OSSL_PKEY_PARAM_RSA_EXPONENT1)) + "," +
           member("dq", number_text(*this, OSSL_PKEY_PARAM_RSA_EXPONENT2)) + "," +
           member("qi", number_text(*this, OSSL_PKEY_PARAM_RSA_COEFFICIENT1));
  }
  if (state->kind == "Ed25519" || state->kind == "X25519") {
    unsigned char raw[32];
    std::size_t size = sizeof raw;
    must(EVP_PKEY_get_raw_private_key(state->key, raw, &size) == 1);
    return member("d", base64url({reinterpret_cast<char*>(raw), size}));
  }
  return member("d", number_text(*this, OSSL_PKEY_PARAM_PRIV_KEY, coordinate_size(state->kind)));
}

TestCertificate make_certificate(const CertificateSpec& spec, const TestKey& key,
                                 const TestCertificate* issuer) {
  X509* certificate = must(X509_new());
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), spec.serial);
  set_time(X509_getm_notBefore(certificate), spec.not_before);
  if (spec.raw_not_after.empty()) {
    set_time(X509_getm_notAfter(certificate), spec.not_after);
  } else {
    ASN1_TIME* time = X509_getm_notAfter(certificate);
    const bool generalized = spec.raw_not_after.find_first_not_of("0123456789") >= 14;
    time->type = generalized ? V_ASN1_GENERALIZEDTIME : V_ASN1_UTCTIME;
    ASN1_STRING_set(time, spec.raw_not_after.data(), static_cast<int>(spec.raw_not_after.size()));
  }
  X509_NAME* name = X509_get_subject_name(certificate);
  for (const auto& [type, value] : spec.subject) {
    const bool joined = type.front() == '+';
    must(X509_NAME_add_entry_by_txt(name, type.c_str() + (joined ? 1 : 0), MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(value.data()),
                                    static_cast<int>(value.size()), -1, joined ? -1 : 0) == 1);
  }
  X509* parent = issuer == nullptr ? nullptr : parse(*issuer);
  X509_set_issuer_name(certificate, X509_get_subject_name(parent ? parent : certificate));
  X509_set_pubkey(certificate, key.state->key);
  if (spec.ca) add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, NID_subject_alt_name, spec.alternative_names);
  add_extension(certificate, NID_key_usage, spec.key_usage);
  const TestKey& signer = issuer == nullptr ? key : issuer->key;
  const bool plain = signer.state->kind == "Ed25519";
  must(X509_sign(certificate, signer.state->key,
                 plain ? nullptr : EVP_get_digestbyname(spec.digest.c_str())) > 0);
  TestCertificate made{
      der_of(certificate, [](X509* c, unsigned char** out) { return i2d_X509(c, out); }),
      {},
      spec,
      key};
  made.pem = to_pem("CERTIFICATE", made.der);
  X509_free(certificate);
  X509_free(parent);
  return made;
}

CertificateSpec ehealth_spec(std::string_view type, std::string_view id, std::string_view owner,
                             std::string_view application) {
  const std::string number = std::string(type) + "=" + std::string(id);
  CertificateSpec spec;
  spec.subject = {{"C", "BE"},
                  {"O", "Federal Government"},
                  {"OU", "eHealth-platform Belgium"},
                  {"OU", std::string(owner)},
                  {"OU", number}};
  if (!application.empty()) spec.subject.emplace_back("OU", std::string(application));
  spec.subject.emplace_back(
      "CN", application.empty() ? number : number + ", " + std::string(application));
  return spec;
}

std::string make_chain_file(const std::vector<TestCertificate>& certificates) {
  PKCS7* chain = must(PKCS7_new());
  must(PKCS7_set_type(chain, NID_pkcs7_signed) == 1);
  must(PKCS7_content_new(chain, NID_pkcs7_data) == 1);
  for (const TestCertificate& certificate : certificates) {
    X509* parsed = parse(certificate);
    must(PKCS7_add_certificate(chain, parsed) == 1);
    X509_free(parsed);
  }
  std::string der = der_of(chain, [](PKCS7* p, unsigned char** out) { return i2d_PKCS7(p, out); });
  PKCS7_free(chain);
  return der;
}

std::string make_keystore(const TestCertificate& certificate, const std::string& password) {
  X509* parsed = parse(certificate);
  PKCS12* store = must(PKCS12_create(password.c_str(), "authentication", certificate.key.state->key,
                                     parsed, nullptr, 0, 0, 0, 0, 0));
  std::string der =
      der_of(store, [](PKCS12* p, unsigned char** out) { return i2d_PKCS12(p, out); });
  PKCS12_free(store);
  X509_free(parsed);
  return der;
}

std::string make_request(const TestKey& key) {
  X509_REQ* request = must(X509_REQ_new());
  X509_NAME* name = X509_REQ_get_subject_name(request);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("test"), 4, -1, 0);
  X509_REQ_set_pubkey(request, key.state->key);
  must(X509_REQ_sign(request, key.state->key, EVP_sha256()) > 0);
  std::string pem = written([&](BIO* bio) { return PEM_write_bio_X509_REQ(bio, request); });
  X509_REQ_free(request);
  return pem;
}

std::string to_pem(std::string_view label, std::string_view der) {
  const std::string text = base64(der);
  std::string pem = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t i = 0; i < text.size(); i += 64) pem += text.substr(i, 64) + "\n";
  return pem + "-----END " + std::string(label) + "-----\n";
}

std::string x5c(const TestCertificate& certificate) { return base64(certificate.der); }

std::string certificate_thumbprint(const TestCertificate& certificate, const char* digest) {
  unsigned char out[EVP_MAX_MD_SIZE];
  std::size_t size = 0;
  must(EVP_Q_digest(nullptr, digest, nullptr, certificate.der.data(), certificate.der.size(), out,
                    &size) == 1);
  return base64url({reinterpret_cast<char*>(out), size});
}

}  // namespace intake::test
