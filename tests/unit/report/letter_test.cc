// Reply letters: words, templates, the draft of the mail.

#include <intake/letter.h>

#include "formats/json/json.h"
#include "report/letter.h"
#include "support/tiny.h"

using namespace intake;

namespace {

const char* const kLetter = R"(letter: replies
version: 1.0.0
from: The desk <desk@example.org>
signature: {en: "The desk\nMain street 1", fr: Le guichet}
places: {sender: /mail/from, subject: /mail/subject, partner: /partner, variant: /env}
parts:
  form: {at: /form, title: {en: The form, fr: Le formulaire}}
  mail: {at: /mail, title: {en: Your e-mail}}
other: {en: The request}
rule-sets:
  tiny:
    procedure: {en: the tiny procedure, fr: la petite procédure}
    cc: [chief@example.org, desk@example.org]
    accepted: {test: {en: It can be tested.}, any: {en: It is good.}}
    next: {test: {en: [Test it., Tell us.]}, any: {en: [Wait.]}}
)";

const char* const kRules = R"(parts: {form: {at: '$.form'}, mail: {at: '$.mail'}}
rules:
  - id: name-padded
    part: form
    severity: error
    at: '$.form.name'
    assert: {trimmed: true}
    message: "name `{value}` has blanks at an end"
    why: Names are compared.
    fix: {steps: [{verb: trim}], class: safe, because: Blanks mean nothing.}
  - id: number-long
    part: form
    severity: error
    at: '$.form.number'
    assert: {matches: '^\d+$'}
    message: "number is `{value}`"
    help: Write digits only.
  - id: subject-odd
    part: mail
    severity: warning
    at: '$.mail.subject'
    assert: {starts-with: Please}
    message: "subject is `{value}`"
  - id: kind-not-stated
    part: form
    severity: error
    at: '$.form.kind'
    if-absent: ask
    assert: {one-of: [a, b]}
    message: m
    question: Which kind is it?
    choices: {a: the first one, b: b}
    fix: {class: ask, ask: {id: kind, type: choice, choices: [a, b]}, because: b}
)";

