#include "ruleset/scope.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<std::pair<std::string_view, Reference::Kind>, 6> kTemplateKinds{
    {{"value", Reference::Kind::kValue},
     {"pointer", Reference::Kind::kPointer},
     {"expected", Reference::Kind::kExpected},
     {"missing", Reference::Kind::kMissing},
     {"extra", Reference::Kind::kExtra},
     {"suggestion", Reference::Kind::kSuggestion}}};

constexpr std::string_view kConstants = "constants";

std::string joined(const std::vector<std::string>& name) {
  std::string text;
  for (const std::string& part : name) text += (text.empty() ? "" : ".") + part;
  return text;
}

}  // namespace

Scope Scope::without_names(Loading& loading, std::uint32_t set) {
  Scope scope(loading, set);
  scope.names_ = false;
  return scope;
}

Slot Scope::declare(VariableKind kind, std::string name, View place, Places places,
                    PatternPtr capture) {
  const bool at_key = kind == VariableKind::kBinding;
  if (!name.empty() && check_name(faults(), name, place, at_key)) {
    Slot slot = 0;
    const Variable* taken = find_variable(name, slot);
    if (taken != nullptr && !taken->active && kind == VariableKind::kQuantifier) {
      // A sibling of the same name: messages mean whichever ran.
      variables_[slot].active = true;
      variables_[slot].places = either(taken->places, places);
      variables_[slot].definitions.push_back(add_definition(name, place, at_key));
      return slot;
    }
    std::string message;
    if (taken != nullptr) {
      message = quoted(name) + " is the name of another variable of this rule";
    } else if (names_) {
      const NameTable::Found found = loading_->values.find(name, set_);
      const Named* named = found.named != nullptr   ? found.named
                           : !found.several.empty() ? found.several.front()
                                                    : nullptr;
      if (named != nullptr) {
        message = quoted(name) + " is the name of a " +
                  (named->kind == Named::Kind::kParameter ? "parameter" : "binding") + " of `" +
                  loading_->visibility().name(named->set) + "`";
      }
    }
    if (!message.empty() && at_key) {
      faults().at_key(place, std::move(message), "choose another name");
    } else if (!message.empty()) {
      faults().at(place, std::move(message), "choose another name");
    }
  } else {
    name.clear();
  }
  Variable variable{std::move(name), kind, std::move(places), std::move(capture), true, {}};
  if (!variable.name.empty()) {
    variable.definitions.push_back(add_definition(variable.name, place, at_key));
  }
  variables_.push_back(std::move(variable));
  return frame_size() - 1;
}

std::uint32_t Scope::add_definition(const std::string& name, View place, bool at_key) {
  std::vector<Definition>& definitions = loading_->out->definitions;
  Definition definition;
  definition.kind = Definition::Kind::kVariable;
  definition.name = name;
  definition.rule = rule_;
  definition.set = set_;
  definition.span =
      at_key ? place.document()->key_span(place.id()) : place.document()->span(place.id());
  if (set_ < loading_->chain.sets.size()) definition.file = loading_->chain.sets[set_].file;
  definitions.push_back(std::move(definition));
  return static_cast<std::uint32_t>(definitions.size() - 1);
}

/// A message may mean any of several quantifiers with the same name.
void Scope::mark_used(const Variable& variable, Use use) {
  const std::vector<std::uint32_t>& known = variable.definitions;
  for (std::size_t i = use == Use::kMessage ? 0 : known.size() - 1; i < known.size(); ++i) {
    loading_->out->definitions[known[i]].used = true;
  }
}

void Scope::leave(Slot slot) { variables_[slot].active = false; }

const Scope::Variable* Scope::find_variable(std::string_view name, Slot& slot) const {
  for (std::size_t i = variables_.size(); i-- > 0;) {
    if (variables_[i].name != name || name.empty()) continue;
    slot = static_cast<Slot>(i);
    return &variables_[i];
  }
  return nullptr;
}

