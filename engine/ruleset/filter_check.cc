#include <algorithm>
#include <string>

#include "ruleset/keys.h"
#include "ruleset/path_check.h"

namespace intake {
namespace {

std::string_view text_of(const FilterOperand& operand, View written) {
  const std::string_view text = written.text();
  return operand.end <= text.size() ? text.substr(operand.begin, operand.end - operand.begin)
                                    : std::string_view();
}

std::uint8_t bits_of(View literal) {
  return literal.is_number() ? std::uint8_t{kNumberBit} : kind_bit(literal.kind());
}

/// Whether the text, without its quotes, would be a value of one of these kinds.
bool reads_as(std::string_view text, std::uint8_t kinds) {
  if ((kinds & kBoolBit) != 0 && (text == "true" || text == "false")) return true;
  return (kinds & kNumberBit) != 0 && !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_literal(const FilterOperand& operand) {
  return operand.kind == FilterOperand::Kind::kLiteral;
}

}  // namespace

void PathCheck::check_filters(const SelectorSegment& segment, const Places& from,
                              View written) const {
  const bool filtered = std::ranges::any_of(segment.steps, [](const SelectorStep& step) {
    return step.kind == SelectorStep::Kind::kFilter;
  });
  if (!filtered) return;
  // What `@` stands for: whatever the value holds.
  Places current;
  if (from.known) {
    SelectorStep any;
    any.kind = SelectorStep::Kind::kWildcard;
    std::vector<PathTable::PlaceId> starts = from.ids;
    Step below;
    if (segment.descendant) take_descendants(starts, below.open);
    for (const PathTable::PlaceId id : starts) take(any, id, below);
    if (!below.open && !below.ids.empty()) {
      std::ranges::sort(below.ids);
      below.ids.erase(std::unique(below.ids.begin(), below.ids.end()), below.ids.end());
      current = {true, std::move(below.ids), from.pointer + (segment.descendant ? "/**" : "/*")};
    }
  }
  for (const SelectorStep& step : segment.steps) {
    if (step.filter != nullptr) check_condition(*step.filter, current, written);
  }
}

void PathCheck::check_condition(const FilterNode& node, const Places& current, View written) const {
  for (const FilterNode& child : node.children) check_condition(child, current, written);
  if (node.kind == FilterNode::Kind::kTest) check_operand(node.left, current, written);
  if (node.kind == FilterNode::Kind::kCompare) check_comparison(node, current, written);
}

std::string PathCheck::says(const FilterOperand& operand, const Operand& facts,
                            View written) const {
  if (!facts.by_schema) {
    return quoted(text_of(operand, written)) + " is " + describe_kinds(facts.kinds);
  }
  const std::string place =
      facts.places.pointer.empty() ? "the whole submission" : '`' + facts.places.pointer + '`';
  return "in the schema " + schema_name_ + ' ' + place + " is " + describe_kinds(facts.kinds);
}

void PathCheck::check_comparison(const FilterNode& node, const Places& current,
                                 View written) const {
  const Operand left = check_operand(node.left, current, written);
  const Operand right = check_operand(node.right, current, written);
  if (is_literal(node.left) == is_literal(node.right)) return;
  const FilterOperand& literal = is_literal(node.left) ? node.left : node.right;
  const FilterOperand& operand = is_literal(node.left) ? node.right : node.left;
  const Operand& facts = is_literal(node.left) ? right : left;
  const View value = literal.literal_value();
  // A null may stand where somebody filled in nothing, whatever the schema says.
  if (value.is_null() || facts.kinds == 0) return;
  const bool differs = node.compare == FilterNode::Compare::kNotEqual;
  const std::string verdict =
      differs ? "this comparison always holds: " : "this comparison never holds: ";
  const std::uint8_t bits = bits_of(value);
  if ((facts.kinds & bits) == 0) {
    std::string hint;
    if ((facts.kinds & kStringBit) != 0) {
      hint = "write `'" + std::string(text_of(literal, written)) + "'`";
    } else if (value.is_string() && reads_as(value.text(), facts.kinds)) {
      hint = "write " + quoted(value.text()) + " without quotes";
    } else if ((facts.kinds & kArrayBit) != 0) {
      hint = "`length(...)` is the number of items";
    }
    faults_->in_text(written, literal.begin,
                     verdict + says(operand, facts, written) + ", never " + describe_kinds(bits),
                     std::move(hint));
    return;
  }
  const bool equality = differs || node.compare == FilterNode::Compare::kEqual;
  if (equality && value.is_string()) check_choice(literal, facts, verdict, written);
}

/// A text that the schema's `enum` or `const` does not have.
void PathCheck::check_choice(const FilterOperand& literal, const Operand& other,
                             std::string_view verdict, View written) const {
  if (!other.by_schema) return;
  std::vector<std::string_view> choices;
  for (const PathTable::PlaceId id : other.places.ids) {
    const PathTable::Place& place = table_->place(id);
    if ((place.kinds & kStringBit) == 0) continue;
    if (place.choices.empty()) return;
    choices.insert(choices.end(), place.choices.begin(), place.choices.end());
  }
  std::ranges::sort(choices);
  choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  const std::string_view text = literal.literal_value().text();
  if (std::ranges::binary_search(choices, text)) return;
  std::string hint = faults_->did_you_mean(text, choices);
  if (hint.empty() && choices.size() <= 20) {
    hint = "it can be:";
    for (const std::string_view choice : choices) {
      hint += (choice == choices.front() ? " " : ", ") + std::string(choice);
    }
  }
  faults_->in_text(written, literal.begin,
                   std::string(verdict) + "in the schema " + schema_name_ + " `" +
                       other.places.pointer + "` is never " + quoted(text),
                   std::move(hint));
}

PathCheck::Operand PathCheck::check_operand(const FilterOperand& operand, const Places& current,
                                            View written) const {
  Operand facts;
  switch (operand.kind) {
    case FilterOperand::Kind::kLiteral:
      facts.kinds = bits_of(operand.literal_value());
      return facts;
    case FilterOperand::Kind::kFunction:
      return check_function(operand, current, written);
    case FilterOperand::Kind::kQuery:
      break;
  }
  facts.places = follow(operand.query.segments, operand.query.relative ? current : top(), written);
  if (!facts.places.known) return facts;
  facts.by_schema = true;
  facts.kinds = 0;
  for (const PathTable::PlaceId id : facts.places.ids) {
    facts.kinds = static_cast<std::uint8_t>(facts.kinds | table_->place(id).kinds);
  }
  return facts;
}

PathCheck::Operand PathCheck::check_function(const FilterOperand& call, const Places& current,
                                             View written) const {
  const bool is_length = call.function == FilterFunction::kLength;
  const bool is_match =
      call.function == FilterFunction::kMatch || call.function == FilterFunction::kSearch;
  const std::uint8_t wanted = is_match ? kStringBit : kStringBit | kArrayBit | kObjectBit;
  Operand result;
  for (const FilterOperand& argument : call.arguments) {
    Operand facts = check_operand(argument, current, written);
    if (call.function == FilterFunction::kValue) return facts;
    if ((!is_length && !is_match) || facts.kinds == 0 || (facts.kinds & wanted) != 0) continue;
    const std::string name(info_of(call.function).name);
    faults_->in_text(written, argument.begin,
                     '`' + name + "` needs " + describe_kinds(wanted) + ", but " +
                         says(argument, facts, written),
                     is_match ? "compare it with `==`" : "");
  }
  result.kinds = kNumberBit;
  return result;
}

}  // namespace intake
