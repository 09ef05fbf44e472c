#include "word.h"

namespace intake {
namespace {

using namespace word;

struct Case {
  std::string name;
  std::string body;
  std::vector<std::string> fields;
};

const std::vector<Case>& tables() {
  static const std::vector<Case> cases{
      {"label and value",
       table({row({line("Client ID"), line("nihdi-1")}), row({line("Name:"), "<w:p/>"})}),
       {"Client ID = nihdi-1", "Name = "}},
      {"two pairs in a row",
       table({row({line("A"), line("1"), line("B"), line("2")})}),
       {"A = 1", "B = 2"}},
      {"guidance in the third column",
       table({row({line("A"), line("1"), line("Fill this in")}),
              row({line("B"), line("2"), line("And this")})}),
       {"A = 1", "B = 2"}},
      {"explanations in the second column, none in one table",
       table({row({line("Realm"), "<w:p/>", line("M2M")})}) +
           table(
               {row({line("Client ID"), line("the number of the client, as agreed"), line("a-1")}),
                row({line("Name"), line("the name of the hospital"), line("AZ A")})}),
       {"Realm = M2M", "Client ID = a-1", "Name = AZ A"}},
      {"nothing filled in, and guidance in the third column",
       table({row({line("Realm"), "<w:p/>", line("M2M")})}),
       {"Realm = "}},
      {"guidance below the label",
       table({row({line("A") + line("what A is"), line("1")})}),
       {"A = 1"}},
      {"a colon in the label cell",
       table({row({line("A (e.g.: 7)") + line("Example: 8"), line("1")}),
              row({line("B") + line("Example: 8"), paragraph(control("", run("2")))})}),
       {"A (e.g.: 7) = 1", "B = 2"}},
      {"split runs, line breaks and paragraphs in a value",
       table({row({line("A"), paragraph(run("ni") + run("hdi", "<w:b/>") +
                                        "<w:r><w:br/><w:t>two</w:t></w:r>") +
                                  line("three") + "<w:p/>"})}),
       {"A = nihdi\ntwo\nthree"}},
      {"a row over all columns is a heading",
       table({"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + line("4. General") +
                  "</w:tc></w:tr>",
              row({line("A"), line("1")})}),
       {"4. General > A = 1"}},
      {"a label over several rows",
       table(
           {"<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + line("A") + "</w:tc>" +
                cell(line("1")) + "</w:tr>",
            "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" + cell(line("2")) + "</w:tr>"}),
       {"A = 1", "A = 2"}},
      {"labels within the cells", table({row({line("A: 1"), line("B: 2")})}), {"A = 1", "B = 2"}},
      {"check boxes in a cell",
       table({row({line("Env"), line("☐ ACC ☒ PRD")})}),
       {"Env (ACC) = false", "Env (PRD) = true"}},
      {"a check box before its text",
       table({row({line("☒"), line("Vitalink")})}),
       {" (Vitalink) = true"}},
      {"a grid with a heading row",
       table(
           {row({line("Identifier"), line("Type"), line("App")}, "<w:trPr><w:tblHeader/></w:trPr>"),
            row({line("71012345"), line("NIHII-HOSPITAL"), "<w:p/>"})}),
       {" [Identifier] = 71012345", " [Type] = NIHII-HOSPITAL", " [App] = "}},
      {"a grid with bold headings and named rows",
       table({row({"<w:p/>", bold("Name"), bold("Mail")}),
              row({bold("Contact"), line("An"), line("a@b.be")}),
              row({bold("Deputy"), "<w:p/>", "<w:p/>"})}),
       {"Contact [Name] = An", "Contact [Mail] = a@b.be", "Deputy [Name] = ", "Deputy [Mail] = "}},
      {"a grid that counts its rows",
       table({row({bold("Nr."), bold("Scope"), bold("Why")}),
              row({line("1"), line("rct:api"), line("x")}), row({line("2"), "<w:p/>", "<w:p/>"})}),
       {"1 [Scope] = rct:api", "1 [Why] = x", "2 [Scope] = ", "2 [Why] = "}},
      {"a grid of controls",
       table({row({line("Identifier"), line("Type")}),
              row({paragraph(control("<w:tag w:val=\"i\"/>", run("1"))),
                   paragraph(control("<w:tag w:val=\"t\"/>", run("2")))})}),
       {" [Identifier] {i} = 1", " [Type] {t} = 2"}},
      {"a box around a text below its label",
       line("Purpose:") + table({row({line("we read") + line("traces")})}),
       {"Purpose = we read\ntraces"}},
      {"a table in a cell",
       table({row({line("outer"), table({row({line("A"), line("1")})}) + "<w:p/>"}),
              row({line("B"), line("2")})}),
       {"A = 1", "B = 2"}},
      {"controls around cells and rows",
       table({"<w:tr>" + cell(line("A")) + control("<w:tag w:val=\"a\"/>", cell(line("1"))) +
                  "</w:tr>",
              control("<w15:repeatingSection/>",
                      control("<w15:repeatingSectionItem/>", row({line("B"), line("2")})) +
                          control("<w15:repeatingSectionItem/>", row({line("B"), line("3")})))}),
       {"A {a} = 1", "B = 2", "B = 3"}},
      {"a column that explains",
       table({row({bold("Champ"), bold("Explication"), bold("Votre réponse")}),
              row({line("Nom"), line("Name of the hospital"), line("UZ")}),
              row({line("Type"), line("as in the certificate"), "<w:p/>"})}),
       {"Nom [Votre réponse] = UZ", "Type [Votre réponse] = "}},
      {"a second column of phrases, without headings",
       table({row({bold("Client ID"), line("the number of the hospital"), line("nihdi-1")}),
              row({bold("Type"), line("Example: as in the certificate"), "<w:p/>"})}),
       {"Client ID = nihdi-1", "Type = "}},
      {"guidance with a colon behind a value",
       table({row({line("A"), line("1"), line("Example: 8")})}),
       {"A = 1"}},
      {"labels above their values",
       table({row({bold("Client ID")}), row({line("nihdi-1")}), row({bold("Description")}),
              row({line("Software: HiX")})}),
       {"Client ID = nihdi-1", "Description = Software: HiX"}},
      {"names above their values",
       table({row({bold("Realm"), bold("Environment")}), row({line("Healthcare"), line("ACC")})}),
       {" [Realm] = Healthcare", " [Environment] = ACC"}},
      {"sections beside labels and values",
       table({"<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + line("4. General") +
                  "</w:tc>" + cell(line("A")) + cell(line("1")) + "</w:tr>",
              "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" + cell(line("B")) +
                  cell(line("2")) + "</w:tr>"}),
       {"4. General > A = 1", "4. General > B = 2"}},
      {"deleted rows and cells",
       table({row({line("A"), line("1")}, "<w:trPr><w:del/></w:trPr>"),
              "<w:tr>" + cell(line("B")) + "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + line("x") +
                  "</w:tc>" + cell(line("2")) + "</w:tr>"}),
       {"B = 2"}},
  };
  return cases;
}

const std::vector<Case>& paragraphs() {
  static const std::vector<Case> cases{
      {"a colon", line("Client ID: nihdi-1"), {"Client ID = nihdi-1"}},
      {"a colon without a blank", line("Client ID:nihdi-1"), {"Client ID = nihdi-1"}},
      {"colons within values", line("rct:api ; webaccess:cacerts"), {}},
      {"values below a label",
       line("Scopes:") + line("rct:api") + line("webaccess:cacerts") + line("Name: UZ"),
       {"Scopes = rct:api\nwebaccess:cacerts", "Name = UZ"}},
      {"values below bold labels",
       bold("Client ID") + line("nihdi-1") + bold("Name") + line("UZ") + bold("Description") +
           line("Software: HiX"),
       {"Client ID = nihdi-1", "Name = UZ", "Description = Software: HiX"}},
      {"a sentence below a heading", bold("I.AM Connect") + line("Fill in this form."), {}},
      {"guidance between a label and its control",
       line("Scopes:") + line("as granted") + paragraph(control("", run("rct:api"))),
       {"Scopes = ", "as granted = rct:api"}},
      {"a French colon", line("Nom\u00A0: UZ"), {"Nom = UZ"}},
      {"nothing after the colon", line("Client ID:"), {"Client ID = "}},
      {"a tab",
       paragraph("<w:r><w:t>Client ID</w:t><w:tab/><w:t>nihdi</w:t></w:r>"),
       {"Client ID = nihdi"}},
      {"dots", line("Client ID ........ nihdi"), {"Client ID = nihdi"}},
      {"underscores", line("Client ID: ______"), {"Client ID = "}},
      {"underscores alone", line("Client ID ______"), {"Client ID = "}},
      {"typed over underscores", line("Client ID: ___nihdi-1___"), {"Client ID = nihdi-1"}},
      {"two in a line",
       paragraph("<w:r><w:t>A: 1</w:t><w:tab/><w:t>B: 2</w:t></w:r>"),
       {"A = 1", "B = 2"}},
      {"lines in a paragraph",
       paragraph("<w:r><w:t>A: 1</w:t><w:br/><w:t>B: 2</w:t></w:r>"),
       {"A = 1", "B = 2"}},
      {"leaders for two", line("Date: ……… Place: ………"), {"Date = ", "Place = "}},
      {"a value below its label in one paragraph",
       paragraph("<w:r><w:t>Use:</w:t><w:br/><w:t>we read</w:t><w:br/><w:t>B: 2</w:t></w:r>"),
       {"Use = we read", "B = 2"}},
      {"round brackets",
       line("( ) yes (x) no") + line("f (x)"),
       {" (yes) = false", " (no) = true"}},
      {"no labels",
       line("rct:api") + line("see https://a.be/x") + line("at 10:30") +
           line("Please send this. Note that it is late: we close"),
       {}},
      {"no-break spaces stay", line("A: x\u00A0y"), {"A = x\u00A0y"}},
      {"a hyperlink",
       paragraph(run("Mail: ") + "<w:hyperlink>" + run("a@b.be") + "</w:hyperlink>"),
       {"Mail = a@b.be"}},
      {"a field keeps its result",
       paragraph(run("A: ") +
                 "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>"
                 "REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
                 run("7") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple>" +
                 run("8") + "</w:fldSimple>"),
       {"A = 78"}},
      {"hidden text", paragraph(run("A: 1") + run("x", "<w:vanish/>")), {"A = 1"}},
      {"not hidden", paragraph(run("A: 1") + run("x", "<w:vanish w:val=\"0\"/>")), {"A = 1x"}},
      {"placeholder style",
       paragraph(run("A: ") + run("fill in", "<w:rStyle w:val=\"Tekst\"/>")),
       {"A = "}},
      {"tracked changes",
       paragraph(run("A: ") + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>" +
                 run("new") + "</w:ins><w:moveFrom>" + run("x") + "</w:moveFrom><w:moveTo>" +
                 run("y") + "</w:moveTo>"),
       {"A = newy"}},
      {"check boxes",
       line("Env: ☐ ACC  ☑ PRD") + line("[x] M2M [ ] Healthcare"),
       {"Env (ACC) = false", "Env (PRD) = true", " (M2M) = true", " (Healthcare) = false"}},
      {"check boxes below their question",
       line("Vault:") + line("☐ RSW") + line("☒ RSB"),
       {"Vault (RSW) = false", "Vault (RSB) = true"}},
      {"symbols of a font",
       paragraph("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>" + run(" yes ") +
                 "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>" + run(" no")),
       {" (yes) = true", " (no) = false"}},
      {"text before its box", line("ACC ☐   PRD ☒"), {" (ACC) = false", " (PRD) = true"}},
      {"a text box once",
       "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + line("A: 1") +
           "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" +
           line("A: 1") +
           "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
       {"A = 1"}},
  };
  return cases;
}

const std::vector<Case>& controls() {
  static const std::vector<Case> cases{
      {"in a line",
       paragraph(run("A: ") + control("<w:tag w:val=\"t\"/>", run("1"))),
       {"A {t} = 1"}},
      {"alias where there is no tag",
       paragraph(control("<w:alias w:val=\"Client\"/>", run("1"))),
       {" {Client} = 1"}},
      {"two in a line",
       paragraph(run("A: ") + control("", run("1")) + run(" B: ") + control("", run("2"))),
       {"A = 1", "B = 2"}},
      {"around paragraphs",
       line("Purpose:") + control("<w:tag w:val=\"p\"/>", line("x") + line("y")),
       {"Purpose {p} = x\ny"}},
      {"a frame around lines",
       control("<w:id w:val=\"1\"/>", line("A: 1") + line("B: 2")),
       {"A = 1", "B = 2"}},
      {"a placeholder",
       paragraph(run("A: ") + control("<w:showingPlcHdr/>", run("Click here"))),
       {"A = "}},
      {"what Word asks, saved as text",
       paragraph(run("A: ") + control("", run("Klik of tik om tekst in te voeren."))),
       {"A = "}},
      {"the style of a placeholder left on a value",
       paragraph(run("A: ") + control("", run("nihdi-1", "<w:rStyle w:val=\"Tekst\"/>"))),
       {"A = nihdi-1"}},
      {"a drop-down list",
       paragraph(run("A: ") +
                 control("<w:dropDownList><w:listItem w:displayText=\"Choose\" w:value=\"\"/>"
                         "<w:listItem w:displayText=\"One\" w:value=\"1\"/></w:dropDownList>",
                         run("One"))),
       {"A = One"}},
      {"a check box",
       paragraph(control("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", run("☒")) +
                 run(" yes")),
       {" (yes) = true"}},
      {"a date by what it keeps",
       paragraph(run("D: ") +
                 control("<w:date w:fullDate=\"2024-05-01T00:00:00Z\"/>", run("1/05/2024"))),
       {"D = 2024-05-01"}},
      {"a date typed over",
       paragraph(run("D: ") +
                 control("<w:date w:fullDate=\"2024-05-01T00:00:00Z\"/>", run("2/06/2025"))),
       {"D = 2/06/2025"}},
      {"one in another",
       paragraph(control("<w:tag w:val=\"outer\"/>",
                         run("A: ") + control("<w:tag w:val=\"inner\"/>", run("1")))),
       {"A {inner} = 1"}},
      {"a legacy text",
       paragraph(run("A: ") + legacy("<w:name w:val=\"T\"/><w:textInput/>", run("1"))),
       {"A {T} = 1"}},
      {"an empty legacy text",
       paragraph(run("A: ") + legacy("<w:textInput/>", run("\u2002\u2002\u2002\u2002\u2002"))),
       {"A = "}},
      {"a legacy check box",
       paragraph(legacy("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>", "") +
                 run(" yes ") + legacy("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>", "") +
                 run("no")),
       {" (yes) = true", " (no) = false"}},
      {"a legacy list",
       paragraph(run("A: ") + legacy("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"x\"/>"
                                     "<w:listEntry w:val=\"y\"/></w:ddList>",
                                     "")),
       {"A = y"}},
      {"several in a cell",
       table({row({line("Period"), paragraph(run("from ") + control("", run("1")) + run(" to ") +
                                             control("", run("2")))})}),
       {"from = 1", "to = 2"}},
  };
  return cases;
}

}  // namespace

TEST_CASE("docx: fields of tables, paragraphs and controls") {
  for (const auto* cases : {&tables(), &paragraphs(), &controls()}) {
    for (const Case& each : *cases) {
      INFO(each.name);
      CHECK(summaries(must_read(file(each.body))) == each.fields);
    }
  }
}

TEST_CASE("docx: headings are sections") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {paragraph(run("4. General"), "Kop1"), "4. General"},
      {paragraph(run("4. General:"), "Own"), "4. General"},
      {paragraph(run("General"), "Level"), "General"},
      {paragraph(run("General"), "Titre2"), "General"},
      {"<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" + run("General") + "</w:p>", "General"},
      {bold("5.1 Credentials"), "5.1 Credentials"},
      {bold("5.1 Credentials:"), "5.1 Credentials"},
      {bold("Section 4 : Informations générales"), "Section 4 : Informations générales"},
      {bold("Deel 5.1: Credentials"), "Deel 5.1: Credentials"},
      {paragraph(run("Credentials", "<w:rStyle w:val=\"Strong\"/>")), "Credentials"},
      {line("5.1 Credentials"), "5.1 Credentials"},
      {line("1. Fill in the form."), ""},
      {line("General"), ""},
      {paragraph(run("General", "<w:b w:val=\"0\"/>")), ""},
  };
  for (const auto& [heading, section] : cases) {
    INFO(heading);
    const Reading reading = must_read(file(heading + line("A: 1")));
    REQUIRE(reading.fields.size() == 1);
    CHECK(reading.fields[0].section == section);
  }
}

