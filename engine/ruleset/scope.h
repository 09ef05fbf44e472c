#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/condition.h"
#include "ruleset/loading.h"

namespace intake {

/// A name that an expression may use.
struct ExpressionName {
  std::string name;  // an identifier, or `constants.name`
  Reference reference;
  Places places;                           // what the schema knows of it
  PatternPtr capture;                      // its groups are the members
  std::string_view type;                   // of a parameter
  std::vector<std::uint32_t> definitions;  // of RuleSet
};

/// The names that one rule (or one top-level entry) of a set can use, and what `@` means there.
class Scope {
 public:
  enum class VariableKind : std::uint8_t { kFor, kBinding, kQuantifier };
  /// Where a name is used. Messages know {value} and its like, and all variables of the rule.
  enum class Use : std::uint8_t { kOperand, kMessage };

  Scope(Loading& loading, std::uint32_t set) : loading_(&loading), set_(set) {}

  /// A scope without any name: what is read before the set's names are known.
  static Scope without_names(Loading& loading, std::uint32_t set);
  /// The public id of the rule that this is the scope of; for RuleSet::definitions.
  void set_rule(std::string id) { rule_ = std::move(id); }

  /// A new variable; a fault where its name is taken. `place` is the scalar with the name, or (for
  /// bindings) the member; absent: the variable has no name. Always gives a slot.
  Slot declare(VariableKind kind, std::string name, View place, Places places,
               PatternPtr capture = nullptr);
  /// A quantifier ends; its name is known to messages only.
  void leave(Slot slot);

  /// Resolves a dotted name; a fault at `offset` of `written` where it means nothing.
  std::optional<Reference> resolve(const std::vector<std::string>& name, View written,
                                   std::uint32_t offset, Use use);
  /// A binding by its name alone, for the predicate `bound`.
  struct Bound {
    Slot slot = 0;
    bool is_variable = false;
  };
  std::optional<Bound> resolve_binding(View written);
  /// All names that an expression may use here, each once; the nearer ones first. Ids with hyphens
  /// are written with `_`.
  std::vector<ExpressionName> expression_names() const;
  /// Only bindings of lower slots are known: those that a binding may be made of.
  void limit_bindings(Slot slot) { binding_limit_ = slot; }
  /// Where in the schema an operand leads to that was read at `written`; not known of most.
  Places places_of(const Operand& operand, View written) const;

  Loading& loading() { return *loading_; }
  FaultSink& faults() { return loading_->faults; }
  std::uint32_t set() const { return set_; }

  std::uint32_t frame_size() const { return static_cast<std::uint32_t>(variables_.size()); }
  std::vector<std::string> variable_names() const;

  /// What `@` stands for; unset: a selector cannot start with `@` here.
  std::optional<Places> current;
  /// The value that conditions without a place are about; unset where there is none.
  std::optional<Places> own;

 private:
  struct Variable {
    std::string name;
    VariableKind kind = VariableKind::kFor;
    Places places;
    PatternPtr capture;
    bool active = true;
    std::vector<std::uint32_t> definitions;  // of RuleSet; the latest last
  };
  std::uint32_t add_definition(const std::string& name, View place, bool at_key);
  void mark_used(const Variable& variable, Use use);
  std::optional<Reference> resolve_constant(const std::vector<std::string>& name, View written,
                                            std::uint32_t offset);
  const Variable* find_variable(std::string_view name, Slot& slot) const;
  std::vector<std::string_view> candidates(Use use) const;
  bool finish(Reference& reference, const std::vector<std::string>& name, const Places& places,
              const PatternPtr& capture, View written, std::uint32_t offset);

  Loading* loading_;
  std::uint32_t set_;
  std::string rule_;
  bool names_ = true;
  Slot binding_limit_ = 0xffffffff;
  std::vector<Variable> variables_;
};

enum class SelectorUse : std::uint8_t { kAny, kSingular };

/// Reads and checks a selector. nullopt after a fault. `places` receives where it leads to.
std::optional<Selector> parse_selector(Scope& scope, View written, SelectorUse use,
                                       Places* places = nullptr);

/// Reads a pattern; null after a fault.
PatternPtr parse_pattern(Loading& loading, View written);

/// Reads a text with names in braces. nullopt after a fault.
std::optional<TextTemplate> parse_template(Scope& scope, View written, Scope::Use use);

}  // namespace intake
