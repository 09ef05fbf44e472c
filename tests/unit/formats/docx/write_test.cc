#include <map>

#include "word.h"

namespace intake {
namespace {

using namespace word;

std::string must_write(const std::string& bytes, const std::vector<PartEdit>& edits) {
  auto written = docx::write(bytes, edits, Limits{});
  INFO((written.ok() ? "" : written.error().what + " / " + written.error().hint));
  REQUIRE(written.ok());
  return std::move(*written);
}

std::string main_part(const std::string& bytes) {
  auto package = docx::Package::open(bytes, Limits{});
  REQUIRE(package.ok());
  auto main = package->read("word/document.xml", Limits{});
  REQUIRE(main.ok());
  return std::move(*main);
}

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t out = 0;
  for (std::size_t i = size; i-- > 0;) {
    out = out * 256 + static_cast<unsigned char>(bytes.at(at + i));
  }
  return out;
}

/// What the directory of a zip says of each entry, in order, with the packed bytes; without where
/// it stands. Of the main part only the name.
std::vector<std::string> directory(const std::string& bytes) {
  std::vector<std::string> out;
  const std::size_t end = bytes.rfind("PK\x05\x06");
  std::size_t at = number(bytes, end + 16, 4);
  for (std::uint32_t i = 0; i < number(bytes, end + 10, 2); ++i) {
    const std::uint32_t packed = number(bytes, at + 20, 4);
    const std::uint32_t name = number(bytes, at + 28, 2);
    const std::uint32_t rest = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    const std::size_t local = number(bytes, at + 42, 4);
    const std::size_t data =
        local + 30 + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
    const std::string named = bytes.substr(at + 46, name);
    out.push_back(named == "word/document.xml"
                      ? named
                      : bytes.substr(at, 42) + bytes.substr(at + 46, name + rest) +
                            bytes.substr(data, packed));
    at += 46 + name + rest;
  }
  return out;
}

struct Case {
  std::string name;
  std::string body;
  std::string value;
  std::string after;  // the body
};

const std::vector<Case>& cases() {
  const std::string t = "<w:t xml:space=\"preserve\">";
  static const std::vector<Case> all{
      {"after a label", "<w:p><w:r><w:t>A: old</w:t></w:r></w:p>", "new",
       "<w:p><w:r>" + t + "A: new</w:t></w:r></w:p>"},
      {"after a label with nothing", "<w:p><w:r><w:t>A:</w:t></w:r></w:p>", "new",
       "<w:p><w:r>" + t + "A: new</w:t></w:r></w:p>"},
      {"after a label and a tab", "<w:p><w:r><w:t>A</w:t><w:tab/></w:r></w:p>", "new",
       "<w:p><w:r><w:t>A</w:t><w:tab/>" + t + "new</w:t></w:r></w:p>"},
      {"below a label", "<w:p><w:r><w:t>A:</w:t><w:br/><w:t>old</w:t></w:r></w:p>", "new",
       "<w:p><w:r><w:t>A:</w:t><w:br/>" + t + "new</w:t></w:r></w:p>"},
      {"over a leader", "<w:p><w:r><w:t>A: ____</w:t></w:r></w:p>", "new",
       "<w:p><w:r>" + t + "A: new</w:t></w:r></w:p>"},
      {"over a leader without a colon", "<w:p><w:r><w:t>A ____</w:t></w:r></w:p>", "new",
       "<w:p><w:r>" + t + "A: new</w:t></w:r></w:p>"},
      {"over split runs",
       "<w:p><w:r><w:t>A: o</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ld</w:t></w:r></w:p>", "new",
       "<w:p><w:r>" + t + "A: new</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>" + t +
           "</w:t></w:r></w:p>"},
      {"in the first of two runs", "<w:p>" + run("A: ") + run("1", "<w:i/>") + run("2") + "</w:p>",
       "3", "<w:p>" + run("A: ") + run("3", "<w:i/>") + run("") + "</w:p>"},
      {"into an empty cell",
       "<w:tbl><w:tr>" + cell(line("A")) + cell("<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr></w:p>") +
           "</w:tr></w:tbl>",
       "new",
       "<w:tbl><w:tr>" + cell(line("A")) +
           cell("<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr>" + run("new", "<w:i/>") + "</w:p>") +
           "</w:tr></w:tbl>"},
      {"into a paragraph that closes itself",
       "<w:tbl><w:tr>" + cell(line("A")) + cell("<w:p w:rsidR=\"1\"/>") + "</w:tr></w:tbl>", "a\nb",
       "<w:tbl><w:tr>" + cell(line("A")) +
           cell("<w:p w:rsidR=\"1\"><w:r>" + t + "a</w:t><w:br/>" + t + "b</w:t></w:r></w:p>") +
           "</w:tr></w:tbl>"},
      {"one line of several",
       "<w:tbl><w:tr>" + cell(line("A")) + cell(line("a") + line("b") + line("c")) +
           "</w:tr></w:tbl>",
       "a\nx\nc",
       "<w:tbl><w:tr>" + cell(line("A")) + cell(line("a") + line("x") + line("c")) +
           "</w:tr></w:tbl>"},
      {"fewer lines",
       "<w:tbl><w:tr>" + cell(line("A")) +
           cell("<w:p><w:r>" + t + "a</w:t><w:br/>" + t + "b</w:t></w:r></w:p>") +
           "</w:tr></w:tbl>",
       "x",
       "<w:tbl><w:tr>" + cell(line("A")) +
           cell("<w:p><w:r>" + t + "x</w:t>" + t + "</w:t></w:r></w:p>") + "</w:tr></w:tbl>"},
      {"a box", "<w:p>" + run("☐ yes") + "</w:p>", "true", "<w:p>" + run("☒ yes") + "</w:p>"},
      {"a box in brackets", "<w:p>" + run("[x] yes") + "</w:p>", "false",
       "<w:p>" + run("[ ] yes") + "</w:p>"},
      {"a box of a symbol font",
       "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>" + run(" yes") + "</w:p>",
       "true",
       "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>" + run(" yes") + "</w:p>"},
      {"a control with a placeholder",
       "<w:p>" +
           control("<w:showingPlcHdr/><w:text/>",
                   run("Click", "<w:rStyle w:val=\"Tekst\"/><w:color w:val=\"808080\"/><w:i/>")) +
           "</w:p>",
       "new", "<w:p>" + control("<w:text/>", run("new", "<w:i/>")) + "</w:p>"},
      {"an empty control in a line", "<w:p><w:sdt><w:sdtContent/></w:sdt></w:p>", "new",
       "<w:p><w:sdt><w:sdtContent>" + run("new") + "</w:sdtContent></w:sdt></w:p>"},
      {"a list",
       "<w:p>" +
           control(
               "<w:dropDownList w:lastValue=\"1\"><w:listItem w:displayText=\"One\" w:value=\"1\"/>"
               "<w:listItem w:displayText=\"Two\" w:value=\"2\"/></w:dropDownList>",
               run("One")) +
           "</w:p>",
       "Two",
       "<w:p>" +
           control(
               "<w:dropDownList w:lastValue=\"2\"><w:listItem w:displayText=\"One\" w:value=\"1\"/>"
               "<w:listItem w:displayText=\"Two\" w:value=\"2\"/></w:dropDownList>",
               run("Two")) +
           "</w:p>"},
      {"a check box",
       "<w:p>" +
           control("<w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2611\"/>"
                   "</w14:checkbox>",
                   run("☐")) +
           "</w:p>",
       "true",
       "<w:p>" +
           control("<w14:checkbox><w14:checked w14:val=\"1\"/><w14:checkedState w14:val=\"2611\"/>"
                   "</w14:checkbox>",
                   run("☑")) +
           "</w:p>"},
      {"a check box without a state", "<w:p>" + control("<w14:checkbox/>", run("☐")) + "</w:p>",
       "true",
       "<w:p>" + control("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", run("☒")) +
           "</w:p>"},
      {"a date",
       "<w:p>" +
           control("<w:date w:fullDate=\"2024-05-01T00:00:00Z\"><w:dateFormat "
                   "w:val=\"d/MM/yyyy\"/></w:date>",
                   run("1/05/2024")) +
           "</w:p>",
       "2025-12-03",
       "<w:p>" +
           control("<w:date w:fullDate=\"2025-12-03T00:00:00Z\"><w:dateFormat "
                   "w:val=\"d/MM/yyyy\"/></w:date>",
                   run("3/12/2025")) +
           "</w:p>"},
      {"a date that is none",
       "<w:p>" + control("<w:date w:fullDate=\"2024-05-01T00:00:00Z\"/>", run("1/05/2024")) +
           "</w:p>",
       "soon", "<w:p>" + control("<w:date />", run("soon")) + "</w:p>"},
      {"a legacy check box",
       "<w:p>" + legacy("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>", "") + "</w:p>", "true",
       "<w:p>" +
           legacy("<w:checkBox><w:default w:val=\"0\"/><w:checked w:val=\"1\"/></w:checkBox>", "") +
           "</w:p>"},
      {"a legacy list",
       "<w:p>" +
           legacy("<w:ddList><w:listEntry w:val=\"a\"/><w:listEntry w:val=\"b\"/></w:ddList>", "") +
           "</w:p>",
       "b",
       "<w:p>" +
           legacy("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"a\"/><w:listEntry "
                  "w:val=\"b\"/></w:ddList>",
                  "") +
           "</w:p>"},
      {"a legacy text", "<w:p>" + legacy("<w:textInput/>", run("\u2002\u2002")) + "</w:p>", "new",
       "<w:p>" + legacy("<w:textInput/>", run("new")) + "</w:p>"},
      {"in an insertion", "<w:p>" + run("A: ") + "<w:ins>" + run("x") + "</w:ins></w:p>", "y",
       "<w:p>" + run("A: ") + "<w:ins>" + run("y") + "</w:ins></w:p>"},
      {"characters of XML", "<w:p>" + run("A: &lt;1&gt;") + "</w:p>", "\"a\" & <b>",
       "<w:p>" + run("A: &quot;a&quot; &amp; &lt;b&gt;") + "</w:p>"},
      {"nothing", "<w:p>" + run("A: 1") + "</w:p>", "", "<w:p>" + run("A: ") + "</w:p>"},
  };
  return all;
}

}  // namespace

