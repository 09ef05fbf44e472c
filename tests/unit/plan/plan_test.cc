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