std::vector<std::string_view> Scope::candidates(Use use) const {
  std::vector<std::string_view> names;
  if (!loading_->faults.wants_hints()) return names;
  for (const Variable& variable : variables_) {
    if (!variable.name.empty() && (variable.active || use == Use::kMessage)) {
      names.push_back(variable.name);
    }
  }
  if (names_) {
    for (const std::string_view name : loading_->values.names(set_)) names.push_back(name);
  }
  if (use == Use::kMessage) {
    for (const auto& [name, kind] : kTemplateKinds) names.push_back(name);
  }
  return names;
}

/// Turns what stands behind the first dot into a group or into members.
bool Scope::finish(Reference& reference, const std::vector<std::string>& name, const Places& places,
                   const PatternPtr& capture, View written, std::uint32_t offset) {
  if (name.size() == 1) return true;
  const auto below = offset + static_cast<std::uint32_t>(name[0].size()) + 1;
  if (!capture) {
    reference.path.assign(name.begin() + 1, name.end());
    loading_->paths().follow_names(reference.path, places, written, below);
    return true;
  }
  const std::vector<std::string>& groups = capture->group_names();
  const auto group = std::find(groups.begin(), groups.end(), name[1]);
  if (group == groups.end() || name[1].empty()) {
    std::vector<std::string_view> names;
    for (const std::string& known : groups) {
      if (!known.empty()) names.push_back(known);
    }
    std::string hint = faults().did_you_mean(name[1], names);
    if (hint.empty()) {
      hint =
          names.empty() ? "name one in its pattern: `(?P<" + name[1] + ">...)`" : "its groups are:";
      for (const std::string_view known : names) {
        hint += (known == names.front() ? " " : ", ") + std::string(known);
      }
    }
    faults().in_text(written, below,
                     "the pattern of " + quoted(name[0]) + " has no group " + quoted(name[1]),
                     std::move(hint));
    return false;
  }
  if (name.size() > 2) {
    faults().in_text(written, below,
                     quoted(name[0] + '.' + name[1]) + " is a text and has no members",
                     "leave out what follows");
    return false;
  }
  reference.group = static_cast<std::uint32_t>(group - groups.begin());
  return true;
}

/// `constants.name`, `set/constants.name`, and members below it.
std::optional<Reference> Scope::resolve_constant(const std::vector<std::string>& name, View written,
                                                 std::uint32_t offset) {
  const std::string_view prefix(name[0].data(), name[0].size() - kConstants.size());
  const auto names = loading_->constants.names(set_);
  const auto below = offset + static_cast<std::uint32_t>(name[0].size()) + 1;
  const auto list = [&] {
    std::string text;
    for (const std::string_view known : names) {
      text += (text.empty() ? "there are: " : ", ") + std::string(known);
    }
    return text.empty() ? "define it under `constants`" : text;
  };
  if (name.size() == 1) {
    faults().in_text(written, offset, "`constants` alone names no constant", list());
    return std::nullopt;
  }
  const NameTable::Found found = loading_->constants.find(std::string(prefix) + name[1], set_);
  if (!found.several.empty()) {
    faults().in_text(written, below,
                     quoted(name[1]) + " may be " + list_candidates(found, loading_->visibility()),
                     "write it as `set/constants." + name[1] + '`');
    return std::nullopt;
  }
  if (found.named == nullptr) {
    std::string hint = faults().did_you_mean(name[1], names);
    faults().in_text(written, below, "there is no constant " + quoted(name[1]),
                     hint.empty() ? list() : std::move(hint));
    return std::nullopt;
  }
  loading_->mark_used(*found.named);
  Reference reference;
  reference.kind = Reference::Kind::kConstant;
  reference.slot = found.named->index;
  reference.name = joined(name);
  reference.path.assign(name.begin() + 2, name.end());
  for (const auto& [key, value] : loading_->out->constants[reference.slot].values) {
    View member = value;
    auto at = below + static_cast<std::uint32_t>(name[1].size()) + 1;
    for (const std::string& step : reference.path) {
      const View next = member.member(step);
      if (next.absent()) {
        faults().in_text(
            written, at,
            quoted(name[1]) + " has no member " + quoted(step) + " for " + quoted(key.text()),
            "it is " + describe_value(member));
        return std::nullopt;
      }
      at += static_cast<std::uint32_t>(step.size()) + 1;
      member = next;
    }
  }
  return reference;
}

