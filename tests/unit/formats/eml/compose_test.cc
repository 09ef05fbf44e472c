#include "mail.h"

namespace intake::eml {
namespace {

Draft draft() {
  Draft out;
  out.from = "Integration Support <integration-support@ehealth.fgov.be>";
  out.to = {"\"Janssens, An\" <an.janssens@azvoorbeeld.be>", "Frédéric <f@x.be>"};
  out.cc = {"peter.laridon@ehealth.fgov.be"};
  out.subject = "RE: Demande d'intégration – CHU Exemple";
  out.date = "2026-11-23T14:00:00+01:00";
  out.message_id = "reply-1@ehealth.fgov.be";
  out.in_reply_to = "<one@x>";
  out.references = {"zero@x", "<one@x>"};
  out.text = "Bonjour,\n\nVotre numéro = 1.\n.\nFrom here\n";
  out.html = "<p>Bonjour,</p><p>Votre numéro = 1.</p>";
  out.language = "fr";
  return out;
}

}  // namespace

TEST_CASE("a draft is read back as it was meant") {
  const auto mail = compose(draft());
  REQUIRE(mail.ok());
  const Reading reading = must_read(mail.value());
  CHECK(recognises(mail.value()));
  CHECK(reading.notices.empty());
  CHECK(fact(reading, "from") ==
        R"({"name":"Integration Support","address":"integration-support@ehealth.fgov.be"})");
  CHECK(
      fact(reading, "to") ==
      R"([{"name":"Janssens, An","address":"an.janssens@azvoorbeeld.be"},{"name":"Frédéric","address":"f@x.be"}])");
  CHECK(fact(reading, "cc") == R"([{"address":"peter.laridon@ehealth.fgov.be"}])");
  CHECK(fact(reading, "subject") == "RE: Demande d'intégration – CHU Exemple");
  CHECK(fact(reading, "date") == "2026-11-23T14:00:00+01:00");
  CHECK(fact(reading, "messageId") == "reply-1@ehealth.fgov.be");
  CHECK(fact(reading, "inReplyTo") == "one@x");
  CHECK(fact(reading, "references") == R"(["zero@x","one@x"])");
  CHECK(fact(reading, "body") == "Bonjour,\n\nVotre numéro = 1.\n.\nFrom here");
  CHECK(reading.parts.empty());
  CHECK(compose(draft()).value() == mail.value());
}

TEST_CASE("a draft without HTML, and other texts, other boundaries") {
  Draft plain = draft();
  plain.html.clear();
  const auto mail = compose(plain);
  REQUIRE(mail.ok());
  CHECK(mail->find("multipart") == std::string::npos);
  CHECK(fact(must_read(*mail), "body") == "Bonjour,\n\nVotre numéro = 1.\n.\nFrom here");
  Draft other = draft();
  other.text += "x";
  const auto boundary = [](const std::string& text) {
    return text.substr(text.find("boundary="), 30);
  };
  CHECK(boundary(compose(other).value()) != boundary(compose(draft()).value()));
}

TEST_CASE("what cannot stand in a header is refused or left out") {
  const auto changed = [](auto change) {
    Draft out = draft();
    change(out);
    return compose(out);
  };
  CHECK_FALSE(changed([](Draft& d) { d.to = {"x"}; }).ok());
  CHECK_FALSE(changed([](Draft& d) { d.to = {"a@b.be\r\nBcc: c@d.be"}; }).ok());
  CHECK_FALSE(changed([](Draft& d) { d.date = "today"; }).ok());
  CHECK_FALSE(changed([](Draft& d) { d.text = "\xFF"; }).ok());
  const auto mail = changed([](Draft& d) {
    d.subject = "a\r\nBcc: c@d.be";
    d.references = {"bad id", "<ok@x>"};
    d.language = "fr\r\nBcc: c@d.be";
  });
  REQUIRE(mail.ok());
  CHECK(mail->find("\nBcc:") == std::string::npos);
  CHECK(fact(must_read(*mail), "references") == R"(["ok@x","one@x"])");
}

}  // namespace intake::eml
