#include <string>
#include <utility>

#include "construct.h"

namespace intake::growth {
namespace {

// On a line of its own: many findings on one line are another construct.
const char* kRecord = "{\"id\": \"w%\", \"n\": %, \"t\": [\"x\", \"y\"], \"flow\": \"code\"}\n";

}  // namespace

void add_conditions(std::vector<Construct>& to) {
  struct Row {
    const char* name;
    const char* assertion;
    const char* outcome;
  };
  const Row rows[] = {
      {"each", "each: {in: '$.a[*]', as: x, that: {at: '@.id', present: true}}", "pass"},
      {"each in each",
       "each: {in: '$.a[*]', as: x, that: {each: {in: '@.t[*]', as: y, that: {length: {max: 1}}}}}",
       "pass"},
      {"each: last fails", "each: {in: '$.a[*]', as: x, that: {not: {at: '@.id', equals: w1}}}",
       "fail"},
      {"some", "some: {in: '$.a[*]', as: x, that: {at: '@.id', equals: other}}", "fail"},
      {"some in each",
       "each: {in: '$.a[*]', as: x, that: {some: {in: '@.t[*]', as: y, that: {equals: y}}}}",
       "pass"},
      {"each: one of a list",
       "each: {in: '$.a[*]', as: x, that: {at: '@.id', one-of: {at: '$.c'}}}", "pass"},
      {"each: subset of the others",
       "each: {in: '$.a[*]', as: x, that: {at: '@.t', subset-of: {at: '$.d'}}}", "pass"},
      {"exactly", "exactly: {count: 1, of: [{at: '$.a', unique: {by: id}}, {at: '$.a', count: 1}]}",
       "pass"},
      {"iff", "iff: {if: {at: '$.a', unique: {by: id}}, then: {at: '$.b', unique: {by: id}}}",
       "pass"},
  };
  const Text submission = [](std::size_t n) {
    return R"({"a": )" + list(kRecord)(n) + R"(, "b": )" + list(kRecord)(n) + R"(, "c": )" +
           list("\"w%\"")(n) + R"(, "d": ["x", "y"]})";
  };
  for (const Row& row : rows) {
    to.push_back({.name = std::string("condition ") + row.name,
                  .rules = asserts(row.assertion),
                  .text = submission,
                  .outcome = row.outcome,
                  .n = 60});
  }

  const auto for_each = [&](const std::string& name, const std::string& keys,
                            const std::string& outcome, const std::string& above = "") {
    to.push_back({.name = "rule " + name,
                  .rules = fixed(above +
                                 "rules:\n  - {id: one, severity: error, for: '$.a[*]', as: "
                                 "it, at: '@.id', message: '{value} {it.n}', " +
                                 keys + "}\n"),
                  .text = submission,
                  .outcome = outcome,
                  .n = 60});
  };
  for_each("for", "assert: {present: true}", "pass");
  for_each("for, when", "when: {at: '@.n', max: 3}, assert: {present: true}", "pass");
  for_each("for, fails", "assert: {equals: x}", "fail");
  for_each("for, not known", "assert: {at: '@.nothing', equals: x}", "unknown");
  for_each("for, not known for one reason", "assert: {at: '$.nothing', equals: x}", "unknown");
  // Searching all matches of a plural selector at each place takes the product of both:
  // Limits::evaluation_steps bounds it.
  for_each("for, one of a list", "assert: {one-of: {at: '$.c'}}", "pass");
  for_each("for, in the others", "assert: {some: {in: '$.d[*]', as: d, that: {present: true}}}",
           "pass");
  for_each("for, bound",
           "bind: {w: {at: '@.id', capture: '^w(?P<number>[0-9]+)$'}}, "
           "assert: {of: {ref: w.number}, digits: true}",
           "pass");
  for_each("for, template", "assert: {equals: {template: 'w{it.n}'}}", "pass");
  for_each("for, lookup",
           "assert: {equals: {lookup: {list: known, where: {flow: {at: '@.flow'}}, column: id}}}",
           "fail", "lists: {known: [{flow: other, id: v}, {flow: code, id: w1}]}\n");
  for_each("for, table",
           "assert: {table: {inputs: {flow: '@.flow', n: '@.n'}, output: '@.id', rows: [{flow: "
           "code, n: '..10', then: w1}, {flow: code, n: '11..', then: any}, {else: never}]}}",
           "fail");
  for_each("for, table that hits first",
           "assert: {table: {hit: first, inputs: {flow: '@.flow'}, output: '@.id', rows: [{flow: "
           "{matches: '^x'}, then: never}, {flow: code, then: any}, {else: never}]}}",
           "pass");
  for_each("for, constants", "assert: {starts-with: {ref: constants.begin}}", "pass",
           "constants: {by: '$.d[0]', values: {x: {begin: w}, y: {begin: v}}}\n");

  // What waits for what has failed.
  to.push_back({.name = "rule findings that wait for findings",
                .rules = fixed(
                    "rules:\n  - {id: one, severity: error, for: '$.a[*]', as: it, at: '@.n', "
                    "message: m, assert: {type: string}}\n  - {id: two, severity: error, for: "
                    "'$.a[*]', as: it, at: '@.id', message: m, assert: {at: '@.n', length: 3}}\n"),
                .text = submission,
                .outcome = "fail",
                .n = 60});
  to.push_back(
      {.name = "rule findings over the limit",
       .rules = fixed("rules:\n  - {id: one, severity: warning, for: '$.a[*]', as: it, at: "
                      "'@.n', message: m, assert: {type: string}}\n"),
       .text = submission,
       .outcome = "fail",
       .n = 2'000});
  to.push_back({.name = "rule: one message of a long text",
                .rules = one_rule("assert: {matches: '^b'}"),
                .text = document(text("a\\n")),
                .outcome = "fail",
                .n = 2'000});

  // The rules grow, not the submission.
  const auto grown = [&](const std::string& name, const std::string& rule,
                         const std::string& outcome) {
    to.push_back({.name = "many rules " + name,
                  .rules = lines(rule, "rules:\n"),
                  .text = fixed(R"({"a": "w", "b": {"c": "x"}, "d": ["x", "y"]})"),
                  .outcome = outcome,
                  .n = 30});
  };
  grown(
      "of one place",
      "  - {id: r-%, severity: error, at: '$.a', message: m, assert: {matches: '^[a-z]+(%)?$'}}\n",
      "pass");
  grown("of many places",
        "  - {id: r-%, severity: error, at: '$.m%.n', message: m, assert: {present: true}}\n",
        "skip");
  grown("that fail",
        "  - {id: r-%, severity: error, at: '$.b.c', message: 'm {value}', assert: {equals: v%}}\n",
        "fail");
  grown("with conditions",
        "  - {id: r-%, severity: error, at: '$.a', message: m, when: {at: '$.b.c', equals: v%}, "
        "assert: {equals: x}}\n",
        "skip");
  to.push_back(
      {.name = "many bindings",
       .rules =
           [](std::size_t n) {
             return lines("  b%: {at: '$.m%'}\n", "bind:\n")(n) +
                    "rules:\n  - {id: one, severity: error, at: '$.a', message: m, assert: "
                    "{present: true}}\n";
           },
       .text = fixed(R"({"a": 1})"),
       .n = 30});
}

}  // namespace intake::growth
