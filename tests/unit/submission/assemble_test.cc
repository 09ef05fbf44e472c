#include "submission/assemble.h"

#include <algorithm>

#include "document/pointer.h"
#include "submission_testing.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::submitting;

namespace {

Reading named(Reading reading, std::string name) {
  reading.name = std::move(name);
  return reading;
}

Reading text_part(std::string name, std::string text, std::string format = "yaml") {
  Reading reading;
  reading.name = std::move(name);
  reading.format = std::move(format);
  reading.text = std::move(text);
  return reading;
}

Reading certificate(std::string name, std::string common_name, std::string issuer,
                    std::vector<std::string> units) {
  Reading reading;
  reading.name = std::move(name);
  reading.format = "x509";
  Datum::Array all(units.begin(), units.end());
  Datum::Object subject{{"CN", Datum(Datum::Array{Datum(std::move(common_name))})},
                        {"OU", Datum(std::move(all))}};
  Datum::Object facts{{"subject", Datum(std::move(subject))},
                      {"issuer", Datum(Datum::Object{{"text", Datum(std::move(issuer))}})}};
  reading.facts =
      Datum(Datum::Object{{"certificates", Datum(Datum::Array{Datum(std::move(facts))})}});
  return reading;
}

const char* kForm = "|Client ID|a-1\n|Client name|AZ A\n5.2 Scopes|Scopes|rct:api";

}  // namespace

TEST_CASE("a mail with its attachments", "[submission]") {
  const auto all =
      submitting::assemble({mail("Hello", {form(kForm), certificate("c.pem", "CBE=1", "", {})})});
  REQUIRE(all.size() == 1);
  const Assembled& one = all.front();
  CHECK(one.name == "mail.eml");
  CHECK(one.format == "eml");
  CHECK(value(one, "/mail/from") == R"({"name":"An","address":"an@h.example"})");
  CHECK(value(one, "/mail/to") == R"(["support@e.example"])");
  CHECK(value(one, "/mail/attachments") ==
        R"([{"name":"form.docx","kind":"m2m-form"},{"name":"c.pem","kind":"certificate"}])");
  CHECK(value(one, "/form/general/clientId") == "\"a-1\"");
  CHECK(value(one, "/partner/name") == "\"AZ A\"");
  const Origin* subject = one.document.origins()->find("/mail/subject");
  REQUIRE(subject);
  CHECK(subject->address == "header:Subject");
  const Origin* client = one.document.origins()->find("/form/general/clientId");
  REQUIRE(client);
  CHECK(client->part == std::vector<std::uint32_t>{0});
  REQUIRE(client->steps.size() == 1);
  CHECK(client->steps.front().name == "form.docx");
}

TEST_CASE("files beside a mail count as its attachments", "[submission]") {
  const char* kBoth =
      R"([{"name":"form.docx","kind":"m2m-form"},{"name":"c.pem","kind":"certificate"}])";
  const Reading pem = certificate("c.pem", "CBE=1", "", {});
  struct Row {
    std::vector<Reading> files;
    const char* attachments;
    std::vector<std::uint32_t> part;  // that the form is read from
  };
  const Row rows[] = {
      {{mail("Hello", {}), form(kForm), pem}, kBoth, {}},
      {{form(kForm), mail("Hello", {}), pem}, kBoth, {}},
      // Attached and beside it: once, and the attached one is read.
      {{mail("Hello", {form(kForm)}), form(kForm), pem}, kBoth, {0}},
      {{named(form(kForm), "copy.docx"), mail("Hello", {form(kForm), pem})}, kBoth, {0}},
      // Answers beside a mail are no part of it.
      {{mail("Hello", {}), text_part("answers.yaml", "environment: acceptance\n")}, "", {}},
      {{mail("Hello", {}), text_part("f.yaml", "form: {kind: m2m}\n")},
       R"([{"name":"f.yaml","kind":"m2m-form"}])",
       {}},
  };
  for (const Row& row : rows) {
    INFO(row.attachments << row.files.front().name << row.files.size());
    const auto all = submitting::assemble(row.files);
    REQUIRE(all.size() == 1);
    CHECK(value(all[0], "/mail/attachments") == row.attachments);
    if (value(all[0], "/form/general/clientId").empty()) continue;
    const Origin* client = all[0].document.origins()->find("/form/general/clientId");
    REQUIRE(client);
    CHECK(client->part == row.part);
    const Origin* attachment = all[0].document.origins()->find("/mail/attachments/0");
    REQUIRE(attachment);
    CHECK(attachment->how == Origin::How::kDerived);
    CHECK_FALSE(attachment->fixed.empty());
  }
}

