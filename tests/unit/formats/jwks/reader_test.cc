#include "formats/jwks/jwks.h"

#include <algorithm>
#include <array>

#include "document/datum.h"
#include "document/pointer.h"
#include "support/catch.h"
#include "support/crypto/certificates.h"

namespace intake {
namespace {

using namespace test;

Reading must_read(const std::string& bytes) {
  auto reading = jwks::read("keys.json", bytes, Limits{});
  INFO((reading ? "" : reading.error().what));
  REQUIRE(reading.ok());
  return *std::move(reading);
}

std::string at(const Reading& reading, std::string_view pointer) {
  const Document document = to_document(reading.facts);
  const NodeId node = find_node(document, pointer);
  return node == kNoNode ? "" : to_json(View(document, node));
}

std::string set_of(const std::string& members) { return "{\"keys\":[{" + members + "}]}"; }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t begin = text.find(from);
  REQUIRE(begin != std::string::npos);
  return text.replace(begin, from.size(), to);
}

/// The value of a text member in JSON text.
std::string member_of(const std::string& text, const std::string& name) {
  const std::size_t begin = text.find("\"" + name + "\":\"") + name.size() + 4;
  return text.substr(begin, text.find('"', begin) - begin);
}

TEST_CASE("key sets are known by their members, not by their name") {
  struct Row {
    const char* text;
    bool known;
  };
  const std::array rows{
      Row{R"({"keys":[{"kty":"RSA"}]})", true},
      Row{R"( { "keys" : [ ] } )", true},
      Row{R"({"kty":"EC"})", true},
      Row{R"({"keys":[{"x5c":[],"kid":"1"}]})", true},
      Row{R"({"keys":["a","b"]})", false},
      Row{R"({"keys":[{"name":"a"}]})", false},
      Row{R"({"form":{"kty":"RSA"}})", false},
      Row{R"({"form":{"keys":[{"kty":"RSA"}]}})", false},
      Row{R"({"note":"\"keys\":[{\"kty\"","a":[{}]})", false},
      Row{R"([{"kty":"RSA"}])", false},
      Row{"keys:\n  - kty: RSA\n", false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(jwks::recognises(row.text) == row.known);
  }
}

TEST_CASE("sound keys of every kind are usable") {
  struct Row {
    const char* kind;
    const char* facts;
  };
  const std::array rows{
      Row{"RSA-2048", R"({"type":"RSA","size":2048,"thumbprint":)"},
      Row{"P-256", R"({"type":"EC","size":256,"curve":"P-256","thumbprint":)"},
      Row{"P-384", R"({"type":"EC","size":384,"curve":"P-384","thumbprint":)"},
      Row{"P-521", R"({"type":"EC","size":521,"curve":"P-521","thumbprint":)"},
      Row{"secp256k1", R"({"type":"EC","size":256,"curve":"secp256k1","thumbprint":)"},
      Row{"Ed25519", R"({"type":"OKP","size":256,"curve":"Ed25519","thumbprint":)"},
      Row{"X25519", R"({"type":"OKP","size":253,"curve":"X25519","thumbprint":)"},
  };
  for (const Row& row : rows) {
    INFO(row.kind);
    const Reading reading = must_read(set_of(TestKey::of(row.kind).jwk_members()));
    CHECK(at(reading, "/keys/0/facts").substr(0, std::string_view(row.facts).size()) == row.facts);
    CHECK(at(reading, "/keys/0/facts/usable") == "true");
    CHECK(reading.notices.empty());
    CHECK(reading.text.empty());
  }
}

TEST_CASE("the thumbprint is that of RFC 7638") {
  // Source: RFC 7638 section 3.1.
  const Reading reading = must_read(
      R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7)"
      R"(aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4)"
      R"(QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyr)"
      R"(dkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",)"
      R"("e":"AQAB","alg":"RS256","kid":"2011-04-29"})");
  CHECK(at(reading, "/keys/0/facts/thumbprint") ==
        R"("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")");
  CHECK(at(reading, "/keys/0/kid") == R"("2011-04-29")");
}

