// Certificates and key sets that are made here, read as partners send them, put beside a form, and
// judged by the shipped rules.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include <intake/intake.h>
#include <intake/reader.h>

#include "support/catch.h"
#include "support/crypto/certificates.h"

using namespace intake;
using test::CertificateSpec;
using test::TestCertificate;
using test::TestKey;

namespace {

const std::filesystem::path kSource = INTAKE_SOURCE_DIR;
constexpr std::string_view kNow = "2026-05-01T12:00:00Z";
constexpr std::string_view kAcceptance =
    "TEST-ZetesConfidens-eHealth acceptance test-issuing CA 001";
constexpr std::string_view kProduction =
    "ZetesConfidens Private Trust PKI - eHealth issuing CA 001";

struct File {
  std::string name;
  std::string bytes;
};

std::string form(std::string_view application = "IMPLANTS") {
  const std::string field =
      application.empty() ? "" : ", applicationIdentifier: " + std::string(application);
  return "procedure: ctr-rest\n"
         "environment: acceptance\n"
         "integration: rest\n"
         "partner: {name: Algemeen Ziekenhuis Voorbeeld, kind: hospital}\n"
         "form:\n"
         "  kind: m2m\n"
         "  realm: M2M\n"
         "  general: {clientId: nihdi-hospital-71089815, name: Algemeen Ziekenhuis Voorbeeld}\n"
         "  credentials: [{identifier: \"71089815\", type: NIHII-HOSPITAL" +
         field +
         "}]\n"
         "  scopes: [\"rct:api\", \"webaccess:cacerts\"]\n"
         "  existingClient: {exists: false}\n"
         "mail:\n"
         "  from: ict@az-voorbeeld.example\n"
         "  to: [integration-support@ehealth.fgov.be]\n"
         "  cc: [wolf.wauters@ehealth.fgov.be]\n"
         "  subject: Configure Client REST RCT for Algemeen Ziekenhuis Voorbeeld in realm M2M\n"
         "  body: \"Context and purpose: our theatre notifies implants. Methods: notification. "
         "Volume: 400 per month. Users: surgeons.\"\n"
         "  attachments: [{name: form.pdf, kind: m2m-form}]\n";
}

TestCertificate issuer(std::string_view name) {
  CertificateSpec spec;
  spec.subject = {{"C", "BE"}, {"O", "ZETES SA"}, {"CN", std::string(name)}};
  spec.ca = true;
  spec.not_after = "2036-01-01T00:00:00Z";
  return test::make_certificate(spec, TestKey::of("RSA-2048", 9));
}

CertificateSpec hospital(std::string_view application = "IMPLANTS") {
  return test::ehealth_spec("NIHII-HOSPITAL", "71089815", "ALGEMEEN ZIEKENHUIS VOORBEELD",
                            application);
}

TestCertificate issued(const CertificateSpec& spec, std::string_view by = kAcceptance,
                       const TestKey& key = TestKey::of("RSA-2048")) {
  const TestCertificate authority = issuer(by);
  return test::make_certificate(spec, key, &authority);
}

/// A key set of one key. `more`: further members.
std::string key_set(const TestKey& key, const TestCertificate* certificate,
                    const std::string& more = R"("use":"sig","kid":"8146592")") {
  std::string text = "{\"keys\":[{" + key.jwk_members();
  if (!more.empty()) text += "," + more;
  if (certificate != nullptr) text += ",\"x5c\":[\"" + test::x5c(*certificate) + "\"]";
  return text + "}]}";
}

Report judge(const std::vector<File>& parts, const std::string& the_form) {
  static const Library library = [] {
    auto read = Library::from_folder((kSource / "rules").string(), {});
    REQUIRE(read.ok());
    return std::move(read).value();
  }();
  std::vector<DossierFile> files;
  files.push_back({"request.yaml", the_form, ""});
  for (const File& part : parts) {
    auto reading = read_part(part.name, part.bytes, {});
    INFO(part.name);
    if (!reading.ok()) INFO(reading.error().what);
    REQUIRE(reading.ok());
    files.push_back({part.name, part.bytes, *reading});
  }
  AssembleOptions how;
  how.now = kNow;
  auto submissions = library.assemble(std::move(files), how);
  if (!submissions.ok()) INFO(submissions.error().what);
  REQUIRE(submissions.ok());
  REQUIRE(submissions->size() == 1);
  CompileOptions options;
  options.now = kNow;
  const Compiled compiled = library.compile("ctr-rest", options);
  INFO(render_faults(compiled.faults, {}));
  REQUIRE(compiled.rules);
  return compiled.rules->check(submissions->front(), {});
}

void list(const std::vector<Finding>& findings, std::vector<std::string>& out) {
  for (const Finding& finding : findings) {
    if (finding.verdict == Verdict::kPass || finding.verdict == Verdict::kNotApplicable) continue;
    out.push_back(finding.rule.substr(finding.rule.find('/') + 1));
    list(finding.consequences, out);
  }
}

/// The rules that find something, without their sets, in order of their names.
std::vector<std::string> findings(const Report& report) {
  std::vector<std::string> out;
  list(report.findings, out);
  std::sort(out.begin(), out.end());
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("certificates as they are made are judged as the procedure has it", "[rules][x509]") {
  struct Row {
    std::string what;
    std::function<TestCertificate()> certificate;
    Names findings;
    std::string disposition;
    std::string application = "IMPLANTS";
  };
  const auto with = [](const std::function<void(CertificateSpec&)>& change,
                       std::string_view application = "IMPLANTS") {
    return [=] {
      CertificateSpec spec = hospital(application);
      change(spec);
      return issued(spec);
    };
  };
  const std::vector<Row> rows{
      {"valid", with([](CertificateSpec&) {}), {}, "accept"},
      {"valid, without application ID in both",
       with([](CertificateSpec&) {}, ""),
       {},
       "accept",
       ""},
      {"expired",
       with([](CertificateSpec& s) { s.not_after = "2026-04-30T00:00:00Z"; }),
       {"certificate-expired"},
       "reject"},
      {"near its end",
       with([](CertificateSpec& s) { s.not_after = "2026-06-01T00:00:00Z"; }),
       {"certificate-near-its-end"},
       "accept-with-notes"},
      {"not yet valid",
       with([](CertificateSpec& s) { s.not_before = "2026-06-01T00:00:00Z"; }),
       {"certificate-valid-only-later"},
       "accept-with-notes"},
      {"of another hospital",
       [] {
         return issued(test::ehealth_spec("NIHII-HOSPITAL", "71032209",
                                          "ALGEMEEN ZIEKENHUIS VOORBEELD", "IMPLANTS"));
       },
       {"certificate-of-other-organisation"},
       "reject"},
      {"with the enterprise number",
       [] {
         return issued(
             test::ehealth_spec("CBE", "0406798006", "ALGEMEEN ZIEKENHUIS VOORBEELD", "IMPLANTS"));
       },
       {"certificate-of-other-type"},
       "reject"},
      {"with another application ID",
       [] { return issued(hospital("PHARMACY")); },
       {"application-identifier-differs-from-certificate"},
       "reject"},
      {"without application ID",
       [] { return issued(hospital("")); },
       {"application-identifier-not-in-certificate"},
       "reject"},
      {"with an application ID that the form leaves out",
       [] { return issued(hospital()); },
       {"application-identifier-left-out"},
       "reject",
       ""},
      {"of production",
       [] { return issued(hospital(), kProduction); },
       {"certificate-of-other-environment"},
       "accept-with-notes"},
      {"with a short key",
       [] { return issued(hospital(), kAcceptance, TestKey::of("RSA-1024")); },
       {"certificate-key-too-short"},
       "reject"},
      {"with another kind of key",
       [] { return issued(hospital(), kAcceptance, TestKey::of("P-256")); },
       {"certificate-key-of-other-kind"},
       "accept-with-notes"},
      {"with an old signature",
       with([](CertificateSpec& s) { s.digest = "SHA1"; }),
       {"certificate-signature-weak"},
       "accept-with-notes"},
      {"signed by its owner",
       [] { return test::make_certificate(hospital(), TestKey::of("RSA-2048")); },
       {"certificate-self-signed"},
       "accept-with-notes"},
      {"of another owner",
       [] {
         return issued(
             test::ehealth_spec("NIHII-HOSPITAL", "71089815", "KLINIEK ANDERS", "IMPLANTS"));
       },
       {"certificate-owner-differs-from-partner"},
       "accept-with-notes"},
      {"of an identity card",
       [] {
         CertificateSpec spec;
         spec.subject = {{"C", "BE"},
                         {"CN", "Jan Voorbeeld (Authentication)"},
                         {"serialNumber", "00000000097"}};
         return issued(spec, "Citizen CA");
       },
       {"certificate-of-a-person"},
       "reject"},
      {"of a web server",
       [] {
         CertificateSpec spec;
         spec.subject = {{"C", "BE"}, {"O", "AZ Voorbeeld"}, {"CN", "www.az-voorbeeld.example"}};
         return issued(spec, "Some CA");
       },
       {"certificate-of-no-known-kind"},
       "accept-with-notes"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Report report = judge({{"hospital.pem", row.certificate().pem}}, form(row.application));
    CHECK(findings(report) == row.findings);
    CHECK(disposition_name(report.disposition) == row.disposition);
  }
}

TEST_CASE("key sets as they are made are judged as the procedure has it", "[rules][jwks]") {
  const TestKey key = TestKey::of("RSA-2048");
  const TestKey other = TestKey::of("RSA-2048", 1);
  const TestCertificate certificate = issued(hospital());
  const TestCertificate of_other_key = issued(hospital(), kAcceptance, other);
  CertificateSpec old = hospital();
  old.not_after = "2026-04-30T00:00:00Z";
  const TestCertificate expired = issued(old);
  const TestCertificate of_other_hospital = issued(test::ehealth_spec(
      "NIHII-HOSPITAL", "71032209", "ALGEMEEN ZIEKENHUIS VOORBEELD", "IMPLANTS"));
  const std::string public_members = key.jwk_members();
  const std::string shortened =
      public_members.substr(0, public_members.find("\"e\"")) + "\"e\":\"\"";

  struct Row {
    std::string what;
    std::string keys;
    Names findings;
    std::string disposition;
  };
  const std::vector<Row> rows{
      {"with its certificate", key_set(key, &certificate), {}, "accept"},
      {"without certificate", key_set(key, nullptr), {}, "accept"},
      {"a key alone", "{" + key.jwk_members() + R"(,"use":"sig","kid":"1"})", {}, "accept"},
      {"without use", key_set(key, nullptr, R"("kid":"1")"), {"key-without-use"}, "reject"},
      {"without kid", key_set(key, nullptr, R"("use":"sig")"), {"key-without-id"}, "reject"},
      {"for encryption",
       key_set(key, nullptr, R"("use":"enc","kid":"1")"),
       {"key-set-without-signature-key"},
       "reject"},
      {"the same kid twice",
       "{\"keys\":[{" + key.jwk_members() + R"(,"use":"sig","kid":"1"},{)" + other.jwk_members() +
           R"(,"use":"sig","kid":"1"}]})",
       {"key-id-repeated"},
       "reject"},
      {"with the certificate of another key",
       key_set(key, &of_other_key),
       {"key-differs-from-its-certificate"},
       "reject"},
      {"with an expired certificate",
       key_set(key, &expired),
       {"key-certificate-expired"},
       "reject"},
      {"with the certificate of another hospital",
       key_set(key, &of_other_hospital),
       {"key-certificate-of-other-organisation"},
       "reject"},
      {"with a short key", key_set(TestKey::of("RSA-1024"), nullptr), {"key-too-short"}, "reject"},
      {"a key that is none",
       "{\"keys\":[{" + shortened + R"(,"use":"sig","kid":"1"}]})",
       {"key-unusable"},
       "reject"},
      {"the certificate as a text",
       "{\"keys\":[{" + key.jwk_members() + R"(,"use":"sig","kid":"1","x5c":")" +
           test::x5c(certificate) + "\"}]}",
       {"key-certificates-not-listed"},
       "accept-with-notes"},
      {"without keys", R"({"keys":[]})", {"key-set-without-keys"}, "reject"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Report report = judge({{"keys.jwks.json", row.keys}}, form());
    CHECK(findings(report) == row.findings);
    CHECK(disposition_name(report.disposition) == row.disposition);
  }
}

TEST_CASE("a key set is held against the certificate beside it", "[rules][jwks]") {
  const TestKey key = TestKey::of("RSA-2048");
  const TestKey other = TestKey::of("RSA-2048", 1);
  const TestCertificate certificate = issued(hospital());
  const File pem{"hospital.pem", certificate.pem};
  CHECK(findings(judge({pem, {"keys.jwks.json", key_set(key, nullptr)}}, form())) == Names{});
  CHECK(findings(judge({pem, {"keys.jwks.json", key_set(other, nullptr)}}, form())) ==
        Names{"key-set-of-other-certificate"});
}

TEST_CASE("the secret part of a key is found, and never repeated", "[rules][jwks]") {
  const TestKey key = TestKey::of("RSA-2048");
  const std::string secret = key.private_jwk_members();
  const Report report = judge(
      {{"keys.jwks.json", key_set(key, nullptr, R"("use":"sig","kid":"1",)" + secret)}}, form());
  // The reader says it already; the rule does not say it again.
  const auto said =
      std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
        return finding.rule == "reading/private-key" ||
               finding.rule == "i-am-connect-m2m/private-key-in-key-set";
      });
  CHECK(said == 1);
  CHECK(disposition_name(report.disposition) == "reject");

  const std::size_t begin = secret.find("\"d\":\"") + 5;
  const std::string d = secret.substr(begin, secret.find('"', begin) - begin);
  REQUIRE(d.size() > 100);
  const std::string piece = d.substr(20, 40);
  for (const Finding& finding : report.findings) {
    CHECK(finding.message.find(piece) == std::string::npos);
    CHECK(finding.reason.find(piece) == std::string::npos);
    CHECK(finding.region.excerpt.find(piece) == std::string::npos);
  }
}
