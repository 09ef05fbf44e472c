#include <algorithm>

#include "document/pointer.h"
#include "synth/pattern_text.h"
#include "synth/reach.h"

namespace intake::synth {
namespace {

constexpr std::uint32_t kMostDepth = 4;  // lookups within lookups
constexpr std::size_t kMostRows = 8;     // tried of a list
constexpr std::size_t kMostTexts = 6;    // tried of a pattern

std::string below(std::string pointer, const std::vector<std::string>& path) {
  for (const std::string& name : path) append_token(pointer, name);
  return pointer;
}

}  // namespace

const Binding* Reach::binding_of(const Spot& spot, Slot slot, bool is_variable) const {
  if (!is_variable) {
    const auto& bindings = plan_.rules->bindings;
    return slot < bindings.size() ? &bindings[slot] : nullptr;
  }
  const auto& bindings = plan_.program[spot.rule].rule->bindings;
  const auto found = std::find_if(bindings.begin(), bindings.end(),
                                  [&](const Binding& binding) { return binding.slot == slot; });
  return found == bindings.end() ? nullptr : &*found;
}

std::optional<Reach::Source> Reach::source_of(const Trial& trial, const Spot& spot,
                                              const Reference& reference) const {
  using From = Reference::Kind;
  const auto of_binding = [&](const Binding* binding) -> std::optional<Source> {
    if (binding == nullptr || binding->expression != nullptr) return std::nullopt;
    return Source{binding, pointer_of(trial, binding->at, spot.match)};
  };
  switch (reference.kind) {
    case From::kBinding:
      return of_binding(binding_of(spot, reference.slot, false));
    case From::kVariable: {
      for (const auto& [slot, pointer] : spot.variables) {
        if (slot == reference.slot) return Source{nullptr, pointer};
      }
      const Rule& rule = *plan_.program[spot.rule].rule;
      if (spot.has_match && rule.for_slot == reference.slot) return Source{nullptr, spot.match};
      return of_binding(binding_of(spot, reference.slot, true));
    }
    case From::kSubmission:
      return Source{nullptr, ""};
    case From::kValue:
      return Source{nullptr, spot.value};
    default:
      return std::nullopt;
  }
}

std::vector<Reach::Steps> Reach::write(const Trial& trial, const Spot& spot,
                                       const Reference& reference, const Datum& value) const {
  if (reference.kind == Reference::Kind::kConstant) {
    const Constant& constant = plan_.rules->constants[reference.slot];
    const std::string pointer = pointer_of(trial, constant.by, "");
    std::vector<Steps> out;
    for (const auto& [key, held] : constant.values) {
      View member = held;
      for (const std::string& name : reference.path) member = member.member(name);
      if (member && equal(to_datum(member), value)) out.push_back({{pointer, to_datum(key)}});
    }
    return out;
  }
  const auto source = source_of(trial, spot, reference);
  if (!source) return {};
  if (source->binding == nullptr || source->binding->capture == nullptr) {
    return {{{below(source->pointer, reference.path), value}}};
  }
  const std::string* text = value.text();
  if (text == nullptr) return {};
  const Pattern& pattern = *source->binding->capture;
  const std::map<std::uint32_t, std::string> groups{{reference.group, *text}};
  std::vector<Steps> out;
  if (const View there = trial.at(source->pointer); there.is_string()) {
    if (const auto changed = with_groups(pattern, there.text(), groups)) {
      out.push_back({{source->pointer, Datum(*changed)}});
    }
  }
  for (const PatternText& made : matching_texts(pattern, groups)) {
    if (out.size() >= kMostTexts) break;
    out.push_back({{source->pointer, Datum(made.text)}});
  }
  return out;
}

std::vector<Reach::Steps> Reach::write_template(const Trial& trial, const Spot& spot,
                                                const TextTemplate& text,
                                                const std::string& value) const {
  // All names but one must have a value; what is left of the text belongs to that one.
  std::vector<Steps> out;
  const auto& pieces = text.text.pieces();
  for (std::size_t open = 0; open < text.references.size(); ++open) {
    std::string before, behind;
    std::size_t name = 0;
    bool known = true;
    bool passed = false;
    for (const Template::Piece& piece : pieces) {
      std::string& side = passed ? behind : before;
      if (piece.name.empty()) {
        side += piece.literal;
        continue;
      }
      const Reference& reference = text.references[name];
      if (name++ == open) {
        passed = true;
        continue;
      }
      Operand operand;
      operand.kind = Operand::Kind::kReference;
      operand.reference = reference;
      trial.enter(spot);
      const ArgValue part = trial.evaluator().argument(operand);
      known = known && part.unknown.code == ReasonCode::kNone && !part.is_many;
      if (known) side += to_display(part.value);
    }
    if (!known || value.size() < before.size() + behind.size() || !value.starts_with(before) ||
        !value.ends_with(behind)) {
      continue;
    }
    const std::string rest =
        value.substr(before.size(), value.size() - before.size() - behind.size());
    for (Steps& steps : write(trial, spot, text.references[open], Datum(rest))) {
      out.push_back(std::move(steps));
    }
  }
  return out;
}

std::vector<Reach::Steps> Reach::write(const Trial& trial, const Spot& spot, const Operand& operand,
                                       const Datum& value, std::uint32_t depth) const {
  using Is = Operand::Kind;
  if (depth > kMostDepth) return {};
  switch (operand.kind) {
    case Is::kReference:
      return write(trial, spot, operand.reference, value);
    case Is::kAt:
      if (!operand.at->singular()) return {};
      return {{{pointer_of(trial, *operand.at, spot.current), value}}};
    case Is::kTemplate:
      if (value.text() == nullptr) return {};
      return write_template(trial, spot, *operand.text, *value.text());
    case Is::kLookup: {
      std::vector<Steps> out;
      const Lookup& lookup = *operand.lookup;
      for (std::uint32_t i = 0; i < lookup.rows.size() && out.size() < kMostRows; ++i) {
        const View row = lookup.rows.at(i);
        const View cell = row.member(lookup.column);
        if (cell.absent() || !equal(to_datum(cell), value)) continue;
        Steps steps;
        for (const auto& [column, key] : lookup.where) {
          const auto ways = write(trial, spot, key, to_datum(row.member(column)), depth + 1);
          if (!ways.empty()) {
            steps.insert(steps.end(), ways.front().begin(), ways.front().end());
          }
        }
        if (!steps.empty()) out.push_back(std::move(steps));
      }
      return out;
    }
    default:
      return {};
  }
}

std::vector<Reach::Steps> Reach::supply(const Trial& trial, const Spot& spot,
                                        const Binding& binding,
                                        const std::vector<std::string>& path) const {
  if (binding.expression != nullptr) return {};
  const std::string pointer = pointer_of(trial, binding.at, spot.match);
  if (binding.capture == nullptr) {
    const std::string place = below(pointer, path);
    return {{{place, shape_.filler(place)}}};
  }
  std::vector<Steps> out;
  for (const PatternText& made : matching_texts(*binding.capture)) {
    if (out.size() >= kMostTexts) break;
    out.push_back({{pointer, Datum(made.text)}});
  }
  return out;
}

std::vector<Reach::Steps> Reach::supply(const Trial& trial, const Spot& spot,
                                        const Reference& reference) const {
  if (reference.kind == Reference::Kind::kConstant) {
    const Constant& constant = plan_.rules->constants[reference.slot];
    const std::string pointer = pointer_of(trial, constant.by, "");
    std::vector<Steps> out;
    for (const auto& [key, held] : constant.values) out.push_back({{pointer, to_datum(key)}});
    return out;
  }
  const auto source = source_of(trial, spot, reference);
  if (!source) return {};
  if (source->binding != nullptr) return supply(trial, spot, *source->binding, reference.path);
  const std::string place = below(source->pointer, reference.path);
  return {{{place, shape_.filler(place)}}};
}

std::vector<Reach::Steps> Reach::supply(const Trial& trial, const Spot& spot,
                                        const Operand& operand, std::uint32_t depth) const {
  using Is = Operand::Kind;
  if (depth > kMostDepth) return {};
  switch (operand.kind) {
    case Is::kReference:
      return supply(trial, spot, operand.reference);
    case Is::kAt: {
      if (!operand.at->singular()) return {};
      const std::string pointer = pointer_of(trial, *operand.at, spot.current);
      return {{{pointer, shape_.filler(pointer)}}};
    }
    case Is::kLookup: {
      std::vector<Steps> out;
      const Lookup& lookup = *operand.lookup;
      for (std::uint32_t i = 0; i < lookup.rows.size() && out.size() < kMostRows; ++i) {
        Steps steps;
        for (const auto& [column, key] : lookup.where) {
          const View cell = lookup.rows.at(i).member(column);
          if (cell.absent()) continue;
          const auto ways = write(trial, spot, key, to_datum(cell), depth + 1);
          if (!ways.empty()) steps.insert(steps.end(), ways.front().begin(), ways.front().end());
        }
        if (!steps.empty()) out.push_back(std::move(steps));
      }
      return out;
    }
    case Is::kTemplate:
      for (const Reference& reference : operand.text->references) {
        Operand part;
        part.kind = Is::kReference;
        part.reference = reference;
        trial.enter(spot);
        if (trial.evaluator().argument(part).unknown.code == ReasonCode::kNone) continue;
        return supply(trial, spot, reference);
      }
      return {};
    case Is::kExpression: {
      Steps steps;
      for (const std::string& pointer : pointers_in(trial, spot, *operand.expression)) {
        if (trial.at(pointer).absent()) steps.push_back({pointer, shape_.filler(pointer)});
      }
      if (steps.empty()) return {};
      return {std::move(steps)};
    }
    default:
      return {};
  }
}

}  // namespace intake::synth
