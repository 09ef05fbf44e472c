#include <chrono>

#include "word.h"

namespace intake {
namespace {

using namespace word;

Error must_fail(const std::string& bytes, const Limits& limits = {}) {
  const auto reading = docx::read("form.docx", bytes, limits);
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().what.find('\n') == std::string::npos);
  return reading.error();
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("docx: packages that are no Word file, or a damaged one") {
  const std::string good = file(line("A: 1"));
  CHECK(docx::recognises(good));
  const std::string main = document(line("A: 1"));
  const std::string ole =
      std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0');
  struct Case {
    std::string name;
    std::string bytes;
    ErrorCode code;
  };
  const std::vector<Case> cases{
      {"nothing", "", ErrorCode::kEmpty},
      {"text", "A: 1\n", ErrorCode::kUnsupported},
      {"an OLE file", ole, ErrorCode::kUnsupported},
      {"half of it", good.substr(0, good.size() / 2), ErrorCode::kSyntax},
      {"without its end", good.substr(0, good.size() - 30), ErrorCode::kSyntax},
      {"the magic alone", "PK\x03\x04", ErrorCode::kSyntax},
      {"a part twice", raw_zip({{"word/document.xml", main}, {"word/document.xml", main}}),
       ErrorCode::kSyntax},
      {"a part twice in another case",
       raw_zip({{"word/document.xml", main}, {"Word/Document.xml", main}}), ErrorCode::kSyntax},
      {"an encrypted part", raw_zip({{"word/document.xml", main, true}}), ErrorCode::kUnsupported},
      {"a zip of something else", raw_zip({{"a.txt", "a"}}), ErrorCode::kUnsupported},
      {"a workbook", raw_zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<a/>"}}),
       ErrorCode::kUnsupported},
      {"a text document of LibreOffice",
       raw_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}}),
       ErrorCode::kUnsupported},
      {"a size that is a lie", raw_zip({{"word/document.xml", main, false, 5}}),
       ErrorCode::kSyntax},
      {"no XML", file_of(entries("nothing")), ErrorCode::kSyntax},
      {"XML that ends early", file_of(entries("<w:document><w:body>")), ErrorCode::kSyntax},
      {"no body", file_of(entries("<a/>")), ErrorCode::kSyntax},
      {"a DOCTYPE",
       file_of(entries("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" +
                       main.substr(main.find("<w:")))),
       ErrorCode::kSyntax},
      {"not UTF-8", file(line("A: \xff")), ErrorCode::kEncoding},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    const Error error = must_fail(each.bytes);
    CHECK(error.code == each.code);
    CHECK_FALSE(error.what.empty());
    const auto written = docx::write(each.bytes, {}, Limits{});
    CHECK_FALSE(written.ok());
  }
}

TEST_CASE("docx: names that lead out of the package are names") {
  const std::string main = document(line("A: 1"));
  const std::string bytes = raw_zip({{"../../etc/passwd", "x"},
                                     {"/etc/passwd", "x"},
                                     {"C:\\x", "x"},
                                     {"word/document.xml", main},
                                     {"_rels/.rels",
                                      "<Relationships><Relationship Type=\"x/officeDocument\" "
                                      "Target=\"../../word/document.xml\"/></Relationships>"}});
  CHECK(summaries(must_read(bytes)) == std::vector<std::string>{"A = 1"});
}

TEST_CASE("docx: limits") {
  Limits limits;
  SECTION("a bomb: 16 MiB of blanks") {
    limits.entry_bytes = 1ull << 30;
    limits.package_bytes = 1ull << 30;
    const std::string bytes = file(repeated(" ", 16u << 20));
    CHECK(bytes.size() < (1u << 17));
    CHECK(must_fail(bytes, limits).code == ErrorCode::kLimit);
  }
  SECTION("an entry") {
    limits.entry_bytes = 10'000;
    CHECK(must_fail(file(repeated("a", 20'000)), limits).code == ErrorCode::kLimit);
  }
  SECTION("all entries together") {
    limits.package_bytes = 1'000;
    CHECK(must_fail(file(line("A: 1")), limits).code == ErrorCode::kLimit);
  }
  SECTION("the file") {
    limits.input_bytes = 100;
    CHECK(must_fail(file(line("A: 1")), limits).code == ErrorCode::kLimit);
  }
  SECTION("the number of entries") {
    limits.package_entries = 3;
    CHECK(must_fail(file(line("A: 1")), limits).code == ErrorCode::kLimit);
  }
  SECTION("elements in each other, a million") {
    const std::string deep = repeated("<w:p>", 1'000'000) + repeated("</w:p>", 1'000'000);
    limits.unpacked_ratio = 100'000;
    CHECK(must_fail(file(deep), limits).code == ErrorCode::kLimit);
  }
  SECTION("elements in each other, over a limit that is given") {
    limits.xml_depth = 20;
    CHECK(must_fail(file(repeated("<w:p>", 20) + repeated("</w:p>", 20)), limits).code ==
          ErrorCode::kLimit);
    CHECK(docx::read("a.docx", file(line("A: 1")), limits).ok());
  }
  SECTION("as deep as is allowed") {
    const std::string deep = repeated("<w:sdt><w:sdtContent>", 200) + line("A: 1") +
                             repeated("</w:sdtContent></w:sdt>", 200);
    CHECK(summaries(must_read(file(deep))) == std::vector<std::string>{"A = 1"});
  }
  SECTION("the number of elements") {
    limits.nodes = 1'000;
    CHECK(must_fail(file(repeated("<w:p/>", 3'000)), limits).code == ErrorCode::kLimit);
  }
  SECTION("the number of fields") {
    limits.form_fields = 10;
    CHECK(must_fail(file(repeated(line("A: 1"), 20)), limits).code == ErrorCode::kLimit);
  }
}

TEST_CASE("docx: long documents take time in proportion") {
  // Each of these would take minutes if some step were quadratic.
  const std::vector<std::string> bodies{
      paragraph(run(repeated("a\t", 200'000) + ":")),
      line(repeated("☐ ", 3'000)),
      paragraph(repeated(run("x"), 100'000)),
      repeated("<w:tbl><w:tr><w:tc>", 150) + line("A: 1") +
          repeated("<w:p/></w:tc></w:tr></w:tbl>", 150),
      table({row({line("A"), paragraph(repeated(control("", run("x")), 4'000) +
                                       repeated("<w:r><w:br/><w:t>☐</w:t></w:r>", 900))})}),
      line("A") + "<mc:AlternateContent>" + repeated("<mc:Fallback/>", 200'000) +
          "</mc:AlternateContent>",
  };
  for (const std::string& body : bodies) {
    Limits limits;
    limits.unpacked_ratio = 10'000;
    const auto begin = std::chrono::steady_clock::now();
    const auto reading = docx::read("x.docx", file(body), limits);
    CHECK(reading.ok());
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
}

TEST_CASE("docx: characters that XML does not have") {
  const Reading reading = must_read(file(line("A: x&#1;y&#xD800;z")));
  REQUIRE(reading.fields.size() == 1);
  CHECK(reading.fields[0].value == "x\uFFFDy\uFFFD\uFFFD\uFFFDz");
  REQUIRE(reading.notices.size() == 1);
  CHECK(reading.notices[0].code == NoticeCode::kTextLost);
}

}  // namespace intake
