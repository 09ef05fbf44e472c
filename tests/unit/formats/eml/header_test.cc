#include "formats/eml/header.h"
#include "formats/eml/addresses.h"
#include "formats/eml/date.h"
#include "formats/eml/words.h"
#include "mail.h"

namespace intake::eml {

TEST_CASE("subjects in the charsets that people send") {
  struct Case {
    std::string_view raw, text;
    bool lost = false;
  };
  const std::vector<Case> cases{
      {"plain", "plain"},
      {"=?utf-8?Q?caf=C3=A9?=", "café"},
      {"=?UTF-8?b?Y2Fmw6k=?=", "café"},
      {"=?iso-8859-1?q?caf=E9_=96?=", "café –"},
      {"=?windows-1252?Q?=80?=", "€"},
      {"=?iso-8859-15?Q?=A4?=", "€"},
      {"=?utf-8*fr?Q?caf=C3=A9?=", "café"},
      {"=?iso-8859-1?Q?a=E9?= =?utf-8?Q?=C3=A9b?=", "aééb"},
      {"=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9?=", "café"},  // cut within a character
      {"=?koi8-r?B?8NLJ18XU?=", "Привет"},
      {"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"},
      {"=?gb2312?B?1tC5+g==?=", "中国"},
      {"Re: =?utf-8?Q?=C3=A9t=C3=A9?= (2)", "Re: été (2)"},
      {"a =?utf-8?Q?b?= c", "a b c"},
      {"=?utf-8?Q?a b?=", "a b"},  // a blank, which is not allowed
      {"raw caf\xC3\xA9", "raw café"},
      {"raw caf\xE9", "raw café"},
      {"=?utf-8?Q?bad=FF?=", "bad\uFFFD", true},
      {"=?no-such-charset?Q?a=E9?=", "a\uFFFD", true},
      {"=?no-such-charset?Q?ab?=", "ab"},
      {"=?utf-8?X?ab?=", "=?utf-8?X?ab?="},
      {"=?utf-8?Q?open", "=?utf-8?Q?open"},
      {"=?", "=?"},
      {"=?utf-8?B?!!!?=", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    const Decoded decoded = decode_words(unfold(c.raw));
    CHECK(decoded.text == c.text);
    CHECK(decoded.lost.empty() == !c.lost);
  }
}

TEST_CASE("a header that is written is read back, and no line is too long") {
  const std::string long_word(120, 'x');
  for (const std::string& text : std::vector<std::string>{
           "", "Demande", "Demande d'intégration – CHU Exemple", long_word,
           "été " + long_word + " été", "=?utf-8?Q?no?=", "  blanks  within  ",
           "日本語の件名がここに"
           "ありますのでよろしくお願いします",
           std::string(2000, 'y'),
           "a sentence of many words that goes on for so long that it has to be folded once"}) {
    const std::string lines =
        fold_header("Subject", needs_words(text) ? encode_words(text) : text, "\r\n");
    CAPTURE(text, lines);
    std::vector<Header> headers;
    std::size_t offset = 0;
    read_headers(lines, offset, lines.size(), headers);
    REQUIRE(headers.size() == 1);
    CHECK(decode_words(unfold(headers[0].value)).text == text);
    if (text != long_word) {
      for (std::size_t at = 0; at < lines.size();) {
        const Line line = line_at(lines, at);
        CHECK(line.text.size() <= 78);
        at = line.next;
      }
    }
  }
}

TEST_CASE("addresses as people write them") {
  struct Case {
    std::string_view header, list;
  };
  const std::vector<Case> cases{
      {"", "[]"},
      {"a@x.be", R"([{"address":"a@x.be"}])"},
      {"<a@x.be>", R"([{"address":"a@x.be"}])"},
      {"a@x.be, b@y.be", R"([{"address":"a@x.be"},{"address":"b@y.be"}])"},
      {"a@x.be; b@y.be;", R"([{"address":"a@x.be"},{"address":"b@y.be"}])"},
      {"An <a@x.be>;Bo <b@y.be>",
       R"([{"name":"An","address":"a@x.be"},{"name":"Bo","address":"b@y.be"}])"},
      {"\"Dupont, Jean\" <j@x.be>", R"([{"name":"Dupont, Jean","address":"j@x.be"}])"},
      {"Dupont, Jean <j@x.be>, b@y.be",
       R"([{"name":"Dupont, Jean","address":"j@x.be"},{"address":"b@y.be"}])"},
      {"=?utf-8?Q?J=C3=A9?= <j@x.be>", R"([{"name":"Jé","address":"j@x.be"}])"},
      {"\"=?utf-8?Q?J=C3=A9?=\" <j@x.be>", R"([{"name":"Jé","address":"j@x.be"}])"},
      {"j@x.be (Jean)", R"([{"name":"Jean","address":"j@x.be"}])"},
      {"\"A \\\"B\\\" C\" <j@x.be>", R"([{"name":"A \"B\" C","address":"j@x.be"}])"},
      {"Team: a@x.be, b@y.be;", R"([{"address":"a@x.be"},{"address":"b@y.be"}])"},
      {"undisclosed-recipients:;", "[]"},
      // What is no address is kept as it stands.
      {"integration support", R"([{"address":"integration support"}])"},
      {"a@x.be b@y.be", R"([{"address":"a@x.be b@y.be"}])"},
      {"Support <support@ehealth,fgov.be>",
       R"([{"name":"Support","address":"support@ehealth,fgov.be"}])"},
      {"support(at)x.be", R"([{"address":"support(at)x.be"}])"},
      {"@x.be", R"([{"address":"@x.be"}])"},
      {"\"never closed <a@x.be>, b@y.be",
       R"([{"name":"\"never closed","address":"a@x.be"},{"address":"b@y.be"}])"},
      {"(never closed a@x.be", R"([{"address":"(never closed a@x.be"}])"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    const Reading reading = must_read("From: a@b.be\r\nTo: " + std::string(c.header) + "\r\n\r\n");
    CHECK(fact(reading, "to") == c.list);
  }
}