TEST_CASE("docx: where a field stands, what it offers, whether it can be written") {
  const Reading reading = must_read(file(
      line("A: 1") +
      table(
          {row({line("B"), paragraph(control("<w:alias w:val=\"Kind\"/><w:tag w:val=\"k\"/><w:lock "
                                             "w:val=\"contentLocked\"/><w:comboBox><w:listItem "
                                             "w:value=\"x\"/><w:listItem w:displayText=\"Y\" "
                                             "w:value=\"y\"/></w:comboBox>",
                                             run("x")))})}) +
      paragraph(run("C: ") + control("<w:dataBinding w:xpath=\"/a\"/>", run("1")))));
  REQUIRE(reading.fields.size() == 3);
  using StepKind = OriginStep::Kind;
  CHECK(reading.fields[0].steps == std::vector<OriginStep>{{StepKind::kParagraph, "", 1}});
  CHECK_FALSE(reading.fields[0].locked);
  const FormField& choice = reading.fields[1];
  CHECK(choice.kind == FormField::Kind::kChoice);
  CHECK(choice.choices == std::vector<std::string>{"x", "Y"});
  CHECK(choice.steps == std::vector<OriginStep>{{StepKind::kTable, "", 1},
                                                {StepKind::kRow, "", 1},
                                                {StepKind::kColumn, "", 2},
                                                {StepKind::kField, "Kind", 0}});
  CHECK(choice.locked);
  CHECK(choice.why_locked == "its content is locked in the form");
  CHECK(reading.fields[2].why_locked == "it is bound to data elsewhere in the Word file");
  CHECK(reading.fields[0].address != reading.fields[1].address);
}

