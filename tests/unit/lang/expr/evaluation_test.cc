#include <string>
#include <vector>

#include "formats/json/json.h"
#include "lang/expr/evaluation.h"
#include "lang/expr/skeleton.h"
#include "lang/expr/to_datum.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::expr;

namespace {

constexpr std::string_view kNow = "2024-04-01T12:00:00Z";
constexpr std::string_view kForm = R"({
  "client": {"id": "abc", "count": 3, "share": 2, "on": true, "none": null, "a/b": {"x": 1}, "whole": 4.0,
             "redirects": ["https://a.example", "http://b.example"], "numbers": [1, 2.5]}})";

/// `doc`: the form without types; `client`: a part of it that its schema describes; `gone`: absent.
class Bench {
 public:
  Bench() {
    document_ = read(kForm);
    schema_ = read(R"({"type": "object", "properties": {
      "share": {"type": "number"}, "count": {"type": "integer"}, "whole": {"type": "integer"}, "id": {"type": "string"},
      "numbers": {"type": "array", "items": {"type": "number"}}}})");
    table_ = std::move(*PathTable::from_schema(schema_));
    declarations_.variable("doc", simple(TypeKind::kDyn));
    declarations_.variable("client", table_, 0);
    declarations_.variable("gone", simple(TypeKind::kDyn));
    evaluation.begin(kNow, limits);
    const View top(document_, document_.root());
    slots = {Evaluation::of(top), Evaluation::of(top.member("client")),
             evaluation.absent("/client/gone")};
  }

  CompileResult compile(std::string_view text) const {
    auto result = expr::compile(text, declarations_, limits);
    for (const auto& fault : result.faults) FAIL_CHECK(text << ": " << fault.message);
    return result;
  }
  Value run(std::string_view text) {
    compiled = compile(text);
    REQUIRE(compiled.program);
    return evaluation.run(*compiled.program, slots);
  }
  Judgement judged(std::string_view text) { return judge(run(text)); }
  std::string json(std::string_view text) {
    const auto datum = expr::to_datum(evaluation, run(text));
    return datum ? to_json(*datum) : "none";
  }

  Limits limits;
  Evaluation evaluation;
  std::vector<Value> slots;
  CompileResult compiled;

 private:
  static Document read(std::string_view text) {
    auto document = json::read(std::make_shared<Source>("test", std::string(text)), Limits{});
    REQUIRE(document.ok());
    return std::move(*document);
  }

  Document document_;
  Document schema_;
  PathTable table_;
  Declarations declarations_;
};

}  // namespace

