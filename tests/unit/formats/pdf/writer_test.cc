#include <algorithm>
#include <array>

#include "formats/pdf/pdf.h"
#include "support/catch.h"
#include "support/pdf.h"
#include "unit/formats/pdf/rewritten.h"

namespace intake {
namespace {

using namespace test;

constexpr const char* kAddress = "4 0";

std::string form_with(const std::string& members) {
  TestPdf form;
  form.add_field("/T (x) /TU (Client ID) " + members, 1);
  form.add_field("/FT /Tx /T (other) /V (stays)", 2);
  return form.bytes();
}

Result<std::string> write(const std::string& bytes, const std::string& value,
                          const std::string& address = kAddress) {
  return pdf::write("form.pdf", bytes, {{{}, address, value}}, Limits{});
}

std::string value_of(const std::string& bytes, const std::string& name) {
  const auto reading = pdf::read("form.pdf", bytes, Limits{});
  REQUIRE(reading.ok());
  const auto field = std::ranges::find(reading->fields, name, &FormField::name);
  REQUIRE(field != reading->fields.end());
  return field->value;
}

TEST_CASE("values are written, and every byte that was there stays") {
  struct Row {
    const char* members;
    const char* value;
  };
  const std::array rows{
      Row{"/FT /Tx /V (old)", "nihdi-hospital-71099812"},
      Row{"/FT /Tx", "h\xC3\xB4pital \xE2\x82\xAC \xD0\xB6 (a\\b)"},
      Row{"/FT /Tx /V (old)", ""},
      Row{"/FT /Tx /Ff 4096", "two\nlines"},
      Row{"/FT /Tx /V (old) /AP << /N 2 0 R >>", "new"},
      Row{"/FT /Ch /Opt [(a) (b)] /V (a) /I [0]", "b"},
      Row{"/FT /Ch /Opt [[(1) (one)] [(2) (two)]] /V (1)", "two"},
      Row{"/FT /Ch /Opt [(a)] /V (a)", ""},
      Row{"/FT /Ch /Ff 393216 /Opt [(a)]", "typed"},
      Row{"/FT /Ch /Ff 2097152 /Opt [(a) (b) (c)] /V (b)", "a\nc"},
      Row{"/FT /Btn /V /Off /AS /Off /AP << /N << /Ja 2 0 R /Off 2 0 R >> >>", "true"},
      Row{"/FT /Btn /V /Ja /AS /Ja /AP << /N << /Ja 2 0 R /Off 2 0 R >> >>", "false"},
      Row{"/FT /Btn", "true"},
  };
  for (const Row& row : rows) {
    for (const bool packed : {false, true}) {
      INFO(row.members << " " << packed);
      const std::string plain = form_with(row.members);
      const std::string before = packed ? with_object_streams(plain) : plain;
      const auto reading = pdf::read("form.pdf", before, Limits{});
      REQUIRE(reading.ok());
      const std::string address = reading->fields[0].address;
      const auto after = write(before, row.value, address);
      INFO((after ? "" : after.error().what));
      REQUIRE(after.ok());
      CHECK(after->starts_with(before));
      CHECK(value_of(*after, "x") == row.value);
      CHECK(value_of(*after, "other") == "stays");
      CHECK(*write(before, row.value, address) == *after);
      CHECK(after->find("/NeedAppearances true", before.size()) != std::string::npos);
      // A second change goes on top of the first.
      const auto again =
          pdf::write("form.pdf", *after, {{{}, reading->fields[1].address, "second"}}, Limits{});
      REQUIRE(again.ok());
      CHECK(value_of(*again, "x") == row.value);
      CHECK(value_of(*again, "other") == "second");
    }
  }
}

TEST_CASE("one button of a group is switched on, the others off") {
  TestPdf form;
  const std::string widget = "<< /Subtype /Widget /Parent 4 0 R /Rect [1 1 2 2] ";
  form.fields.push_back(form.add("<< /FT /Btn /Ff 32768 /T (env) /V /acc /Kids [5 0 R 6 0 R] >>"));
  form.annotations.push_back(form.add(widget + "/AS /acc /AP << /N << /acc 2 0 R >> >> >>"));
  form.annotations.push_back(form.add(widget + "/AS /Off /AP << /N << /prd 2 0 R >> >> >>"));
  const auto after = write(form.bytes(), "prd");
  REQUIRE(after.ok());
  CHECK(value_of(*after, "env") == "prd");
  const std::string added = after->substr(form.bytes().size());
  CHECK(added.find("/AS /Off") != std::string::npos);
  CHECK(added.find("/AS /prd") != std::string::npos);
  CHECK(value_of(*write(*after, ""), "env").empty());
}

TEST_CASE("nothing to write gives the same bytes") {
  const std::string before = form_with("/FT /Tx");
  CHECK(*pdf::write("form.pdf", before, {}, Limits{}) == before);
}

TEST_CASE("what must not be written is refused with the reason") {
  TestPdf is_signed;
  is_signed.add_field("/FT /Tx /T (a)", 1);
  is_signed.add_field("/FT /Sig /T (s) /V << /Type /Sig >>", 2);
  TestPdf xfa;
  xfa.form = "/XFA [(template) 2 0 R]";
  xfa.add_field("/FT /Tx /T (a) /V (x)", 1);
  const std::string text = form_with("/FT /Tx");
  struct Row {
    std::string bytes;
    const char* value;
    const char* address;
    const char* what;
  };
  const std::array rows{
      Row{text, "v", "99 0", "the form has no field at `99 0`"},
      Row{text, "v", "", "the form has no field at ``"},
      Row{form_with("/FT /Tx /Ff 1"), "v", kAddress,
          "the field `Client ID` cannot be written: the form lets nobody change this field"},
      Row{form_with("/FT /Tx /MaxLen 3"), "four", kAddress,
          "the field `Client ID` holds no more than 3 characters"},
      Row{form_with("/FT /Ch /Opt [(a)]"), "b", kAddress,
          "`b` is none of the choices of `Client ID`"},
      Row{form_with("/FT /Ch /Opt [(a) (b)]"), "a\nb", kAddress,
          "only one of the choices of `Client ID` can be taken"},
      Row{form_with("/FT /Btn"), "yes", kAddress, "a check box is `true` or `false`, not `yes`"},
      Row{is_signed.bytes(), "v", kAddress,
          "the PDF is signed, and a change would break the signature"},
      Row{xfa.bytes(), "v", kAddress, "the form is of the XFA kind"},
      Row{encrypted(text, "secret"), "v", kAddress, "the PDF needs a password"},
      Row{encrypted(text, ""), "v", kAddress, "the PDF is protected"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const auto written = write(row.bytes, row.value, row.address);
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::kRefused);
    CHECK(written.error().what == row.what);
  }
}

}  // namespace
}  // namespace intake
