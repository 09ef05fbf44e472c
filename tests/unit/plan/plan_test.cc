// The plan: a flat program of what is in force, each selector once.

#include "plan/plan.h"

#include <algorithm>
#include <set>

#include "api/state.h"
#include "support/tiny.h"

using namespace intake;

namespace {

std::vector<std::string> program(const CompiledRules& rules) {
  std::vector<std::string> ids;
  for (const PlanRule& entry : rules.state().plan->program) ids.push_back(entry.rule->id);
  return ids;
}

}  // namespace

TEST_CASE("only rules that are on and in force are in the program, in order", "[plan]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: c, severity: error, at: '$.x', required: true, message: m}
  - {id: silent, severity: off, at: '$.x', required: true, message: m}
  - {id: past, severity: error, valid: {until: 2026-01-01}, at: '$.x', required: true, message: m}
  - {id: future, severity: error, valid: {from: 2027-01-01}, at: '$.x', required: true, message: m}
  - {id: a, severity: note, at: '$.x', required: true, message: m}
)");
  CHECK(program(rules) == std::vector<std::string>{"tiny/c", "tiny/a"});
  // They are still there to be explained.
  CHECK(rules.describe(Language::kEn).size() == 5);
}

TEST_CASE("each selector is compiled once", "[plan]") {
  const auto rules = tiny::rules(R"(bind: {x: {at: '$.x'}}
rules:
  - {id: a, severity: error, at: '$.x', when: {at: '$.y', present: true}, assert: {equals: {at: '$.y'}}, message: m}
  - {id: b, severity: error, at: '$.y', assert: {all: [{at: '$.x', present: true}, {equals: 1}]}, message: m}
)");
  std::vector<std::string> texts;
  for (const Selector& selector : rules.state().plan->selectors) {
    texts.emplace_back(selector.text());
  }
  const std::set<std::string> different(texts.begin(), texts.end());
  CHECK(texts.size() == different.size());
  CHECK(different == std::set<std::string>{"$.x", "$.y"});
}

TEST_CASE("children of a condition stand side by side", "[plan]") {
  const auto rules = tiny::one_rule(
      "at: '$.x', assert: {all: [{any: [{equals: 1}, {equals: 2}]}, {not: {equals: 3}}, {min: "
      "0}]}");
  const Plan& plan = *rules.state().plan;
  REQUIRE(plan.program.size() == 1);
  const PlanNode& all = plan.nodes[plan.program[0].assertion];
  CHECK(all.op == Condition::Op::kAll);
  REQUIRE(all.children == 3);
  const Condition::Op expected[] = {Condition::Op::kAny, Condition::Op::kNot, Condition::Op::kLeaf};
  for (std::uint32_t i = 0; i < 3; ++i) {
    const PlanNode& child = plan.nodes[all.first_child + i];
    CHECK(child.op == expected[i]);
    CHECK(child.rule == 0);
    CHECK(child.span.begin < child.span.end);
  }
  CHECK(plan.nodes.size() == 7);
}

TEST_CASE("every part of an expression is a condition with its place in the rule file", "[plan]") {
  const std::string keys =
      "at: '$.x', assert: {expr: 'value > 1 && (!has(submission.y) || submission.y == \"it''s\") "
      "&& "
      "(value > 9 ? value < 20 : true)'}";
  const auto rules = tiny::one_rule(keys);
  const Plan& plan = *rules.state().plan;
  const SourcePtr& file = plan.program[0].rule->file->source();
  std::vector<std::string> shown;
  for (const PlanNode& node : plan.nodes) {
    std::string line(file->slice(node.span));
    if (node.op == Condition::Op::kLeaf) line = "leaf " + line;
    if (node.op == Condition::Op::kNot) line = "not " + line;
    if (node.op == Condition::Op::kTable) line = "if " + line;
    shown.push_back(std::move(line));
  }
  std::sort(shown.begin(), shown.end());
  CHECK(shown ==
        std::vector<std::string>{
            "(!has(submission.y) || submission.y == \"it''s\")",
            "if (value > 9 ? value < 20 : true)", "leaf has(submission.y)",
            "leaf submission.y == \"it''s\"", "leaf value < 20", "leaf value > 1", "leaf value > 9",
            "not !has(submission.y)", "true",
            "value > 1 && (!has(submission.y) || submission.y == \"it''s\") && (value > 9 ? "
            "value < 20 : true)"});
}

TEST_CASE("a decision table is a node with two children for each row", "[plan]") {
  const auto rules = tiny::one_rule(
      "at: '$.x', assert: {table: {inputs: {a: '$.a', b: {expr: 'submission.b + 1'}}, rows: [{a: "
      "1, b: "
      "any, then: p}, {a: {not: 1}, b: 2, then: [q, absent]}, {else: never}]}}");
  const Plan& plan = *rules.state().plan;
  const PlanNode& table = plan.nodes[plan.program[0].assertion];
  REQUIRE(table.op == Condition::Op::kTable);
  REQUIRE(table.table != nullptr);
  CHECK(table.table->inputs == std::vector<std::string>{"a", "b"});
  CHECK(table.table->outputs.empty());
  CHECK_FALSE(table.table->first);
  REQUIRE(table.children == 5);
  const PlanNode& first = plan.nodes[table.first_child];
  CHECK(first.op == Condition::Op::kAll);
  CHECK(first.children == 1);
  const PlanNode& second = plan.nodes[table.first_child + 2];
  REQUIRE(second.children == 2);
  CHECK(plan.nodes[second.first_child].op == Condition::Op::kNot);
  const PlanNode& size = plan.nodes[second.first_child + 1];
  CHECK(size.selector == kNone);
  REQUIRE(size.subject != kNone);
  CHECK(plan.args[size.subject].operand->kind == Operand::Kind::kExpression);
  CHECK(plan.nodes[table.first_child + 3].op == Condition::Op::kAny);
  CHECK(plan.nodes[table.first_child + 4].op == Condition::Op::kAny);
  CHECK(plan.nodes[table.first_child + 4].children == 0);
}