TEST_CASE("docx: a value is written into its place, and nothing else changes") {
  for (const Case& each : cases()) {
    INFO(each.name);
    const std::string before = file(each.body);
    const Reading reading = must_read(before);
    REQUIRE(reading.fields.size() == 1);
    const std::string after = must_write(before, {{{}, reading.fields[0].address, each.value}});
    CHECK(main_part(after) == document(each.after));
    CHECK(must_read(after).fields[0].value == each.value);
    CHECK(directory(after) == directory(before));
    CHECK(must_write(before, {{{}, reading.fields[0].address, each.value}}) == after);
    // What is there already is not written.
    CHECK(must_write(after, {{{}, reading.fields[0].address, each.value}}) == after);
  }
}

TEST_CASE("docx: what was written is read, in every kind of place") {
  const std::vector<std::string> bodies{
      line("A: old"),
      line("A:"),
      table({row({line("A"), line("old")})}),
      table({row({line("A"), "<w:p/>"})}),
      table({row({line("A"), line("a") + line("b")})}),
      table({"<w:tr>" + cell(line("A")) + control("", cell("<w:p/>")) + "</w:tr>"}),
      paragraph(run("A: ") + control("", run("old"))),
      paragraph(run("A: ") + control("<w:showingPlcHdr/>", run("Click"))),
      control("<w:tag w:val=\"a\"/>", line("old")),
      paragraph(run("A: ") + legacy("<w:textInput/>", run("old"))),
      paragraph(run("A: ") + legacy("<w:textInput/>", "")),
  };
  const std::vector<std::string> values{"x",
                                        "&<>\"'",
                                        "é 😀",
                                        "a\u00A0b",
                                        "&amp;",
                                        "]]>",
                                        "a  b",
                                        "x\ty",
                                        "'",
                                        "–",
                                        "rct:api ; webaccess:cacerts",
                                        "nihdi-hospital-71012345"};
  const std::vector<std::string> lines{"a\nb", "a\n\nb", "one\ntwo\nthree"};
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const std::string bytes = file(bodies[i]);
    REQUIRE(must_read(bytes).fields.size() == 1);
    std::vector<std::string> all = values;
    // A value behind its label is one line.
    if (i >= 2) all.insert(all.end(), lines.begin(), lines.end());
    for (const std::string& value : all) {
      INFO(bodies[i] << " <- " << value);
      const std::string written = must_write(bytes, {{{}, "field-1", value}});
      CHECK(must_read(written).fields[0].value == value);
      // And over it again.
      const std::string again = must_write(written, {{{}, "field-1", "z"}});
      CHECK(must_read(again).fields[0].value == "z");
    }
  }
}

