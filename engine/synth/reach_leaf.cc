#include <algorithm>
#include <array>
#include <deque>

#include "document/pointer.h"
#include "synth/pattern_text.h"
#include "synth/reach.h"

namespace intake::synth {
namespace {

constexpr std::size_t kMostValues = 24;   // ways offered for one leaf
constexpr std::size_t kMostLooks = 200;   // candidates looked at for one leaf
constexpr std::size_t kMostWritten = 12;  // values tried on an argument

/// Predicates whose subject and first argument can change places.
struct Mirror {
  std::string_view predicate;
  std::string_view mirrored;
};
constexpr std::array kMirrors{
    Mirror{"after", "before"},
    Mirror{"before", "after"},
    Mirror{"equals", "equals"},
    Mirror{"equals-ignore-case", "equals-ignore-case"},
    Mirror{"max", "min"},
    Mirror{"min", "max"},
    Mirror{"same-as", "same-as"},
    Mirror{"same-url", "same-url"},
    Mirror{"subset-of", "superset-of"},
    Mirror{"superset-of", "subset-of"},
};
static_assert(std::ranges::is_sorted(kMirrors, {}, &Mirror::predicate));

/// A predicate of a leaf with its arguments as they are at the place.
struct Call {
  const PredicateUse* use = nullptr;
  std::vector<ArgValue> args;
  const Operand* unknown = nullptr;  // an argument without a value
};

bool judged_elsewhere(const Predicate& predicate) {
  const Inverter* inverter = find_inverter(predicate.name);
  return inverter == nullptr || inverter->invert == nullptr;
}

InversionInput input_of(const Call& call, const Plan& plan, const Limits& limits) {
  InversionInput input;
  input.predicate = call.use->predicate;
  input.call.args = call.args;
  input.call.patterns = call.use->patterns;
  input.call.prepared = call.use->prepared.get();
  input.call.now = plan.now;
  input.call.limits = &limits;
  input.call.schema = plan.rules->schema.get();
  return input;
}

/// What a predicate says of a candidate.
Truth judge(const InversionInput& input, const Candidate& candidate) {
  PredicateInput call = input.call;
  if (candidate.absent) {
    call.value = View();
    return input.predicate->sees_absence ? input.predicate->run(call).truth : Truth::kUnknown;
  }
  const Document document = to_document(candidate.value);
  call.value = View(document, document.root());
  if (!input.predicate->sees_absence &&
      (kind_bit(call.value.kind()) & input.predicate->accepts) == 0) {
    return Truth::kUnknown;
  }
  return input.predicate->run(call).truth;
}

std::vector<Candidate> near(InversionInput input, const Candidate& base, bool holds) {
  const Document document = to_document(base.value);
  input.call.value = base.absent || base.value.is_null() ? View() : View(document, document.root());
  return invert(input, holds);
}

}  // namespace

void Reach::cannot(std::string_view predicate, std::string_view why) {
  if (why_not_.empty()) why_not_ = "`" + std::string(predicate) + "`: " + std::string(why);
}

std::string Reach::leaf_pointer(const Trial& trial, const Want& whole) const {
  const PlanNode& node = plan_.nodes[whole.node];
  if (node.selector == kNone) return whole.spot.value;
  return pointer_of(trial, plan_.selectors[node.selector], whole.spot.current);
}

void Reach::leaf(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  bool tries = !expressions_of(whole.node).empty();
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PredicateUse& use = *plan_.uses[node.first_use + i].use;
    if (!judged_elsewhere(*use.predicate)) continue;
    if (use.predicate->name == "bound") {
      by_binding(trial, whole, use, depth, out);
    } else if (use.predicate->name == "declared") {
      by_name(trial, whole, out);
    } else {
      tries = true;
    }
  }
  by_value(trial, whole, false, out);
  if (whole.truth) by_argument(trial, whole, out);
  if (tries) by_trying(trial, whole, depth, out);
  // An argument without a value makes every answer unknown.
  const auto supplied = [&](const Operand& operand) {
    trial.enter(whole.spot);
    if (trial.evaluator().argument(operand).unknown.code == ReasonCode::kNone) return;
    for (Steps& steps : supply(trial, whole.spot, operand)) {
      Way way;
      way.puts = std::move(steps);
      first_these(trial, whole, way, depth, out);
    }
  };
  if (node.subject != kNone) supplied(*plan_.args[node.subject].operand);
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    for (const Operand& operand : plan_.uses[node.first_use + i].use->args) supplied(operand);
  }
}

