#include "formats/pdf/pdf.h"

#include <algorithm>
#include <array>

#include "support/catch.h"
#include "support/pdf.h"
#include "unit/formats/pdf/rewritten.h"

namespace intake {
namespace {

using namespace test;

Reading must_read(const std::string& bytes) {
  auto reading = pdf::read("form.pdf", bytes, Limits{});
  INFO((reading ? "" : reading.error().what));
  REQUIRE(reading.ok());
  return *std::move(reading);
}

FormField only_field(const TestPdf& form) {
  const Reading reading = must_read(form.bytes());
  REQUIRE(reading.fields.size() == 1);
  return reading.fields[0];
}

std::vector<NoticeCode> codes(const Reading& reading) {
  std::vector<NoticeCode> out;
  for (const Notice& notice : reading.notices) out.push_back(notice.code);
  return out;
}

TEST_CASE("what a field is and holds") {
  using Kind = FormField::Kind;
  struct Row {
    const char* members;
    Kind kind;
    const char* value;
  };
  const std::array rows{
      Row{"/FT /Tx /V (abc)", Kind::kText, "abc"},
      Row{"/FT /Tx", Kind::kText, ""},
      Row{"/FT /Tx /V (caf\\351)", Kind::kText, "caf\xC3\xA9"},
      Row{"/FT /Tx /V (\\240)", Kind::kText, "\xE2\x82\xAC"},
      Row{"/FT /Tx /V <FEFF00E90020D83DDE00>", Kind::kText, "\xC3\xA9 \xF0\x9F\x98\x80"},
      Row{"/FT /Tx /V <EFBBBFC3A9>", Kind::kText, "\xC3\xA9"},
      Row{"/FT /Tx /Ff 4096 /V (a\\rb\\r\\nc\\nd)", Kind::kText, "a\nb\nc\nd"},
      Row{"/FT /Tx /AA << /F << /S /JavaScript /JS (AFDate_FormatEx\\(\"yyyy\"\\);) >> >> /V "
          "(2024)",
          Kind::kDate, "2024"},
      Row{"/FT /Ch /Opt [(a) (b)] /V (b)", Kind::kChoice, "b"},
      Row{"/FT /Ch /Ff 131072 /Opt [[(1) (one)] [(2) (two)]] /V (2)", Kind::kChoice, "two"},
      Row{"/FT /Ch /Ff 393216 /Opt [(a)] /V (typed)", Kind::kChoice, "typed"},
      Row{"/FT /Ch /Ff 2097152 /Opt [(a) (b) (c)] /V [(a) (c)]", Kind::kChoice, "a\nc"},
      Row{"/FT /Btn /V /Yes /AS /Yes", Kind::kCheckbox, "true"},
      Row{"/FT /Btn /V /Off /AS /Off", Kind::kCheckbox, "false"},
      Row{"/FT /Btn", Kind::kCheckbox, "false"},
      Row{"/FT /Btn /AS /On", Kind::kCheckbox, "true"},
      Row{"/FT /Btn /V /Ja#20! /AP << /N << /Ja#20! 2 0 R /Off 2 0 R >> >>", Kind::kCheckbox,
          "true"},
  };
  for (const Row& row : rows) {
    INFO(row.members);
    TestPdf form;
    form.add_field("/T (x) " + std::string(row.members), 1);
    const FormField field = only_field(form);
    CHECK(field.kind == row.kind);
    CHECK(field.value == row.value);
    CHECK_FALSE(field.locked);
  }
}

TEST_CASE("label, name, section, choices and place") {
  TestPdf form;
  const int group = form.add(
      "<< /T (s51) /TU (5.1 Credentials) /FT /Ch /Opt [[(A) (NIHII-HOSPITAL)] "
      "[(B) (CBE)]] /V (A) /Kids [5 0 R] >>");
  const int kid = form.add("<< /T (type) /TU (Type) /Parent 4 0 R /Rect [1 1 2 2] >>");
  form.fields.push_back(group);
  form.annotations.push_back(kid);
  const FormField field = only_field(form);
  CHECK(field.label == "Type");
  CHECK(field.name == "s51.type");
  CHECK(field.section == "5.1 Credentials");
  CHECK(field.value == "NIHII-HOSPITAL");
  CHECK(field.choices == std::vector<std::string>{"NIHII-HOSPITAL", "CBE"});
  CHECK(field.address == "5 0");
  CHECK(field.steps == std::vector<OriginStep>{{OriginStep::Kind::kPage, "", 1},
                                               {OriginStep::Kind::kField, "s51.type", 0}});
}

TEST_CASE("a field without tooltip or group is named by itself") {
  TestPdf form;
  form.add_field("/FT /Tx /T (general.clientId)", 1);
  const FormField field = only_field(form);
  CHECK(field.label == "general.clientId");
  CHECK(field.section == "general");
}

TEST_CASE("radio buttons are one choice") {
  const std::string drawn = "/Subtype /Widget /Parent 4 0 R /Rect [1 1 2 2] ";
  struct Row {
    const char* members;
    const char* first;
    const char* second;
    const char* value;
    std::vector<std::string> choices;
  };
  const std::array rows{
      Row{"/Ff 32768 /V /acc",
          "/AS /acc /AP << /N << /acc 2 0 R >> >>",
          "/AS /Off /AP << /N << /prd 2 0 R >> >>",
          "acc",
          {"acc", "prd"}},
      Row{"/Ff 32768 /V /1 /Opt [(acceptance) (production)]",
          "/AS /Off /AP << /N << /0 2 0 R >> >>",
          "/AS /1 /AP << /N << /1 2 0 R >> >>",
          "production",
          {"acceptance", "production"}},
      Row{"/Ff 32768",
          "/TU (Yes) /AS /Off /AP << /N << /a 2 0 R >> >>",
          "/TU (No) /AS /Off /AP << /N << /b 2 0 R >> >>",
          "",
          {"Yes", "No"}},
      // Check boxes of one name, of which one excludes the other.
      Row{"/V /no",
          "/AS /Off /AP << /N << /yes 2 0 R >> >>",
          "/AS /no /AP << /N << /no 2 0 R >> >>",
          "no",
          {"yes", "no"}},
  };
  for (const Row& row : rows) {
    INFO(row.members);
    TestPdf form;
    form.fields.push_back(
        form.add("<< /FT /Btn /T (env) " + std::string(row.members) + " /Kids [5 0 R 6 0 R] >>"));
    form.annotations.push_back(form.add("<< " + drawn + row.first + " >>"));
    form.annotations.push_back(form.add("<< " + drawn + row.second + " >>"));
    const FormField field = only_field(form);
    CHECK(field.kind == FormField::Kind::kChoice);
    CHECK(field.value == row.value);
    CHECK(field.choices == row.choices);
  }
}

TEST_CASE("fields come by page and from the top, whatever their order in the form") {
  TestPdf form;
  form.add_field("/FT /Tx /T (third)", 9);
  form.add_field("/FT /Tx /T (first)", 1);
  form.add_field("/FT /Tx /T (second)", 5);
  const Reading reading = must_read(form.bytes());
  std::string order;
  for (const FormField& field : reading.fields) order += field.name + " ";
  CHECK(order == "first second third ");
}

TEST_CASE("push buttons and blank signature fields are no fields") {
  TestPdf form;
  form.add_field("/FT /Btn /Ff 65536 /T (send)", 1);
  form.add_field("/FT /Sig /T (signature)", 2);
  form.add_field("/FT /Tx /T (name) /V (x)", 3);
  CHECK(only_field(form).name == "name");
}

TEST_CASE("what cannot be written says why") {
  TestPdf read_only;
  read_only.add_field("/FT /Tx /T (a) /Ff 1", 1);
  CHECK(only_field(read_only).why_locked == "the form lets nobody change this field");
  TestPdf is_signed;
  is_signed.add_field("/FT /Tx /T (a)", 1);
  is_signed.add_field("/FT /Sig /T (s) /V << /Type /Sig >>", 2);
  CHECK(only_field(is_signed).why_locked == "the PDF is signed");
}

TEST_CASE("notices of forms that cannot be read or only in part") {
  struct Row {
    const char* what;
    std::string bytes;
    std::vector<NoticeCode> codes;
    std::size_t fields;
  };
  TestPdf flat;
  flat.with_form = false;
  const TestPdf empty;
  TestPdf xfa;
  xfa.form = "/XFA [(template) 2 0 R]";
  TestPdf xfa_blank = xfa;
  xfa_blank.add_field("/FT /Tx /T (a)", 1);
  TestPdf xfa_filled = xfa;
  xfa_filled.add_field("/FT /Tx /T (a) /V (x)", 1);
  TestPdf filled;
  filled.add_field("/FT /Tx /T (a) /V (x)", 1);
  TestPdf script = filled;
  script.catalog = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
  TestPdf field_script;
  field_script.add_field("/FT /Tx /T (a) /AA << /K << /S /JavaScript /JS (evil) >> >>", 1);
  TestPdf wrong_text;
  wrong_text.add_field("/FT /Tx /T (a) /V 7", 1);
  using enum NoticeCode;
  const std::array rows{
      Row{"flat", flat.bytes(), {kNoFields}, 0},
      Row{"form without fields", empty.bytes(), {kNoFields}, 0},
      Row{"XFA", xfa.bytes(), {kXfa}, 0},
      Row{"XFA, fields blank", xfa_blank.bytes(), {kXfa}, 0},
      Row{"XFA, fields filled", xfa_filled.bytes(), {kXfa}, 1},
      Row{"script", script.bytes(), {kMacros}, 1},
      Row{"script of a field", field_script.bytes(), {kMacros}, 1},
      Row{"value is no text", wrong_text.bytes(), {kTextLost}, 1},
      Row{"password", encrypted(filled.bytes(), "secret"), {kEncrypted}, 0},
      Row{"owner's password", encrypted(filled.bytes(), ""), {}, 1},
      Row{"object streams", with_object_streams(filled.bytes()), {}, 1},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Reading reading = must_read(row.bytes);
    CHECK(codes(reading) == row.codes);
    CHECK(reading.fields.size() == row.fields);
  }
  CHECK(must_read(encrypted(filled.bytes(), "")).fields[0].value == "x");
  CHECK(must_read(encrypted(filled.bytes(), "")).fields[0].locked);
}

TEST_CASE("the title is the text of the form") {
  TestPdf form;
  form.info = "/Title (M2M form)";
  CHECK(must_read(form.bytes()).text == "M2M form");
}

TEST_CASE("damaged files are errors, wherever they are cut") {
  TestPdf form;
  form.add_field("/FT /Tx /T (a) /V (x)", 1);
  const std::string whole = form.bytes();
  for (std::size_t size = 6; size < whole.size() - 10; size += 7) {
    INFO(size);
    const auto reading = pdf::read("form.pdf", whole.substr(0, size), Limits{});
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().code == ErrorCode::kSyntax);
    CHECK(reading.error().where.source == "form.pdf");
  }
}

TEST_CASE("fields and pages that contain themselves end") {
  TestPdf form;
  form.fields.push_back(form.add("<< /FT /Tx /T (a) /V (x) /Parent 5 0 R /Kids [5 0 R] >>"));
  form.fields.push_back(form.add("<< /T (b) /Kids [4 0 R 5 0 R] >>"));
  CHECK(must_read(form.bytes()).fields.size() <= 2);
  std::string pages = form.bytes();
  const std::size_t kids = pages.find("/Kids [3 0 R]");
  pages.replace(kids, 13, "/Kids [2 0 R]");
  CHECK(pdf::read("form.pdf", pages, Limits{}).ok());
}

TEST_CASE("limits are errors") {
  Limits limits;
  limits.form_fields = 3;
  TestPdf form;
  for (int i = 0; i < 3; ++i) form.add_field("/FT /Tx /T (a)", i);
  CHECK(pdf::read("form.pdf", form.bytes(), limits).ok());
  form.add_field("/FT /Tx /T (a)", 4);
  const auto over = pdf::read("form.pdf", form.bytes(), limits);
  REQUIRE_FALSE(over.ok());
  CHECK(over.error().code == ErrorCode::kLimit);

  TestPdf deep;
  deep.fields.push_back(4);
  for (int i = 0; i < 60; ++i) {
    deep.add("<< /T (a) /Kids [" + std::to_string(5 + i) + " 0 R] >>");
  }
  deep.add("<< /T (a) /FT /Tx >>");
  const auto nested = pdf::read("form.pdf", deep.bytes(), Limits{});
  REQUIRE_FALSE(nested.ok());
  CHECK(nested.error().code == ErrorCode::kLimit);
}

}  // namespace
}  // namespace intake
