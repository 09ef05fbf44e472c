// Three-valued logic: every connective over true, false and unknown.

#include "support/tiny.h"

using namespace intake;

namespace {

/// `T` holds, `F` does not, `U` looks at a value that is not there.
std::string leaf(char truth) {
  if (truth == 'T') return "{at: '$.one', equals: 1}";
  if (truth == 'F') return "{at: '$.one', equals: 2}";
  return "{at: '$.gone', equals: 1}";
}

std::string list(std::string_view truths) {
  std::string out = "[";
  for (const char truth : truths) out += (out.size() > 1 ? ", " : "") + leaf(truth);
  return out + "]";
}

std::string condition(const std::string& op, std::string_view truths) {
  if (op == "not") return "{not: " + leaf(truths[0]) + "}";
  if (op == "implies") {
    return "{implies: {if: " + leaf(truths[0]) + ", then: " + leaf(truths[1]) + "}}";
  }
  if (op == "iff") {
    return "{iff: {if: " + leaf(truths[0]) + ", then: " + leaf(truths[1]) + "}}";
  }
  if (const std::size_t blank = op.find(' '); blank != std::string::npos) {
    return "{" + op.substr(0, blank) + ": {count: " + op.substr(blank + 1) +
           ", of: " + list(truths) + "}}";
  }
  return "{" + op + ": " + list(truths) + "}";
}

char truth_of(const std::string& verdict) {
  if (verdict == "pass") return 'T';
  return verdict == "fail" ? 'F' : verdict == "unknown" ? 'U' : '?';
}

}  // namespace

TEST_CASE("connectives", "[eval]") {
  struct Row {
    const char* op;
    const char* truths;
    char result;
  };
  const std::vector<Row> rows{
      {"all", "TT", 'T'},         {"all", "TF", 'F'},         {"all", "FT", 'F'},
      {"all", "TU", 'U'},         {"all", "UT", 'U'},         {"all", "FU", 'F'},
      {"all", "UF", 'F'},         {"all", "UU", 'U'},         {"any", "FF", 'F'},
      {"any", "TF", 'T'},         {"any", "FT", 'T'},         {"any", "FU", 'U'},
      {"any", "UF", 'U'},         {"any", "TU", 'T'},         {"any", "UT", 'T'},
      {"any", "UU", 'U'},         {"none", "FF", 'T'},        {"none", "FT", 'F'},
      {"none", "FU", 'U'},        {"none", "UT", 'F'},        {"none", "UU", 'U'},
      {"not", "T", 'F'},          {"not", "F", 'T'},          {"not", "U", 'U'},
      {"exactly 1", "TF", 'T'},   {"exactly 1", "TT", 'F'},   {"exactly 1", "FF", 'F'},
      {"exactly 1", "UF", 'U'},   {"exactly 1", "TU", 'U'},   {"exactly 1", "TTU", 'F'},
      {"exactly 2", "TU", 'U'},   {"exactly 2", "FU", 'F'},   {"exactly 2", "TTF", 'T'},
      {"at-least 1", "FF", 'F'},  {"at-least 1", "UF", 'U'},  {"at-least 1", "UT", 'T'},
      {"at-least 2", "TTU", 'T'}, {"at-least 2", "TFU", 'U'}, {"at-least 2", "FFU", 'F'},
      {"at-most 1", "FF", 'T'},   {"at-most 1", "TF", 'T'},   {"at-most 1", "TTU", 'F'},
      {"at-most 1", "TU", 'U'},   {"at-most 1", "UF", 'T'},   {"at-most 1", "UUF", 'U'},
      {"at-most 0", "FF", 'T'},   {"at-most 0", "FU", 'U'},   {"at-most 0", "TU", 'F'},
      {"iff", "TT", 'T'},         {"iff", "FF", 'T'},         {"iff", "TF", 'F'},
      {"iff", "FT", 'F'},         {"iff", "TU", 'U'},         {"iff", "UF", 'U'},
      {"iff", "UU", 'U'},         {"implies", "TT", 'T'},     {"implies", "TF", 'F'},
      {"implies", "TU", 'U'},     {"implies", "FT", 'T'},     {"implies", "FF", 'T'},
      {"implies", "FU", 'T'},     {"implies", "UT", 'T'},     {"implies", "UF", 'U'},
      {"implies", "UU", 'U'},
  };
  for (const Row& row : rows) {
    INFO(row.op << " " << row.truths);
    const auto rules = tiny::one_rule("at: '$.one', assert: " + condition(row.op, row.truths));
    CHECK(truth_of(tiny::verdicts(tiny::check(rules, "one: 1"))) == row.result);
  }
}