void Reach::by_value(const Trial& trial, const Want& whole, bool edges, Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  trial.enter(whole.spot);
  std::vector<Call> calls;
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    Call call;
    call.use = plan_.uses[node.first_use + i].use;
    if (judged_elsewhere(*call.use->predicate)) continue;
    for (const Operand& operand : call.use->args) {
      call.args.push_back(trial.evaluator().argument(operand));
      if (call.args.back().unknown.code != ReasonCode::kNone) call.unknown = &operand;
    }
    if (call.unknown == nullptr) calls.push_back(std::move(call));
  }
  if (calls.empty() || (whole.truth && calls.size() < node.uses)) return;

  const Operand* subject = node.subject == kNone ? nullptr : plan_.args[node.subject].operand;
  Candidate now;
  std::string pointer;
  if (subject != nullptr) {
    const ArgValue value = trial.evaluator().argument(*subject);
    now.absent = value.unknown.code != ReasonCode::kNone || value.is_many || value.value.absent();
    if (!now.absent) now.value = to_datum(value.value);
  } else {
    pointer = leaf_pointer(trial, whole);
    const View value = trial.at(pointer);
    now.absent = value.absent();
    if (!now.absent) now.value = to_datum(value);
  }
  const std::string filler = subject == nullptr ? shape_.filler_text(pointer) : "text";
  std::vector<InversionInput> inputs;
  for (const Call& call : calls) {
    inputs.push_back(input_of(call, plan_, options_.limits));
    inputs.back().filler = filler;
    if (subject == nullptr) inputs.back().kinds = shape_.kinds(pointer);
  }

  std::vector<Candidate> found;
  const auto all_hold = [&](const Candidate& candidate) -> const InversionInput* {
    for (const InversionInput& input : inputs) {
      if (judge(input, candidate) != Truth::kTrue) return &input;
    }
    return nullptr;
  };
  if (edges) {
    for (const InversionInput& input : inputs) {
      for (Candidate& candidate : near(input, now, true)) {
        if (candidate.edge && all_hold(candidate) == nullptr) found.push_back(std::move(candidate));
      }
    }
  } else if (whole.truth) {
    // What one predicate asks for is changed until the others hold, too.
    std::deque<std::pair<Candidate, std::size_t>> open{{now, 0}};
    for (std::size_t looks = 0; !open.empty() && looks < kMostLooks; ++looks) {
      const Candidate candidate = std::move(open.front().first);
      const std::size_t depth = open.front().second;
      open.pop_front();
      const InversionInput* failing = all_hold(candidate);
      if (failing == nullptr) {
        const bool known = std::any_of(found.begin(), found.end(), [&](const Candidate& other) {
          return other.absent == candidate.absent && equal(other.value, candidate.value);
        });
        if (depth > 0 && !known) found.push_back(candidate);
        if (found.size() >= kMostValues) break;
        continue;
      }
      if (depth > inputs.size()) continue;
      InversionInput input = *failing;
      std::vector<Candidate> more = near(input, candidate, true);
      if (more.empty() && input.kinds != kAnyBits) {
        input.kinds = kAnyBits;
        more = near(input, candidate, true);
      }
      if (more.empty()) cannot(input.predicate->name, "no value was found for which it holds");
      for (Candidate& next : more) {
        next.edge = next.edge || candidate.edge;
        open.emplace_back(std::move(next), depth + 1);
      }
    }
  } else {
    std::vector<Candidate> others;
    for (const InversionInput& input : inputs) {
      for (Candidate& candidate : near(input, now, false)) {
        const bool alone = std::all_of(inputs.begin(), inputs.end(), [&](const auto& other) {
          return &other == &input || judge(other, candidate) == Truth::kTrue;
        });
        (alone ? found : others).push_back(std::move(candidate));
      }
      if (found.empty() && others.empty()) {
        cannot(input.predicate->name, "no value was found for which it does not hold");
      }
    }
    found.insert(found.end(), others.begin(), others.end());
  }
  for (Candidate& candidate : found) {
    if (out.size() >= 2 * kMostValues) return;
    Way way;
    way.how = std::move(candidate.how);
    way.edge = candidate.edge;
    if (subject == nullptr) {
      if (candidate.absent && trial.at(pointer).absent()) continue;
      if (candidate.absent) {
        way.puts.push_back({pointer, std::nullopt});
      } else {
        way.puts.push_back({pointer, shape_.refilled(pointer, candidate.value, filler)});
      }
      out.push_back(std::move(way));
      continue;
    }
    for (Steps& steps : write(trial, whole.spot, *subject, candidate.value)) {
      Way one = way;
      one.puts = std::move(steps);
      out.push_back(std::move(one));
    }
  }
}