TEST_CASE("several forms are several submissions", "[submission]") {
  const Reading other = named(form("|Client ID|b-2\n|Client name|AZ B"), "other.docx");
  const auto all = submitting::assemble({mail("Hello", {form(kForm), other})});
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "mail.eml » form.docx");
  CHECK(all[1].name == "mail.eml » other.docx");
  CHECK(value(all[1], "/form/general/clientId") == "\"b-2\"");
  CHECK(value(all[1], "/mail/subject") == "\"Hello\"");
  CHECK(remarks(all[0]) == "");

  // The same form twice is one.
  CHECK(submitting::assemble({mail("Hello", {form(kForm), named(form(kForm), "copy.docx")})})
            .size() == 1);
}

TEST_CASE("forwarded mails", "[submission]") {
  const Reading inner = named(mail("Inner", {form(kForm)}), "inner.eml");
  SECTION("the inner one has the form") {
    const auto all = submitting::assemble({mail("Outer", {inner})});
    REQUIRE(all.size() == 1);
    CHECK(value(all[0], "/mail/subject") == "\"Inner\"");
  }
  SECTION("both have one") {
    const Reading newer = named(form("|Client ID|b-2\n|Client name|AZ A"), "newer.docx");
    const auto all = submitting::assemble({mail("Outer", {newer, inner})});
    REQUIRE(all.size() == 1);
    CHECK(value(all[0], "/mail/subject") == "\"Outer\"");
    CHECK(value(all[0], "/form/general/clientId") == "\"b-2\"");
    CHECK(remarks(all[0]) == "several-forms\n");
  }
  SECTION("none has one") {
    const auto all = submitting::assemble({mail("Outer", {named(mail("Inner", {}), "inner.eml")})});
    REQUIRE(all.size() == 1);
    CHECK(value(all[0], "/mail/subject") == "\"Outer\"");
  }
  SECTION("several have one each") {
    const Reading second =
        named(mail("Second", {form("|Client ID|b-2\n|Client name|AZ B")}), "second.eml");
    const auto all = submitting::assemble({mail("Outer", {inner, second})});
    REQUIRE(all.size() == 2);
    CHECK(value(all[0], "/mail/subject") == "\"Inner\"");
    CHECK(value(all[1], "/mail/subject") == "\"Second\"");
  }
}

TEST_CASE("parts that say something else", "[submission]") {
  const Reading yaml =
      text_part("more.yaml",
                "form:\n  general:\n    clientId: b-2\n    name: AZ A\nenvironment: acceptance\n");
  const auto all = submitting::assemble({mail("Hello", {form(kForm), yaml})});
  REQUIRE(all.size() == 1);
  CHECK(value(all[0], "/form/general/clientId") == "\"a-1\"");
  CHECK(value(all[0], "/environment") == "\"acceptance\"");
  REQUIRE(remarks(all[0]) == "parts-differ /form/general/clientId\n");
  const ReadingRemark& remark = all[0].remarks.front();
  REQUIRE(remark.others.size() == 1);
  CHECK(remark.others.front().text_source->name() == "mail.eml » more.yaml");
  CHECK(remark.others.front().text_source->slice(remark.others.front().span) == "b-2");
  const Origin* environment = all[0].document.origins()->find("/environment");
  REQUIRE(environment);
  CHECK(environment->text_source->slice(environment->span) == "acceptance");
}

TEST_CASE("a text of a mail may be longer than other texts", "[submission]") {
  const std::string text(Limits{}.scalar_bytes + 1, 'a');
  Reading letter = mail("Hello", {});
  letter.facts = Datum(Datum::Object{{"subject", Datum("Hello")}, {"body", Datum(text)}});
  const auto all = submitting::assemble({letter});
  REQUIRE(all.size() == 1);
  CHECK(value(all[0], "/mail/body").size() == text.size() + 2);
}

