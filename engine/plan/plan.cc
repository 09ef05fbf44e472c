#include "plan/plan.h"

#include <algorithm>
#include <utility>

namespace intake {
namespace {

class Compiler {
 public:
  explicit Compiler(Plan& plan) : plan_(plan) {}

  std::uint32_t selector(const Selector& selector) {
    const auto [entry, added] =
        numbers_.emplace(selector.text(), static_cast<std::uint32_t>(plan_.selectors.size()));
    if (added) plan_.selectors.push_back(selector);
    return entry->second;
  }

  std::uint32_t selector(const std::optional<Selector>& text) {
    return text ? selector(*text) : kNone;
  }

  std::uint32_t selector_of(const Binding& binding) {
    return binding.expression ? kNone : selector(binding.at);
  }

  std::uint32_t condition(const Condition& condition, std::uint32_t rule) {
    const auto node = static_cast<std::uint32_t>(plan_.nodes.size());
    plan_.nodes.emplace_back();
    fill(node, condition, rule);
    return node;
  }

 private:
  // Depth is that of the rule author's condition, at most Limits::depth.
  void fill(std::uint32_t index, const Condition& condition, std::uint32_t rule) {
    PlanNode node;
    node.op = condition.op;
    node.count = condition.count;
    node.selector = selector(condition.selector);
    node.variable = condition.variable;
    node.span = condition.span;
    node.rule = rule;
    node.first_child = static_cast<std::uint32_t>(plan_.nodes.size());
    node.children = static_cast<std::uint32_t>(condition.children.size());
    node.first_use = static_cast<std::uint32_t>(plan_.uses.size());
    node.uses = static_cast<std::uint32_t>(condition.predicates.size());
    node.table = condition.table.get();
    if (condition.subject) {
      node.subject = static_cast<std::uint32_t>(plan_.args.size());
      plan_.args.push_back({&*condition.subject, selector(condition.subject->at)});
    }
    plan_.nodes.resize(plan_.nodes.size() + condition.children.size());
    for (const PredicateUse& use : condition.predicates) {
      plan_.uses.push_back({&use, static_cast<std::uint32_t>(plan_.args.size())});
      for (const Operand& operand : use.args) {
        plan_.args.push_back({&operand, selector(operand.at)});
      }
    }
    for (std::uint32_t i = 0; i < node.children; ++i) {
      fill(node.first_child + i, condition.children[i], rule);
    }
    plan_.nodes[index] = node;
  }

  Plan& plan_;
  std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace

std::shared_ptr<const Plan> compile_plan(std::shared_ptr<const RuleSet> rules, std::string now,
                                         bool preview) {
  auto plan = std::make_shared<Plan>();
  plan->rules = std::move(rules);
  plan->now = std::move(now);
  plan->preview = preview;
  Compiler compiler(*plan);
  const RuleSet& set = *plan->rules;
  for (const Binding& binding : set.bindings) {
    plan->binding_selectors.push_back(compiler.selector_of(binding));
  }
  for (const Constant& constant : set.constants) {
    plan->constant_selectors.push_back(compiler.selector(constant.by));
  }
  for (const Part& part : set.parts) {
    plan->part_selectors.push_back(compiler.selector(part.at));
  }
  for (const Rule& rule : set.rules) {
    if (rule.severity == Severity::kOff || !rule.valid.holds(plan->now)) continue;
    if (rule.preview && !preview) continue;
    const auto number = static_cast<std::uint32_t>(plan->program.size());
    PlanRule entry;
    entry.rule = &rule;
    for (std::uint32_t i = 0; i < set.parts.size(); ++i) {
      if (set.parts[i].name == rule.part) entry.part = i;
    }
    entry.for_each = compiler.selector(rule.for_each);
    entry.at = compiler.selector(rule.at);
    for (const Binding& binding : rule.bindings) {
      entry.bindings.push_back(compiler.selector_of(binding));
    }
    if (rule.when) entry.when = compiler.condition(*rule.when, number);
    if (rule.assertion) entry.assertion = compiler.condition(*rule.assertion, number);
    plan->program.push_back(std::move(entry));
  }
  return plan;
}

std::shared_ptr<const Plan> at_time(const Plan& plan, std::string now) {
  auto copy = std::make_shared<Plan>(plan);
  copy->now = std::move(now);
  return copy;
}

std::shared_ptr<const Plan> compile_condition(const Condition& condition, std::string now) {
  auto plan = std::make_shared<Plan>();
  plan->rules = std::make_shared<RuleSet>();
  plan->now = std::move(now);
  Compiler(*plan).condition(condition, kNone);
  for (const PlanNode& node : plan->nodes) {
    if (node.op != Condition::Op::kEach && node.op != Condition::Op::kSome) continue;
    plan->variables = std::max(plan->variables, node.variable + 1);
  }
  return plan;
}

}  // namespace intake
