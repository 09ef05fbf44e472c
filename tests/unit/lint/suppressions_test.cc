// `# lint-ignore`: what it holds for, and what is said of it.

#include "lint_testing.h"
#include "support/catch.h"

using namespace intake;

namespace {

std::vector<std::string> findings(const std::string& text) { return linting::findings(text); }

const std::string kRule = R"(    severity: error
    at: '$.code'
    assert: {digits: true}
    message: code is wrong
)";

}  // namespace

TEST_CASE("a finding is ignored at its place, above it, or at its rule", "[lint]") {
  const std::vector<std::string> ignored{
      "lists: {codes: [a]}  # lint-ignore: unused-list -- for later\n",
      "lists:\n  # lint-ignore: unused-list -- for later\n  codes: [a]\n",
      "lists:\n  # lint-ignore: unused-list -- for later\n\n  # they come\n  codes: [a]\n",
      "lists:\r\n  codes: [a] # lint-ignore: unused-list, unused-binding -- for later\r\n",
      "rules:\n  # lint-ignore: id-naming -- known so\n  - id: code-required\n" + kRule,
      "rules:\n  - id: code-required  # lint-ignore: id-naming -- known so\n" + kRule,
      "rules:\n  - id: code-wrong  # lint-ignore: unanchored-pattern -- any of them\n    severity: "
      "error\n    at: '$.code'\n    assert:\n      matches: '\\d{4}'\n    message: code is "
      "wrong\n"};
  for (const std::string& text : ignored) {
    INFO(text);
    CHECK(findings(text).empty());
    CHECK(linting::library(text).lint({"demo"}, linting::options()).ignored == 1);
  }
}

TEST_CASE("a comment that ignores nothing", "[lint]") {
  struct Row {
    std::string text;
    std::vector<std::string> findings;
  };
  const std::string unused =
      ": the list `codes` is used by no rule of this set | remove it, or "
      "write the rule that was to use it";
  const std::vector<Row> rows{
      {"lists: {codes: [a]}  # lint-ignore: unused-list\n",
       {"1 unused-list" + unused,
        "1 malformed-suppression: `lint-ignore` gives no reason, so that it ignores nothing | "
        "write "
        "`# lint-ignore: check-id -- reason`"}},
      {"lists: {codes: [a]}  # lint-ignore: unused-lists -- for later\n",
       {"1 unused-list" + unused,
        "1 malformed-suppression: there is no check `unused-lists`, so that it ignores nothing | "
        "did "
        "you mean `unused-list`?"}},
      {"lists: {codes: [a]}  # lint-ignore -- for later\n",
       {"1 unused-list" + unused,
        "1 malformed-suppression: `lint-ignore` names no check, so that it ignores nothing | write "
        "`# lint-ignore: check-id -- reason`"}},
      {"# lint-ignore: unused-list -- for later\nbind: {code: {at: '$.code'}}\n",
       {"1 unused-suppression: nothing is found here that this would ignore | remove the comment",
        "2 unused-binding: the binding `code` is used by no rule of this set | remove it, or write "
        "the rule that was to use it"}},
      // In a text it is no comment.
      {"rules:\n  - id: code-wrong\n" + kRule + "    why: \"write # lint-ignore: x -- y\"\n", {}},
      {"rules:\n  - id: code-wrong\n" + kRule + "    why: |\n      # lint-ignore: x -- y\n", {}}};
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(findings(row.text) == row.findings);
  }
}