TEST_CASE("what kind of organisation a target group names", "[submission]") {
  const std::pair<const char*, const char*> rows[] = {
      {"Ziekenhuizen", "hospital"},
      {"de algemene ziekenhuizen", "hospital"},
      {"HÔPITAUX généraux, universitaires", "hospital"},
      {"tous les hôpitaux belges.", "hospital"},
      {"Unsere Krankenhäuser", "hospital"},
      {"groupements d’infirmiers/infirmières", "nurse-group"},
      {"Groupements infirmiers", "nurse-group"},
      {"nursing homes", "retirement-home"},
      {"maisons de repos", "retirement-home"},
      {"huisartsen", "physician"},
      {"patiënten", "citizen"},
      // What is said beside the kind may make it another one.
      {"Artsen van het ziekenhuis", ""},
      {"the doctors of our hospitals", ""},
      {"Hospital AZ Voorbeeld", ""},
      {"all the", ""},
      {"...", ""},
  };
  for (const auto& [name, kind] : rows) {
    INFO(name);
    Datum::Object group{{"name", Datum(name)}};
    Datum::Object form{{"targetGroups", Datum(Datum::Array{Datum(std::move(group))})}};
    const Document tree = to_document(Datum(Datum::Object{{"form", Datum(std::move(form))}}));
    const auto all = submitting::assemble(
        {mail("Hello", {text_part("f.json", to_json(View(tree, tree.root())), "json")})});
    REQUIRE(all.size() == 1);
    CHECK(value(all[0], "/form/targetGroups/0/kind") ==
          (*kind == '\0' ? "" : '"' + std::string(kind) + '"'));
  }
}

TEST_CASE("a report that is attached was sent with its mail", "[submission]") {
  const auto sent =
      submitting::assemble({mail("Hello", {text_part("test report.txt", "T1", "text")})});
  REQUIRE(sent.size() == 1);
  CHECK(value(sent[0], "/acceptance/report/sent") == "true");
  const auto none = submitting::assemble({mail("Hello", {text_part("other.txt", "T1", "text")})});
  REQUIRE(none.size() == 1);
  CHECK(value(none[0], "/acceptance") == "");
}

TEST_CASE("a tree as attachment is the form where there is no other", "[submission]") {
  const auto all = submitting::assemble({mail(
      "Hello", {text_part("f.json", R"({"form": {"kind": "m2m", "scopes": ["a", "b"]}})", "json"),
                text_part("notes.yaml", "shoe: 44\n")})});
  REQUIRE(all.size() == 1);
  CHECK(value(all[0], "/form/scopes") == R"(["a","b"])");
  CHECK(value(all[0], "/mail/attachments/0/kind") == "\"m2m-form\"");
  CHECK(value(all[0], "/mail/attachments/1/kind") == "\"other\"");
  CHECK(value(all[0], "/shoe") == "");
}

TEST_CASE("certificates and what follows from them", "[submission]") {
  struct Row {
    const char* common_name;
    const char* issuer;
    const char* expected;
  };
  const Row rows[] = {
      {"NIHII-HOSPITAL=71000040", "CN=TEST-ZetesConfidens-eHealth acceptance test-issuing CA 001",
       R"("identifier":{"type":"NIHII-HOSPITAL","value":"71000040"},"owner":"AZ A","environment":"acceptance")"},
      {"CBE=0406798006, UHMEP", "CN=ZetesConfidens Private Trust PKI - eHealth issuing CA 001",
       R"("identifier":{"type":"CBE","value":"0406798006"},"applicationIdentifier":"UHMEP","owner":"AZ A","environment":"production")"},
      {"www.hospital.example", "CN=Some CA", R"("owner":"AZ A")"},
  };
  for (const Row& row : rows) {
    INFO(row.common_name);
    const auto all = submitting::assemble(
        {certificate("c.pem", row.common_name, row.issuer,
                     {"eHealth-platform Belgium", "AZ A", "CBE=0406798006", "UHMEP"})});
    REQUIRE(all.size() == 1);
    const std::string text = value(all[0], "/certificates/0");
    CHECK(text.find(row.expected) != std::string::npos);
    CHECK(all[0].format == "x509");
    CHECK(value(all[0], "/form") == "");
  }
}

