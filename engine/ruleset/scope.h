#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/condition.h"
#include "ruleset/loading.h"

namespace intake {

/// The names that one rule (or one top-level entry) of a set can use, and what `@` means there.
class Scope {
 public:
  enum class VariableKind : std::uint8_t { kFor, kBinding, kQuantifier };
  /// Where a name is used. Messages know {value} and its like, and all variables of the rule.
  enum class Use : std::uint8_t { kOperand, kMessage };

  Scope(Loading& loading, std::uint32_t set) : loading_(&loading), set_(set) {}

  /// A scope without any name: what is read before the set's names are known.
  static Scope without_names(Loading& loading, std::uint32_t set);

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

  Loading& loading() { return *loading_; }
  FaultSink& faults() { return loading_->faults; }
  std::uint32_t set() const { return set_; }

  std::uint32_t frame_size() const { return static_cast<std::uint32_t>(variables_.size()); }
  std::vector<std::string> variable_names() const;

  /// What `@` stands for; unset: a selector cannot start with `@` here.
  std::optional<Places> current;

 private:
  struct Variable {
    std::string name;
    VariableKind kind = VariableKind::kFor;
    Places places;
    PatternPtr capture;
    bool active = true;
  };
  const Variable* find_variable(std::string_view name, Slot& slot) const;
  std::vector<std::string_view> candidates(Use use) const;
  bool finish(Reference& reference, const std::vector<std::string>& name, const Places& places,
              const PatternPtr& capture, View written, std::uint32_t offset);

  Loading* loading_;
  std::uint32_t set_;
  bool names_ = true;
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
