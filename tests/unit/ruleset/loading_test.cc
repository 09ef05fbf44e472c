// Headers, the number of faults that is shown, and how long loading takes.

#include <chrono>

#include "demo_set.h"
#include "ruleset/fault_sink.h"
#include "support/catch.h"

namespace intake {
namespace {

std::string rules(int count, const std::string& assertion) {
  std::string text = "lists: {scopes: [read, write]}\nrules:\n";
  for (int i = 0; i < count; ++i) {
    text += "  - id: name-wrong-" + std::to_string(i) +
            "\n    severity: error\n    at: '$.form.name'\n    assert: " + assertion +
            "\n    message: \"{value} is wrong\"\n";
  }
  return text;
}

TEST_CASE("headers: all that choosing needs, faults beside them", "[ruleset]") {
  const RuleFiles files = demo::files(
      {{"rules/b/1.0.0/ruleset.yaml", demo::head("b") + "rules: all wrong\n"},
       {"rules/a/2.0.0/ruleset.yaml",
        demo::head("a", "2.0.0") +
            "valid: {from: 2024-01-01}\nrecognise: {at: '$.nowhere', equals: x}\n"},
       {"rules/a/1.0.0/ruleset.yaml", demo::head("a") + "abstract: true\n"},
       {"rules/a-b/1.0.0/ruleset.yaml", demo::head("a-b") + "recognise: {at: '$.x', equal: y}\n"},
       {"rules/c/1.0.0/ruleset.yaml", "ruleset: {"},
       {"rules/lists/x/1.0.0.yaml", "rows: []"}});
  std::vector<Fault> faults;
  const auto headers = list_rule_sets(files, demo::options(), faults);
  std::vector<std::string> found;
  for (const RuleSetHeader& header : headers) {
    found.push_back(header.name + ' ' + header.version.text() +
                    (header.abstract ? " abstract" : "") + (header.recognise ? " recognises" : "") +
                    ' ' + header.valid.from);
  }
  CHECK(found == std::vector<std::string>{"a 1.0.0 abstract ", "a 2.0.0 recognises 2024-01-01",
                                          "a-b 1.0.0 ", "b 1.0.0 "});
  REQUIRE(faults.size() == 2);
  CHECK(demo::show(faults)[0] ==
        "rules/a-b/1.0.0/ruleset.yaml:6:24 there is no predicate `equal` | did you mean `equals`?");
  CHECK(faults[1].file == "rules/c/1.0.0/ruleset.yaml");
}

TEST_CASE("of very many faults the first are shown, the others counted", "[ruleset]") {
  for (const int count : {3, 4, 5000}) {
    const RuleFiles files = demo::demo(rules(count, "{lenght: 3}"));
    LoadOptions options = demo::options();
    options.limits.faults = 3;
    const LoadResult result = load_rule_set(files, "demo", options);
    CHECK(result.rules == nullptr);
    REQUIRE(result.faults.size() == (count == 3 ? 3u : 4u));
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(result.faults[i].line == 5 + 2 + 4 + 5 * i);
      CHECK(result.faults[i].hint == "did you mean `length`?");
    }
    if (count == 4)
      CHECK(result.faults[3].message == "1 more fault from here on, which is not shown");
    if (count == 5000) {
      CHECK(result.faults[3].message == "4997 more faults from here on, which are not shown");
    }
  }
}

TEST_CASE("a place within a scalar is exact however the scalar is written", "[ruleset]") {
  struct Row {
    const char* written;
    std::uint32_t column;  // of the fault at `{x}`
  };
  // The text starts in column 14.
  for (const Row& row : std::vector<Row>{{"ab {x}", 18},
                                         {"'ab {x}'", 19},
                                         {"\"ab {x}\"", 19},
                                         {"'it''s {x}'", 22},
                                         {"\"a\\u0062 {x}\"", 24},
                                         {"\"é {x}\"", 18}}) {
    INFO(row.written);
    const RuleFiles files = demo::demo(
        "rules:\n  - id: a\n    severity: error\n    at: '$.form'\n    required: true\n    "
        "message: " +
        std::string(row.written) + '\n');
    const auto faults = load_rule_set(files, "demo", demo::options()).faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == 11);
    CHECK(faults[0].column == row.column);
  }
}

TEST_CASE("names in messages are quoted on one line and cut", "[ruleset]") {
  CHECK(quoted("a\nb") == "`a b`");
  CHECK(quoted(std::string(200, 'x')) == '`' + std::string(80, 'x') + "…`");
  CHECK(quoted(std::string(79, 'x') + "é") == '`' + std::string(79, 'x') + "…`");
}

TEST_CASE("loading takes time in proportion to the rules", "[ruleset]") {
  const auto seconds = [](int count, const std::string& assertion) {
    const RuleFiles files = demo::demo(rules(count, assertion));
    REQUIRE(files.document("rules/demo/1.0.0/ruleset.yaml", {}));
    const auto start = std::chrono::steady_clock::now();
    const LoadResult result = load_rule_set(files, "demo", demo::options());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    CHECK((result.rules != nullptr) == result.faults.empty());
    return took.count();
  };
  for (const char* assertion : {"{one-of: {list: scopes}}", "{one-of: {list: scope}}",
                                "{equals: {ref: nothing}}", "{mathces: '^x'}"}) {
    INFO(assertion);
    const double small = seconds(500, assertion), large = seconds(4000, assertion);
    // 8 times the rules; 64 would be quadratic. The machine may be busy.
    CHECK(large < 30 * small + 0.5);
  }
}

}  // namespace
}  // namespace intake
