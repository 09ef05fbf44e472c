#include "formats/eml/html_text.h"
#include "mail.h"

namespace intake::eml {
namespace {

std::string body_of(std::string_view headers, std::string_view content) {
  return fact(must_read("From: a@b.be\r\nSubject: s\r\n" + std::string(headers) + "\r\n" +
                        std::string(content)),
              "body");
}

}  // namespace

TEST_CASE("texts in their charsets and encodings") {
  struct Case {
    std::string_view headers, content, body;
  };
  const std::vector<Case> cases{
      {"", "Hello\r\nyou  \r\n\r\n", "Hello\nyou"},
      {"", "caf\xC3\xA9", "café"},
      {"", "caf\xE9", "café"},
      {"", "", ""},
      {"Content-Type: text/plain; charset=utf-8\r\n", "caf\xC3\xA9", "café"},
      {"Content-Type: text/plain; charset=iso-8859-15\r\n", "1 \xA4", "1 €"},
      {"Content-Type: text/plain; charset=\"us-ascii\"\r\n", "caf\xC3\xA9", "café"},
      {"Content-Type: text/plain; charset=no-such\r\n", "caf\xC3\xA9", "café"},
      {"Content-Type: TEXT/PLAIN; CHARSET=UTF-8\r\nContent-Transfer-Encoding: Quoted-Printable\r\n",
       "caf=C3=A9 =\r\nau lait=20\r\n", "café au lait"},
      {"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
       "Y2Fm\r\nw6k=\r\n", "café"},
      {"Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n",
       "YQDpAA==", "aé"},
      {"Content-Type: text/plain; format=flowed\r\n",
       "one \r\ntwo\r\n> quoted \r\n> on\r\n>> deeper\r\n From here\r\n-- \r\nme",
       "one two\n> quoted on\n>> deeper\nFrom here\n--\nme"},
      {"Content-Type: text/plain; format=flowed; delsp=yes\r\n", "Donau \r\ndampf", "Donaudampf"},
      {"Content-Type: text/html; charset=utf-8\r\n", "<p>caf\xC3\xA9<br>noir", "café\nnoir"},
      {"Content-Type: text/html\r\n", "<meta charset=\"iso-8859-15\"><p>1 \xA4</p>", "1 €"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers, c.content);
    CHECK(body_of(c.headers, c.content) == c.body);
  }
}

TEST_CASE("what cannot be decoded is said") {
  struct Case {
    std::string_view headers, content, body;
  };
  const std::vector<Case> cases{
      {"Content-Type: text/plain; charset=utf-8\r\n",
       "a\xFF"
       "b",
       "a\uFFFDb"},
      {"Content-Type: text/plain; charset=no-such\r\n", "a\xFF", "a\uFFFD"},
      {"Content-Type: text/plain; charset=iso-2022-jp\r\n",
       "a\xFF"
       "b",
       "a\uFFFDb"},
      {"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
       "Y2Fmw6k", "caf"},
      {"", std::string_view("a\0b", 3), "a\uFFFDb"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers, c.content);
    const Reading reading = must_read("From: a@b.be\r\nSubject: s\r\n" + std::string(c.headers) +
                                      "\r\n" + std::string(c.content));
    CHECK(fact(reading, "body").substr(0, 3) == c.body.substr(0, 3));
    REQUIRE(reading.notices.size() == 1);
    CHECK(reading.notices[0].code == NoticeCode::kTextLost);
    CHECK(reading.notices[0].steps[0].kind == OriginStep::Kind::kBody);
  }
  const Reading subject = must_read("From: a@b.be\r\nSubject: =?utf-8?Q?=FF?=\r\n\r\n");
  REQUIRE(subject.notices.size() == 1);
  CHECK(subject.notices[0].steps[0].name == "Subject");
}

TEST_CASE("HTML as a person reads it") {
  struct Case {
    std::string_view html, text;
  };
  const std::vector<Case> cases{
      {"a  b\n c", "a b c"},
      {"<p>one</p><p>two</p>", "one\n\ntwo"},
      {"<div>one</div><div>two</div>", "one\ntwo"},
      {"one<br>two<br/><br />three", "one\ntwo\n\nthree"},
      {"<b>b</b>old and <i>i</i>", "bold and i"},
      {"<ul><li>one</li><li>two<ul><li>in</li></ul></li></ul>end", "- one\n- two\n  - in\n\nend"},
      {"<ol><li>one<li>two</ol>", "1. one\n2. two"},
      {"<table><tr><th>Client ID</th><td>x</td></tr><tr><td>Name</td><td></td><td>y</td></tr>"
       "</table>z",
       "Client ID\tx\nName\t\ty\n\nz"},
      {"<table><tr><td><p>Client ID</p></td>\n<td><p>x</p></td></tr></table>", "Client ID\tx"},
      {"<style>p{}</style><script>if (a<b) c()</script><title>t</title>x", "x"},
      {"<style>never closed", ""},
      {"a<!-- comment > -->b<!--[if mso]>x<![endif]-->c", "abc"},
      {"<pre>a\n  b</pre>c", "a\n  b\n\nc"},
      {"&lt;a&gt; &amp;amp; &eacute;&#233;&#xE9; &nbsp;x&hellip;&#150;&#0;&bogus; &",
       "<a> &amp; ééé x…–\uFFFD&bogus; &"},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
      {"<a href=\"x>y\">link</a>", "link"},
      {"<a title=\"never closed>text", "text"},
      {"<never closed", "<never closed"},
      {"<o:p>&nbsp;</o:p>", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    CHECK(html_to_text(c.html) == c.text);
  }
}

TEST_CASE("which text of a mail is its body") {
  const std::string head = "From: a@b.be\r\nSubject: s\r\nMIME-Version: 1.0\r\n";
  const auto part = [](std::string_view type, std::string_view text) {
    return "--b\r\nContent-Type: " + std::string(type) + "\r\n\r\n" + std::string(text) + "\r\n";
  };
  struct Case {
    std::string type, parts;
    std::string_view body, names;
  };
  const std::vector<Case> cases{
      {"alternative", part("text/plain", "plain") + part("text/html", "<p>html"), "plain", ""},
      {"alternative", part("text/html", "<p>html") + part("text/plain", "plain"), "plain", ""},
      {"alternative", part("text/plain", " \r\n") + part("text/html", "<p>html"), "html", ""},
      {"alternative",
       part("text/plain", "plain") + part("text/x-amp-html", "amp") +
           part("text/calendar", "BEGIN:VCALENDAR"),
       "plain", "part-1.ics"},
      {"mixed", part("text/plain", "one") + part("text/html", "<p>two"), "one\n\ntwo", ""},
      {"mixed", part("text/plain", "one") + part("text/plain; name=a.txt", "two"), "one", "a.txt"},
      {"related", part("text/html", "<p>root") + part("image/png", "x"), "root", "part-1.png"},
      {"related",
       part("text/html", "<p>root") + part("image/png\r\nContent-ID: <logo>", "x") +
           part("image/png\r\nContent-Disposition: attachment\r\nContent-ID: <scan>", "x"),
       "root", "part-1.png"},
      {"related; start=\"<r>\"",
       part("image/png", "x") + part("text/html\r\nContent-ID: <r>", "<p>root"), "root",
       "part-1.png"},
      {"digest", part("message/rfc822", "Subject: in/side\r\n\r\nx"), "", "in-side.eml"},
      {"digest", "--b\r\n\r\nSubject: inside\r\n\r\nx\r\n", "", "inside.eml"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.type, c.parts);
    std::string type = "multipart/" + c.type;
    const Reading reading =
        must_read(head + "Content-Type: " + type + "; boundary=b\r\n\r\n" + c.parts + "--b--\r\n");
    CHECK(fact(reading, "body") == c.body);
    CHECK(names_of(reading) == c.names);
  }
}

TEST_CASE("eml: small pictures in the text are named, and are no attachments") {
  const std::string head = "Content-Type: multipart/related; boundary=b\r\n\r\n";
  const std::string root = "--b\r\nContent-Type: text/html\r\n\r\n<p>root\r\n";
  const std::string picture = "--b\r\nContent-Type: image/png";
  const Reading reading =
      must_read(head + root + picture + "; name=\"form.png\"\r\nContent-ID: <a>\r\n\r\nx\r\n" +
                picture + "\r\nContent-ID: <b>\r\n\r\nx\r\n--b--\r\n");
  CHECK(reading.parts.empty());
  CHECK(fact(reading, "pictures") == R"(["form.png","picture-2.png"])");
  CHECK(fact(must_read(head + root + "--b--\r\n"), "pictures") == "‹absent›");
}

TEST_CASE("a text over the limit is an error") {
  Limits limits;
  limits.mail_text_bytes = 100;
  const auto reading = read("m", "From: a@b.be\r\nTo: c@d.be\r\n\r\n" + std::string(200, 'x'),
                            &read_attached, limits, 0);
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().code == ErrorCode::kLimit);
}

}  // namespace intake::eml