TEST_CASE("several headers of one name are one list; too many addresses are an error") {
  CHECK(fact(must_read("To: a@x.be\nTo: b@y.be\nSubject: x\n\n"), "to") ==
        R"([{"address":"a@x.be"},{"address":"b@y.be"}])");
  std::string many = "Subject: x\r\nTo: a@x.be";
  for (int i = 0; i < 1'000; ++i) many += ",\r\n b@y.be";
  const auto reading = read("m", many + "\r\n\r\n", &read_attached, Limits{}, 0);
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().code == ErrorCode::kLimit);
  CHECK(reading.error().what == "the header To has more than 1000 addresses");
}

TEST_CASE("an address to be written is checked") {
  struct Case {
    std::string_view text, written;  // empty: refused
  };
  const std::vector<Case> cases{
      {"a@x.be", "a@x.be"},
      {" An <a@x.be> ", "An <a@x.be>"},
      {"\"Dupont, Jean\" <j@x.be>", "\"Dupont, Jean\" <j@x.be>"},
      {"Dupont, Jean <j@x.be>", "\"Dupont, Jean\" <j@x.be>"},
      {"Jé <j@x.be>", "=?utf-8?B?SsOp?= <j@x.be>"},
      {"no address", ""},
      {"a@x.be, b@y.be", ""},
      {"a@x.be\nBcc: b@y.be", ""},
      {"An\r\nBcc: b@y.be <a@x.be>", ""},
      {"é@x.be", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto address = read_written_address(c.text);
    CHECK(address.ok() == !c.written.empty());
    if (address) CHECK(format_address(*address) == c.written);
  }
}

TEST_CASE("dates of mails") {
  struct Case {
    std::string_view mail, rfc3339;
  };
  const std::vector<Case> cases{
      {"Mon, 23 Nov 2026 09:12:40 +0000", "2026-11-23T09:12:40Z"},
      {"23 Nov 2026 09:12 +0100", "2026-11-23T09:12:00+01:00"},
      {"Mon, 23 Nov 2026 09:12:40 -0330", "2026-11-23T09:12:40-03:30"},
      {"Mon, 23 Nov 2026 09:12:40 GMT", "2026-11-23T09:12:40Z"},
      {"Mon, 23 Nov 2026 09:12:40 +0100 (CET)", "2026-11-23T09:12:40+01:00"},
      {"yesterday", ""},
      {"", ""},
      {"99 Nov 2026 99:99:99 +9999", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.mail);
    CHECK(read_date(c.mail).value_or("") == c.rfc3339);
  }
  CHECK(write_date("2026-11-23T09:12:40+01:00") == "Mon, 23 Nov 2026 09:12:40 +0100");
  CHECK(write_date("2024-02-29T23:59:59.123Z") == "Thu, 29 Feb 2024 23:59:59 +0000");
  CHECK_FALSE(write_date("2024-02-29").has_value());
}

}  // namespace intake::eml