std::optional<Reference> Scope::resolve(const std::vector<std::string>& name, View written,
                                        std::uint32_t offset, Use use) {
  if (names_ && (name[0] == kConstants || name[0].ends_with("/constants"))) {
    return resolve_constant(name, written, offset);
  }
  Reference reference;
  reference.name = joined(name);
  for (const auto& [known, kind] : kTemplateKinds) {
    if (name[0] != known) continue;
    if (use == Use::kMessage && name.size() == 1) {
      reference.kind = kind;
      return reference;
    }
    if (use == Use::kMessage) {
      faults().in_text(written, offset, quoted(known) + " has no members",
                       "write `{" + std::string(known) + "}`");
    } else {
      faults().in_text(written, offset, quoted(known) + " is known in messages only",
                       "write `{at: '@'}` or a selector, or bind the value under a name");
    }
    return std::nullopt;
  }

  Slot slot = 0;
  if (const Variable* variable = find_variable(name[0], slot)) {
    if (!variable->active && use != Use::kMessage) {
      faults().in_text(written, offset,
                       quoted(name[0]) + " is known only inside its `each` or `some`",
                       "move this in there, or use another name");
      return std::nullopt;
    }
    mark_used(*variable, use);
    reference.kind = Reference::Kind::kVariable;
    reference.slot = slot;
    if (!finish(reference, name, variable->places, variable->capture, written, offset)) {
      return std::nullopt;
    }
    return reference;
  }

  const NameTable::Found found = names_ ? loading_->values.find(name[0], set_) : NameTable::Found{};
  if (!found.several.empty()) {
    faults().in_text(written, offset,
                     quoted(name[0]) + " may be " + list_candidates(found, loading_->visibility()),
                     "write it with the name of its set");
    return std::nullopt;
  }
  if (found.named == nullptr) {
    std::string hint = faults().did_you_mean(name[0], candidates(use));
    if (!names_) {
      hint = "this is read before anything else of the set: write the value itself";
    } else if (hint.empty() && loading_->lists.find(name[0], set_).named != nullptr) {
      hint = "it is a list: write `{list: " + name[0] + "}`";
    } else if (hint.empty()) {
      hint = "define it under `bind` or `parameters`";
    }
    faults().in_text(written, offset, "nothing has the name " + quoted(name[0]), std::move(hint));
    return std::nullopt;
  }
  const Named& named = *found.named;
  loading_->mark_used(named);
  if (named.kind == Named::Kind::kParameter) {
    if (name.size() > 1) {
      faults().in_text(written, offset, quoted(name[0]) + " is a parameter, which has no members",
                       "write " + quoted(name[0]));
      return std::nullopt;
    }
    reference.kind = Reference::Kind::kLiteral;
    reference.literal = loading_->out->parameters[named.index].value;
    return reference;
  }
  reference.kind = Reference::Kind::kBinding;
  reference.slot = named.index;
  const Binding& binding = loading_->out->bindings[named.index];
  if (!finish(reference, name, loading_->binding_places[named.index], binding.capture, written,
              offset)) {
    return std::nullopt;
  }
  return reference;
}

std::optional<Scope::Bound> Scope::resolve_binding(View written) {
  const std::string_view name = written.text();
  Slot slot = 0;
  if (const Variable* variable = find_variable(name, slot)) {
    if (variable->kind == VariableKind::kBinding) {
      mark_used(*variable, Use::kOperand);
      return Bound{slot, true};
    }
    faults().at(written, quoted(name) + " always has a value here",
                "`bound` is about the names under `bind`");
    return std::nullopt;
  }
  const NameTable::Found found = names_ ? loading_->values.find(name, set_) : NameTable::Found{};
  if (!found.several.empty()) {
    faults().at(written, quoted(name) + " may be " + list_candidates(found, loading_->visibility()),
                "write it with the name of its set");
    return std::nullopt;
  }
  if (found.named == nullptr) {
    faults().at(written, "there is no binding " + quoted(name),
                faults().did_you_mean(name, candidates(Use::kOperand)));
    return std::nullopt;
  }
  if (found.named->kind != Named::Kind::kBinding) {
    faults().at(written, quoted(name) + " is a parameter, which always has a value",
                "`bound` is about the names under `bind`");
    return std::nullopt;
  }
  loading_->mark_used(*found.named);
  return Bound{found.named->index, false};
}

