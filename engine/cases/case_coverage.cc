#include "cases/case_coverage.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "eval/region.h"

namespace intake {
namespace {

constexpr std::size_t kLongestExcerpt = 80;

struct SeenNode {
  std::uint8_t bits = 0;
  Condition::Op op = Condition::Op::kLeaf;
  std::uint32_t children = 0;
  ByteSpan span;
};

/// What was seen of one rule, over several plans.
struct Seen {
  std::uint8_t verdicts = 0;
  std::uint8_t places = 0;
  const Rule* rule = nullptr;
  std::vector<SeenNode> nodes;  // in the order of the plan
};

void add_node(std::vector<SeenNode>& nodes, std::size_t nth, const PlanNode& node,
              std::uint8_t bits) {
  if (nth >= nodes.size()) nodes.resize(nth + 1);
  nodes[nth].op = node.op;
  nodes[nth].children = node.children;
  nodes[nth].span = node.span;
  nodes[nth].bits |= bits;
}

std::uint8_t bit_of(const std::vector<std::uint8_t>& bits, std::size_t index) {
  return index < bits.size() ? bits[index] : std::uint8_t{0};
}

using SeenRules = std::map<std::string, Seen>;

void collect(const CaseSets::Entry& entry, std::string_view set, SeenRules& rules) {
  const Plan& plan = *entry.plan;
  const auto is_own = [&](const Rule& rule) {
    return std::string_view(rule.id).substr(0, rule.id.find('/')) == set;
  };
  for (std::size_t i = 0; i < plan.program.size(); ++i) {
    const Rule& rule = *plan.program[i].rule;
    if (!is_own(rule)) continue;
    Seen& seen = rules[rule.id];
    seen.rule = &rule;
    seen.verdicts |= bit_of(entry.coverage.rules, i);
    seen.places |= bit_of(entry.coverage.places, i);
  }
  std::vector<std::size_t> counts(plan.program.size());
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const PlanNode& node = plan.nodes[i];
    if (node.rule == kNone || !is_own(*plan.program[node.rule].rule)) continue;
    add_node(rules[plan.program[node.rule].rule->id].nodes, counts[node.rule]++, node,
             bit_of(entry.coverage.nodes, i));
  }
}

/// Counts branches and keeps the missing ones.
class Counter {
 public:
  Counter(CaseReport& report, std::string rule, const Document& file)
      : report_(report), rule_(std::move(rule)), file_(file) {}

  void branch(bool covered, ByteSpan place, std::string missing) {
    ++report_.branches;
    if (covered) {
      ++report_.branches_covered;
      return;
    }
    const Region region = region_of(file_, place);
    UncoveredCondition uncovered;
    uncovered.rule = rule_;
    uncovered.file = region.source;
    uncovered.line = region.line;
    uncovered.column = region.column;
    uncovered.missing = std::move(missing);
    uncovered.excerpt = excerpt(place);
    report_.uncovered_conditions.push_back(std::move(uncovered));
  }

  void node(const SeenNode& node) {
    ++report_.nodes;
    if (node.bits != 0) ++report_.nodes_covered;
    if (is_constant(node)) return;
    const auto has = [&](Coverage::Bit bit) { return (node.bits & bit) != 0; };
    if (node.bits == 0) {
      branch(false, node.span, "never evaluated");
      report_.branches += is_quantifier(node) ? 3 : 1;
      return;
    }
    branch(has(Coverage::kTrue), node.span, "never true");
    branch(has(Coverage::kFalse), node.span, "never false");
    if (!is_quantifier(node)) return;
    branch(has(Coverage::kEmpty), node.span, "never over nothing");
    branch(has(Coverage::kFilled), node.span, "never over something");
  }

 private:
  static bool is_quantifier(const SeenNode& node) {
    return node.op == Condition::Op::kEach || node.op == Condition::Op::kSome;
  }
  /// `any` and `never` in a decision table.
  static bool is_constant(const SeenNode& node) {
    return (node.op == Condition::Op::kAll || node.op == Condition::Op::kAny) && node.children == 0;
  }

  std::string excerpt(ByteSpan place) const {
    if (file_.source() == nullptr) return {};
    std::string text(file_.source()->slice(place));
    text = text.substr(0, text.find('\n'));
    if (text.size() <= kLongestExcerpt) return text;
    std::size_t end = kLongestExcerpt;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
  }

  CaseReport& report_;
  std::string rule_;
  const Document& file_;
};

void sum_up(const std::string& id, const Seen& seen, CaseReport& report) {
  const auto bit = [](Verdict v) { return 1u << static_cast<unsigned>(v); };
  ++report.rules;
  const bool good = (seen.verdicts & bit(Verdict::kPass)) != 0;
  const bool bad = (seen.verdicts & (bit(Verdict::kFail) | bit(Verdict::kIndeterminate))) != 0;
  if (good && bad) {
    ++report.rules_covered;
  } else {
    report.uncovered_rules.push_back(id + (good ? ": never fails" : ": never passes"));
  }
  const Rule& rule = *seen.rule;
  Counter counter(report, id, *rule.file);
  if (rule.required || rule.if_absent != IfAbsent::kSkip) {
    counter.branch((seen.places & Coverage::kThere) != 0, rule.span, "its value is never there");
    counter.branch((seen.places & Coverage::kAbsent) != 0, rule.span, "its value is never absent");
  }
  for (const SeenNode& node : seen.nodes) counter.node(node);
}

}  // namespace

void sum_up_coverage(const CaseSets& sets, const RuleSetHeader& own, const LoneCondition& recognise,
                     CaseReport& report) {
  SeenRules rules;
  for (const auto& [key, entry] : sets.entries()) {
    if (entry.plan != nullptr) collect(entry, own.name, rules);
  }
  for (const auto& [id, seen] : rules) sum_up(id, seen, report);
  if (recognise.plan == nullptr || own.documents.empty()) return;
  Counter counter(report, own.name + " (recognise)", *own.documents.front());
  std::vector<SeenNode> nodes;
  for (std::size_t i = 0; i < recognise.plan->nodes.size(); ++i) {
    add_node(nodes, i, recognise.plan->nodes[i], bit_of(recognise.coverage.nodes, i));
  }
  for (const SeenNode& node : nodes) counter.node(node);
}

}  // namespace intake