const char* const kTemplate = R"(Dear {{#name}}{{name}}{{/name}}{{^name}}all{{/name}},
{{#accept}}
OK. {{#accepted}}{{#lines}}{{line}}{{/lines}}{{/accepted}}
{{/accept}}
{{#reject}}
NOT OK.
{{/reject}}
{{#parts_in_order}}
+ {{title}}
{{/parts_in_order}}
{{#corrected}}
{{field}}: {{before}} -> {{after}} ({{because}})
{{/corrected}}
{{#to_do}}
{{title}}
{{#items}}
{{number}}. {{message}} [{{field}}] {{how}}
{{/items}}
{{/to_do}}
{{#advice}}
{{title}}
{{#items}}
{{number}}. {{message}}
{{/items}}
{{/advice}}
{{#questions}}
? {{number}} {{text}}{{#choices}} / {{text}}{{/choices}}
{{/questions}}
{{#next}}
> {{number}} {{text}}
{{/next}}
{{#signature}}
{{#lines}}
{{line}}
{{/lines}}
{{/signature}}
)";

Library library() {
  return Library::from_memory({tiny::file("tiny", kRules),
                               {"rules/letters/replies/1.0.0/letter.yaml", kLetter},
                               {"rules/letters/replies/1.0.0/en.text.mustache", kTemplate},
                               {"rules/letters/replies/1.0.0/en.html.mustache",
                                "<p>{{#corrected}}{{before}}{{/corrected}}</p>"}});
}

Letter must_write(const std::string& text, const LetterOptions& options = {}) {
  const Library all = library();
  const CompiledRules rules = tiny::must_compile(all, "tiny");
  auto letter = all.letter(rules, tiny::must_read(text), options);
  if (!letter.ok()) INFO(letter.error().what);
  REQUIRE(letter.ok());
  return std::move(letter).value();
}

}  // namespace

TEST_CASE("a message becomes a sentence", "[report][letter]") {
  struct Row {
    const char* message;
    Language language;
    const char* sentence;
  };
  const std::vector<Row> rows{
      {"name is `x`", Language::kEn, "Name is “x”."},
      {"le nom est `x`", Language::kFr, "Le nom est «\u00a0x\u00a0»."},
      {"été `x` et `y`", Language::kFr, "Été «\u00a0x\u00a0» et «\u00a0y\u00a0»."},
      {"der Name ist `x`", Language::kDe, "Der Name ist „x“."},
      {"is it `x`?", Language::kNl, "Is it “x”?"},
      {"`x` is it", Language::kEn, "“x” is it."},
      {"one ` alone", Language::kEn, "One  alone."},
      {"Done.", Language::kEn, "Done."},
      {"**Name:** of it", Language::kEn, "Name: of it."},
      {"", Language::kEn, ""},
  };
  for (const Row& row : rows) CHECK(as_sentence(row.message, row.language) == row.sentence);
}

TEST_CASE("dates in words", "[report][letter]") {
  CHECK(date_in_words("2026-11-22T10:00:00Z", Language::kEn) == "22 November 2026");
  CHECK(date_in_words("2026-08-01", Language::kFr) == "1er août 2026");
  CHECK(date_in_words("2026-03-02", Language::kNl) == "2 maart 2026");
  CHECK(date_in_words("2026-03-02", Language::kDe) == "2. März 2026");
  for (const char* wrong :
       {"", "2026", "2026-13-01", "2026-00-01", "yesterday at noon", "x026-01-01"}) {
    CHECK(date_in_words(wrong, Language::kEn).empty());
  }
}

TEST_CASE("a letter says what was corrected, what is to be done and what is asked",
          "[report][letter]") {
  const Letter letter = must_write(
      "form: {name: ' x ', number: 12a}\nmail: {from: {name: Ann Lee, address: a@b.org}, subject: "
      "Hello}\n");
  CHECK(letter.text ==
        "Dear Ann Lee,\n"
        "NOT OK.\n"
        "form › name: “ x ” -> “x” (Blanks mean nothing.)\n"
        "The form\n"
        "1. Number is “12a”. [form › number] Write digits only.\n"
        "Your e-mail\n"
        "2. Subject is “Hello”.\n"
        "? 1 Which kind is it? / the first one / b\n"
        "> 1 Wait.\n"
        "The desk\nMain street 1\n");
  CHECK(letter.report.disposition == Disposition::kReject);
}

TEST_CASE("a letter of acceptance goes on with the next step", "[report][letter]") {
  const Letter letter =
      must_write("env: test\nform: {name: x, number: '1', kind: a}\nmail: {subject: Please}\n");
  CHECK(letter.text ==
        "Dear all,\nOK. It can be tested.\n+ The form\n+ Your e-mail\n> 1 Test it.\n> 2 Tell us.\n"
        "The desk\nMain street 1\n");
}

TEST_CASE("answers count in a letter", "[report][letter]") {
  LetterOptions options;
  Answer kind;
  kind.question = "kind";
  kind.value = "a";
  options.check.answers = {kind};
  const Letter letter =
      must_write("form: {name: x, number: '1'}\nmail: {subject: Please}\n", options);
  CHECK_THAT(letter.text, Catch::Contains("OK. It is good."));
}

TEST_CASE("html escapes values, text does not", "[report][letter]") {
  const Letter letter = must_write("form: {name: ' <b>&\"x ', number: '1'}\n");
  CHECK(letter.html == "<p>“ &lt;b&gt;&amp;&quot;x ”</p>");
  CHECK_THAT(letter.text, Catch::Contains("“ <b>&\"x ”"));
}

TEST_CASE("the draft of the mail is threaded to the one that came", "[report][letter]") {
  LetterOptions options;
  options.date = "2026-11-22T10:00:00Z";
  options.files = {"a.yaml", "a.eml"};
  options.readings = {
      "", R"({"name":"a.eml","format":"eml","facts":{"from":{"name":"Ann Lee","address":"a@b.org"},
      "replyTo":{"address":"team@b.org"},"subject":"Hello","messageId":"3@b.org","date":"2026-11-20T08:00:00Z",
      "references":["1@b.org","2@b.org"]}})"};
  const Letter letter = must_write("form: {name: x}\nmail: {subject: Other}\n", options);
  auto source = std::make_shared<const Source>("mail", letter.mail);
  const auto read = json::read(source, {});
  REQUIRE(read.ok());
  const View mail(*read, read->root());
  CHECK(to_json(mail.member("to")) == R"(["team@b.org"])");
  CHECK(to_json(mail.member("cc")) == R"(["chief@example.org"])");  // not to the sender itself
  CHECK(mail.member("from").text() == "The desk <desk@example.org>");
  CHECK(mail.member("subject").text() == "Re: Hello");
  CHECK(mail.member("inReplyTo").text() == "3@b.org");
  CHECK(to_json(mail.member("references")) == R"(["1@b.org","2@b.org","3@b.org"])");
  CHECK(mail.member("date").text() == "2026-11-22T10:00:00Z");
  CHECK(mail.member("text").text() == letter.text);
  CHECK(mail.member("html").text() == letter.html);
}

TEST_CASE("lines of a plain letter end before column 77", "[report][letter]") {
  const std::string word = "word ";
  std::string long_text;
  for (int i = 0; i < 40; ++i) long_text += word;
  const auto text = render_letter("t", "- {{a}}\n   {{a}}\n12. {{a}}\n\n\n\nend  \n",
                                  Datum(Datum::Object{{"a", Datum(long_text)}}), false, {});
  REQUIRE(text.ok());
  std::size_t at = 0;
  while (at < text->size()) {
    const std::size_t end = text->find('\n', at);
    CHECK(end - at <= 76);
    at = end + 1;
  }
  CHECK_THAT(*text, Catch::Contains("\n  word") && Catch::Contains("\n   word") &&
                        Catch::Contains("\n    word") && Catch::EndsWith("word\n\nend\n"));
  CHECK_THAT(*text, !Catch::Contains("\n\n\n"));
}

TEST_CASE("a value is never a template or a line of its own", "[report][letter]") {
  const auto text = render_letter(
      "t", "a {{a}} b\n", Datum(Datum::Object{{"a", Datum("{{b}}\r\n\x1b[1m")}}), false, {});
  REQUIRE(text.ok());
  CHECK(*text == "a {{b}} [1m b\n");
}

TEST_CASE("templates that are refused", "[report][letter]") {
  std::string deep;
  for (int i = 0; i < 17; ++i) deep += "{{#a}}";
  struct Row {
    std::string text;
    const char* what;
  };
  const std::vector<Row> rows{
      {"a\n{{{b}}}", "unescaped"},   {"{{& b}}", "unescaped"}, {"{{> b}}", "no other"},
      {"{{=<% %>=}}", "delimiters"}, {deep, "deep"},           {"{{#a}}", "cannot be read"},
      {"{{a", "cannot be read"},     {"\xff", "UTF-8"},        {std::string(300000, 'x'), "bytes"},
  };
  for (const Row& row : rows) {
    const auto text = render_letter("t.mustache", row.text, Datum(Datum::Object{}), true, {});
    INFO(row.text.substr(0, 40));
    REQUIRE_FALSE(text.ok());
    CHECK_THAT(text.error().what, Catch::Contains(row.what));
  }
  const auto placed = render_letter("t.mustache", "a\n {{{b}}}", Datum(Datum::Object{}), true, {});
  CHECK(placed.error().where.line == 2);
  CHECK(placed.error().where.column == 2);
}

TEST_CASE("a rule set without a letter, and one that takes any", "[report][letter]") {
  const Library none = Library::from_memory({tiny::file("tiny", kRules)});
  const Submission submission = tiny::must_read("form: {name: x}\n");
  const auto missing = none.letter(tiny::must_compile(none, "tiny"), submission, {});
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::kNotFound);

  std::string any = kLetter;
  any.replace(any.find("  tiny:"), 7, "  '*':");
  const Library all = Library::from_memory({tiny::file("tiny", kRules),
                                            {"rules/letters/r/1.0.0/letter.yaml", any},
                                            {"rules/letters/r/1.0.0/en.text.mustache", "old"},
                                            {"rules/letters/r/1.0.0/en.html.mustache", "old"},
                                            {"rules/letters/r/1.10.0/letter.yaml", any},
                                            {"rules/letters/r/1.10.0/en.text.mustache", "new"},
                                            {"rules/letters/r/1.10.0/en.html.mustache", "new"}});
  const auto letter = all.letter(tiny::must_compile(all, "tiny"), submission, {});
  REQUIRE(letter.ok());
  CHECK(letter->text == "new\n");
}