Places Scope::places_of(const Operand& operand, View written) const {
  FaultSink ignored(Limits{});
  const PathCheck paths(ignored, loading_->out->schema, loading_->schema_name);
  if (operand.kind == Operand::Kind::kAt) {
    if (operand.at->relative() && !current) return {};
    return paths.follow(*operand.at, operand.at->relative() ? *current : paths.top(), written);
  }
  if (operand.kind != Operand::Kind::kReference) return {};
  const Reference& reference = operand.reference;
  if (reference.kind == Reference::Kind::kVariable) {
    const Variable& variable = variables_[reference.slot];
    if (variable.capture) return {};
    return paths.follow_names(reference.path, variable.places, written, 0);
  }
  if (reference.kind == Reference::Kind::kBinding &&
      !loading_->out->bindings[reference.slot].capture) {
    return paths.follow_names(reference.path, loading_->binding_places[reference.slot], written, 0);
  }
  return {};
}

std::vector<std::string> Scope::variable_names() const {
  std::vector<std::string> names;
  for (const Variable& variable : variables_) names.push_back(variable.name);
  return names;
}

std::optional<Selector> parse_selector(Scope& scope, View written, SelectorUse use,
                                       Places* places) {
  if (places != nullptr) *places = {};
  if (written.absent()) return std::nullopt;
  if (!written.is_string()) {
    scope.faults().at(written, "a selector is a text, but this is " + describe_value(written),
                      "write a selector in quotes, such as '$.form'");
    return std::nullopt;
  }
  Parsed<Selector> parsed = Selector::parse(written.text());
  if (!parsed) {
    scope.faults().in_text(written, parsed.error());
    return std::nullopt;
  }
  Selector selector = std::move(*parsed);
  bool good = true;
  if (selector.relative() && !scope.current) {
    scope.faults().at(written, "`@` stands for nothing here",
                      "start with `$`, the whole submission");
    good = false;
  }
  if (use == SelectorUse::kSingular && !selector.singular()) {
    scope.faults().at(written, "this selector may match several values, but one is needed",
                      "use names and indexes only");
    good = false;
  }
  if (!good) return std::nullopt;
  const PathCheck paths = scope.loading().paths();
  const Places reached =
      paths.follow(selector, selector.relative() ? *scope.current : paths.top(), written);
  if (places != nullptr) *places = reached;
  return selector;
}

PatternPtr parse_pattern(Loading& loading, View written) {
  const auto known = loading.patterns.find(written.text());
  if (known != loading.patterns.end()) return known->second;
  Parsed<PatternPtr> compiled = Pattern::compile(written.text(), loading.options.limits);
  if (compiled) {
    return loading.patterns.emplace(written.text(), std::move(*compiled)).first->second;
  }
  loading.faults.in_text(written, compiled.error());
  return nullptr;
}

std::optional<TextTemplate> parse_template(Scope& scope, View written, Scope::Use use) {
  if (!written.is_string()) return std::nullopt;
  Parsed<Template> parsed = Template::parse(written.text());
  if (!parsed) {
    scope.faults().in_text(written, parsed.error());
    return std::nullopt;
  }
  TextTemplate text{std::move(*parsed), {}};
  bool good = true;
  for (const Template::Piece& piece : text.text.pieces()) {
    if (piece.name.empty()) continue;
    auto reference = scope.resolve(piece.name, written, piece.offset + 1, use);
    if (reference) {
      text.references.push_back(std::move(*reference));
    } else {
      good = false;
    }
  }
  if (!good) return std::nullopt;
  return text;
}

}  // namespace intake
