#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Keys and certificates for tests, made on the spot with OpenSSL: link `test_certificates`.
namespace intake::test {

/// A key pair; copies share it. Kinds: RSA-1024, RSA-2048, RSA-3072, P-256, P-384, P-521,
/// secp256k1, Ed25519, X25519. Made once a kind and `which`, and kept for the run.
class TestKey {
 public:
  static TestKey of(std::string_view kind, int which = 0);

  std::string private_pem() const;  // PKCS#8
  std::string private_der() const;
  std::string public_pem() const;
  /// Members of the public JWK, kty first: `"kty":"RSA","n":"...","e":"AQAB"`.
  std::string jwk_members() const;
  /// Its private members: `"d":"...","p":...`.
  std::string private_jwk_members() const;

  struct State;
  std::shared_ptr<State> state;
};

struct CertificateSpec {
  /// In the order of the certificate. A type that begins with `+` joins the one before.
  std::vector<std::pair<std::string, std::string>> subject{{"CN", "test"}};
  std::string not_before = "2024-01-01T00:00:00Z";
  std::string not_after = "2027-01-01T00:00:00Z";
  /// As ASN.1 has it, in place of not_after: `991231235959Z`, `20260101000000+0100`.
  std::string raw_not_after;
  long serial = 1;
  bool ca = false;
  std::string alternative_names;  // `DNS:a.be,email:b@c.be`
  std::string key_usage;          // `digitalSignature,keyEncipherment`
  std::string digest = "SHA256";
};

struct TestCertificate {
  std::string der;
  std::string pem;
  CertificateSpec spec;
  TestKey key;
};

/// Self-signed where `issuer` is null.
TestCertificate make_certificate(const CertificateSpec& spec, const TestKey& key,
                                 const TestCertificate* issuer = nullptr);
/// The subject that eHealth gives an organisation: C, O, OU..., CN=TYPE=ID[, APPLICATION].
CertificateSpec ehealth_spec(std::string_view type, std::string_view id, std::string_view owner,
                             std::string_view application = {});

/// PKCS#7 without content, DER.
std::string make_chain_file(const std::vector<TestCertificate>& certificates);
std::string make_keystore(const TestCertificate& certificate, const std::string& password);
std::string make_request(const TestKey& key);  // CSR, PEM
std::string to_pem(std::string_view label, std::string_view der);
/// Standard base64 of a DER certificate, as x5c has it.
std::string x5c(const TestCertificate& certificate);
/// base64url of a digest of the DER: SHA1 (x5t) or SHA256 (x5t#S256).
std::string certificate_thumbprint(const TestCertificate& certificate, const char* digest);

}  // namespace intake::test
