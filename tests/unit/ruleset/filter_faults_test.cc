// What the schema says against a filter is a fault at its place.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

constexpr const char* kSchema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "main": {"type": "string"},
    "open": {"type": "object"},
    "items": {"type": "array", "items": {
      "type": "object", "additionalProperties": false,
      "properties": {
        "kind": {"enum": ["CBE", "SSIN"]}, "size": {"type": "integer"},
        "flag": {"type": "boolean"}, "name": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": {"type": "string"}}}}}}})";

std::vector<std::string> faults_of(const std::string& selector) {
  RuleFiles files;
  files.add("schemas/tiny/1.schema.json", kSchema);
  files.add("rules/demo/1.0.0/ruleset.yaml",
            demo::head("demo") +
                "rules:\n  - {id: one-wrong, severity: error, message: m, assert: {present: true}, "
                "at: \"" +
                selector + "\"}\n");
  constexpr std::uint32_t kColumn = 80;  // where the selector starts, from 1
  std::vector<std::string> lines;
  const LoadResult result = load_rule_set(files, "demo", demo::options());
  for (const Fault& fault : result.faults) {
    lines.push_back(std::to_string(static_cast<int>(fault.column - kColumn)) + ' ' + fault.message +
                    (fault.hint.empty() ? "" : " | ") + fault.hint);
  }
  return lines;
}

}  // namespace

TEST_CASE("filters are checked against the schema", "[ruleset]") {
  struct Row {
    std::string selector;
    std::vector<std::string> faults;
  };
  const std::vector<Row> rows{
      {"$.items[?@.kind == 'CBE'].name", {}},
      {"$.items[?@.kind == $.main]", {}},
      {"$.items[?@.name == null || @.kind == null]", {}},
      {"$.items[?@.size > 1.5 && @.flag == true]", {}},
      {"$.items[?length(@.name) > 3 && count(@.tags[*]) == 0 && length(@.tags) != 1]", {}},
      {"$.items[?match(@.name, 'a') || search(@.tags[0], $.main)]", {}},
      {"$.items[*][?@ == 'CBE']", {}},
      {"$..[?@.kind == 'SSIN']", {}},
      {"$.open[?@.anything == 3]", {}},
      {"$.open[?@.anything == $.mian]",
       {"24 the schema tiny@1 has no member `mian` at the top | did you mean `main`?"}},
      {"$.items[?@.knd == 'CBE']",
       {"11 the schema tiny@1 has no member `knd` in `/items/*` | did you mean `kind`?"}},
      {"$.items[?!@.tags[?@.x]]",
       {"20 this never matches: in the schema tiny@1 `/items/*/tags/*` is a text | select "
        "something that can be there"}},
      {"$.items[?count(@.tgs) > 0]",
       {"17 the schema tiny@1 has no member `tgs` in `/items/*` | did you mean `tags`?"}},
      {"$.items[?@.kind == 'CEB']",
       {"19 this comparison never holds: in the schema tiny@1 `/items/*/kind` is never `CEB` | did "
        "you mean `CBE`?"}},
      {"$.items[?'other' != @.kind]",
       {"9 this comparison always holds: in the schema tiny@1 `/items/*/kind` is never `other` | "
        "it can be: CBE, SSIN"}},
      {"$.items[?@.size == '3']",
       {"19 this comparison never holds: in the schema tiny@1 `/items/*/size` is a whole number, "
        "never a text | write `3` without quotes"}},
      {"$.items[?@.name == 3]",
       {"19 this comparison never holds: in the schema tiny@1 `/items/*/name` is a text or null, "
        "never a number | write `'3'`"}},
      {"$.items[?@.tags > 3]",
       {"18 this comparison never holds: in the schema tiny@1 `/items/*/tags` is a list, never a "
        "number | `length(...)` is the number of items"}},
      {"$.items[?value(@..size) == 'x']",
       {"27 this comparison never holds: in the schema tiny@1 `/items/*/**` is a whole number, "
        "never a text"}},
      {"$.items[?count(@.*) == 'x']",
       {"23 this comparison never holds: `count(@.*)` is a number, never a text"}},
      {"$.items[?length(@.size) > 1]",
       {"16 `length` needs a text or a list or a map, but in the schema tiny@1 `/items/*/size` is "
        "a whole number"}},
      {"$.items[?match(@.size, '3')]",
       {"15 `match` needs a text, but in the schema tiny@1 `/items/*/size` is a whole number | "
        "compare it with `==`"}},
      {"$.open[?match(@, 3)]",
       {"17 `match` needs a text, but `3` is a number | compare it with `==`"}},
      {"$.open[?match(@, 'x(')]",
       {"19 the `(` is never closed | write `\\(` for a parenthesis itself"}},
      {"$.main[?@ == 'x']",
       {"6 this never matches: in the schema tiny@1 `/main` is a text | select something that can "
        "be there"}},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    CHECK(faults_of(row.selector) == row.faults);
  }
}

}  // namespace intake