TEST_CASE("several files are one submission", "[submission]") {
  const auto all =
      submitting::assemble({form(kForm), mail("Hello", {}), certificate("c.pem", "CBE=1", "", {})});
  REQUIRE(all.size() == 1);
  CHECK(all[0].name == "mail.eml + form.docx + c.pem");
  CHECK(all[0].format == "dossier");
  CHECK(all[0].files == std::vector<std::string>{"form.docx", "mail.eml", "c.pem"});
  CHECK(value(all[0], "/form/general/clientId") == "\"a-1\"");
  const Origin* subject = all[0].document.origins()->find("/mail/subject");
  REQUIRE(subject);
  CHECK(subject->file == 1);
}

TEST_CASE("the order of attachments does not matter", "[submission]") {
  std::vector<Reading> parts{form(kForm), certificate("a.pem", "CBE=1", "", {}),
                             text_part("more.yaml", "environment: acceptance\n"),
                             text_part("readme.txt", "Text", "text")};
  std::sort(parts.begin(), parts.end(),
            [](const Reading& a, const Reading& b) { return a.name < b.name; });
  std::string first;
  do {
    const auto all = submitting::assemble({mail("Hello", parts)});
    REQUIRE(all.size() == 1);
    std::vector<std::string> values;
    for (const char* pointer :
         {"/form", "/certificates", "/environment", "/partner", "/mail/subject"}) {
      values.push_back(value(all[0], pointer));
    }
    std::string text;
    for (const std::string& one : values) text += one + "\n";
    if (first.empty()) first = text;
    CHECK(text == first);
    CHECK(remarks(all[0]) == "");
  } while (
      std::next_permutation(parts.begin(), parts.end(),
                            [](const Reading& a, const Reading& b) { return a.name < b.name; }));
  CHECK(first.find("a-1") != std::string::npos);
}

TEST_CASE("parts that cannot be read are said", "[submission]") {
  Reading print = named(form("", ""), "print.pdf");
  print.format = "pdf";
  print.notices.push_back({NoticeCode::kNoFields, "", "", {}});
  const auto all = submitting::assemble({mail("Hello", {print, text_part("bad.yaml", "a: [1\n")})});
  REQUIRE(all.size() == 1);
  CHECK(remarks(all[0]) == "pdf-without-fields\npart-unreadable\n");
  CHECK(value(all[0], "/mail/attachments/0") == R"({"name":"print.pdf"})");

  const auto letter =
      submitting::assemble({named(form("|Shoe size|44", "A letter"), "letter.docx")});
  REQUIRE(letter.size() == 1);
  CHECK(remarks(letter[0]) == "nothing-recognised\n");
}

TEST_CASE("pictures in the text of a mail without a form", "[submission]") {
  const auto with_pictures = [](std::vector<Reading> parts) {
    Reading reading = mail("Hello", std::move(parts));
    Datum::Object facts = *reading.facts.object();
    facts.emplace_back("pictures", Datum(Datum::Array{Datum("a.png"), Datum("b.png")}));
    reading.facts = Datum(std::move(facts));
    return reading;
  };
  const auto none = submitting::assemble({with_pictures({})});
  REQUIRE(none.size() == 1);
  CHECK(remarks(none[0]) == "picture-in-text\n");
  CHECK(none[0].remarks[0].place.text == "a.png, b.png");
  CHECK(value(none[0], "/mail/attachments") == "");
  CHECK(remarks(submitting::assemble({mail("Hello", {})})[0]) == "");
  CHECK(remarks(submitting::assemble({with_pictures({form(kForm)})})[0]) == "");
  CHECK(remarks(submitting::assemble({with_pictures({}), form(kForm)})[0]) == "");
}

TEST_CASE("what cannot be put together", "[submission]") {
  AssembleOptions options;
  options.now = "2026-11-22T00:00:00Z";
  CHECK_FALSE(intake::assemble(real_rules(), {}, options));
  CHECK_FALSE(
      intake::assemble(real_rules(), {{"a.eml", "", "{}"}, {"b.eml", "", "no json"}}, options));
  const auto bad =
      intake::assemble(real_rules(), {{"a.yaml", "a: [1", ""}, {"b.yaml", "a: 1", ""}}, options);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().where.source == "a.yaml");
  options.dossier = "iam-submision";
  const auto unknown = intake::assemble(real_rules(), {file(form(kForm))}, options);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint == "did you mean `iam-submission`?");
}
