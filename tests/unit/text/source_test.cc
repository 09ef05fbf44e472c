#include "text/source.h"
#include "support/catch.h"
#include "text/unicode.h"

namespace intake {

using namespace std::string_literals;

TEST_CASE("locate counts lines from 1 and columns in code points") {
  struct Case {
    std::string bytes;
    std::uint32_t offset, line, column;
  };
  const std::vector<Case> cases{
      {"", 0, 1, 1},
      {"abc", 3, 1, 4},
      {"abc", 99, 1, 4},  // past the end
      {"a\nb", 1, 1, 2},  // the line end belongs to its line
      {"a\nb", 2, 2, 1},
      {"a\n", 2, 2, 1},
      {"a\r\nb", 2, 1, 3},
      {"a\r\nb", 3, 2, 1},
      {"a\rb", 2, 2, 1},               // a lone CR counts
      {"\xC3\xA9x", 2, 1, 2},          // é
      {"\xF0\x9F\x98\x80x", 4, 1, 2},  // emoji
      {"\xEF\xBB\xBFx", 0, 1, 1},      // the BOM has no column
      {"\xEF\xBB\xBFx", 3, 1, 1},
      {"\xEF\xBB\xBFxy\nz", 4, 1, 2},
      {"\xEF\xBB\xBFxy\nz", 6, 2, 1},
  };
  for (const auto& c : cases) {
    CAPTURE(c.bytes, c.offset);
    const LineColumn at = Source("s", c.bytes).locate(c.offset);
    CHECK(at.line == c.line);
    CHECK(at.column == c.column);
  }
}

TEST_CASE("lines come without their line ends") {
  const Source source("s",
                      "\xEF\xBB\xBF"
                      "a\r\nbb\nccc\rd");
  CHECK(source.line_count() == 4);
  CHECK(source.line_text(1) == "a");
  CHECK(source.line_begin(1) == 3);
  CHECK(source.line_text(2) == "bb");
  CHECK(source.line_text(3) == "ccc");
  CHECK(source.line_text(4) == "d");
  CHECK(source.line_begin(4) == 13);
  CHECK(source.line_text(0).empty());
  CHECK(source.line_text(5).empty());
  CHECK(source.line_begin(5) == source.bytes().size());
  CHECK(source.slice({3, 4}) == "a");
  CHECK(source.slice({3, 99}).size() == source.bytes().size() - 3);
}

TEST_CASE("check_text names what is wrong with the bytes, and where") {
  struct Case {
    std::string bytes;
    ErrorCode code;
    std::string what;
    std::uint32_t line, column;
  };
  const std::vector<Case> cases{
      {"", ErrorCode::kEmpty, "the input is empty", 1, 1},
      {" \t\r\n\n", ErrorCode::kEmpty, "the input is empty", 1, 1},
      {"\xEF\xBB\xBF\n", ErrorCode::kEmpty, "the input is empty", 1, 1},
      {"\xFF\xFE"
       "a\0"s,
       ErrorCode::kEncoding, "the file is UTF-16, not UTF-8", 1, 1},
      {"\xFE\xFF\0a"s, ErrorCode::kEncoding, "the file is UTF-16, not UTF-8", 1, 1},
      {"{\0}\0"s, ErrorCode::kEncoding, "the file is UTF-16, not UTF-8", 1, 1},
      {"\0{\0}"s, ErrorCode::kEncoding, "the file is UTF-16, not UTF-8", 1, 1},
      {"\xFF\xFE\0\0a\0\0\0"s, ErrorCode::kEncoding, "the file is UTF-32, not UTF-8", 1, 1},
      {"a: 1\nb: \0"s, ErrorCode::kEncoding, "a NUL byte stands in the text", 2, 4},
      {"a: \x07 this is a bell in some text", ErrorCode::kEncoding,
       "the control character 0x07 stands in the text", 1, 4},
      {"a: 1\n\xC3\xA9: \xE9t\xE9\n", ErrorCode::kEncoding, "the byte 0xE9 is not valid UTF-8 here",
       2, 4},
      {"a: \xC0\xAF", ErrorCode::kEncoding, "the byte 0xC0 is not valid UTF-8 here", 1, 4},
      {"a: \xED\xA0\x80", ErrorCode::kEncoding, "the byte 0xED is not valid UTF-8 here", 1, 4},
      {"a: 1\rb: 2\r", ErrorCode::kEncoding, "a line ends in CR alone, as on old Macintosh systems",
       1, 5},
      {"%PDF-1.7\n", ErrorCode::kEncoding, "the file seems to be a PDF", 1, 1},
      {"PK\x03\x04 .. word/document.xml", ErrorCode::kEncoding,
       "the file seems to be a Word document (.docx)", 1, 1},
      {"PK\x03\x04 .. xl/workbook.xml", ErrorCode::kEncoding,
       "the file seems to be an Excel workbook (.xlsx)", 1, 1},
      {"PK\x03\x04 .. a.txt", ErrorCode::kEncoding,
       "the file seems to be a ZIP archive or Office document", 1, 1},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ..", ErrorCode::kEncoding,
       "the file seems to be an Outlook message or old Office file (.msg, .doc)", 1, 1},
      {"{\\rtf1 ..", ErrorCode::kEncoding, "the file seems to be an RTF document", 1, 1},
      {"\x30\x82\x0A\x0B\x02\x01\x03\x30", ErrorCode::kEncoding,
       "the file seems to be a PKCS#12 key store (.p12, .pfx)", 1, 1},
      {"\x30\x82\x0A\x0B\x30\x82\x01\x01", ErrorCode::kEncoding,
       "the file seems to be a certificate or request in DER form", 1, 1},
      {"\x01\x02\x03\x04\x05\x06\x07\x08", ErrorCode::kEncoding, "the file is binary, not text", 1,
       1},
  };
  for (const auto& c : cases) {
    CAPTURE(c.bytes);
    const Status status = check_text(Source("s", c.bytes), Limits{});
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().what == c.what);
    CHECK(status.error().code == c.code);
    CHECK_FALSE(status.error().hint.empty());
    CHECK(status.error().where.source == "s");
    CHECK(status.error().where.line == c.line);
    CHECK(status.error().where.column == c.column);
  }
}

