#include "mail.h"

namespace intake::eml {
namespace {

std::string mixed(std::string_view parts) {
  return "From: a@b.be\r\nTo: c@d.be\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n" +
         std::string(parts) + "--b--\r\n";
}

std::string attached(std::string_view headers, std::string_view content) {
  return "--b\r\nContent-Type: application/octet-stream\r\n" + std::string(headers) + "\r\n" +
         std::string(content) + "\r\n";
}

}  // namespace

TEST_CASE("names of attached files") {
  struct Case {
    std::string_view disposition, name;
  };
  const std::vector<Case> cases{
      {"filename=\"../../etc/passwd\"", "passwd"},
      {"filename=\"C:\\\\Users\\\\an\\\\form.docx\"", "form.docx"},
      {"filename=\"..\"", "part-1"},
      {"filename=\"/\"", "part-1"},
      {"filename=\"a\tb\x01.pdf\"", "a b .pdf"},
      {"filename=\"evil\u202Efdp.exe\"", "evilfdp.exe"},
      {"filename=\"=?utf-8?Q?caf=C3=A9?=.pdf\"", "café.pdf"},
      {"filename*=utf-8''caf%C3%A9.pdf", "café.pdf"},
      {"filename*=iso-8859-1'fr'caf%E9.pdf", "café.pdf"},
      {"filename*0=\"long \"; filename*1=\"name.pdf\"", "long name.pdf"},
      {"filename=caf\xC3\xA9.pdf", "café.pdf"},
      {"filename=a.pdf", "a.pdf"},
      {"", "part-1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.disposition);
    const Reading reading = must_read(mixed(
        attached("Content-Disposition: attachment; " + std::string(c.disposition) + "\r\n", "x")));
    CHECK(names_of(reading) == c.name);
  }
  std::string twice;
  for (int i = 0; i < 3; ++i) {
    twice += attached(i == 1 ? "Content-Disposition: attachment; filename=A.pdf\r\n"
                             : "Content-Disposition: attachment; filename=a.pdf\r\n",
                      "x");
  }
  CHECK(names_of(must_read(mixed(twice))) == "a.pdf|A (2).pdf|a (3).pdf");
  const Reading longest = must_read(mixed(attached(
      "Content-Disposition: attachment; filename=\"" + std::string(900, 'n') + ".docx\"\r\n",
      "x")));
  CHECK(longest.parts[0].name.size() == 200);
  CHECK(longest.parts[0].name.substr(194) == "n.docx");
}

TEST_CASE("bytes of attached files") {
  struct Case {
    std::string_view headers, content, bytes;
  };
  const std::vector<Case> cases{
      {"", "as it is\r\n", "as it is\r\n"},
      {"Content-Transfer-Encoding: base64\r\n", "AAEC\r\n/w==\r\n",
       std::string_view("\0\1\2\xFF", 4)},
      {"Content-Transfer-Encoding: BASE64 \r\n", "A A E C!", std::string_view("\0\1\2", 3)},
      {"Content-Transfer-Encoding: quoted-printable\r\n", "a=3Db=\r\nc", "a=bc"},
      {"Content-Transfer-Encoding: x-unknown\r\n", "abc", "abc"},
      {"Content-Transfer-Encoding: base64\r\n", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers, c.content);
    const Reading reading = must_read(mixed(attached(c.headers, c.content)));
    REQUIRE(reading.parts.size() == 1);
    CHECK(reading.parts[0].text == c.bytes);
  }
  const Reading broken = must_read(
      mixed("--b\r\nContent-Type: text/\xFF; name=a.txt\r\nX-Virus scan: clean\r\n\r\nx\r\n"));
  REQUIRE(broken.parts.size() == 1);
  CHECK(broken.parts[0].media_type == "application/octet-stream");
  CHECK(broken.parts[0].text == "x");
  const Reading unparted = must_read(
      mixed("--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nAAEC\r\n"));
  CHECK(unparted.parts[0].text == std::string_view("\0\1\2", 3));
  const Reading cut = must_read(mixed(attached("Content-Transfer-Encoding: base64\r\n", "AAECA")));
  CHECK(has_notice(cut.parts[0], NoticeCode::kTextLost));
  const Reading text =
      must_read(mixed("--b\r\nContent-Type: text/x-yaml; charset=iso-8859-1; "
                      "name=f.yaml\r\n\r\nname: H\xF4pital\r\n"));
  CHECK(text.parts[0].text == "name: Hôpital");
}

TEST_CASE("signed, encrypted and wrapped mails") {
  const std::string text = "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n";
  const std::string head = "From: a@b.be\r\nTo: c@d.be\r\n";
  const Reading clear = must_read(
      head +
      "Content-Type: multipart/signed; boundary=b; "
      "protocol=\"application/pkcs7-signature\"\r\n\r\n" +
      text +
      "--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nAAAA\r\n--b--\r\n");
  CHECK(fact(clear, "body") == "hello");
  CHECK(clear.parts.empty());
  CHECK(clear.notices.empty());

  struct Case {
    std::string headers, content;
    NoticeCode code;
  };
  const std::vector<Case> cases{
      {"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n",
       "AAAA", NoticeCode::kEncrypted},
      {"Content-Type: application/x-pkcs7-mime; name=smime.p7m\r\n", "AAAA",
       NoticeCode::kEncrypted},
      {"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n", "AAAA",
       NoticeCode::kUnreadable},
      {"Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\r\n",
       "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
       "Content-Type: application/octet-stream\r\n\r\nx\r\n--b--\r\n",
       NoticeCode::kEncrypted},
      {"", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n", NoticeCode::kEncrypted},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers);
    const Reading reading = must_read(head + c.headers + "\r\n" + c.content);
    CHECK(has_notice(reading, c.code));
    CHECK(fact(reading, "body") == "‹absent›");
    CHECK(reading.parts.empty());
  }

  const Reading wrapped =
      must_read(mixed("--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx\r\n"));
  REQUIRE(wrapped.parts.size() == 1);
  CHECK(has_notice(wrapped.parts[0], NoticeCode::kUnknownFormat));
  CHECK_FALSE(wrapped.parts[0].notices[0].hint.empty());
  const Reading certificates =
      must_read(mixed("--b\r\nContent-Type: application/pkcs7-mime; smime-type=certs-only; "
                      "name=c.p7c\r\n\r\nx\r\n"));
  CHECK(names_of(certificates) == "c.p7c");
  CHECK(certificates.notices.empty());
}

TEST_CASE("mails in mails nest as far as the limit") {
  std::string mail = "From: a@b.be\r\nTo: c@d.be\r\nSubject: innermost\r\n\r\nx\r\n";
  for (int i = 0; i < 12; ++i) {
    mail =
        "From: a@b.be\r\nTo: c@d.be\r\nSubject: s\r\nContent-Type: message/rfc822\r\n\r\n" + mail;
  }
  const Reading reading = must_read(mail);
  const Reading* at = &reading;
  std::uint32_t depth = 0;
  while (!at->parts.empty()) {
    REQUIRE(at->parts.size() == 1);
    at = &at->parts[0];
    ++depth;
  }
  CHECK(depth == Limits{}.part_depth + 1);
  CHECK(has_notice(*at, NoticeCode::kNestedTooDeep));
}

}  // namespace intake::eml
