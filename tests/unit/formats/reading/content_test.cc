#include "formats/reading/content.h"

#include <array>
#include <string>

#include "support/catch.h"

namespace intake {
namespace {

using enum ContentKind;
using std::string_literals::operator""s;

std::string utf16(const std::string& ascii) {
  std::string wide;
  for (const char c : ascii) wide += std::string{c, '\0'};
  return wide;
}

/// A compound file whose first directory sector holds an entry of that name.
std::string ole_with(const std::string& entry) {
  std::string file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  file.resize(512, '\0');
  file[30] = 9;  // sectors of 512 bytes
  file += utf16(entry);
  file.resize(1024, '\0');
  return file;
}

TEST_CASE("what a file is, by its content and then by its name") {
  struct Row {
    const char* name;
    std::string bytes;
    ContentKind kind;
  };
  const std::string zip = "PK\x03\x04"s;
  const std::array rows{
      Row{"a.yaml", "", kEmpty},
      Row{"a.yaml", "\xEF\xBB\xBF \n\t", kEmpty},
      Row{"a", "form: 1\n", kYaml},
      Row{"a", " {\"a\": 1}", kJson},
      Row{"a.yaml", "{\"a\": 1}", kYaml},
      Row{"a.JSON", "null", kJson},
      Row{"a.txt", "hello", kText},
      Row{"a.pdf", "%PDF-1.7\n", kPdf},
      Row{"a.yaml", "\n%PDF-1.7\n\x80", kPdf},
      Row{"a.yaml", "title: about %PDF-1.7\n", kYaml},
      Row{"a.doc", zip + "......[Content_Types].xml....word/document.xml", kDocx},
      Row{"a.docx", zip + "......xl/workbook.xml", kWorkbook},
      Row{"a.docx", zip + "something", kZip},
      Row{"a.docx",
          zip + "..........................mimetypeapplication/vnd.oasis.opendocument.text",
          kOpenDocument},
      Row{"a.eml", ole_with("__substg1.0_0037001F"), kOutlookMessage},
      Row{"a.docx", ole_with("WordDocument"), kWord97},
      Row{"a.docx", ole_with("EncryptedPackage"), kProtectedOffice},
      Row{"a.docx", ole_with("Workbook"), kExcel97},
      Row{"a.docx", ole_with("Other"), kOle},
      Row{"a.yaml", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kOle},
      Row{"a.yaml", "\x89PNG\r\n\x1A\n", kImage},
      Row{"a.yaml", "\xFF\xD8\xFF\xE0", kImage},
      Row{"a", "\x1F\x8B\x08", kArchive},
      Row{"a", "\x78\x9F\x3E\x22", kTnef},
      Row{"a.json", "{\\rtf1 ", kRtf},
      Row{"a.yaml", "<!DOCTYPE html><p>", kHtml},
      Row{"a", "<?xml version=\"1.0\"?><a/>", kXml},
      Row{"a.cer", "\xFE\xED\xFE\xED\x00\x00\x00\x02"s, kJks},
      Row{"a.cer",
          "\x30\x82\x04\x00\x02\x01\x03\x30\x82\x03\x00\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01"s,
          kPkcs12},
      Row{"a.p12", "\x01\x02\x00\x03"s, kPkcs12},
      Row{"NIHII=7 20240101.acc-p12", "\x01\x02\x00"s, kPkcs12},
      Row{"a.cer", "-----BEGIN PRIVATE KEY-----\n", kPrivateKey},
      Row{"a.yaml", "-----BEGIN PRIVATE KEY-----\n", kPrivateKey},
      Row{"a.yaml", "key: |\n  -----BEGIN PRIVATE KEY-----\n", kYaml},
      Row{"a", "PuTTY-User-Key-File-2: x\n", kPrivateKey},
      Row{"a", "-----BEGIN CERTIFICATE REQUEST-----\n", kCertificateRequest},
      Row{"a", "-----BEGIN PUBLIC KEY-----\n", kPublicKey},
      Row{"a", "text\r\n-----BEGIN CERTIFICATE-----\r\n", kCertificate},
      Row{"a", "text -----BEGIN CERTIFICATE-----\n", kYaml},
      Row{"a", "From: a@b\nTo: c@d\nSubject: x\n\nbody", kMail},
      Row{"a", "Received: by x\nFrom: a@b\n\nbody", kMail},
      Row{"a", "From a@b Mon Jan 1\nFrom: a@b\nTo: c@d\n", kMail},
      Row{"a", "from: a@b\nto: c@d\nsubject: x\n", kYaml},
      Row{"a.yaml", "From: a@b\nTo: c@d\nSubject: x\n", kYaml},
      Row{"a.eml", "anything", kMail},
      Row{"a",
          "a\x00"
          "b"s,
          kBinary},
      Row{"a.txt", "a\x01"s, kBinary},
      Row{"a.yaml",
          "a\x00"
          "b"s,
          kYaml},
      Row{"a", "\xFF\xFE" + utf16("a: 1"), kYaml},
      Row{"a", "{\"keys\":[{\"kty\":\"RSA\"}]}", kKeySet},
      Row{"a.yaml", "{\"keys\":[{\"kty\":\"RSA\"}]}", kYaml},
  };
  for (const Row& row : rows) {
    INFO(row.name << ": " << row.bytes.substr(0, 60));
    CHECK(content_name(content_kind(row.name, row.bytes)) == content_name(row.kind));
  }
}

TEST_CASE("what is not read is refused with advice, what is read is not") {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(kBinary); ++i) {
    const auto kind = static_cast<ContentKind>(i);
    INFO(content_name(kind));
    const auto refused = refusal(kind);
    const bool read = is_plain(kind) || kind == kMail || kind == kDocx || kind == kPdf ||
                      kind == kCertificate || kind == kKeySet;
    CHECK(refused.has_value() == !read);
    if (!refused) continue;
    CHECK(refused->what.find(content_name(kind)) != std::string::npos);
    CHECK_FALSE(refused->hint.empty());
    CHECK((refused->hint.find("revoked") != std::string::npos) == is_secret(kind));
  }
}

}  // namespace
}  // namespace intake
