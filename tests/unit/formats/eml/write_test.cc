#include "formats/eml/header.h"
#include "samples.h"

namespace intake::eml {
namespace {

/// Replaces the whole of a file; of an attached mail its parts.
Result<std::string> write_attached(std::string_view, std::string_view bytes,
                                   const std::vector<PartEdit>& edits) {
  if (!edits.front().part.empty() || !edits.front().address.empty()) {
    return write(bytes, edits, &write_attached, Limits{});
  }
  return edits.front().value;
}

std::string must_write(std::string_view bytes, const std::vector<PartEdit>& edits) {
  auto written = write(bytes, edits, &write_attached, Limits{});
  if (!written) FAIL(written.error().what);
  return std::move(written).value();
}

/// What stands before and behind the bytes that differ.
struct Difference {
  std::string_view before, old, now, behind;
};
Difference difference(std::string_view old, std::string_view now) {
  std::size_t head = 0;
  while (head < old.size() && head < now.size() && old[head] == now[head]) ++head;
  std::size_t tail = 0;
  while (tail < old.size() - head && tail < now.size() - head &&
         old[old.size() - 1 - tail] == now[now.size() - 1 - tail]) {
    ++tail;
  }
  return {old.substr(0, head), old.substr(head, old.size() - head - tail),
          now.substr(head, now.size() - head - tail), old.substr(old.size() - tail)};
}

}  // namespace

TEST_CASE("a corrected header changes its own lines and nothing else") {
  struct Case {
    std::string_view address, value, member, after;
  };
  const std::vector<Case> cases{
      {"header:To", "integration-support@ehealth.fgov.be\nSupport <s@x.be>", "to",
       R"([{"address":"integration-support@ehealth.fgov.be"},{"name":"Support","address":"s@x.be"}])"},
      {"header:Cc", "peter.laridon@ehealth.fgov.be\r\nstijn.deblieck@ehealth.fgov.be", "cc",
       R"([{"address":"peter.laridon@ehealth.fgov.be"},{"address":"stijn.deblieck@ehealth.fgov.be"}])"},
      {"header:Cc", "", "cc", "‹absent›"},
      {"header:Subject", "Intégration – l'hôpital \"X\"", "subject",
       "Intégration – l'hôpital \"X\""},
      {"header:Subject", "", "subject", ""},
      {"header:From", "Dupont, Jean <j@x.be>", "from",
       R"({"name":"Dupont, Jean","address":"j@x.be"})"},
      {"header:Reply-To", "j@x.be", "replyTo", R"({"address":"j@x.be"})"},
  };
  for (const Sample& sample : samples()) {
    for (const std::string& bytes : {sample.bytes, with_line_feeds(sample.bytes)}) {
      const Reading before = must_read(bytes);
      for (const Case& c : cases) {
        CAPTURE(sample.name, c.address, c.value);
        const std::string written =
            must_write(bytes, {{{}, std::string(c.address), std::string(c.value)}});
        Reading after = must_read(written);
        CHECK(fact(after, c.member) == c.after);
        for (const std::string_view name :
             {"from", "to", "cc", "subject", "date", "messageId", "body"}) {
          if (name != c.member) CHECK(fact(after, name) == fact(before, name));
        }
        CHECK(after.parts == before.parts);
        // The headers are the first lines, up to a blank one.
        const std::string_view line_end = bytes.find("\r\n") == std::string::npos ? "\n" : "\r\n";
        const std::string blank = std::string(line_end) + std::string(line_end);
        CHECK(bytes.substr(bytes.find(blank)) == written.substr(written.find(blank)));
        const Difference changed = difference(bytes, written);
        if (line_end == "\r\n") {
          CHECK(std::count(changed.now.begin(), changed.now.end(), '\r') <= 4);
          for (std::size_t i = 0; i < written.size(); ++i) {
            if (written[i] == '\n') CHECK(written[i - 1] == '\r');
          }
        } else {
          CHECK(written.find('\r') == std::string::npos);
        }
        // Every other header line is still there, in order.
        std::vector<Header> old_headers;
        std::vector<Header> new_headers;
        std::size_t offset = 0;
        read_headers(bytes, offset, bytes.size(), old_headers);
        offset = 0;
        read_headers(written, offset, written.size(), new_headers);
        const std::string name(c.address.substr(7));
        const auto others = [&name](const std::vector<Header>& headers) {
          std::string out;
          for (const Header& header : headers) {
            if (!same_name(header.name, name))
              out += std::string(header.name) + ":" + std::string(header.value) + "\n";
          }
          return out;
        };
        CHECK(others(old_headers) == others(new_headers));
      }
    }
  }
}

TEST_CASE("a corrected file changes its own lines and nothing else") {
  const std::vector<std::string> values{
      "clientId: nihdi-hospital-71099999\nname: Hôpital\n",
      "short",
      "",
      "crlf: 1\r\nname: é\r\n",
      std::string("\0\1\2\xFF binary \r alone", 19),
      "--0000000000001a2b3c0627--\n--------------0aBcDeFgHiJkLmNoPqRsTuVw\n--Apple-Mail=_6B2E\n",
      "From here\n" + std::string(5'000, 'x') + "\n",
  };
  for (const Sample& sample : samples()) {
    for (const std::string& bytes : {sample.bytes, with_line_feeds(sample.bytes)}) {
      const Reading before = must_read(bytes);
      for (const std::string& value : values) {
        CAPTURE(sample.name, value);
        const std::string written = must_write(bytes, {{{sample.form}, "", value}});
        Reading after = must_read(written);
        REQUIRE(after.parts.size() == before.parts.size());
        CHECK(after.parts[sample.form].text == value);
        CHECK(equal(after.facts, before.facts));
        const Difference changed = difference(bytes, written);
        const std::string_view all(bytes);
        const std::size_t file = all.rfind("Content-Disposition: ");
        // Nothing before the headers of the file, nothing behind its content.
        CHECK(changed.before.size() >= all.rfind("\n--", file));
        CHECK(changed.behind.find("--") != std::string_view::npos);
        CHECK(before.parts[sample.form].name == after.parts[sample.form].name);
      }
    }
  }
}

TEST_CASE("no edit, or one that changes nothing, gives the same bytes") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.name);
    CHECK(must_write(sample.bytes, {}) == sample.bytes);
    const Reading reading = must_read(sample.bytes);
    CHECK(must_write(sample.bytes, {{{sample.form}, "", reading.parts[sample.form].text}}) ==
          sample.bytes);
  }
}

