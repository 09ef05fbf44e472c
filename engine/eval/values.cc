#include <utility>

#include "document/datum.h"
#include "document/pointer.h"
#include "eval/evaluator.h"

namespace intake {
namespace {

ArgValue unknown(ReasonCode code, std::vector<std::string> args, std::string cause) {
  ArgValue value;
  value.given = true;
  value.unknown = {code, std::move(args), std::move(cause)};
  return value;
}

ArgValue known(View view) {
  ArgValue value;
  value.given = true;
  value.value = view;
  return value;
}

std::string display(const ArgValue& value) {
  if (!value.is_many) return to_display(value.value);
  std::string text;
  for (std::uint32_t i = 0; i < value.count(); ++i) {
    if (i > 0) text += ", ";
    text += to_display(value.item(i));
  }
  return text;
}

}  // namespace

const Located& Evaluator::locate_cached(std::uint32_t selector, const Focus& focus,
                                        Located& scratch) {
  const Selector& query = plan_.selectors[selector];
  if (query.relative()) {
    scratch = query.locate(focus.current);
    return scratch;
  }
  CachedPlace& entry = places_[selector];
  if (!entry.known) {
    entry.place = query.locate(View(document_, document_.root()));
    entry.known = true;
  }
  return entry.place;
}

const Evaluator::CachedMatches& Evaluator::select_cached(std::uint32_t selector, const Focus& focus,
                                                         CachedMatches& scratch) {
  const Selector& query = plan_.selectors[selector];
  CachedMatches& entry = query.relative() ? scratch : matches_[selector];
  if (!entry.known) {
    const View root(document_, document_.root());
    std::uint64_t spent = 0;
    entry.complete = query.select(query.relative() ? focus.current : root, root, options_.limits,
                                  entry.matches, &entry.blocked, &spent);
    entry.known = true;
    if (query.relative()) steps_ += spent;  // paid at each place, so it counts for the whole run
  }
  steps_ += entry.matches.size();
  return entry;
}

/// `keep`: the value of an expression has to stay for the whole evaluation, not for one place.
Evaluator::Variable Evaluator::bind(const Binding& binding, std::uint32_t selector,
                                    const Focus& focus, bool keep) {
  Variable variable;
  View value;
  if (binding.expression) {
    ArgValue result = evaluate_operand(*binding.expression, focus);
    value = result.value;
    variable.pointer = result.unknown.cause;
    variable.why = std::move(result.unknown);
    if (keep && value && value.document() != &document_) {
      kept_.push_back(std::make_shared<const Document>(to_document(to_datum(value))));
      value = View(*kept_.back(), kept_.back()->root());
    }
  } else {
    Located scratch;
    const Located& place = locate_cached(selector, focus, scratch);
    variable.pointer = place.pointer();
    value = place.value;
  }
  if (value.absent() || value.is_null()) return variable;
  if (binding.capture != nullptr) {
    if (!value.is_string()) return variable;
    variable.captured = true;
    variable.capture = binding.capture.get();
    variable.groups = binding.capture->capture(value.text());
    variable.bound = !variable.groups.empty();
  } else {
    variable.bound = true;
  }
  if (variable.bound) variable.value = value;
  return variable;
}

const Evaluator::Variable& Evaluator::binding(Slot slot) {
  std::optional<Variable>& entry = bindings_[slot];
  if (!entry) {
    entry = bind(plan_.rules->bindings[slot], plan_.binding_selectors[slot], {}, true);
  }
  return *entry;
}

ArgValue Evaluator::member_of(const Variable& variable, const Reference& reference) {
  if (variable.why.code != ReasonCode::kNone) {
    return unknown(variable.why.code, variable.why.args, variable.why.cause);
  }
  if (!variable.bound) {
    return unknown(ReasonCode::kUnbound, {reference.name, variable.pointer}, variable.pointer);
  }
  if (variable.captured) {
    const auto& group = variable.groups[reference.group];
    if (!group) {
      return unknown(ReasonCode::kUnbound, {reference.name, variable.pointer}, variable.pointer);
    }
    return known(View::of_text(*group));
  }
  View value = variable.value;
  for (const std::string& name : reference.path) {
    const View member = value.member(name);
    if (member.absent()) {
      std::string pointer = value.document() ? value.document()->pointer(value.id()) : "";
      append_token(pointer, name);
      return unknown(ReasonCode::kAbsent, {pointer}, pointer);
    }
    value = member;
  }
  return known(value);
}

ArgValue Evaluator::constant(const Reference& reference) {
  const Constant& constant = plan_.rules->constants[reference.slot];
  Located scratch;
  const Located& place = locate_cached(plan_.constant_selectors[reference.slot], {}, scratch);
  const std::string pointer = place.pointer();
  if (place.value.absent()) return unknown(ReasonCode::kAbsent, {pointer}, pointer);
  if (place.value.is_null()) return unknown(ReasonCode::kNull, {pointer}, pointer);
  for (const auto& [key, value] : constant.values) {
    if (!equal(key, place.value)) continue;
    View member = value;
    for (const std::string& name : reference.path) member = member.member(name);
    if (member) return known(member);
  }
  return unknown(ReasonCode::kNoConstant, {reference.name, to_display(place.value)}, pointer);
}

ArgValue Evaluator::reference(const Reference& reference) {
  switch (reference.kind) {
    case Reference::Kind::kConstant:
      return constant(reference);
    case Reference::Kind::kBinding:
      return member_of(binding(reference.slot), reference);
    case Reference::Kind::kVariable:
      return member_of(frame_[reference.slot], reference);
    default:
      return known(reference.literal);
  }
}

ArgValue Evaluator::argument(const Operand& operand, std::uint32_t selector, const Focus& focus) {
  switch (operand.kind) {
    case Operand::Kind::kNone:
      return {};
    case Operand::Kind::kLiteral:
      return known(operand.literal);
    case Operand::Kind::kReference:
      return reference(operand.reference);
    case Operand::Kind::kAt: {
      const View base = operand.at->relative() ? focus.current : View(document_, document_.root());
      if (operand.at->singular()) {
        Located scratch;
        if (selector == kNone) scratch = operand.at->locate(base);
        const Located& place =
            selector == kNone ? scratch : locate_cached(selector, focus, scratch);
        if (!place.value.absent()) return known(place.value);
        const std::string pointer = place.pointer();
        return unknown(ReasonCode::kAbsent, {pointer}, pointer);
      }
      ArgValue value;
      value.given = true;
      value.is_many = true;
      CachedMatches scratch;
      if (selector == kNone) {
        scratch.complete =
            operand.at->select(base, View(document_, document_.root()), options_.limits,
                               scratch.matches, &scratch.blocked, &steps_);
      }
      const CachedMatches& found =
          selector == kNone ? scratch : select_cached(selector, focus, scratch);
      if (!found.complete) return unknown(ReasonCode::kBudget, {}, {});
      if (!found.blocked.empty()) {
        const View value_there = found.blocked.front();
        const std::string pointer = value_there.document()->pointer(value_there.id());
        return unknown(ReasonCode::kWrongType,
                       {"array|object", std::string(kind_name(value_there.kind()))}, pointer);
      }
      value.many = found.matches;
      return value;
    }
    case Operand::Kind::kLookup: {
      const Lookup& lookup = *operand.lookup;
      std::vector<ArgValue> keys;
      for (const auto& [column, key] : lookup.where) {
        keys.push_back(argument(key, kNone, focus));
        if (keys.back().unknown.code != ReasonCode::kNone) return keys.back();
      }
      for (std::uint32_t i = 0; i < lookup.rows.size(); ++i) {
        const View row = lookup.rows.at(i);
        bool fits = true;
        for (std::size_t k = 0; k < keys.size() && fits; ++k) {
          fits = equal(row.member(lookup.where[k].first), keys[k].value);
        }
        if (!fits) continue;
        const View cell = row.member(lookup.column);
        if (cell) return known(cell);
      }
      std::string wanted;
      for (const ArgValue& key : keys) {
        if (!wanted.empty()) wanted += ", ";
        wanted += display(key);
      }
      return unknown(ReasonCode::kNoRow, {lookup.list, wanted}, {});
    }
    case Operand::Kind::kTemplate: {
      std::size_t piece = 0;
      Reason missing;
      const std::string text = operand.text->text.render(
          [&](const std::vector<std::string>&) -> std::string {
            const ArgValue part = reference(operand.text->references[piece++]);
            if (part.unknown.code != ReasonCode::kNone) {
              if (missing.code == ReasonCode::kNone) missing = part.unknown;
              return {};
            }
            return display(part);
          },
          options_.limits.scalar_bytes);
      if (missing.code != ReasonCode::kNone) {
        ArgValue value;
        value.given = true;
        value.unknown = std::move(missing);
        return value;
      }
      return known(View::of_text(arena_.copy(text)));
    }
    case Operand::Kind::kExpression:
      return evaluate_operand(*operand.expression, focus);
  }
  return {};
}

ArgValue Evaluator::argument(const Operand& operand) { return argument(operand, kNone, focus_); }

Located Evaluator::locate(const Selector& selector) {
  return selector.locate(selector.relative() ? focus_.current : View(document_, document_.root()));
}

std::string Evaluator::text_of(const Reference& reference, const Hit& hit, const Outcome& outcome) {
  switch (reference.kind) {
    case Reference::Kind::kValue:
      return to_display(hit.place.value);
    case Reference::Kind::kPointer:
      return hit.finding.pointer;
    case Reference::Kind::kExpected:
      return outcome.expected;
    case Reference::Kind::kMissing:
      return outcome.missing;
    case Reference::Kind::kExtra:
      return outcome.extra;
    case Reference::Kind::kSuggestion:
      return outcome.suggestion.empty() ? hit.suggestion : outcome.suggestion;
    default:
      break;
  }
  const ArgValue value = this->reference(reference);
  return value.unknown.code == ReasonCode::kNone ? display(value) : to_display(View{});
}

std::string Evaluator::render(const TextTemplate& text, const Hit& hit, const Outcome& outcome) {
  std::size_t piece = 0;
  return text.text.render(
      [&](const std::vector<std::string>&) {
        return text_of(text.references[piece++], hit, outcome);
      },
      options_.limits.message_bytes);
}

std::string Evaluator::render(const TextTemplate& text, const Hit& hit) {
  return render(text, hit, Outcome{});
}

}  // namespace intake
