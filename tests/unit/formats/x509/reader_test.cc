#include "formats/x509/x509.h"

#include <algorithm>
#include <array>

#include "document/datum.h"
#include "document/pointer.h"
#include "support/catch.h"
#include "support/crypto/certificates.h"
#include "text/distinguished_name.h"

namespace intake {
namespace {

using namespace test;

const TestKey& small_key() {
  static const TestKey key = TestKey::of("P-256");
  return key;
}

Reading must_read(std::string_view bytes, std::string_view name = "client.cer") {
  auto reading = x509::read(name, bytes, Limits{});
  INFO((reading ? "" : reading.error().what));
  REQUIRE(reading.ok());
  return *std::move(reading);
}

/// The value at a pointer of the facts as JSON, "" where there is none.
std::string at(const Reading& reading, std::string_view pointer) {
  const Document document = to_document(reading.facts);
  const NodeId node = find_node(document, pointer);
  return node == kNoNode ? "" : to_json(View(document, node));
}

TestCertificate vitalink(const TestKey& key = TestKey::of("RSA-2048")) {
  CertificateSpec spec = ehealth_spec("EHP", "1990001916", "VLAAMS AGENTSCHAP", "VITALINKGATEWAY");
  spec.not_before = "2024-03-01T12:30:05Z";
  spec.serial = 0xABCDEF;
  return make_certificate(spec, key);
}

TEST_CASE("one certificate is read from every wrapping") {
  const TestCertificate made = vitalink();
  std::string crlf;
  for (const char c : made.pem) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string bare = made.pem.substr(28, made.pem.size() - 28 - 26);
  struct Row {
    const char* what;
    std::string bytes;
  };
  const std::array rows{
      Row{"PEM", made.pem},
      Row{"DER", made.der},
      Row{"DER and a line end", made.der + "\n"},
      Row{"CRLF", crlf},
      Row{"byte order mark", "\xEF\xBB\xBF" + made.pem},
      Row{"text around it", "Bag Attributes\n    friendlyName: h\n" + made.pem +
                                "\nBonne r\xE9"
                                "ception \x96 Andr\xE9\n"},
      Row{"twice", made.pem + made.pem},
      Row{"trusted", to_pem("TRUSTED CERTIFICATE", made.der)},
      Row{"X509", to_pem("X509 CERTIFICATE", made.der)},
      Row{"base64 alone", bare},
      Row{"PKCS#7 DER", make_chain_file({made})},
      Row{"PKCS#7 PEM", to_pem("PKCS7", make_chain_file({made}))},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(x509::recognises(row.bytes));
    const Reading reading = must_read(row.bytes);
    CHECK(reading.format == "x509");
    CHECK(reading.notices.empty());
    CHECK(at(reading, "/certificates/0/subject/CN") == R"(["EHP=1990001916, VITALINKGATEWAY"])");
    CHECK(at(reading, "/certificates/1").empty());
  }
}

TEST_CASE("the facts of a certificate") {
  CertificateSpec spec = ehealth_spec("EHP", "1990001916", "VLAAMS AGENTSCHAP", "VITALINKGATEWAY");
  spec.not_before = "2024-03-01T12:30:05Z";
  spec.serial = 0xABCDEF;
  spec.alternative_names = "DNS:gateway.example.org,email:a@example.org,IP:10.0.0.1";
  spec.key_usage = "digitalSignature,nonRepudiation";
  const Reading reading = must_read(make_certificate(spec, TestKey::of("RSA-2048")).pem);
  struct Row {
    const char* pointer;
    const char* json;
  };
  const std::array rows{
      Row{"/subject/text",
          R"("CN=EHP=1990001916\\, VITALINKGATEWAY,OU=VITALINKGATEWAY,OU=EHP=1990001916,)"
          R"(OU=VLAAMS AGENTSCHAP,OU=eHealth-platform Belgium,O=Federal Government,C=BE")"},
      Row{"/subject/OU", R"(["eHealth-platform Belgium","VLAAMS AGENTSCHAP",)"
                         R"("EHP=1990001916","VITALINKGATEWAY"])"},
      Row{"/issuer/C", R"(["BE"])"},
      Row{"/serialNumber", R"("abcdef")"},
      Row{"/notBefore", R"("2024-03-01T12:30:05Z")"},
      Row{"/notAfter", R"("2027-01-01T00:00:00Z")"},
      Row{"/key/type", R"("RSA")"},
      Row{"/key/size", "2048"},
      Row{"/signatureAlgorithm", R"("sha256WithRSAEncryption")"},
      Row{"/selfSigned", "true"},
      Row{"/ca", "false"},
      Row{"/keyUsage", R"(["digitalSignature","nonRepudiation"])"},
      Row{"/subjectAltName", R"(["DNS:gateway.example.org","email:a@example.org","IP:10.0.0.1"])"},
      Row{"/chain", ""},
  };
  for (const Row& row : rows) {
    INFO(row.pointer);
    CHECK(at(reading, "/certificates/0" + std::string(row.pointer)) == row.json);
  }
  CHECK(at(reading, "/certificates/0/fingerprint").size() == 66);
}

TEST_CASE("keys by kind, with the thumbprint that their JWK has") {
  struct Row {
    const char* kind;
    const char* type;
    const char* size;
    const char* curve;
    const char* algorithm;
  };
  const std::array rows{
      Row{"RSA-1024", R"("RSA")", "1024", "", R"("sha256WithRSAEncryption")"},
      Row{"P-256", R"("EC")", "256", R"("P-256")", R"("ecdsa-with-SHA256")"},
      Row{"P-384", R"("EC")", "384", R"("P-384")", R"("ecdsa-with-SHA256")"},
      Row{"P-521", R"("EC")", "521", R"("P-521")", R"("ecdsa-with-SHA256")"},
      Row{"secp256k1", R"("EC")", "256", R"("secp256k1")", R"("ecdsa-with-SHA256")"},
      Row{"Ed25519", R"("OKP")", "256", R"("Ed25519")", R"("ED25519")"},
  };
  for (const Row& row : rows) {
    INFO(row.kind);
    const Reading reading = must_read(make_certificate({}, TestKey::of(row.kind)).der);
    CHECK(at(reading, "/certificates/0/key/type") == row.type);
    CHECK(at(reading, "/certificates/0/key/size") == row.size);
    CHECK(at(reading, "/certificates/0/key/curve") == row.curve);
    CHECK(at(reading, "/certificates/0/signatureAlgorithm") == row.algorithm);
    CHECK(at(reading, "/certificates/0/key/thumbprint").size() == 45);
  }
}

TEST_CASE("names read back from their text") {
  using Parts = std::vector<std::pair<std::string, std::string>>;
  const std::array names{
      Parts{{"C", "BE"}, {"CN", "EHP=1990001916, VITALINKGATEWAY"}},
      Parts{{"CN", " blanks at both ends "}},
      Parts{{"CN", "#begins like hexadecimal"}, {"OU", "quote \" plus + < > ; back\\slash"}},
      Parts{{"CN", "line\nend\tand tab\n"}},
      Parts{{"CN", "h\xC3\xB4pital \xE2\x82\xAC"}, {"+OU", "joined=1"}, {"+UID", "x"}},
      Parts{{"serialNumber", "001"}, {"emailAddress", "a@b.be"}, {"street", "Rue 1"}, {"CN", " "}},
      Parts{{"CN", "\xC2\xA0no-break\xC2\xA0"}, {"title", "Dr."}, {"DC", "be"}, {"GN", "An"}},
  };
  for (const Parts& parts : names) {
    CertificateSpec spec;
    spec.subject = parts;
    const Reading reading = must_read(make_certificate(spec, small_key()).der);
    const Datum::Object& certificate = *(*reading.facts.object()->at(0).second.array())[0].object();
    const Datum::Object& subject = *certificate.at(0).second.object();
    const std::string& text = *subject.at(0).second.text();
    INFO(text);
    const auto parsed = DistinguishedName::parse(text);
    REQUIRE(parsed.ok());
    for (auto [type, value] : parts) {
      if (type.front() == '+') type.erase(0, 1);
      const auto values = parsed->values(type);
      CHECK(std::ranges::find(values, value) != values.end());
    }
  }
}

TEST_CASE("a type without a short name goes by its number") {
  CertificateSpec spec;
  spec.subject = {{"1.3.6.1.4.1.99999.1", "abc"}, {"CN", "x"}};
  const Reading reading = must_read(make_certificate(spec, small_key()).der);
  CHECK(at(reading, "/certificates/0/subject/text") == R"("CN=x,1.3.6.1.4.1.99999.1=#0c03616263")");
  CHECK(at(reading, "/certificates/0/subject/1.3.6.1.4.1.99999.1") == R"(["abc"])");
}

TEST_CASE("times in all their forms are RFC 3339 in UTC") {
  struct Row {
    const char* raw;
    const char* text;
  };
  const std::array rows{
      Row{"491231235959Z", R"("2049-12-31T23:59:59Z")"},
      Row{"500101000000Z", R"("1950-01-01T00:00:00Z")"},
      Row{"20260101000000Z", R"("2026-01-01T00:00:00Z")"},
      Row{"99991231235959Z", R"("9999-12-31T23:59:59Z")"},
      Row{"2601010000Z", R"("2026-01-01T00:00:00Z")"},
      Row{"20260101000000+0100", R"("2025-12-31T23:00:00Z")"},
      Row{"20261340000000Z", ""},
      Row{"tomorrow", ""},
  };
  for (const Row& row : rows) {
    INFO(row.raw);
    CertificateSpec spec;
    spec.raw_not_after = row.raw;
    const Reading reading = must_read(make_certificate(spec, small_key()).der);
    CHECK(at(reading, "/certificates/0/notAfter") == row.text);
    CHECK(reading.notices.size() == (*row.text == '\0' ? 1 : 0));
  }
}

struct Issuers {
  TestCertificate root, middle, leaf, other;
};

Issuers make_issuers() {
  const auto named = [](const char* name, bool ca) {
    CertificateSpec spec;
    spec.subject = {{"CN", name}};
    spec.ca = ca;
    return spec;
  };
  Issuers made;
  made.root = make_certificate(named("root CA 001", true), TestKey::of("P-256", 1));
  made.middle =
      make_certificate(named("issuing CA 001", true), TestKey::of("P-256", 2), &made.root);
  made.leaf = make_certificate(named("leaf", false), TestKey::of("P-256", 3), &made.middle);
  // Named as the issuer is, but another key: it issued nothing here.
  made.other = make_certificate(named("issuing CA 001", true), TestKey::of("P-256", 4));
  return made;
}

TEST_CASE("the leaf comes first whatever the order, its issuers in its chain") {
  const Issuers made = make_issuers();
  const std::array orders{
      made.leaf.pem + made.middle.pem + made.root.pem,
      made.root.pem + made.middle.pem + made.leaf.pem,
      make_chain_file({made.middle, made.leaf, made.root}),
      made.root.der + made.leaf.der + made.middle.der,
  };
  for (const std::string& bytes : orders) {
    const Reading reading = must_read(bytes);
    CHECK(at(reading, "/certificates/0/subject/CN") == R"(["leaf"])");
    CHECK(at(reading, "/certificates/0/chain/0/subject/CN") == R"(["issuing CA 001"])");
    CHECK(at(reading, "/certificates/0/chain/1/subject/CN") == R"(["root CA 001"])");
    CHECK(at(reading, "/certificates/1").empty());
  }
}

TEST_CASE("certificates that have nothing to do with each other are several") {
  const Issuers made = make_issuers();
  const Reading reading = must_read(made.leaf.pem + made.other.pem);
  CHECK(at(reading, "/certificates/0/subject/CN") == R"(["leaf"])");
  CHECK(at(reading, "/certificates/0/chain").empty());
  CHECK(at(reading, "/certificates/1/subject/CN") == R"(["issuing CA 001"])");
}

TEST_CASE("origins name the certificate of the file and its member") {
  const Issuers made = make_issuers();
  const Reading reading = must_read(made.root.pem + made.middle.pem + made.leaf.pem);
  const auto steps = [&](std::string_view pointer) {
    const auto found = std::ranges::find(reading.origins, pointer, &FactOrigin::pointer);
    REQUIRE(found != reading.origins.end());
    CHECK(found->address.empty());
    return found->steps;
  };
  using enum OriginStep::Kind;
  CHECK(steps("/certificates/0") == std::vector<OriginStep>{{kCertificate, "", 3}});
  CHECK(steps("/certificates/0/subject/CN") ==
        std::vector<OriginStep>{{kCertificate, "", 3}, {kMember, "subject"}, {kMember, "CN"}});
  CHECK(steps("/certificates/0/chain/1/notAfter") ==
        std::vector<OriginStep>{{kCertificate, "", 1}, {kMember, "notAfter"}});
}

TEST_CASE("files with a private key are refused, whatever they are named") {
  const TestCertificate made = vitalink();
  const TestKey& key = made.key;
  struct Row {
    const char* name;
    std::string bytes;
    const char* what;
  };
  const std::array rows{
      Row{"client.p12", make_keystore(made, "x"),
          "this is a PKCS#12 keystore: it holds a private key"},
      Row{"NIHII=7.acc-p12", make_keystore(made, ""),
          "this is a PKCS#12 keystore: it holds a private key"},
      Row{"client.cer", make_keystore(made, "x"),
          "this is a PKCS#12 keystore: it holds a private key"},
      Row{"client.jks", "\xFE\xED\xFE\xED\x00\x00\x00\x02",
          "this is a Java keystore: it holds a private key"},
      Row{"client.pem", key.private_pem(), "this is a private key"},
      Row{"client.der", key.private_der(), "this is a private key"},
      Row{"ec.der", small_key().private_der(), "this is a private key"},
      Row{"client.cer", to_pem("OPENSSH PRIVATE KEY", "x"), "this is a private key"},
      Row{"client.cer", to_pem("ENCRYPTED PRIVATE KEY", "x"), "this is a private key"},
      Row{"client.cer", to_pem("EC PRIVATE KEY", "x"), "this is a private key"},
  };
  for (const Row& row : rows) {
    INFO(row.name << " " << row.what);
    CHECK_FALSE(x509::recognises(row.bytes));
    const auto refused = x509::refuses(row.name, row.bytes);
    REQUIRE(refused);
    CHECK(refused->code == ErrorCode::kUnsupported);
    CHECK(refused->what == row.what);
    CHECK(refused->hint.find("revoked") != std::string::npos);
    const auto reading = x509::read(row.name, row.bytes, Limits{});
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().what == row.what);
  }
  CHECK_FALSE(x509::refuses("client.pem", made.pem));
}

TEST_CASE("a private key beside the certificate is left out and named") {
  const TestCertificate made = vitalink();
  for (const std::string& bytes :
       {made.key.private_pem() + made.pem, made.pem + made.key.private_pem()}) {
    const Reading reading = must_read(bytes);
    REQUIRE(reading.notices.size() == 1);
    CHECK(reading.notices[0].code == NoticeCode::kPrivateKey);
    CHECK(at(reading, "/certificates/0/key/size") == "2048");
    const std::string json = to_json(reading);
    const std::string pem = made.key.private_pem();
    CHECK(json.find(pem.substr(100, 40)) == std::string::npos);
  }
}

TEST_CASE("what is no certificate says what it is") {
  const TestCertificate made = vitalink();
  const std::string pem = made.pem;
  struct Row {
    std::string bytes;
    ErrorCode code;
    const char* what;
  };
  const std::array rows{
      Row{make_request(small_key()), ErrorCode::kUnsupported,
          "this is a request for a certificate (CSR), not a certificate"},
      Row{small_key().public_pem(), ErrorCode::kUnsupported,
          "this is a public key without a certificate"},
      Row{made.der.substr(0, made.der.size() - 20), ErrorCode::kSyntax,
          "the bytes of the certificate are damaged or cut off"},
      Row{pem.substr(0, pem.size() - 40), ErrorCode::kSyntax,
          "the text of a certificate is cut off before its END line"},
      Row{"-----BEGIN CERTIFICATE-----\nMII*\n-----END CERTIFICATE-----\n", ErrorCode::kSyntax,
          "the base64 of a certificate is damaged"},
      Row{"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", ErrorCode::kSyntax,
          "the bytes of a certificate are damaged"},
      Row{make_chain_file({}), ErrorCode::kUnsupported, "the file holds no certificate"},
  };
  for (const Row& row : rows) {
    const auto reading = x509::read("c.pem", row.bytes, Limits{});
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().what == row.what);
    CHECK(reading.error().code == row.code);
    CHECK(reading.error().where.source == "c.pem");
  }
}