TEST_CASE("quantifiers", "[eval]") {
  struct Row {
    const char* quantifier;
    const char* truths;  // of the elements
    char result;
  };
  const std::vector<Row> rows{
      {"each", "", 'T'},    {"each", "T", 'T'},   {"each", "TT", 'T'}, {"each", "TF", 'F'},
      {"each", "TU", 'U'},  {"each", "UF", 'F'},  {"each 1", "", 'F'}, {"each 2", "T", 'F'},
      {"each 1", "T", 'T'}, {"each 1", "U", 'U'}, {"some", "", 'F'},   {"some", "FF", 'F'},
      {"some", "FT", 'T'},  {"some", "FU", 'U'},  {"some", "UT", 'T'},
  };
  for (const Row& row : rows) {
    INFO(row.quantifier << " " << row.truths);
    const std::string name(row.quantifier, 4);
    const bool least = std::string_view(row.quantifier).size() > 4;
    const std::string keys = "at: '$.one', assert: {" + name + ": {in: '$.list[*]', as: e, " +
                             (least ? "min: " + std::string(row.quantifier).substr(5) + ", " : "") +
                             "that: {at: '@.v', min: 3}}}";
    std::string text = "one: 1\nlist: [";
    for (const char truth : std::string_view(row.truths)) {
      text += truth == 'T' ? "{v: 5}," : truth == 'F' ? "{v: 1}," : "{},";
    }
    CHECK(truth_of(tiny::verdicts(tiny::check(tiny::one_rule(keys), text + "]"))) == row.result);
  }
}

TEST_CASE("groups of values of which some are present", "[eval]") {
  struct Row {
    const char* group;
    const char* results;  // with none, one, two and three present
  };
  const std::vector<Row> rows{
      {"exactly-one-of", "FTFF"},
      {"at-least-one-of", "FTTT"},
      {"at-most-one-of", "TTFF"},
      {"all-or-none-of", "TFFT"},
  };
  for (const Row& row : rows) {
    const auto rules = tiny::one_rule("at: '$.one', assert: {" + std::string(row.group) +
                                      ": ['$.a', '$.b.c', '$.list[1]']}");
    const char* const submissions[] = {"one: 1\nb: {c: null}\nlist: [1]",
                                       "one: 1\na: null\nb: {c: x}", "one: 1\na: 0\nlist: [1, {}]",
                                       "one: 1\na: ''\nb: {c: false}\nlist: [1, 2]"};
    for (std::size_t i = 0; i < 4; ++i) {
      INFO(row.group << " " << i);
      CHECK(truth_of(tiny::verdicts(tiny::check(rules, submissions[i]))) == row.results[i]);
    }
  }
}

TEST_CASE("a condition about a named value", "[eval]") {
  const auto rules = tiny::rules(R"(bind:
  client: {at: '$.client', capture: '^c-(?P<number>[0-9]+)(?P<suffix>-x)?$'}
lists:
  kinds: [{name: a, size: 3}, {name: b, size: 5}]
rules:
  - id: number
    severity: error
    at: '$.client'
    assert: {of: {ref: client.number}, length: 4}
    message: "the number is {client.number}, {expected} digits are needed"
  - id: suffix
    severity: error
    at: '$.client'
    when: {of: {ref: client.suffix}, present: true}
    assert: {equals: never}
    message: m
  - id: size
    severity: error
    at: '$.kind'
    assert: {of: {lookup: {list: kinds, where: {name: {at: '@'}}, column: size}}, min: 4}
    message: "too small"
)");
  CHECK(tiny::findings(tiny::check(rules, "client: c-1234\nkind: b")) ==
        std::vector<std::string>{});
  CHECK(tiny::findings(tiny::check(rules, "client: c-12-x\nkind: a")) ==
        std::vector<std::string>{"tiny/number /client: the number is 12, 4 digits are needed",
                                 "tiny/suffix /client: m", "tiny/size /kind: too small"});
  CHECK(tiny::findings(tiny::check(rules, "client: d\nkind: z")) ==
        std::vector<std::string>{"tiny/number /client: `client.number` could not be determined "
                                 "from the value at `/client`",
                                 "tiny/size /kind: the list `kinds` has no row for `z`"});
}

TEST_CASE("each and some see the names around them", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - id: pair
    severity: error
    at: '$.left'
    assert:
      each: {in: '$.left[*]', as: l, that: {some: {in: '$.right[*]', as: r, that: {equals: {ref: l.key}}}}}
    message: "nothing on the right is `{l.key}`"
)");
  CHECK(tiny::verdicts(tiny::check(rules, "left: [{key: a}, {key: b}]\nright: [b, a]")) == "pass");
  CHECK(tiny::findings(tiny::check(rules, "left: [{key: a}, {key: c}]\nright: [b, a]")) ==
        std::vector<std::string>{"tiny/pair /left: nothing on the right is `c`"});
}
