#include "reader/kinds.h"

#include "support/catch.h"

namespace intake {

TEST_CASE("a name that promises another kind than the content is told") {
  struct Case {
    std::string_view name;
    ContentKind kind;
    bool other;
  };
  for (const Case& c : std::vector<Case>{
           {"form.docx", ContentKind::kDocx, false},
           {"FORM.DOCX", ContentKind::kDocx, false},
           {"form.docm", ContentKind::kDocx, false},
           {"form.doc", ContentKind::kDocx, true},
           {"form.pdf", ContentKind::kDocx, true},
           {"form", ContentKind::kDocx, false},
           {"cert.p7b", ContentKind::kCertificate, false},
           {"cert.pem", ContentKind::kPrivateKey, false},
           {"cert.pem", ContentKind::kPdf, true},
           {"cert.txt", ContentKind::kCertificate, true},
           {"keys.json", ContentKind::kKeySet, false},
           {"keys.yaml", ContentKind::kJson, false},
           {"picture.pdf", ContentKind::kImage, true},
           {"old.doc", ContentKind::kProtectedOffice, false},
       }) {
    CAPTURE(c.name, content_name(c.kind));
    const auto notice = other_extension(c.name, c.kind);
    CHECK(notice.has_value() == c.other);
    if (notice) CHECK(notice->code == NoticeCode::kOtherExtension);
  }
}

TEST_CASE("a part that is not read has a notice, and secrets one of their own") {
  struct Case {
    ContentKind kind;
    NoticeCode code;
  };
  for (const Case& c : {Case{ContentKind::kImage, NoticeCode::kUnknownFormat},
                        Case{ContentKind::kZip, NoticeCode::kUnknownFormat},
                        Case{ContentKind::kOutlookMessage, NoticeCode::kUnknownFormat},
                        Case{ContentKind::kPkcs12, NoticeCode::kPrivateKey},
                        Case{ContentKind::kPrivateKey, NoticeCode::kPrivateKey},
                        Case{ContentKind::kProtectedOffice, NoticeCode::kEncrypted}}) {
    CAPTURE(content_name(c.kind));
    const auto notice = notice_of(c.kind);
    REQUIRE(notice);
    CHECK(notice->code == c.code);
    CHECK_FALSE(notice->detail.empty());
    CHECK(format_name(c.kind) == "other");
  }
  for (const ContentKind kind : {ContentKind::kMail, ContentKind::kYaml, ContentKind::kEmpty}) {
    CHECK_FALSE(notice_of(kind));
  }
}

}  // namespace intake