TEST_CASE("docx: running text and notices") {
  const Reading reading = must_read(file(paragraph(run("Title"), "Kop1") + line("A: 1") +
                                         table({row({line("B"), line("2")})}) + "<w:p><w:ins>" +
                                         run("new") + "</w:ins></w:p>"));
  CHECK(reading.format == "docx");
  CHECK(reading.text == "Title\nA: 1\nB\n2\nnew\nClient ID: in the header\n");
  CHECK(reading.fields.size() == 2);
  REQUIRE(reading.notices.size() == 1);
  CHECK(reading.notices[0].code == NoticeCode::kTrackedChanges);

  Entries macros = entries(document(line("A: 1")));
  macros.emplace_back("word/vbaProject.bin", "x");
  const Reading other = must_read(file_of(macros));
  REQUIRE(other.notices.size() == 1);
  CHECK(other.notices[0].code == NoticeCode::kMacros);
  CHECK(other.media_type == "application/vnd.ms-word.document.macroEnabled.12");
}

TEST_CASE("docx: other prefixes, strict documents and UTF-16") {
  const std::string strict =
      "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r>"
      "<x:t>A: 1</x:t></x:r></x:p></x:body></x:document>";
  CHECK(summaries(must_read(file_of(entries(strict)))) == std::vector<std::string>{"A = 1"});
  const std::string plain =
      "<document "
      "xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><body><p><r>"
      "<t>A: 1</t></r></p></body></document>";
  CHECK(summaries(must_read(file_of(entries(plain)))) == std::vector<std::string>{"A = 1"});
  std::string wide = "\xFF\xFE";
  for (const char c : plain) {
    wide += c;
    wide += '\0';
  }
  const std::string utf16 = file_of(entries(wide));
  CHECK(summaries(must_read(utf16)) == std::vector<std::string>{"A = 1"});
  const auto written = docx::write(utf16, {{{}, "field-1", "2"}}, Limits{});
  REQUIRE_FALSE(written.ok());
  CHECK(written.error().code == ErrorCode::kRefused);
  // Another namespace with the same names is no Word document.
  const std::string foreign = "<w:document xmlns:w=\"urn:x\"><w:body><w:p/></w:body></w:document>";
  CHECK_FALSE(docx::read("x.docx", file_of(entries(foreign)), Limits{}).ok());
}

}  // namespace intake