TEST_CASE("what is wrong with a key is said in words") {
  const std::string rsa = TestKey::of("RSA-2048").jwk_members();
  const std::string n = member_of(rsa, "n");
  const std::string ec = TestKey::of("P-256").jwk_members();
  const std::string x = member_of(ec, "x");
  const std::string y = member_of(ec, "y");
  struct Row {
    std::string members;
    const char* problem;
  };
  const std::array rows{
      Row{R"("n":"AQAB")", "`kty` is missing"},
      Row{R"("kty":7)", "`kty` is no text"},
      Row{R"("kty":"DSA")", "the key type `DSA` is not known"},
      Row{R"("kty":"RSA","e":"AQAB")", "`n` is missing"},
      Row{R"("kty":"RSA","n":12,"e":"AQAB")", "`n` is no text"},
      Row{replaced(rsa, "AQAB", "AQAB="), "`e` ends in `=`, which base64url leaves out"},
      Row{replaced(rsa, n.substr(0, 3), "+//"),
          "`n` is base64, not base64url (`+` and `/` are `-` and `_` there)"},
      Row{replaced(rsa, n.substr(0, 4), " " + n.substr(0, 4)), "`n` holds blanks or line ends"},
      Row{replaced(rsa, n.substr(0, 2), "*!"), "`n` is no base64url"},
      Row{replaced(rsa, n.substr(0, 4), "AAAA" + n.substr(0, 4)),
          "`n` begins with a zero byte, which is to be left out"},
      Row{replaced(rsa, n.substr(n.size() - 4), "AAAA"),
          "the modulus `n` is even, so this is no RSA key"},
      Row{replaced(rsa, "AQAB", "AQAA"), "the exponent `e` is even or 1"},
      Row{replaced(rsa, "AQAB", "AQ"), "the exponent `e` is even or 1"},
      Row{R"("kty":"RSA","n":"AQAB","e":"AQAB")", "the exponent `e` is not smaller than `n`"},
      Row{R"("kty":"RSA","n":"AQABAQABAQ","e":"AQAB")", "a modulus of 49 bits is no RSA key"},
      Row{R"("kty":"RSA","n":"")" + std::string(R"(,"e":"AQAB")"), "`n` is empty"},
      // 3 times something: no product of two large primes.
      Row{R"("kty":"RSA","e":"AQAB","n":")" + std::string(172, '_') + "\"",
          "the numbers `n` and `e` are no RSA key"},
      Row{replaced(ec, "P-256", "P-257"), "the curve `P-257` is not known"},
      Row{replaced(ec, x, x.substr(0, 40)), "`x` has 30 bytes; this curve has 32"},
      Row{replaced(ec, y, x), "the point (`x`, `y`) is not on the curve"},
      Row{replaced(ec, "P-256", "secp256k1"), "the point (`x`, `y`) is not on the curve"},
      Row{R"("kty":"EC","x":"AA","y":"AA")", "`crv` is missing"},
      Row{R"("kty":"OKP","crv":"Ed25519","x":"AAAA")", "`x` has 3 bytes; this curve has 32"},
      Row{R"("kty":"oct","k":"c2VjcmV0")", "it is a shared secret, not a public key"},
  };
  for (const Row& row : rows) {
    INFO(row.problem);
    const Reading reading = must_read(set_of(row.members));
    CHECK(at(reading, "/keys/0/facts/problem") == "\"" + std::string(row.problem) + "\"");
    CHECK(at(reading, "/keys/0/facts/usable") == "false");
  }
}