TEST_CASE("values of a document are read where they stand", "[expr]") {
  Bench bench;
  const std::vector<std::pair<std::string, std::string>> rows{
      {"doc.client.id", "\"abc\""},
      {"doc['client']['id'] + 'd'", "\"abcd\""},
      {"doc.client.redirects[1]", "\"http://b.example\""},
      {"doc.client.redirects", R"(["https://a.example","http://b.example"])"},
      {"doc.client.`a/b`", "{\"x\":1}"},
      {"doc.client.redirects.filter(r, r.startsWith('https:'))", "[\"https://a.example\"]"},
      {"has(doc.client.id) && !has(doc.client.nothing)", "true"},
      {"has(doc.client.none)", "true"},
      {"doc.client.none == null", "true"},
      {"doc.?client.?nothing.orValue('-')", "\"-\""},
      {"'id' in doc.client && !('x' in doc.client)", "true"},
      {"doc.client.transformMap(k, v, k == 'id', size(v))", "{\"id\":3}"},
      {"{'a': [doc.client.on, null, 1u, b'\\xff']}", R"({"a":[true,null,1,"/w=="]})"},
      {"doc.client == doc.client && doc.client != doc", "true"},
      {"[doc.client.redirects, []] == [['https://a.example', 'http://b.example'], []]", "true"},
      {"timestamp('2024-04-01T00:00:00Z') + duration('90m')", "\"2024-04-01T01:30:00Z\""},
      {"{1: 'a', true: 'b'}", R"({"1":"a","true":"b"})"},
      {"0.0 / 0.0", "none"},
  };
  for (const auto& [text, wanted] : rows) {
    INFO(text);
    CHECK(bench.json(text) == wanted);
  }
}

TEST_CASE("a number is of the type that the schema says, however it is written", "[expr]") {
  Bench bench;
  CHECK(bench.json("client.share * 1.5") == "3.0");
  CHECK(bench.json("client.numbers.map(x, x * 2.0)") == "[2.0,5.0]");
  CHECK(bench.json("client.numbers.exists(x, x == 1.0)") == "true");
  CHECK(bench.run("client.share").is(ValueKind::kDouble));
  CHECK(bench.run("client.numbers[0]").is(ValueKind::kDouble));
  CHECK(bench.run("client.?share.orValue(0.0)").is(ValueKind::kDouble));
  CHECK(bench.run("client.count").is(ValueKind::kInt));
  CHECK(bench.run("client.whole").is(ValueKind::kInt));
  CHECK(bench.json("client.whole + 1") == "5");
  CHECK(bench.run("doc.client.share").is(ValueKind::kInt));
}

TEST_CASE("what is absent is unknown, and its place is told", "[expr]") {
  Bench bench;
  const std::vector<std::pair<std::string, std::string>> rows{
      {"doc.client.nothing == 1", "/client/nothing"},
      {"doc.client['not/hing'] == 1", "/client/not~1hing"},
      {"doc.client.`a/b`.y == 1", "/client/a~1b/y"},
      {"doc.client.redirects[2] == 'x'", "/client/redirects/2"},
      {"gone == 1", "/client/gone"},
      {"gone.x.y == 1 || false", "/client/gone"},
      {"doc.client.redirects.all(r, r.size() > doc.least)", "/least"},
      {"[doc].exists(d, d.nothing)", "/nothing"},
      {"cel.bind(x, doc.nothing, x == 1)", "/nothing"},
  };
  for (const auto& [text, pointer] : rows) {
    INFO(text);
    const Judgement found = bench.judged(text);
    CHECK(found.truth == Truth::kUnknown);
    CHECK(found.reason.code == ReasonCode::kAbsent);
    CHECK(found.reason.cause == pointer);
  }
  CHECK(bench.judged("gone == 1 || true").truth == Truth::kTrue);
  CHECK(bench.judged("false && gone == 1").truth == Truth::kFalse);
}

TEST_CASE("other errors tell what is wrong, and where", "[expr]") {
  struct Row {
    std::string text;
    std::string message;
    std::uint32_t offset;
  };
  Bench bench;
  const std::vector<Row> rows{
      {"1 / (doc.client.count - 3) == 1", "a number is divided by zero", 2},
      {"true && doc.client.id < 1", "`<` does not take string and int", 22},
      {"doc.client.id.nothing == 1", "string has no members, such as `nothing`", 14},
      {"doc.client.count[0] == 1", "int has no items", 16},
      {"{'a': 1}.b == 1", "there is no member `b`", 9},
      {"[1][doc.client.count] == 1", "the list has no item `3`", 3},
      {"{1: 1}[doc.client.count] == 1", "the map has no such key", 6},
      {"doc.client.id.matches('[' + 'a')", "the pattern cannot be read: the `[` is never closed",
       14},
      {"9223372036854775807 + doc.client.count > 1", "the result is beyond the range of its type",
       20},
      {"{doc.client.id: 1, 'abc': 2} == {}", "a key stands twice in a map", 0},
      {"doc.client.id.contains(doc.client)", "`contains` does not take string and map", 14},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Judgement found = bench.judged(row.text);
    CHECK(found.truth == Truth::kUnknown);
    CHECK(found.reason.code == ReasonCode::kExpression);
    REQUIRE(found.reason.args.size() == 2);
    CHECK(found.reason.args[0] == row.message);
    CHECK(found.offset == row.offset);
  }
  const Judgement text = bench.judged("doc.client.id");
  CHECK(text.truth == Truth::kUnknown);
  CHECK(text.reason.code == ReasonCode::kWrongType);
}

TEST_CASE("an evaluation stops when its cost is used up", "[expr]") {
  Bench bench;
  const std::vector<std::string> costly{
      "lists.range(1000).all(x, lists.range(1000).all(y, lists.range(1000).all(z, x + y + z >= "
      "0)))",
      "lists.range(100000).map(x, lists.range(100000)).size() > 0",
      "cel.block(['0123456789abcdef', cel.index(0) + cel.index(0), cel.index(1) + cel.index(1), "
      "cel.index(2) + cel.index(2)], lists.range(100000).map(x, cel.index(3) + cel.index(3)) == "
      "[])",
      "lists.range(3000).all(x, lists.range(3000) == lists.range(3000))",
      "lists.range(5000).all(x, x in lists.range(5000))",
      "lists.range(20000).all(x, 'a'.matches('a' + string(x)) || true)",
      // Nothing absorbs it.
      "true || lists.range(1000000).map(x, x).size() > 0 || true ? "
      "lists.range(900000).all(x, true) || true : true",
  };
  for (const std::string& text : costly) {
    INFO(text);
    const Judgement found = bench.judged(text);
    CHECK(found.truth == Truth::kUnknown);
    CHECK(found.reason.code == ReasonCode::kBudget);
    CHECK(bench.evaluation.cost() == bench.limits.expression_cost);
  }
  // The next one has its own.
  CHECK(bench.judged("1 + 1 == 2").truth == Truth::kTrue);
}

TEST_CASE("the cost is counted, and bounded beforehand", "[expr]") {
  Bench bench;
  struct Row {
    std::string text;
    std::uint64_t cost;
  };
  const std::vector<Row> rows{
      {"1 + 2 * 3 == 7", 2},              // computed beforehand
      {"doc.client.on", 4},               // variable, two members, return
      {"doc.client.on && true", 7},       // and a test, a constant, the `&&`
      {"doc.client.count + 1 == 4", 11},  // two calls, one of which looks at a pair
      {"doc.client.redirects.size() == 2", 10},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    bench.run(row.text);
    CHECK(bench.evaluation.cost() == row.cost);
    CHECK(bench.compiled.program->worst_cost(bench.limits) >= row.cost);
  }
  // A list of a document has at most so many items.
  const auto loop = bench.compile("doc.client.redirects.all(r, r != '')");
  Limits small;
  small.nodes = 100;
  small.scalar_bytes = 100;
  const std::uint64_t bound = loop.program->worst_cost(small);
  CHECK(bound > 500);
  CHECK(bound < 10'000);
  CHECK(loop.program->worst_cost(Limits{}) > Limits{}.expression_cost);
  bench.run("doc.client.id.split('').map(c, c + c).join('').size() == 6");
  CHECK(bench.compiled.program->worst_cost(small) > bench.evaluation.cost());
}

TEST_CASE("a large text is charged for", "[expr]") {
  Bench bench;
  bench.limits.expression_cost = 5'000;
  const std::string text(100'000, 'x');
  bench.slots[0] = Value::of_string(text);
  for (const char* costly : {"doc.contains('y')", "doc == doc + 'y'", "doc.matches('y')",
                             "doc < doc + 'x'", "doc.size() == 1", "'x' + doc + doc == ''"}) {
    INFO(costly);
    const auto program = bench.compile(costly).program;
    CHECK(judge(bench.evaluation.run(*program, bench.slots)).reason.code == ReasonCode::kBudget);
    CHECK(bench.evaluation.run(*program, bench.slots, 1'000'000).is(ValueKind::kBool));
  }
}

TEST_CASE("a value can be given to a predicate", "[expr]") {
  Bench bench;
  const View in_place = bench.evaluation.view(bench.run("doc.client.redirects"));
  CHECK(in_place.document() != nullptr);
  CHECK(in_place.document()->pointer(in_place.id()) == "/client/redirects");
  CHECK(bench.evaluation.view(bench.run("'a' + doc.client.id")).text() == "aabc");
  const View made = bench.evaluation.view(bench.run("[1, {'a': doc.client.on}]"));
  CHECK(to_json(made) == R"([1,{"a":true}])");
  CHECK(bench.evaluation.view(bench.run("1.0 / 0.0")).absent());
  CHECK(bench.evaluation.view(bench.run("optional.none()")).absent());
  CHECK(bench.evaluation.view(bench.run("gone")).absent());
}

TEST_CASE("a program knows which variables it reads", "[expr]") {
  Bench bench;
  CHECK(bench.compile("gone == 1 || doc.x == gone").program->variables() ==
        std::vector<std::uint32_t>{0, 2});
  CHECK(bench.compile("[1].all(doc, doc == 1)").program->variables().empty());
}

namespace {

// `all(a, not(b))`, with the leaves as they stand in the text.
std::string shape(const Skeleton& skeleton, std::string_view text) {
  static constexpr std::string_view kNames[] = {"", "all", "any", "not", "if"};
  if (skeleton.op == Skeleton::Op::kLeaf) {
    return std::string(
        text.substr(skeleton.range.begin, skeleton.range.end - skeleton.range.begin));
  }
  std::string out(kNames[static_cast<std::size_t>(skeleton.op)]);
  out += "(";
  for (const Skeleton& part : skeleton.parts) {
    if (out.back() != '(') out += ", ";
    out += shape(part, text);
  }
  return out + ")";
}

}  // namespace

TEST_CASE("an expression is taken apart at its logic", "[expr]") {
  Bench bench;
  const std::vector<std::pair<std::string, std::string>> rows{
      {"doc.x == 1", "doc.x == 1"},
      {"doc.a && doc.b && !doc.c", "all(doc.a, doc.b, not(doc.c))"},
      {"doc.a && (doc.b || doc.c)", "all(doc.a, any(doc.b, doc.c))"},
      {"!(doc.a && doc.b)", "not(all(doc.a, doc.b))"},
      {"doc.n > 1 ? doc.a == 1 : !has(doc.b)", "if(doc.n > 1, doc.a == 1, not(has(doc.b)))"},
      {"doc.n > 1 ? doc.a : doc.b", "doc.n > 1 ? doc.a : doc.b"},
      {"doc.l.all(x, x && doc.a) || doc.b", "any(doc.l.all(x, x && doc.a), doc.b)"},
      {"cel.bind(x, doc.a, x && doc.b)", "cel.bind(x, doc.a, x && doc.b)"},
      {"(doc.a == (doc.b && doc.c))", "(doc.a == (doc.b && doc.c))"},
  };
  for (const auto& [text, wanted] : rows) {
    INFO(text);
    const auto compiled = bench.compile(text);
    CHECK(shape(split(compiled.checked, bench.limits), text) == wanted);
  }
  const auto compiled = bench.compile("doc.client.on && 1 / (doc.client.count - 3) == 1");
  const Skeleton skeleton = split(compiled.checked, bench.limits);
  REQUIRE(skeleton.parts.size() == 2);
  CHECK(judge(bench.evaluation.run(*skeleton.parts[0].program, bench.slots)).truth == Truth::kTrue);
  const Judgement second = judge(bench.evaluation.run(*skeleton.parts[1].program, bench.slots));
  CHECK(second.truth == Truth::kUnknown);
  CHECK(second.offset == 19);  // in the whole text
}
