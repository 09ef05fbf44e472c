#include "formats/format.h"
#include "support/catch.h"

namespace intake {

TEST_CASE("a format is recognised by its file name, else by its first character") {
  struct Case {
    std::string_view file, bytes, format;
  };
  const std::vector<Case> cases{
      {"a.json", "a: 1", "json"}, {"A.JSON", "", "json"},
      {"a.yaml", "{}", "yaml"},   {"dir/a.YML", "{}", "yaml"},
      {"-", "{}", "json"},        {"-", "\xEF\xBB\xBF \r\n[1]", "json"},
      {"a.txt", "a: 1", "yaml"},  {"", "", "yaml"},
      {".json", "a: 1", "yaml"},  // a name without an extension
      {"json", "a: 1", "yaml"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.file, c.bytes);
    CHECK(recognise_format(c.file, c.bytes).name == c.format);
  }
}

TEST_CASE("each format reads what it writes and edits it") {
  for (const Format& format : formats()) {
    CAPTURE(format.name);
    CHECK(find_format(format.name) == &format);
    CHECK_FALSE(format.extensions.empty());
    const Document value = to_document(Datum::Object{{"a", Datum::Array{"0123", Datum{}, true}}});
    const std::string text = format.write(View(value, value.root()));
    const auto document = format.read(std::make_shared<Source>("s", text), Limits{});
    REQUIRE(document.ok());
    CHECK(equal(View(*document, document->root()), View(value, value.root())));
    const std::vector<Change> changes{{Change::Op::kReplace, "/a/0", "new", {}}};
    const auto edits = format.edit(*document, changes, Limits{});
    REQUIRE(edits.ok());
    CHECK(apply_edits(text, *edits).ok());
  }
  CHECK(find_format("toml") == nullptr);
}

}  // namespace intake
