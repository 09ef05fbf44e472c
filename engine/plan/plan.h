#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lang/condition.h"
#include "ruleset/ruleset.h"

namespace intake {

inline constexpr std::uint32_t kNone = 0xffffffff;

/// An argument with its selector numbered; `operand` lives in the rule set.
struct PlanArg {
  const Operand* operand = nullptr;
  std::uint32_t selector = kNone;
};

struct PlanUse {
  const PredicateUse* use = nullptr;
  std::uint32_t first_arg = 0;
};

/// One condition of the flat program. Children are consecutive in Plan::nodes.
struct PlanNode {
  Condition::Op op = Condition::Op::kLeaf;
  std::uint32_t count = 0;
  std::uint32_t selector = kNone;
  std::uint32_t subject = kNone;  // args: the value of a leaf with `of`
  Slot variable = 0;
  std::uint32_t first_child = 0, children = 0;
  std::uint32_t first_use = 0, uses = 0;
  const TableHead* table = nullptr;  // kTable
  ByteSpan span;                     // in the rule file
  std::uint32_t rule = kNone;
};

struct PlanRule {
  const Rule* rule = nullptr;
  std::uint32_t part = kNone;           // index into RuleSet::parts
  std::uint32_t when = kNone;           // nodes
  std::uint32_t assertion = kNone;      // nodes
  std::uint32_t for_each = kNone;       // selectors
  std::uint32_t at = kNone;             // selectors
  std::vector<std::uint32_t> bindings;  // selectors of Rule::bindings; kNone: an expression
};

/// A rule set as a flat, immutable program: what evaluation runs. Shareable between threads.
/// Rules that are off, not in force at `now` or in preview are not in it.
struct Plan {
  std::shared_ptr<const RuleSet> rules;
  std::string now;
  bool preview = false;                           // rules in preview are in it, too
  std::vector<Selector> selectors;                // each text once
  std::vector<std::uint32_t> binding_selectors;   // by binding slot; kNone: an expression
  std::vector<std::uint32_t> constant_selectors;  // by constant
  std::vector<std::uint32_t> part_selectors;      // by part
  std::vector<PlanNode> nodes;
  std::vector<PlanUse> uses;
  std::vector<PlanArg> args;
  std::vector<PlanRule> program;
  Slot variables = 0;  // that a condition of compile_condition() needs
};

/// `now`: RFC 3339; decides which rules are in force. `preview`: take in those in preview, too.
std::shared_ptr<const Plan> compile_plan(std::shared_ptr<const RuleSet> rules, std::string now,
                                         bool preview = false);

/// The same program at another time, at which the same rules are in force.
std::shared_ptr<const Plan> at_time(const Plan& plan, std::string now);

/// A plan of one condition alone (recognition); `rule` entries are kNone.
std::shared_ptr<const Plan> compile_condition(const Condition& condition, std::string now);

}  // namespace intake