TEST_CASE("the certificate in x5c is compared with the key") {
  const TestKey key = TestKey::of("RSA-2048");
  const TestCertificate own =
      make_certificate(ehealth_spec("NIHII-HOSPITAL", "71099812", "ZIEKENHUIS"), key);
  const TestCertificate other = make_certificate({}, TestKey::of("RSA-2048", 1));
  const std::string members = key.jwk_members();
  const std::string text = x5c(own);
  std::string broken_lines = text;
  broken_lines.insert(64, "\\n");
  std::string url = text;
  for (char& c : url) c = c == '+' ? '-' : c == '/' ? '_' : c;
  std::string pem;
  for (const char c : own.pem) pem += c == '\n' ? "\\n" : std::string(1, c);
  struct Row {
    std::string x5c;
    const char* matches;
    std::string problem;
  };
  const auto list = [](const std::string& inside) { return R"(,"x5c":[")" + inside + "\"]"; };
  const std::array rows{
      Row{list(text), "true", ""},
      Row{list(text + "\",\"" + x5c(other)), "true", ""},
      Row{R"(,"x5c":")" + text + "\"", "true", "`x5c` is a text; a list of texts is wanted"},
      Row{list(pem), "true",
          "`x5c[0]` is PEM text; its base64 alone is wanted, without BEGIN and END"},
      Row{list(broken_lines), "true", "`x5c[0]` holds blanks or line ends"},
      Row{list(url), "true",
          "`x5c[0]` is base64url, not base64 (`-` and `_` are `+` and `/` there)"},
      Row{list(x5c(other)), "false", "`x5c[0]` is the certificate of another key"},
      Row{list("AAAA"), "", "`x5c[0]` is no certificate"},
      Row{list("*"), "", "`x5c[0]` is no base64"},
      Row{R"(,"x5c":[])", "", "`x5c` is no list of certificates"},
      Row{R"(,"x5c":[7])", "", "`x5c[0]` is no text"},
      Row{list(text) + R"(,"x5t":")" + certificate_thumbprint(own, "SHA1") + R"(","x5t#S256":")" +
              certificate_thumbprint(own, "SHA256") + "\"",
          "true", ""},
      Row{list(text) + R"(,"x5t":"AAAA")", "true", "`x5t` is not that of the certificate in `x5c`"},
      Row{list(text) + R"(,"x5t#S256":")" + certificate_thumbprint(own, "SHA1") + "\"", "true",
          "`x5t#S256` is not that of the certificate in `x5c`"},
  };
  for (const Row& row : rows) {
    INFO(row.problem << row.x5c.substr(0, 60));
    const Reading reading = must_read(set_of(members + row.x5c));
    CHECK(at(reading, "/keys/0/facts/x5cMatches") == row.matches);
    CHECK(at(reading, "/keys/0/facts/problem") ==
          (row.problem.empty() ? "" : "\"" + row.problem + "\""));
    CHECK(at(reading, "/keys/0/facts/usable") == (row.problem.empty() ? "true" : "false"));
    if (std::string_view(row.matches) != "true") continue;
    CHECK(at(reading, "/keys/0/facts/certificate/subject/CN") == R"(["NIHII-HOSPITAL=71099812"])");
  }
}

TEST_CASE("private members are named, and their values are nowhere") {
  for (const char* kind : {"RSA-2048", "P-256", "Ed25519"}) {
    INFO(kind);
    const TestKey key = TestKey::of(kind);
    const std::string secret = key.private_jwk_members();
    const Reading reading = must_read(set_of(key.jwk_members() + R"(,"kid":"1",)" + secret +
                                             R"(,"more":[{"d":"hiddenhidden"}])"));
    REQUIRE(reading.notices.size() == 1);
    CHECK(reading.notices[0].code == NoticeCode::kPrivateKey);
    CHECK(reading.notices[0].steps == std::vector<OriginStep>{{OriginStep::Kind::kKey, "", 1}});
    CHECK(at(reading, "/keys/0/facts/usable") == "true");
    CHECK(at(reading, "/keys/0/facts/privateMembers").starts_with(R"(["d")"));
    CHECK(at(reading, "/keys/0/kid") == R"("1")");
    const std::string json = to_json(reading);
    CHECK(json.find(member_of(secret, "d")) == std::string::npos);
    CHECK(json.find("hiddenhidden") == std::string::npos);
  }
}

TEST_CASE("a private key as text in a member is left out") {
  std::string pem;
  for (const char c : TestKey::of("P-256").private_pem())
    pem += c == '\n' ? "\\n" : std::string(1, c);
  const Reading reading =
      must_read(set_of(TestKey::of("P-256").jwk_members() + R"(,"pem":")" + pem + "\""));
  CHECK(reading.notices.size() == 1);
  CHECK(at(reading, "/keys/0/pem").empty());
  CHECK(at(reading, "/keys/0/facts/privateMembers") == R"(["pem"])");
}