TEST_CASE("check_text accepts text") {
  for (const std::string& bytes : {"a: 1"s, "a:\t1\r\nb: 2\r\n"s, "\xEF\xBB\xBF{}"s, "\"\x7F\""s,
                                   "\xC2\x85 x"s, "0"s, "01"s}) {
    CAPTURE(bytes);
    CHECK(check_text(Source("s", bytes), Limits{}).ok());
  }
}

TEST_CASE("check_text holds to the limit on bytes") {
  Limits limits;
  limits.input_bytes = 4;
  CHECK(check_text(Source("s", "1234"), limits).ok());
  const Status over = check_text(Source("s", "12345"), limits);
  REQUIRE_FALSE(over.ok());
  CHECK(over.error().code == ErrorCode::kLimit);
}

TEST_CASE("a document of a stream has the places of its file") {
  const Source source("all.yaml#2", "---\na: 1\n", {"all.yaml", 100, 7});
  CHECK(source.name() == "all.yaml#2");
  CHECK(source.locate(0).line == 7);
  CHECK(source.locate(4).line == 8);
  CHECK(source.locate(4).column == 1);
  CHECK(source.line_text(8) == "a: 1");
  CHECK(source.line_text(6).empty());
  CHECK(source.line_text(1).empty());
  CHECK(source.line_begin(8) == 4);
  CHECK(source.line_begin(9) == 9);
  CHECK(source.line_count() == 9);
  const Error error = error_at(source, 4, ErrorCode::kSyntax, "x");
  CHECK(error.where.source == "all.yaml");
  CHECK(error.where.line == 8);
  CHECK(error.where.offset == 104);
  const auto again = source.rewritten("---\n\nb: 2\n");
  CHECK(again->name() == "all.yaml#2");
  CHECK(again->locate(5).line == 9);
}

TEST_CASE("a borrowed source shows places of bytes that it does not copy") {
  const std::string bytes = "one\ntwo";
  const SourcePtr source = Source::borrowed("x.yaml", bytes);
  CHECK(source->bytes().data() == bytes.data());
  CHECK(source->file() == "x.yaml");
  CHECK(source->line_text(2) == "two");
  CHECK(source->locate(4).line == 2);
}

TEST_CASE("columns on a long line are those that counting gives") {
  std::string text = "\xEF\xBB\xBFshort\n";
  while (text.size() < 100'000) text += "ab\xC3\xA9\xF0\x9F\x98\x80";
  text += "\nend";
  const Source source("a", text);
  for (std::size_t at = 9; at < 100'000; at += 37) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const LineColumn place = source.locate(static_cast<std::uint32_t>(at));
    CAPTURE(at);
    REQUIRE(place.line == 2);
    REQUIRE(place.column == count_code_points(std::string_view(text).substr(9, at - 9)) + 1);
  }
}
}  // namespace intake