TEST_CASE("one damaged certificate among good ones is a notice with its number") {
  const Issuers made = make_issuers();
  std::string damaged = made.middle.pem;
  damaged[200] = '!';
  const Reading reading = must_read(made.root.pem + damaged + made.leaf.pem);
  REQUIRE(reading.notices.size() == 1);
  CHECK(reading.notices[0].code == NoticeCode::kUnreadable);
  CHECK(reading.notices[0].steps ==
        std::vector<OriginStep>{{OriginStep::Kind::kCertificate, "", 2}});
}

TEST_CASE("more certificates than the limit are refused") {
  const Issuers made = make_issuers();
  Limits limits;
  limits.certificates = 2;
  CHECK(x509::read("c.pem", made.root.pem + made.leaf.pem, limits).ok());
  const auto reading = x509::read("c.pem", made.root.pem + made.leaf.pem + made.other.pem, limits);
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().code == ErrorCode::kLimit);
}

TEST_CASE("facts of one certificate for key sets") {
  const TestCertificate made = vitalink();
  const auto facts = x509::certificate_facts(made.der);
  REQUIRE(facts.ok());
  CHECK(equal(*facts, (*must_read(made.pem).facts.object()->at(0).second.array())[0]));
  CHECK_FALSE(x509::certificate_facts(made.der + "x").ok());
  CHECK_FALSE(x509::certificate_facts("").ok());
}

}  // namespace
}  // namespace intake
