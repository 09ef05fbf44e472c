#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "document/pointer.h"
#include "synth/pattern_text.h"
#include "synth/reach.h"
#include "synth/samples.h"

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
  bool special = false;
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PredicateUse& use = *plan_.uses[node.first_use + i].use;
    if (!judged_elsewhere(*use.predicate)) continue;
    special = true;
    if (use.predicate->name == "bound") {
      by_binding(trial, whole, use, depth, out);
    } else if (use.predicate->name == "declared") {
      by_name(trial, whole, out);
    } else {
      by_trying(trial, whole, use, out);
    }
  }
  if (special && node.uses == 1) return;
  by_value(trial, whole, false, out);
  if (whole.truth) by_argument(trial, whole, out);
  // An argument without a value makes every answer unknown.
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PlanUse& use = plan_.uses[node.first_use + i];
    for (const Operand& operand : use.use->args) {
      trial.enter(whole.spot);
      if (trial.evaluator().argument(operand).unknown.code == ReasonCode::kNone) continue;
      for (Steps& steps : supply(trial, whole.spot, operand)) {
        Way way;
        way.puts = std::move(steps);
        first_these(trial, whole, way, depth, out);
      }
    }
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
  const std::string filler = shape_.filler_text(pointer);
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
      const auto [candidate, depth] = std::move(open.front());
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
      way.puts.push_back(
          {pointer, candidate.absent ? std::nullopt : std::optional<Datum>(candidate.value)});
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

namespace {

/// Values that an expression may compare with: those that are written in it, and those beside them.
std::vector<Datum> values_near(std::string_view text) {
  std::vector<Datum> values;
  std::vector<std::int64_t> numbers{0, 1};
  for (std::size_t at = 0; at < text.size() && values.size() < 20; ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      const std::size_t end = text.find(c, at + 1);
      if (end == std::string_view::npos) break;
      const std::string word(text.substr(at + 1, end - at - 1));
      values.emplace_back(word);
      values.emplace_back(word + "x");
      at = end;
    } else if (c >= '0' && c <= '9') {
      std::int64_t number = 0;
      for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number < 1'000'000'000;
           ++at) {
        number = number * 10 + (text[at] - '0');
      }
      for (const std::int64_t step : {0, 1, -1}) numbers.push_back(number + step);
    }
  }
  values.emplace_back(true);
  values.emplace_back(false);
  constexpr std::int64_t kMostLength = 64;
  for (const std::int64_t number : numbers) {
    values.emplace_back(number);
    if (number < 0 || number > kMostLength) continue;
    const auto size = static_cast<std::size_t>(number);
    values.emplace_back(std::string(size, 'x'));
    values.emplace_back(Datum::Array(size, Datum("x")));
  }
  for (const UsualText& usual : usual_texts()) values.emplace_back(usual.text);
  values.emplace_back(Datum::Object{});
  return values;
}

/// The member names that follow a variable wherever it stands in an expression: `form.kind` gives
/// {kind} for `form`.
std::vector<std::vector<std::string>> paths_behind(std::string_view text, std::string_view name) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  std::vector<std::vector<std::string>> paths;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    std::size_t next = at + name.size();
    const bool whole = (at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '.')) &&
                       (next == text.size() || !is_word(text[next]));
    if (!whole) continue;
    std::vector<std::string> path;
    while (next < text.size() && text[next] == '.') {
      std::size_t end = next + 1;
      while (end < text.size() && is_word(text[end])) ++end;
      if (end == next + 1 || (end < text.size() && text[end] == '(')) break;  // a function
      path.emplace_back(text.substr(next + 1, end - next - 1));
      next = end;
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace

void Reach::by_trying(const Trial& trial, const Want& whole, const PredicateUse& use, Ways& out) {
  const std::size_t before = out.size();
  const auto try_at = [&](const std::string& pointer, const Datum& value) {
    const Document document = to_document(value);
    const bool allowed = (kind_bit(document.kind(document.root())) & shape_.kinds(pointer)) != 0;
    if (!allowed || out.size() >= before + kMostValues) return;
    Way way;
    way.puts.push_back({pointer, value});
    const auto next = after(trial, way.puts);
    if (next != nullptr && is_met(*next, whole)) out.push_back(std::move(way));
  };
  std::set<std::string> pointers;
  std::string_view text;
  if (use.expression == nullptr) {
    pointers.insert(leaf_pointer(trial, whole));
  } else {
    text = use.expression->text;
    for (const Reference& reference : *use.expression->names) {
      const auto source = source_of(trial, whole.spot, reference);
      if (!source) continue;
      const std::string name = reference.name.substr(0, reference.name.find('.'));
      for (const auto& path : paths_behind(text, name)) {
        std::string pointer = source->pointer;
        for (const std::string& member : reference.path) append_token(pointer, member);
        for (const std::string& member : path) append_token(pointer, member);
        if (!pointer.empty()) pointers.insert(std::move(pointer));
      }
    }
  }
  const std::vector<Datum> values = values_near(text);
  for (const std::string& pointer : pointers) {
    if (const View there = trial.at(pointer); there.is_string() && !there.text().empty()) {
      try_at(pointer, Datum(std::string(there.text()) + "x"));
      try_at(pointer, Datum(there.text().substr(1)));
    }
    try_at(pointer, shape_.filler(pointer));
    for (const Datum& value : values) try_at(pointer, value);
  }
  if (out.size() == before) {
    const Inverter* inverter = find_inverter(use.predicate->name);
    cannot(use.predicate->name,
           inverter == nullptr ? "no way to invert it is known" : inverter->cannot);
  }
}

}  // namespace intake::synth
