#include "formats/splitter.h"

#include "formats/yaml/yaml.h"
#include "support/catch.h"

namespace intake {
namespace {

std::vector<Splitter::Piece> split(std::string_view text, Splitter::Kind kind, std::size_t block) {
  Splitter splitter(kind);
  std::vector<Splitter::Piece> pieces;
  for (std::size_t i = 0; i < text.size(); i += block) {
    splitter.feed(text.substr(i, block));
    while (auto piece = splitter.next()) pieces.push_back(std::move(*piece));
  }
  splitter.finish();
  while (auto piece = splitter.next()) pieces.push_back(std::move(*piece));
  return pieces;
}

}  // namespace

TEST_CASE("a stream is cut where its documents begin, and nothing of it is lost") {
  struct Case {
    std::string_view what, text;
    Splitter::Kind kind;
    std::vector<std::string> documents;  // those that hold something
    std::vector<std::uint32_t> lines;
  };
  constexpr auto kYaml = Splitter::Kind::kYaml;
  constexpr auto kLines = Splitter::Kind::kLines;
  const std::vector<Case> cases{
      {"one", "a: 1\n", kYaml, {"a: 1\n"}, {1}},
      {"no end of line", "a: 1", kYaml, {"a: 1"}, {1}},
      {"two", "a: 1\n---\nb: 2\n", kYaml, {"a: 1\n", "---\nb: 2\n"}, {1, 2}},
      {"CRLF", "a: 1\r\n---\r\nb: 2\r\n", kYaml, {"a: 1\r\n", "---\r\nb: 2\r\n"}, {1, 2}},
      {"a mark first", "---\na: 1\n---\nb: 2", kYaml, {"---\na: 1\n", "---\nb: 2"}, {1, 3}},
      {"a comment first", "# c\n---\na: 1\n", kYaml, {"# c\n---\na: 1\n"}, {1}},
      {"a directive first",
       "%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n",
       kYaml,
       {"%YAML 1.2\n---\na: 1\n...\n", "%YAML 1.2\n---\nb: 2\n"},
       {1, 5}},
      {"a percent sign in a text",
       "a: |\n  x\n%b\n---\nc: 1",
       kYaml,
       {"a: |\n  x\n%b\n", "---\nc: 1"},
       {1, 4}},
      {"a value on the line of the mark", "--- a\n--- b\n", kYaml, {"--- a\n", "--- b\n"}, {1, 2}},
      {"an end without a mark", "a: 1\n...\nb: 2\n", kYaml, {"a: 1\n...\n", "b: 2\n"}, {1, 3}},
      {"empty ones between",
       "a: 1\n---\n---\n# c\n---\nb: 2\n---\n",
       kYaml,
       {"a: 1\n", "---\nb: 2\n"},
       {1, 5}},
      {"no mark",
       "a: 1\n----\n--- -\n ---\n....\n",
       kYaml,
       {"a: 1\n----\n", "--- -\n ---\n....\n"},
       {1, 3}},
      {"a byte order mark",
       "\xEF\xBB\xBF---\na: 1\n---\nb: 2\n",
       kYaml,
       {"\xEF\xBB\xBF---\na: 1\n", "---\nb: 2\n"},
       {1, 3}},
      {"nothing", "# c\n\n", kYaml, {}, {}},
      {"lines", "{}\n\n  \n[1]\n2", kLines, {"{}\n", "[1]\n", "2"}, {1, 4, 5}},
      {"marks in lines", "---\n{}\r\n", kLines, {"---\n", "{}\r\n"}, {1, 2}},
  };
  for (const Case& c : cases) {
    for (const std::size_t block : {1u, 2u, 5u, 1000u}) {
      CAPTURE(c.what, block);
      std::string all;
      std::vector<std::string> documents;
      std::vector<std::uint32_t> lines;
      for (const auto& piece : split(c.text, c.kind, block)) {
        CHECK(piece.byte == all.size());
        all += piece.bytes;
        if (piece.blank) continue;
        documents.push_back(piece.bytes);
        lines.push_back(piece.line);
      }
      CHECK(all == c.text);
      CHECK(documents == c.documents);
      CHECK(lines == c.lines);
    }
  }
}

TEST_CASE("the documents of a YAML stream are those that its reader finds") {
  for (const std::string_view text :
       {"a: |\n  x\n  ---\n  y\n---\nb: 1\n", "a: \"x\n  --- y\"\n---\n'b\n\n  ...'\n",
        "--- |\n text\n ---\n--- >\n folded\n...\n",
        "# ---\na: 1 # ---\n--- # b\n- 1\n-\n  - ---\n",
        "%TAG ! tag:x,2000:\n---\na: 1\n...\n# between\n%YAML 1.2\n--- {b: 1}\n",
        "a: 1\r\n---\r\nb:\r\n  - 2\r\n...\r\n", "a\n--- b\n---\tc\n"}) {
    CAPTURE(text);
    const auto all = yaml::read_stream(std::make_shared<Source>("s", std::string(text)), {});
    REQUIRE(all.ok());
    std::vector<Splitter::Piece> pieces = split(text, Splitter::Kind::kYaml, text.size());
    std::erase_if(pieces, [](const Splitter::Piece& piece) { return piece.blank; });
    REQUIRE(pieces.size() == all->size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const auto one = yaml::read(std::make_shared<Source>("s", pieces[i].bytes), {});
      REQUIRE(one.ok());
      const Document& whole = (*all)[i];
      CHECK(equal(View(*one, one->root()), View(whole, whole.root())));
    }
  }
}

}  // namespace intake
