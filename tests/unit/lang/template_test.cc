#include "lang/template/template.h"

#include "support/catch.h"

using namespace intake;

namespace {

/// Names in angle brackets.
std::string echo(const std::vector<std::string>& name) {
  std::string result = "<";
  for (const std::string& part : name) result += (result.size() > 1 ? "/" : "") + part;
  return result + ">";
}

}  // namespace

TEST_CASE("a template fills in names", "[template]") {
  struct Row {
    std::string_view text, result;
  };
  const Row rows[] = {
      {"", ""},
      {"plain é", "plain é"},
      {"client ID `{value}` is", "client ID `<value>` is"},
      {"{client.nihii-8}{a_b}", "<client/nihii-8><a_b>"},
      {"{{value}}", "{value}"},
      {"{{{value}}}", "{<value>}"},
      {"{a.b.c}", "<a/b/c>"},
      {"a}}b", "a}b"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = Template::parse(row.text);
    REQUIRE(parsed.ok());
    CHECK(parsed->text() == row.text);
    CHECK(parsed->render(echo, 1000) == row.result);
  }
  const auto pieces = Template::parse("é{{x}} {name}!")->pieces();
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0].literal == "é{x} ");
  CHECK(pieces[1].name == std::vector<std::string>{"name"});
  CHECK(pieces[1].offset == 8);
  CHECK(pieces[2].offset == 14);
}

TEST_CASE("a template that cannot be read says where and what to do", "[template]") {
  struct Row {
    std::string_view text;
    std::uint32_t offset;
    std::string_view message, hint;
  };
  const Row rows[] = {
      {"a{", 1, "never closed", "`{{`"},
      {"a {b {c}", 2, "never closed", "`{{`"},
      {"a}", 1, "closes nothing", "`}}`"},
      {"{}", 0, "nothing stands between", "{value}"},
      {"{x:>999999999}", 0, "`{x:>999999999}` holds no name", "`{x}`"},
      {"{x!r}", 0, "holds no name", "formats are not supported"},
      {"ab{ value }", 2, "holds no name", "without blanks: `{value}`"},
      {"{a..b}", 0, "holds no name", "a name has"},
      {"{.a}", 0, "holds no name", "a name has"},
      {"{a.}", 0, "holds no name", "a name has"},
      {"{é}", 0, "holds no name", "a name has"},
      {"{a[0]}", 0, "holds no name", "a name has"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = Template::parse(row.text);
    REQUIRE_FALSE(parsed.ok());
    INFO(parsed.error().message << " | " << parsed.error().hint);
    CHECK(parsed.error().offset == row.offset);
    CHECK(parsed.error().message.find(row.message) != std::string::npos);
    CHECK(parsed.error().hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("a long text is cut on a code point", "[template]") {
  const auto parsed = Template::parse("éé{v}");
  REQUIRE(parsed.ok());
  const auto lookup = [](const std::vector<std::string>&) { return std::string("€€"); };
  struct Row {
    std::size_t limit;
    std::string_view result;
  };
  const Row rows[] = {
      {10, "éé€€"}, {9, "éé…"}, {7, "éé…"}, {6, "é…"}, {5, "é…"}, {4, "…"}, {3, "…"}, {2, ""},
  };
  for (const Row& row : rows) {
    INFO(row.limit);
    CHECK(parsed->render(lookup, row.limit) == row.result);
  }
  std::size_t calls = 0;
  const auto endless = Template::parse("{a}{a}{a}{a}");
  endless->render(
      [&calls](const std::vector<std::string>&) {
        ++calls;
        return std::string(100, 'x');
      },
      50);
  CHECK(calls == 1);
}