void Reach::by_argument(const Trial& trial, const Want& whole, Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  if (node.subject != kNone) return;
  const View value = trial.at(leaf_pointer(trial, whole));
  if (value.absent() || value.is_null()) return;
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PredicateUse& use = *plan_.uses[node.first_use + i].use;
    by_list(trial, whole, use, out);
    const auto mirror =
        std::ranges::lower_bound(kMirrors, use.predicate->name, {}, &Mirror::predicate);
    if (mirror == kMirrors.end() || mirror->predicate != use.predicate->name) continue;
    const Operand& operand = use.args.front();
    if (operand.kind == Operand::Kind::kLiteral || operand.kind == Operand::Kind::kNone) continue;
    Call call;
    PredicateUse turned = use;
    turned.predicate = find_predicate(mirror->mirrored);
    turned.prepared = nullptr;
    call.use = &turned;
    trial.enter(whole.spot);
    for (const Operand& argument : use.args) {
      call.args.push_back(trial.evaluator().argument(argument));
    }
    Candidate now;
    now.absent = call.args[0].unknown.code != ReasonCode::kNone || call.args[0].is_many;
    if (!now.absent) now.value = to_datum(call.args[0].value);
    call.args[0] = ArgValue();
    call.args[0].value = value;
    call.args[0].given = true;
    call.args.resize(std::min(call.args.size(), turned.predicate->params.size()));
    std::size_t tried = 0;
    for (const Candidate& candidate : near(input_of(call, plan_, options_.limits), now, true)) {
      if (++tried > kMostWritten) break;
      for (Steps& steps : write(trial, whole.spot, operand, candidate.value)) {
        Way way;
        way.puts = std::move(steps);
        way.edge = candidate.edge;
        out.push_back(std::move(way));
      }
    }
  }
}

/// `one-of` and `subset-of` the values at several places: what is missing there is added.
void Reach::by_list(const Trial& trial, const Want& whole, const PredicateUse& use, Ways& out) {
  const std::string_view name = use.predicate->name;
  if ((name != "one-of" && name != "subset-of") || use.args.empty()) return;
  const Operand& operand = use.args.front();
  if (operand.kind != Operand::Kind::kAt || operand.at->singular()) return;
  const View value = trial.at(leaf_pointer(trial, whole));
  std::vector<Datum> wanted;
  if (name == "one-of") {
    wanted.push_back(to_datum(value));
  } else {
    for (std::uint32_t i = 0; value.is_array() && i < value.size(); ++i) {
      wanted.push_back(to_datum(value.at(i)));
    }
  }
  Way way;
  std::unique_ptr<Trial> next = after(trial, {});
  for (const Datum& one : wanted) {
    if (next == nullptr) return;
    const auto places = new_places(*next, *operand.at, whole.spot.current);
    if (places.empty()) return;
    way.puts.push_back({places.front().pointer, one});
    next = after(trial, way.puts);
  }
  if (!way.puts.empty()) out.push_back(std::move(way));
}

void Reach::by_binding(const Trial& trial, const Want& whole, const PredicateUse& use,
                       std::uint32_t depth, Ways& out) {
  const Binding* binding = binding_of(whole.spot, use.binding, use.binding_is_variable);
  if (binding == nullptr || binding->expression != nullptr) {
    return cannot("bound", "the binding is an expression");
  }
  const std::string pointer = pointer_of(trial, binding->at, whole.spot.match);
  if (whole.truth) {
    for (Steps& steps : supply(trial, whole.spot, *binding, {})) {
      Way way;
      way.puts = std::move(steps);
      first_these(trial, whole, way, depth, out);
    }
    return;
  }
  const View there = trial.at(pointer);
  if (binding->capture != nullptr) {
    const bool fits = there.is_string() && binding->capture->search(there.text());
    for (PatternText& made :
         missing_texts(*binding->capture, fits ? there.text() : std::string_view())) {
      out.push_back({{{pointer, Datum(made.text)}}, std::move(made.how), false});
    }
  }
  if (there) out.push_back({{{pointer, std::nullopt}}, "nothing stands there", false});
}

void Reach::by_name(const Trial& trial, const Want& whole, Ways& out) {
  const std::string pointer = leaf_pointer(trial, whole);
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string::npos) return cannot("declared", "the whole submission has no name");
  const std::string parent = pointer.substr(0, slash);
  const auto tokens = parse_pointer(pointer);
  if (whole.truth) {
    out.push_back({{{pointer, std::nullopt}}, "without it", false});
    return;
  }
  // The same value once more under a name that is slightly wrong.
  const View value = trial.at(pointer);
  if (value.absent() || !trial.at(parent).is_object()) return;
  for (const std::string& name :
       {tokens->back() + tokens->back().substr(tokens->back().size() - 1), tokens->back() + "x"}) {
    std::string misspelt = parent;
    append_token(misspelt, name);
    if (trial.at(misspelt).absent()) {
      out.push_back({{{misspelt, to_datum(value)}}, "a name with a slip", false});
    }
  }
}

}  // namespace intake::synth
