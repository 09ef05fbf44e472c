#include <string>
#include <utility>

#include "construct.h"

namespace intake::growth {
namespace {

/// Every element fails, and each verb repairs it.
Text repairs(const std::string& assertion, const std::string& steps) {
  return fixed(
      "rules:\n  - {id: one, severity: error, for: '$.a[*]', as: it, message: 'm {value}', "
      "assert: {" +
      assertion + "}, fix: {class: safe, because: B., steps: [" + steps + "]}}\n");
}

Text repair(const std::string& assertion, const std::string& steps, const std::string& keys = "") {
  return one_rule("assert: {" + assertion + "}, " + keys +
                  "fix: {class: safe, because: B., steps: [" + steps + "]}");
}

struct Row {
  const char* name;
  Text rules;
  Text text;
  std::size_t n;
  const char* outcome = "pass";
};

/// One value that grows.
void add_verbs(std::vector<Construct>& to) {
  const Text words = document(list("\"w%\""));
  const Text letters = document(text("A"));
  const Row rows[] = {
      {"add", repair("contains: x", "{verb: add, value: x}"), words, 50},
      {"add-missing",
       repair("contains-all: {at: '$.b'}", "{verb: add-missing, values: {at: '$.b'}}"),
       document(list("\"w%\""), list("\"v%\"")), 50},
      {"collapse-space", repair("single-spaced: true", "{verb: collapse-space}"),
       document(shorter_text(4, "a  b")), 500},
      {"default", repair("present: true", "{verb: default, value: x}", "required: true, "),
       [](std::size_t n) { return "{\"b\": " + list("%")(n) + "}"; }, 50},
      {"join", repair("type: string", "{verb: join, with: ', '}"), words, 50},
      {"keep-items", repair("subset-of: [w1, w2]", "{verb: keep-items, values: [w1, w2]}"), words,
       50},
      {"lower", repair("lower-case: true", "{verb: lower}"), letters, 500},
      {"map", repair("equals: x", "{verb: map, table: {y: x}}"), document(text("Y")), 500, "fail"},
      {"normalise-unicode", repair("equals: {expr: 'value'}", "{verb: normalise-unicode}"), letters,
       500},
      {"pad-left", repair("length: {min: 9000}", "{verb: pad-left, length: 9000, with: x}"),
       letters, 500},
      {"prefix", repair("starts-with: x", "{verb: prefix, text: x}"), letters, 500},
      {"remove", repair("absent: true", "{verb: remove}"), words, 50, "skip"},
      {"remove-duplicates", repair("unique: true", "{verb: remove-duplicates}"),
       document(list("\"w\"")), 50},
      {"remove-items", repair("disjoint: [w1]", "{verb: remove-items, values: [w1]}"), words, 50},
      {"rename", repair("absent: true", "{verb: rename, to: x}"), document(members("%")), 50,
       "skip"},
      {"replace", repair("not: {matches: A}", "{verb: replace, pattern: A, with: bb}"), letters,
       500},
      {"set", repair("equals: x", "{verb: set, value: x}"), words, 50},
      {"sort", repair("at: '@[0]', equals: w0", "{verb: sort}"),
       document([](std::size_t n) { return "[\"x\"," + list("\"w%\"")(n).substr(1); }), 50},
      {"split", repair("type: array", "{verb: split, by: ','}"), document(shorter_text(2, "a,")),
       100},
      {"strip", repair("not: {matches: A}", "{verb: strip, characters: A}"),
       document(text("A", "b")), 500},
      {"suffix", repair("ends-with: x", "{verb: suffix, text: x}"), letters, 500},
      {"to-item", repair("type: string", "{verb: to-item}"),
       document([](std::size_t n) { return "[" + text("A")(n) + "]"; }), 500},
      {"to-list", repair("type: array", "{verb: to-list}"), letters, 500},
      {"trim", repair("trimmed: true", "{verb: trim}"), document(text(" ", "a")), 500},
      {"truncate", repair("length: {max: 3}", "{verb: truncate, length: 3}"), letters, 500},
      {"upper", repair("upper-case: true", "{verb: upper}"), document(text("a")), 500},
  };
  for (const Row& row : rows) {
    to.push_back({.name = std::string("verb ") + row.name,
                  .way = Way::kFix,
                  .rules = row.rules,
                  .text = row.text,
                  .outcome = row.outcome,
                  .n = row.n});
  }
}

}  // namespace

void add_output(std::vector<Construct>& to) {
  add_verbs(to);
  const Text trims = repairs("trimmed: true", "{verb: trim}");
  to.push_back({.name = "fix of many places",
                .way = Way::kFix,
                .rules = trims,
                .text = document(list("\" w%\"\n")),
                .n = 10});
  to.push_back({.name = "fix of many places on a line",
                .way = Way::kFix,
                .rules = trims,
                .text = document(list("\" w%\"")),
                .n = 10});
  to.push_back({.name = "fix of many places in YAML",
                .way = Way::kFix,
                .rules = trims,
                .text = lines("  - ' w%'\n", "a:\n"),
                .file = "a.yaml",
                .n = 10});
  // Each fix that is refused costs a reading of the whole text: Limits::fix_attempts bounds them.
  to.push_back({.name = "fix that is refused in one place",
                .way = Way::kFix,
                .rules = repair("equals: x", "{verb: trim}"),
                .text = document(text(" ", "a")),
                .outcome = "fail",
                .n = 500});

  const Text fails = fixed(
      "rules:\n  - {id: one, severity: error, for: '$.a[*]', as: it, message: "
      "'m {value}', assert: {equals: x}}\n");
  for (const char* separator : {"", "\n"}) {
    to.push_back({.name = std::string("report of many findings ") +
                          (*separator == '\0' ? "on a line" : "on lines"),
                  .way = Way::kRender,
                  .rules = fails,
                  .text = document(list("\"w%\"" + std::string(separator))),
                  .outcome = "fail",
                  .n = 60});
    to.push_back(
        {.name = std::string("many findings ") + (*separator == '\0' ? "on a line" : "on lines"),
         .rules = fails,
         .text = document(list("\"w%\"" + std::string(separator))),
         .outcome = "fail",
         .n = 60});
  }
  to.push_back({.name = "many findings on a line beyond ASCII",
                .rules = fails,
                .text = document(list("\"é%\"")),
                .outcome = "fail",
                .n = 60});
  to.push_back(
      {.name = "convert a list", .way = Way::kConvert, .text = document(list("\"w%\"")), .n = 200});
  to.push_back({.name = "convert records",
                .way = Way::kConvert,
                .text = document(list(R"({"id": "w%", "t": [1, [2]]})")),
                .n = 100});

  const Text rule = lines(
      "  - {id: r-%, severity: error, at: '$.m%', message: 'm {value}', why: w, assert: {matches: "
      "'^[a-z]+-%$'}}\n",
      "rules:\n");
  to.push_back({.name = "load rules", .way = Way::kCompile, .rules = rule, .n = 30});
  to.push_back({.name = "load rows of a list",
                .way = Way::kCompile,
                .rules =
                    [](std::size_t n) {
                      return lines("    - {id: w%, n: %}\n", "lists:\n  known:\n")(n) +
                             asserts("one-of: {list: known, column: id}")(n);
                    },
                .n = 30});
  to.push_back(
      {.name = "load faults",
       .way = Way::kCompile,
       .rules = lines("  - {id: r-%, severity: error, at: '$.m%', mesage: m}\n", "rules:\n"),
       .outcome = "fail",
       .n = 30});

  const Text equal_x = asserts("equals: x");
  const auto stream = [&](const std::string& name, const Text& of, const std::string& outcome,
                          std::size_t n) {
    to.push_back({.name = "lines " + name,
                  .way = Way::kLines,
                  .rules = equal_x,
                  .text = of,
                  .outcome = outcome,
                  .n = n});
  };
  stream("that pass", lines("{\"a\": \"x\"}\n"), "pass", 200);
  stream("that fail", lines("{\"a\": \"w%\"}\n"), "fail", 100);
  stream("that are none", lines("{\"a\": \n"), "unreadable", 100);
  stream("that are blank", lines("\n", "{\"a\": \"x\"}\n"), "pass", 2'000);
  stream(
      "one long line", [](std::size_t n) { return document(list("%"))(n) + "\n"; }, "fail", 500);
  stream(
      "one line over the limit",
      [](std::size_t n) { return "{\"a\": \"" + std::string((1u << 20) + n, 'a') + "\"}\n"; },
      "unreadable", 100'000);
}

}  // namespace intake::growth
