#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "formats/json/json.h"
#include "lang/expr/evaluation.h"
#include "lang/expr/skeleton.h"
#include "lang/expr/to_datum.h"

using namespace intake;
using namespace intake::expr;

namespace {

constexpr std::string_view kNow = "2024-04-01T12:00:00Z";

constexpr std::string_view kDocument = R"({
  "id": "a-1", "count": 3, "share": 0.25, "big": 18446744073709551615, "on": true, "none": null,
  "when": "2024-04-01T00:00:00Z", "list": ["x", "y", "é", ""], "numbers": [1, 2.5, -3],
  "inner": {"a": {"b": [{"k": "v"}, {"k": 1}, {}]}, "a-b": "dash"}, "": [[], {}]})";

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false, "properties": {
    "id": {"type": "string"}, "count": {"type": "integer"}, "share": {"type": "number"},
    "on": {"type": "boolean"}, "none": {"type": ["string", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
    "numbers": {"type": "array", "items": {"type": "number"}},
    "inner": {"type": "object", "properties": {"a": {"type": "object"}}}}})";

Document read(std::string_view text) {
  auto document = json::read(std::make_shared<Source>("fuzz", std::string(text)), Limits{});
  if (!document.ok()) std::abort();
  return std::move(*document);
}

void check(bool holds) {
  if (!holds) std::abort();
}

struct Bench {
  Document document = read(kDocument);
  Document schema = read(kSchema);
  PathTable table;
  Declarations declarations;
  Evaluation evaluation;
  Limits limits;

  Bench() {
    auto read_table = PathTable::from_schema(schema);
    check(read_table.ok());
    table = std::move(*read_table);
    declarations.variable("doc", simple(TypeKind::kDyn));
    declarations.variable("form", table, 0);
    declarations.variable("list", declarations.types.list(simple(TypeKind::kString)));
    declarations.variable("n", simple(TypeKind::kInt));
    declarations.variable("s", simple(TypeKind::kString));
    declarations.variable("gone", simple(TypeKind::kDyn));
    limits.expression_cost = 20'000;
    limits.expression_depth = 60;
    limits.expression_bytes = 2'000;
  }

  std::vector<Value> slots() {
    const View top(document, document.root());
    return {Evaluation::of(top), Evaluation::of(top),      Evaluation::of(top.member("list")),
            Value::of_int(7),    Value::of_string("text"), evaluation.absent("/gone")};
  }
};

// && and || of three truth values; of a choice nothing is said.
std::optional<Truth> judge_parts(Bench& bench, const Skeleton& skeleton,
                                 const std::vector<Value>& slots) {
  switch (skeleton.op) {
    case Skeleton::Op::kLeaf: {
      const Judgement leaf = judge(bench.evaluation.run(*skeleton.program, slots));
      if (leaf.reason.code == ReasonCode::kBudget) return std::nullopt;
      return leaf.truth;
    }
    case Skeleton::Op::kNot: {
      const auto inner = judge_parts(bench, skeleton.parts[0], slots);
      if (!inner || *inner == Truth::kUnknown) return inner;
      return *inner == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
    }
    case Skeleton::Op::kIf:
      return std::nullopt;
    default:
      break;
  }
  const Truth decisive = skeleton.op == Skeleton::Op::kAll ? Truth::kFalse : Truth::kTrue;
  bool unknown = false, decided = false;
  for (const Skeleton& part : skeleton.parts) {
    const auto truth = judge_parts(bench, part, slots);
    if (!truth) return std::nullopt;
    decided = decided || *truth == decisive;
    unknown = unknown || *truth == Truth::kUnknown;
  }
  if (decided) return decisive;
  if (unknown) return Truth::kUnknown;
  return decisive == Truth::kFalse ? Truth::kTrue : Truth::kFalse;
}

void run(Bench& bench, const CompileResult& compiled, std::size_t size) {
  Evaluation& evaluation = bench.evaluation;
  evaluation.begin(kNow, bench.limits);
  const std::vector<Value> slots = bench.slots();
  const Value result = evaluation.run(*compiled.program, slots);
  const std::uint64_t cost = evaluation.cost();
  check(cost <= bench.limits.expression_cost);
  const bool over = result.is_error() && result.error().code == expr::ErrorCode::kBudget;
  if (!over) check(cost <= compiled.program->worst_cost(bench.limits));
  if (result.is_error()) check(result.error().offset <= size && !result.error().message.empty());
  const Judgement whole = judge(result);
  check(whole.truth != Truth::kUnknown || whole.reason.code != ReasonCode::kNone);

  const Value again = evaluation.run(*compiled.program, slots);
  check(again.kind() == result.kind() && evaluation.cost() == cost);
  const View shown = evaluation.view(result);
  check(shown.absent() || !to_json(shown).empty());

  if (over) return;
  const auto parts = judge_parts(bench, split(compiled.checked, bench.limits), slots);
  if (parts) check(*parts == whole.truth);
}

}  // namespace

/// Any text is an expression or a fault within the text; evaluating it stays within its budget and
/// within the estimate, gives the same each time, and means what its logical parts mean together.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Bench bench;
  const std::string text(data, data + size);
  for (const bool types : {true, false}) {
    CheckOptions options;
    options.types = types;
    const CompileResult compiled = compile(text, bench.declarations, bench.limits, options);
    for (const LangError& fault : compiled.faults) {
      check(fault.offset <= size && !fault.message.empty());
    }
    check((compiled.program == nullptr) == !compiled.faults.empty());
    if (compiled.program != nullptr) run(bench, compiled, size);
  }
  return 0;
}