TEST_CASE("errors say where, and nothing of what stands there") {
  const std::string secret = "SECRETSECRET";
  struct Row {
    std::string text;
    ErrorCode code;
    const char* what;
  };
  const std::array rows{
      Row{R"({"kty":"RSA","d":")" + secret + "\"", ErrorCode::kSyntax,
          "the key set is no well-formed JSON"},
      Row{R"({"kty":"RSA","d":)" + secret + "}", ErrorCode::kSyntax,
          "the key set is no well-formed JSON"},
      Row{R"({"kty":"RSA","d":")" + secret + R"(","d":"x"})", ErrorCode::kSyntax,
          "a member name is given twice"},
      Row{R"({"kty":"RSA","d":123456789012345678901234567890123})", ErrorCode::kUnsupported,
          "the key set is no well-formed JSON"},
      Row{R"({"keys":{}})", ErrorCode::kUnsupported,
          "this is no JSON key set: it has no list `keys`"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto reading = jwks::read("keys.json", row.text, Limits{});
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().what == row.what);
    CHECK(reading.error().code == row.code);
    CHECK(reading.error().where.source == "keys.json");
    CHECK((reading.error().what + reading.error().hint).find(secret) == std::string::npos);
  }
}

TEST_CASE("origins name the key and its member") {
  const Reading reading = must_read("{\"keys\":[{" + TestKey::of("P-256").jwk_members() +
                                    R"(,"kid":"a"},{"kty":"RSA","x/y":1}]})");
  const auto steps = [&](std::string_view pointer) {
    const auto found = std::ranges::find(reading.origins, pointer, &FactOrigin::pointer);
    REQUIRE(found != reading.origins.end());
    return found->steps;
  };
  using enum OriginStep::Kind;
  CHECK(steps("/keys/0") == std::vector<OriginStep>{{kKey, "", 1}});
  CHECK(steps("/keys/0/kid") == std::vector<OriginStep>{{kKey, "", 1}, {kMember, "kid"}});
  CHECK(steps("/keys/1/x~1y") == std::vector<OriginStep>{{kKey, "", 2}, {kMember, "x/y"}});
}

TEST_CASE("more keys than the limit are refused") {
  Limits limits;
  limits.keys = 2;
  const std::string key = "{" + TestKey::of("P-256").jwk_members() + "}";
  CHECK(jwks::read("k", "{\"keys\":[" + key + "," + key + "]}", limits).ok());
  const auto reading = jwks::read("k", "{\"keys\":[" + key + "," + key + ",7]}", limits);
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().code == ErrorCode::kLimit);
}

TEST_CASE("more certificates in x5c than the limit are not looked at") {
  Limits limits;
  limits.certificates = 2;
  const auto facts = [&limits](const std::string& list) {
    const auto reading = jwks::read("k", set_of(R"("kty":"RSA","x5c":[)" + list + "]"), limits);
    REQUIRE(reading.ok());
    return at(*reading, "/keys/0/facts/problem");
  };
  const std::string over = "`x5c` holds more than 2 certificates";
  CHECK(facts(R"("AAAA","AAAA")").find(over) == std::string::npos);
  CHECK(facts(R"("AAAA","AAAA","AAAA")").find(over) != std::string::npos);
}

TEST_CASE("a long name is cut between characters") {
  const std::string long_name = std::string(59, 'a') + "\xC6\xBD" + "b";
  const Reading reading = must_read(set_of("\"kty\":\"" + long_name + "\""));
  CHECK(at(reading, "/keys/0/facts/problem") ==
        "\"the key type `" + std::string(59, 'a') + "` is not known\"");
}

TEST_CASE("what is in the list but no key is one that cannot be used") {
  const Reading reading = must_read(R"({"keys":[{"kty":"RSA","facts":{"usable":true}},7,null]})");
  CHECK(at(reading, "/keys/0/facts/usable") == "false");
  CHECK(at(reading, "/keys/1/facts/problem") == R"("it is no object")");
  CHECK(at(reading, "/keys/2/facts/usable") == "false");
}

}  // namespace
}  // namespace intake