TEST_CASE("docx: several values at once") {
  const std::string bytes = file(line("A: 1") + line("☐ yes ☒ no") +
                                 table({row({line("B"), line("2")}), row({line("C"), "<w:p/>"})}));
  const std::string after = must_write(bytes, {{{}, "field-5", "z"},
                                               {{}, "field-2", "true"},
                                               {{}, "field-3", "false"},
                                               {{}, "field-1", "x"}});
  CHECK(summaries(must_read(after)) ==
        std::vector<std::string>{"A = x", " (yes) = true", " (no) = false", "B = 2", "C = z"});
  CHECK(must_write(bytes, {}) == bytes);
}

TEST_CASE("docx: what is not written") {
  const std::string plain = file(line("A: 1"));
  Entries all = entries(document(line("A: 1")));
  all.emplace_back("_xmlsignatures/sig1.xml", "<a/>");
  const std::string list =
      paragraph(control("<w:dropDownList><w:listItem w:value=\"a\"/></w:dropDownList>", run("a")));
  struct Refusal {
    std::string name;
    std::string bytes;
    std::vector<PartEdit> edits;
    std::string what;
  };
  const std::vector<Refusal> refusals{
      {"signed", file_of(all), {{{}, "field-1", "2"}}, "signed"},
      {"no such field", plain, {{{}, "field-2", "2"}}, "has no field"},
      {"twice", plain, {{{}, "field-1", "2"}, {{}, "field-1", "3"}}, "twice"},
      {"no characters of XML", plain, {{{}, "field-1", std::string("a\x01", 2)}}, "characters"},
      {"not UTF-8", plain, {{{}, "field-1", "\xff"}}, "characters"},
      {"no choice", file(list), {{{}, "field-1", "b"}}, "without `b`"},
      {"no state", file(line("☐ yes")), {{{}, "field-1", "yes"}}, "check box"},
      {"locked",
       file(paragraph(control("<w:lock w:val=\"contentLocked\"/>", run("a")))),
       {{{}, "field-1", "b"}},
       "locked"},
      {"two lines behind a label", plain, {{{}, "field-1", "a\nb"}}, "would not read"},
      {"a blank that would not be read", plain, {{{}, "field-1", " a"}}, "would not read"},
  };
  for (const Refusal& each : refusals) {
    INFO(each.name);
    const auto written = docx::write(each.bytes, each.edits, Limits{});
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::kRefused);
    CHECK(written.error().what.find(each.what) != std::string::npos);
  }
}

TEST_CASE("docx: macros stay as they are") {
  Entries all = entries(document(line("A: 1")));
  all.emplace_back("word/vbaProject.bin", std::string("\0\1\2", 3));
  const std::string bytes = file_of(all);
  const std::string after = must_write(bytes, {{{}, "field-1", "2"}});
  CHECK(directory(after) == directory(bytes));
  CHECK(summaries(must_read(after)) == std::vector<std::string>{"A = 2"});
}

}  // namespace intake
