#include "reader/reader.h"

#include <intake/reader.h>

#include "reader/serve.h"
#include "support/catch.h"

namespace intake {
namespace {

struct Attachment {
  std::string name, type, bytes;
};

/// A mail with attachments, each in base64.
std::string mail_with(const std::vector<Attachment>& attachments) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out =
      "From: Ann <ann@hospital.example>\r\nTo: support@ehealth.example\r\nSubject: RCT\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
      "--b0\r\nContent-Type: text/plain\r\n\r\nHello\r\n";
  for (const Attachment& attachment : attachments) {
    out += "--b0\r\nContent-Type: " + attachment.type + "\r\nContent-Disposition: attachment; ";
    out += "filename=\"" + attachment.name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    std::uint32_t bits = 0;
    int held = 0;
    std::string text;
    for (const char c : attachment.bytes) {
      bits = bits << 8 | static_cast<unsigned char>(c);
      for (held += 8; held >= 6; held -= 6) text += kDigits[bits >> (held - 6) & 63];
    }
    if (held > 0) text += kDigits[bits << (6 - held) & 63];
    while (text.size() % 4 != 0) text += '=';
    for (std::size_t i = 0; i < text.size(); i += 76) out += text.substr(i, 76) + "\r\n";
  }
  return out + "--b0--\r\n";
}

Reading must_read(std::string_view name, std::string_view bytes, const Limits& limits = {}) {
  const auto reading = read_file(name, bytes, limits);
  REQUIRE(reading.ok());
  return *reading;
}

bool has(const Reading& reading, NoticeCode code) {
  return std::any_of(reading.notices.begin(), reading.notices.end(),
                     [&](const Notice& notice) { return notice.code == code; });
}

}  // namespace

TEST_CASE("parts of a mail are read by what they are, not by what they are called") {
  const std::string mail = mail_with({
      {"form.yaml", "application/pdf", "form:\n  realm: M2M\n"},
      {"data.json", "text/plain", R"({"a": 1})"},
      {"notes.txt", "text/plain", "Dear all"},
      {"picture.docx", "application/msword", "\x89PNG\r\n\x1a\n rest"},
      {"../../etc/all.zip", "application/zip", std::string("PK\x05\x06") + std::string(18, '\0')},
      {"broken.yaml", "text/plain", "a: \x01\n"},
      {"key.pem", "text/plain",
       "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ"
       "\n-----END PRIVATE KEY-----\n"},
  });
  const Reading reading = must_read("in/dossier.eml", mail);
  CHECK(reading.name == "dossier.eml");
  CHECK(reading.format == "eml");
  CHECK(reading.media_type == "message/rfc822");
  CHECK(reading.bytes == mail.size());
  REQUIRE(reading.parts.size() == 7);
  CHECK(reading.parts[0].format == "yaml");
  CHECK(reading.parts[0].text == "form:\n  realm: M2M\n");
  CHECK(reading.parts[0].notices.empty());
  CHECK(reading.parts[1].format == "json");
  CHECK(reading.parts[2].format == "text");
  CHECK(reading.parts[3].format == "other");
  CHECK(has(reading.parts[3], NoticeCode::kUnknownFormat));
  CHECK(has(reading.parts[3], NoticeCode::kOtherExtension));
  CHECK(reading.parts[4].name == "all.zip");
  REQUIRE(has(reading.parts[4], NoticeCode::kUnknownFormat));
  CHECK_THAT(reading.parts[4].notices[0].hint, Catch::Contains("unpack"));
  CHECK(reading.parts[5].format == "yaml");
  CHECK(has(reading.parts[5], NoticeCode::kUnreadable));
  CHECK(reading.parts[5].text.empty());
  CHECK(has(reading.parts[6], NoticeCode::kPrivateKey));
  CHECK_THAT(to_json(reading), !Catch::Contains("MC4CAQAw"));
}

TEST_CASE("parts are limited over all levels") {
  const std::string inner = mail_with({{"a.txt", "text/plain", "a"}, {"b.txt", "text/plain", "b"}});
  const std::string mail =
      mail_with({{"in.eml", "message/rfc822", inner}, {"c.txt", "text/plain", "c"}});
  Limits limits;
  limits.parts = 3;
  const auto few = read_file("m.eml", mail, limits);
  const bool told = !few || has(few->parts.back(), NoticeCode::kUnreadable);
  CHECK(told);
  limits.parts = 4;
  CHECK_FALSE(has(must_read("m.eml", mail, limits).parts.back(), NoticeCode::kUnreadable));
}