TEST_CASE("how a file is encoded stays where it can") {
  const std::string gmail_after =
      must_write(gmail(), {{{0}, "", "clientId: x\nname: Hôpital = 2\n"}});
  CHECK(gmail_after.find("\n\nclientId: x\nname: H=C3=B4pital =3D 2\n\n--") != std::string::npos);
  const std::string thunderbird_after = must_write(thunderbird(), {{{0}, "", "name: Hôpital 2\n"}});
  CHECK(thunderbird_after.find("Content-Transfer-Encoding: 8bit\n\nname: Hôpital 2\n\n--") !=
        std::string::npos);
  const std::string binary_after = must_write(thunderbird(), {{{0}, "", std::string("\0\1", 2)}});
  CHECK(binary_after.find("Content-Transfer-Encoding: base64\n\nAAE=\n\n--") != std::string::npos);
  const std::string plain =
      lines({"From: a@b.be", "Content-Type: application/x-yaml; name=f.yaml", "", "a: 1"});
  CHECK(must_write(plain, {{{0}, "", "a: 2\r\n"}}) ==
        lines({"From: a@b.be", "Content-Type: application/x-yaml; name=f.yaml", "", "a: 2"}));
  CHECK(must_write(plain, {{{0}, "", "a: é\n"}}) ==
        lines({"From: a@b.be", "Content-Type: application/x-yaml; name=f.yaml",
               "Content-Transfer-Encoding: base64", "", "YTogw6kK"}));
  const std::string latin =
      lines({"From: a@b.be", "Content-Type: text/x-yaml; name=f.yaml; charset=iso-8859-1",
             "Content-Transfer-Encoding: 8bit", "", "name: H\xF4pital"});
  CHECK(must_write(latin, {{{0}, "", "name: Hôpital é\r\n"}}) ==
        lines({"From: a@b.be", "Content-Type: text/x-yaml; name=f.yaml; charset=iso-8859-1",
               "Content-Transfer-Encoding: 8bit", "", "name: H\xF4pital \xE9"}));
  const auto beyond = write(latin, {{{0}, "", "name: 日本\r\n"}}, &write_attached, Limits{});
  REQUIRE_FALSE(beyond.ok());
  CHECK(beyond.error().code == ErrorCode::kRefused);
}

TEST_CASE("edits go through forwarded mails") {
  const std::string bytes = forwarded();
  const std::string value = "clientId: nihdi-hospital-71099999\n";
  const std::string written = must_write(
      bytes, {{{0, 0}, "", value}, {{0}, "header:Cc", "x@y.be"}, {{}, "header:Subject", "é"}});
  const Reading after = must_read(written);
  CHECK(fact(after, "subject") == "é");
  REQUIRE(after.parts.size() == 1);
  CHECK(fact(after.parts[0], "cc") == R"([{"address":"x@y.be"}])");
  CHECK(after.parts[0].parts[0].text == value);
  // The inner mail is what it would be alone.
  const std::string inner = must_write(outlook(), {{{0}, "", value}, {{}, "header:Cc", "x@y.be"}});
  CHECK(written.find(inner.substr(0, inner.size() - 2)) != std::string::npos);
}

TEST_CASE("what cannot be written is refused, with the reason") {
  const std::string signed_mail =
      "From: a@b.be\r\nTo: c@d.be\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n"
      "Content-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--b\r\n"
      "Content-Type: application/pgp-signature\r\n\r\ny\r\n--b--\r\n";
  struct Case {
    std::string bytes;
    PartEdit edit;
  };
  const std::vector<Case> cases{
      {signed_mail, {{}, "header:To", "a@b.be"}},
      {signed_mail, {{0}, "", "z"}},
      {apple(), {{}, "header:Received", "x"}},
      {apple(), {{}, "body", "x"}},
      {apple(), {{}, "", "x"}},
      {apple(), {{7}, "", "x"}},
      {apple(), {{}, "header:To", "not an address"}},
      {apple(), {{}, "header:Subject", "\xFF"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.edit.address, c.edit.value);
    const auto written = write(c.bytes, {c.edit}, &write_attached, Limits{});
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::kRefused);
    CHECK_FALSE(written.error().what.empty());
  }
  // A line end in a subject is a blank, never another header.
  const std::string written = must_write(apple(), {{{}, "header:Subject", "a\r\nBcc: x@y.be"}});
  CHECK(fact(must_read(written), "subject") == "aBcc: x@y.be");
}

}  // namespace intake::eml
