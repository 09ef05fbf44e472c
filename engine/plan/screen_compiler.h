#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plan/place_tree.h"
#include "plan/screen.h"

namespace intake {

/// Makes a Screen: screen.cc rules, screen_conditions.cc conditions and tests, screen_facts.cc
/// facts of them, screen_texts.cc what names and texts are made of.
class ScreenCompiler {
 public:
  ScreenCompiler(Screen& screen, Language language) : screen_(screen), language_(language) {}
  void run();

 private:
  struct Variable {
    std::uint32_t place = kNone;
    bool null_is_absent = false;
  };
  /// What names stand for where a condition is written.
  struct Scope {
    std::uint32_t current = kNone;      // place of `@`; kNone: not known here
    std::uint32_t value = kNone;        // of leaves without `at`
    std::vector<Variable> variables;    // by slot
    std::vector<std::uint32_t> tables;  // whose current rows are set
  };

  /// A dotted name.
  struct Name {
    enum class Kind : std::uint8_t { kUnknown, kCell, kGroup, kLiteral };
    Kind kind = Kind::kUnknown;
    Screen::Cell cell;
    std::uint32_t capture = 0, group = 0;
    View literal;
  };

  void add_rule(const PlanRule& rule);
  Screen::Message message(const TextTemplate& text, const Scope& scope, bool& known);

  /// Of the rule that is added next.
  void add_check(const PlanRule& entry, const Screen::Rule& rule);
  void arrange_checks();
  /// The condition as facts that all have to hold. Of what is asserted, those that look at a value
  /// look at the rule's.
  void add_facts(std::uint32_t condition, const Screen::Cell& value, bool guards,
                 std::vector<Screen::Fact>& facts);
  bool add_facts_of_leaf(const Screen::Condition& leaf, std::vector<Screen::Fact>& facts);

  std::optional<Screen::Cell> cell(const Selector& selector, const Scope& scope);
  std::optional<Screen::Column> column(const Selector& selector, const Scope& scope);
  Name name(const Reference& reference, const Scope& scope);
  std::uint32_t capture(Slot binding);
  std::optional<std::vector<Screen::Piece>> pieces(const TextTemplate& text, const Scope& scope,
                                                   bool message);

  std::uint32_t condition(std::uint32_t node, const Scope& scope);
  Screen::Condition leaf(const PlanNode& node, const Scope& scope, std::string& key);
  Name subject(const PlanNode& node, const Scope& scope);
  Screen::Test test(const PlanUse& use, const Screen::Cell& subject, const Scope& scope);
  bool quick_test(Screen::Test& out, const PlanUse& use, const Screen::Cell& subject,
                  const Scope& scope);
  bool equality_test(Screen::Test& out, const PlanArg& arg, const Scope& scope);
  bool sized_test(Screen::Test& out, const PlanUse& use);
  bool texts_test(Screen::Test& out, View list, Screen::TestKind kind);
  std::optional<Screen::Argument> argument(const PlanArg& arg, const Scope& scope);
  std::uint32_t text(std::string_view text);

  /// Whether the condition says the same for the whole submission.
  bool of_whole(std::uint32_t condition) const;
  /// Whether it is known which test makes the condition false.
  bool explains(std::uint32_t condition) const;
  bool tells_kind(std::uint32_t condition) const;
  std::string key_of(const Screen::Test& test) const;

  Screen& screen_;
  Language language_;
  PlaceTree places_;
  std::map<Slot, std::uint32_t> captures_;
  std::map<std::string, std::uint32_t> numbers_;  // conditions by what they say
  std::vector<std::uint32_t> uses_;               // of conditions
};

}  // namespace intake