TEST_CASE("a file of its own that is not read is an error") {
  struct Case {
    std::string_view name, bytes;
    ErrorCode code;
  };
  for (const Case& c : {Case{"a.zip",
                             {"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22},
                             ErrorCode::kUnsupported},
                        Case{"a.png", "\x89PNG\r\n\x1a\n", ErrorCode::kUnsupported},
                        Case{"a.yaml", "a: \x01", ErrorCode::kEncoding}}) {
    CAPTURE(c.name);
    const auto reading = read_file(c.name, c.bytes, {});
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().code == c.code);
    CHECK_FALSE(reading.error().hint.empty());
  }
  Limits limits;
  limits.input_bytes = 10;
  const auto large = read_file("a.eml", "Subject: 1234567890", limits);
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().code == ErrorCode::kLimit);
}

TEST_CASE("a text is written as a whole, and other kinds refuse") {
  const std::vector<PartEdit> whole{{{}, "", "a: 2\n"}};
  CHECK(*write_file("a.yaml", "a: 1\n", whole, {}) == "a: 2\n");
  CHECK(*write_file("a.yaml", "a: 1\n", {}, {}) == "a: 1\n");
  CHECK_FALSE(write_file("a.yaml", "a: 1\n", {{{}, "/a", "2"}}, {}).ok());
  CHECK_FALSE(write_file("a.yaml", "a: 1\n", {{{0}, "", "2"}}, {}).ok());
  CHECK_FALSE(write_file("a.png", "\x89PNG\r\n\x1a\n", whole, {}).ok());
  const PartEdit deep{std::vector<std::uint32_t>(100, 0), "", "x"};
  CHECK_FALSE(write_file("a.yaml", "a: 1\n", {deep}, {}).ok());
}

TEST_CASE("a text within a mail is written by its way through the parts") {
  const std::string mail =
      mail_with({{"notes.txt", "text/plain", "x"}, {"form.yaml", "text/plain", "a: 1\n"}});
  const auto written = write_file("m.eml", mail, {{{1}, "", "a: 2\n"}}, {});
  REQUIRE(written.ok());
  const Reading reading = must_read("m.eml", *written);
  REQUIRE(reading.parts.size() == 2);
  CHECK(reading.parts[0].text == "x");
  CHECK(reading.parts[1].text == "a: 2\n");
}

TEST_CASE("requests are answered, also those that make no sense") {
  ReaderRequest request;
  request.name = "a.eml";
  request.payload = mail_with({});
  ReaderAnswer answer = serve(to_wire(request));
  REQUIRE_FALSE(answer.error);
  const auto reading = reading_from_json(answer.payload, {});
  REQUIRE(reading.ok());
  CHECK(reading->format == "eml");

  request.verb = ReaderRequest::Verb::kWrite;
  request.edits = to_json(std::vector<PartEdit>{{{}, "header:Subject", "New"}});
  answer = serve(to_wire(request));
  REQUIRE_FALSE(answer.error);
  CHECK_THAT(answer.payload, Catch::Contains("Subject: New"));

  request.edits = "[";
  CHECK(serve(to_wire(request)).error);

  request.verb = ReaderRequest::Verb::kCompose;
  request.payload = R"({"from":"a@b.example","to":["c@d.example"],"subject":"S","text":"T"})";
  answer = serve(to_wire(request));
  REQUIRE_FALSE(answer.error);
  CHECK_THAT(answer.payload, Catch::Contains("Subject: S"));
  for (const std::string_view draft : {"", "[]", R"({"to":"x"})", R"({"subject":1})"}) {
    CAPTURE(draft);
    request.payload = draft;
    CHECK(serve(to_wire(request)).error);
  }

  request.verb = ReaderRequest::Verb::kForm;
  request.payload = "{";
  CHECK(serve(to_wire(request)).error);
  CHECK(serve("no request").error);
  CHECK(serve("").error);
}

}  // namespace intake
