// Decision tables: how they are read, and what is said of rows that do not fit together.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "environment": {"enum": ["acceptance", "production"]},
    "public": {"type": "boolean"},
    "flow": {"enum": ["code", "hybrid", "implicit"]},
    "size": {"type": "integer"},
    "rate": {"type": "number"},
    "alg": {"type": "string"},
    "enc": {"type": "string"},
    "extra": {}}})";
constexpr std::uint32_t kAbove = 12;  // lines above the table

/// Faults of a table under `assert: {table: ...}` whose lines count from 1, indented by 6.
std::vector<std::string> faults_of(const std::string& table) {
  const std::string text = demo::head("demo") + R"(lists:
  strong: [PS256, ES256]
rules:
  - id: some-wrong
    severity: error
    at: '$.alg'
    message: m
    assert: {table: {
)" + table + "    }}\n";
  RuleFiles files;
  std::string schema(kSchema);
  files.add("schemas/tiny/1.schema.json", schema);
  files.add("rules/demo/1.0.0/ruleset.yaml", text);
  std::vector<std::string> lines;
  for (const Fault& fault : load_rule_set(files, "demo", demo::options()).faults) {
    lines.push_back(std::to_string(fault.line - kAbove - 1) + ':' + std::to_string(fault.column) +
                    ' ' + fault.message + (fault.hint.empty() ? "" : " | " + fault.hint));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("tables that are in order", "[ruleset][table]") {
  const char* table = GENERATE(
      // The schema lists the values.
      "inputs: {flow: '$.flow'},\n"
      "rows: [{flow: code, then: PS256}, {flow: [hybrid, implicit], then: absent}]\n",
      "inputs: {public: '$.public'},\nrows: [{public: true, then: any}, {public: false, then: "
      "never}]\n",
      "inputs: {flow: '$.flow', public: '$.public'},\n"
      "rows: [{flow: code, public: true, then: a}, {flow: code, public: false, then: b},\n"
      "{flow: {not: code}, then: [c, d]}]\n",
      "inputs: {size: '$.size'},\nrows: [{size: ..7, then: a}, {size: 8..30, then: b}, {size: "
      "31.., "
      "then: c}]\n",
      "inputs: {rate: '$.rate'},\nrows: [{rate: {max: {value: 0.5, exclusive: true}}, then: a}, "
      "{rate: 0.5.., then: b}]\n",
      "inputs: {enc: '$.enc'},\nrows: [{enc: absent, then: a}, {enc: present, then: b}]\n",
      "inputs: {enc: '$.enc'},\nrows: [{enc: [absent, x], then: a}, {enc: {not: x}, then: b}]\n",
      "inputs: {enc: '$.enc'},\nrows: [{enc: {list: strong}, then: a}, {else: {list: strong}}]\n",
      "inputs: {enc: '$.enc'}, hit: first,\n"
      "rows: [{enc: {matches: '^a'}, then: a}, {enc: {matches: 'b$'}, then: b}, {else: c}]\n",
      "inputs: {flow: '$.flow'}, outputs: {alg: '$.alg', enc: '$.enc'},\n"
      "rows: [{flow: code, then: {alg: RS256}}, {flow: [hybrid, implicit], then: {alg: absent, "
      "enc: {starts-with: A}}}]\n",
      "inputs: {extra: '$.extra'},\nrows: [{extra: true, then: a}, {extra: false, then: b}]\n",
      "inputs: {two: {ref: x}}, rows: [{two: '-', then: a}]\n");
  INFO(table);
  const bool uses_ref = std::string_view(table).find("ref:") != std::string_view::npos;
  if (uses_ref) {
    CHECK(faults_of(table).size() == 1);  // there is no `x`
  } else {
    CHECK(faults_of(table) == Lines{});
  }
}

TEST_CASE("faults of the shape of a table", "[ruleset][table]") {
  struct Row {
    const char* table;
    Lines faults;
  };
  const std::vector<Row> rows{
      {"inputs: {flow: '$.flow'}\n",
       {"1:1 a table needs `rows` | add `rows: [{kind: a, then: b}]`"}},
      {"rows: [{then: a}]\n", {"1:1 a table needs `inputs` | add `inputs: {kind: '$.kind'}`"}},
      {"inputs: {flow: '$.flwo'},\nrows: [{flow: code, then: a}]\n",
       {"1:19 the schema tiny@1 has no member `flwo` at the top | did you mean `flow`?"}},
      {"inputs: {flow: '$..flow'},\nrows: [{flow: code, then: a}]\n",
       {"1:16 this selector may match several values, but one is needed | use names and indexes "
        "only"}},
      {"inputs: {flow: 3, then: '$.enc', x: {list: strong}},\nrows: [{flow: code, then: a}]\n",
       {"1:16 the column `flow` is the number 3, but must say where a value is | write `{ref: "
        "name}`, `{lookup: ...}` or the like",
        "1:19 `then` cannot be the name of a column | `then` and `else` have a meaning of their "
        "own in the rows"}},
      {"inputs: {},\nrows: []\n",
       {"1:9 `inputs` names no column | write `{name: '$.place'}`",
        "2:7 the table has no rows | write `- {input: value, then: value}`"}},
      {"inputs: {flow: '$.flow'}, hit: frist,\nrows: [{else: a}]\n",
       {"1:32 `hit` does not know `frist` | did you mean `first`?"}},
      {"inputs: {flow: '$.flow'}, output: '$.enc', outputs: {e: '$.enc'},\nrows: [{else: a}]\n",
       {"1:27 `output` stands beside `outputs` | write one of the two"}},
      {"inputs: {flow: '$.flow'},\nrows: [code, {flwo: code, then: a}, {flow: code}, {else: a, "
       "flow: code}, {flow: hybrid, then: b}]\n",
       {"2:8 a row is a map, but this is the text `code` | write `- {input: value, then: value}`",
        "2:15 the table has no column `flwo` | did you mean `flow`?",
        "2:38 the row has no `then` | add what is allowed: a value, a list, `absent`, `any` or "
        "`never`",
        "2:52 `else` is not the last row | move it to the end",
        "2:61 `flow` stands beside `else` | `else` is what holds where no other row matches; it "
        "stands alone"}},
      {"inputs: {enc: '$.enc'},\nrows: [{enc: , then: a}, {enc: [], then: b}, {enc: [any, [x]], "
       "then: c}, {enc: {}, then: d}, {enc: {mathces: x}, then: e},\n{enc: {not: a, x: b}, then: "
       "f}, {enc: 9..3, then: g}, {else: []}]\n",
       {"2:13 the cell is empty | write `any`, `absent` or `{is-null: true}`",
        "2:32 the list of values is empty | write the values that match, or `any`",
        "2:53 the text `any` cannot stand in a list of values | let it stand alone; a text that is "
        "meant goes into a map: {equals: ...}",
        "2:58 a list cannot stand in a list of values | let it stand alone; a text that is meant "
        "goes into a map: {equals: ...}",
        "2:80 the cell says nothing | write a value, `any` or a predicate",
        "2:101 there is no predicate `mathces` | did you mean `matches`?",
        "3:16 `x` stands beside `not` | `not` stands alone in a cell",
        "3:39 the range `9..3` is empty | write the smaller number first",
        "3:62 the list of values is empty | write the allowed values, or `never`"}},
      {"inputs: {enc: '$.enc'}, outputs: {a: '$.alg'},\nrows: [{enc: x, then: y}, {enc: z, then: "
       "{b: x}}, {enc: w, then: [a]}, {else: never}]\n",
       {"2:23 `y` does not say which output it is about | write `then: {a: y}`",
        "2:43 the table has no column `b` | did you mean `a`?",
        "2:66 the table has several outputs, but this is a list | write `then: {a: value}`"}},
      {"inputs: {flow: '$.flow'},\nrows: [{flow: cod, then: a}, {flow: 3, then: b}, {else: c}]\n",
       {"2:15 the column `flow` is never `cod` by the schema | did you mean `code`?",
        "2:37 the column `flow` never is the number 3, by the schema it is a text | write a value "
        "that can stand there"}},
      {"inputs: {flow: '$.flow'},\nrows: [{flow: code, then: a}, {flow: [code, hybrid], then: b}, "
       "{else: c}]\n",
       {"2:31 row 2 and row 1 both match where `flow` is `code` | make the cells differ, or add "
        "`hit: first` where the upper row wins"}},
      {"inputs: {flow: '$.flow'},\nrows: [{flow: code, then: a}]\n",
       {"2:1 no row matches where `flow` is `hybrid` (and 1 more combination) | add a row for it, "
        "or `- {else: ...}` as the last one"}},
      {"inputs: {flow: '$.flow', public: '$.public'},\nrows: [{flow: code, public: true, then: a}, "
       "{flow: hybrid, then: b}, {public: false, flow: implicit, then: c}]\n",
       {"2:1 no row matches where `flow` is `code`, `public` is `false` (and 1 more combination) | "
        "add a row for it, or `- {else: ...}` as the last one"}},
      {"inputs: {enc: '$.enc'},\nrows: [{enc: a, then: x}, {enc: b, then: y}]\n",
       {"2:1 no row matches where `enc` is any other value | add a row for it, or `- {else: ...}` "
        "as the last one"}},
      {"inputs: {enc: '$.enc'},\nrows: [{enc: absent, then: x}, {enc: b, then: y}, {enc: {not: [b, "
       "absent]}, then: z}, {enc: present, then: w}]\n",
       {"2:87 row 4 and row 2 both match where `enc` is `b` | make the cells differ, or add `hit: "
        "first` where the upper row wins"}},
      {"inputs: {enc: '$.enc'},\nrows: [{enc: {matches: '^a'}, then: x}, {enc: abc, then: y}, "
       "{enc: bcd, then: w}, {enc: {matches: 'd$'}, then: z}, {else: v}]\n",
       {"2:41 row 2 and row 1 both match where `enc` is `abc` | make the cells differ, or add "
        "`hit: first` where the upper row wins",
        "2:83 row 4 and row 1 can both match where `enc` is any other value | make the cells "
        "differ, or add `hit: first` where the upper row wins"}},
      {"inputs: {size: '$.size'},\nrows: [{size: 1..5, then: a}, {size: 5..9, then: b}, {size: "
       "11.., then: c}]\n",
       {"2:1 no row matches where `size` is a number below 1 (and 1 more combination) | add a row "
        "for it, or `- {else: ...}` as the last one",
        "2:31 row 2 and row 1 both match where `size` is `5` | make the cells differ, or add `hit: "
        "first` where the upper row wins"}},
      {"inputs: {size: '$.size'},\nrows: [{size: ..5, then: a}, {size: 6.., then: c}, {else: d}]\n",
       {"2:52 `else` is never reached: the rows match everything | remove it"}},
      {"inputs: {rate: '$.rate'},\nrows: [{rate: ..5, then: a}, {rate: 6.., then: c}]\n",
       {"2:1 no row matches where `rate` is a number between 5 and 6 | add a row for it, or `- "
        "{else: ...}` as the last one"}},
      {"inputs: {flow: '$.flow', public: '$.public'}, hit: first,\nrows: [{flow: code, then: a}, "
       "{public: true, then: b}, {flow: code, public: false, then: c}, {flow: [hybrid, implicit], "
       "then: d}, {public: true, then: e}]\n",
       {"2:56 row 3 is never reached: row 1 matches wherever it does | move it up, or remove it",
        "2:131 row 5 is never reached: rows 1, 2, 4 match wherever it does | move it up, or remove "
        "it"}},
      {"inputs: {flow: '$.flow'},\nrows: [{flow: {not: [code, hybrid, implicit]}, then: a}, {else: "
       "d}]\n",
       {"2:8 row 1 never matches: nothing fits its `flow` | change the cell or remove the row"}},
      {"inputs: {enc: '$.enc'},\nrows: [{enc: any, then: a}, {else: d}]\n",
       {"2:29 `else` is never reached: the rows match everything | remove it"}},
  };
  for (const Row& row : rows) {
    INFO(row.table);
    CHECK(faults_of(row.table) == row.faults);
  }
}

TEST_CASE("a table that is too large to be checked is a fault", "[ruleset][table]") {
  std::string rows;
  for (int i = 0; i < 40; ++i) {
    rows += "          - {a: k" + std::to_string(i % 7) + ", b: k" + std::to_string(i / 7) +
            ", then: x}\n";
  }
  const RuleFiles files = demo::demo(
      "rules:\n  - id: some-wrong\n    severity: error\n    at: '$.form.name'\n    message: m\n    "
      "assert:\n      table:\n        inputs: {a: '$.form.clientId', b: '$.mail.subject'}\n        "
      "rows:\n" +
      rows + "          - {else: y}\n");
  LoadOptions options = demo::options();
  CHECK(demo::show(load_rule_set(files, "demo", options).faults) == Lines{});
  options.limits.table_steps = 1000;
  CHECK(demo::show(load_rule_set(files, "demo", options).faults) ==
        Lines{"9:9 the table is too large to be checked for gaps and overlaps: 40 rows over 8 × 7 "
              "cases "
              "| split it into several rules, or use a list and `lookup`"});
}

}  // namespace
}  // namespace intake
