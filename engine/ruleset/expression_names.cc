#include <algorithm>
#include <set>
#include <utility>

#include "ruleset/scope.h"

namespace intake {
namespace {

/// The identifier that a name is written as in expressions.
std::string identifier_of(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

class Collector {
 public:
  void add(ExpressionName name) {
    const std::string_view last = std::string_view(name.name).substr(name.name.rfind('.') + 1);
    if (last.find('-') != std::string_view::npos) {
      hyphened_.push_back(std::move(name));
    } else if (taken_.insert(name.name).second) {
      names_.push_back(std::move(name));
    }
  }

  std::vector<ExpressionName> finish() {
    for (ExpressionName& name : hyphened_) {
      name.name = identifier_of(name.name);
      if (taken_.insert(name.name).second) names_.push_back(std::move(name));
    }
    return std::move(names_);
  }

 private:
  std::vector<ExpressionName> names_, hyphened_;
  std::set<std::string> taken_;
};

Reference reference_of(Reference::Kind kind, std::string_view name) {
  Reference reference;
  reference.kind = kind;
  reference.name = name;
  return reference;
}

}  // namespace

std::vector<ExpressionName> Scope::expression_names() const {
  Collector out;
  const RuleSet& rules = *loading_->out;
  for (std::size_t i = variables_.size(); i-- > 0;) {
    const Variable& variable = variables_[i];
    if (variable.name.empty() || !variable.active) continue;
    ExpressionName name{variable.name,
                        reference_of(Reference::Kind::kVariable, variable.name),
                        variable.places,
                        variable.capture,
                        {},
                        {}};
    name.reference.slot = static_cast<Slot>(i);
    name.definitions.push_back(variable.definitions.back());
    out.add(std::move(name));
  }
  const auto each = [&](const NameTable& table, const auto& visit) {
    if (!names_) return;
    for (const std::string_view known : table.names(set_)) {
      const Named* named = table.find(known, set_).named;
      if (named == nullptr) continue;
      ExpressionName name;
      name.name = known;
      name.reference.name = known;
      name.reference.slot = named->index;
      if (named->definition != Named::kNoDefinition) name.definitions = {named->definition};
      if (visit(*named, name)) out.add(std::move(name));
    }
  };
  each(loading_->values, [&](const Named& named, ExpressionName& name) {
    if (named.kind == Named::Kind::kParameter) {
      name.reference.literal = rules.parameters[named.index].value;
      name.type = rules.parameters[named.index].type;
      return !name.reference.literal.absent();
    }
    if (named.index >= binding_limit_) return false;
    name.reference.kind = Reference::Kind::kBinding;
    name.capture = rules.bindings[named.index].capture;
    name.places = loading_->binding_places[named.index];
    return true;
  });
  each(loading_->lists, [&](const Named& named, ExpressionName& name) {
    name.reference.literal = loading_->list_drafts[named.index].rows;
    return !name.reference.literal.absent();
  });
  each(loading_->constants, [&](const Named&, ExpressionName& name) {
    name.name = "constants." + name.name;
    name.reference.name = name.name;
    name.reference.kind = Reference::Kind::kConstant;
    return true;
  });
  // What chooses a set is read before the schema of the set is known.
  if (names_ && rules.schema && rules.schema->size() > 0) {
    for (const auto& [member, place] : rules.schema->place(0).members) {
      ExpressionName name{member,
                          reference_of(Reference::Kind::kSubmission, member),
                          {true, {place}, '/' + member},
                          {},
                          {},
                          {}};
      name.reference.path = {member};
      out.add(std::move(name));
    }
  }
  out.add({"submission",
           reference_of(Reference::Kind::kSubmission, "submission"),
           names_ ? loading_->paths().top() : Places{},
           {},
           {},
           {}});
  out.add({"now", reference_of(Reference::Kind::kNow, "now"), {}, {}, {}, {}});
  return out.finish();
}

}  // namespace intake
