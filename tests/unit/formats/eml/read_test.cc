#include "samples.h"

namespace intake::eml {

TEST_CASE("mails of the usual programs") {
  struct Case {
    std::string bytes;
    std::string_view from, to, cc, subject, date, id, body, names;
  };
  const std::vector<Case> cases{
      {outlook(), R"({"name":"Janssens, An","address":"an.janssens@azvoorbeeld.be"})",
       R"([{"name":"integration-support@ehealth.fgov.be","address":"integration-support@ehealth.fgov.be"}])",
       R"([{"name":"Peter Laridon","address":"peter.laridon@ehealth.fgov.be"}])",
       "Aanvraag I.AM Connect – AZ Voorbeeld (tête)", "2026-11-23T09:12:40Z",
       "AS8PR07MB1234C0FFEE@AS8PR07MB1234.eurprd07.prod.outlook.com",
       "Beste,\n\nWij verwachten 2\u00A0000 oproepen per dag – het formulier gaat in bijlage, met "
       "een lange regel.\n\nAn",
       "formulier AZ.yaml"},
      {gmail(), R"({"name":"Frédéric Dupont","address":"f.dupont@chu-exemple.be"})",
       R"([{"address":"integration-support@ehealth.fgov.be"}])",
       R"([{"address":"peter.laridon@ehealth.fgov.be"},{"address":"stijn.deblieck@ehealth.fgov.be"}])",
       "Demande d'intégration – CHU Exemple", "2026-11-23T10:30:00+01:00",
       "CAB+abc123=xyz@mail.gmail.com", "Bonjour,\n\nLe formulaire est joint.\n\nFrédéric",
       "formulaire.yaml"},
      {thunderbird(), R"({"name":"Labo","address":"labo@labo.example"})",
       R"([{"address":"integration-support@ehealth.fgov.be"}])", "‹absent›", "Demande",
       "2026-11-23T11:00:00+01:00", "5f1c3a52-7a7e-4a9b-8f3e-0a1b2c3d4e5f@labo.example",
       "Nous demandons l'accès pour nos 12 utilisateurs.\n\n--\nLabo",
       "formulaire de l'hôpital.yaml"},
      {apple(), R"({"name":"Bea","address":"bea@kliniek.example"})",
       R"([{"address":"integration-support@ehealth.fgov.be"}])", "‹absent›", "Formulier",
       "2026-11-23T12:00:00+01:00", "0F1E2D3C@kliniek.example", "Zie bijlage.", "form.yaml"},
  };
  for (const Case& c : cases) {
    for (const std::string& bytes : {c.bytes, with_line_feeds(c.bytes)}) {
      const Reading reading = must_read(bytes);
      CAPTURE(c.subject);
      CHECK(reading.format == "eml");
      CHECK(reading.bytes == bytes.size());
      CHECK(fact(reading, "from") == c.from);
      CHECK(fact(reading, "to") == c.to);
      CHECK(fact(reading, "cc") == c.cc);
      CHECK(fact(reading, "subject") == c.subject);
      CHECK(fact(reading, "date") == c.date);
      CHECK(fact(reading, "messageId") == c.id);
      CHECK(fact(reading, "body") == c.body);
      CHECK(names_of(reading) == c.names);
      CHECK(reading.notices.empty());
      REQUIRE(reading.parts.size() == 1);
      CHECK(with_line_feeds(reading.parts[0].text) == kForm);
    }
  }
}

TEST_CASE("every header that can be corrected has a place, also an absent one") {
  const Reading reading = must_read(apple());
  for (const std::string_view name : {"to", "cc", "subject", "from"}) {
    const FactOrigin* origin = origin_of(reading, "/" + std::string(name));
    CAPTURE(name);
    REQUIRE(origin != nullptr);
    std::string header(name);
    header[0] = static_cast<char>(header[0] - 'a' + 'A');
    CHECK(origin->address == "header:" + header);
    REQUIRE(origin->steps.size() == 1);
    CHECK(origin->steps[0].kind == OriginStep::Kind::kHeader);
    CHECK(origin->steps[0].name == header);
    CHECK(origin->text.empty() == (name == "cc"));
  }
  const FactOrigin* first = origin_of(reading, "/to/0");
  REQUIRE(first != nullptr);
  CHECK(first->text == "integration-support@ehealth.fgov.be");
  CHECK(first->address.empty());
  const FactOrigin* body = origin_of(reading, "/body");
  REQUIRE(body != nullptr);
  CHECK(body->address.empty());
  CHECK(body->steps[0].kind == OriginStep::Kind::kBody);
}

TEST_CASE("a forwarded mail is a part with its own parts") {
  const Reading reading = must_read(forwarded());
  CHECK(fact(reading, "body") == "Hierbij.");
  CHECK(names_of(reading) == "Aanvraag I.AM Connect – AZ Voorbeeld (tête).eml");
  REQUIRE(reading.parts.size() == 1);
  CHECK(reading.parts[0].format == "eml");
  CHECK(fact(reading.parts[0], "subject") == "Aanvraag I.AM Connect – AZ Voorbeeld (tête)");
  REQUIRE(reading.parts[0].parts.size() == 1);
  CHECK(reading.parts[0].parts[0].text == kForm);
}

TEST_CASE("an mbox line before the headers, and a mailbox of several mails") {
  const std::string one = "From bea@x.example Mon Nov 23 12:00:00 2026\r\n" + apple();
  CHECK(fact(must_read(one), "subject") == "Formulier");
  const auto several = read("m", one + "\r\n" + one, &read_attached, Limits{}, 0);
  REQUIRE_FALSE(several.ok());
  CHECK(several.error().code == ErrorCode::kUnsupported);
  const std::string text =
      "From a@b.c Mon Nov 23 12:00:00 2026\nFrom: a@b.c\nTo: d@e.f\n\nHi\n\n"
      "From 10:30 on 3 May we are there\n";
  CHECK(fact(must_read(text), "body") == "Hi\n\nFrom 10:30 on 3 May we are there");
}

TEST_CASE("message ids of a thread") {
  const Reading reading =
      must_read(lines({"From: a@b.be", "In-Reply-To: <one@x> ", "References: <zero@x>",
                       " <one@x> junk <>", "Subject: x", "", ""}));
  CHECK(fact(reading, "inReplyTo") == "one@x");
  CHECK(fact(reading, "references") == R"(["zero@x","one@x"])");
  CHECK(fact(reading, "messageId") == "‹absent›");
  CHECK(fact(reading, "date") == "‹absent›");
}

}  // namespace intake::eml
