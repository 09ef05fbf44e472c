#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/predicate/predicate.h"
#include "mutation/rule_mutants.h"

namespace intake {

/// Walks over a rule as it is written and collects its mutants. What is not understood is passed
/// over: the loader has accepted it, and a change of it would be a guess.
class MutantWalker {
 public:
  /// `top`: the map of a rule, or of a rule set.
  explicit MutantWalker(View top) : top_(to_datum(top)), top_view_(top) {
    seen_.insert(to_json(top_));
  }

  void rule();
  void set();
  std::vector<Mutant> take() { return std::move(mutants_); }

 private:
  /// Steps into a child while it lives.
  class Into {
   public:
    Into(MutantWalker& walker, View parent, View child);
    ~Into() { walker_.path_.pop_back(); }
    Into(const Into&) = delete;
    Into& operator=(const Into&) = delete;

   private:
    MutantWalker& walker_;
  };

  /// What is changed is the value that was stepped into.
  void replace(std::string_view mutation, View place, std::string change, Datum with);
  void remove(std::string_view mutation, View place, std::string change);
  /// A member of the map that was stepped into.
  void remove_member(std::string_view mutation, View map, std::string_view key, std::string change);
  /// Takes each element out of the list that was stepped into, where others are left.
  void drop_each(std::string_view mutation, View list, std::uint32_t left);
  void add(std::string_view mutation, View place, std::string change, TreeEdit edit);

  // condition_mutants.cc
  void condition(View written);
  void connective(View condition, View value);
  void children(View list);
  void quantifier(View condition, View value);
  void presence(View condition, View value);
  void leaf(View condition);
  void predicate(View condition, View member);
  void negate(View condition);
  void rename(std::string_view mutation, View condition, View member, std::string_view name);

  // argument_mutants.cc
  void parameters(std::span<const ParamSpec> specs, View map, std::string_view skip);
  void argument(const ParamSpec& spec, View written);
  void number(View written);
  void duration(View written);
  void date(View written);
  void pattern(View written);
  void operand(View written);
  void expression(View written);

  // table_mutants.cc
  void table(View value);
  void swap_outcomes(View rows, std::uint32_t row);
  void cell(View written);

  // rule_mutants.cc
  void absence(View rule);
  void bindings(View map);
  void fixes(View written);
  void fix(View written, bool only);

  Datum top_;
  View top_view_;
  TreePath path_;
  bool in_fix_ = false;
  std::vector<Mutant> mutants_;
  std::set<std::string> seen_;  // results as JSON
};

/// A part of a rule file as it is written, on one line, cut where it is long, between backticks.
std::string written_text(View value);

}  // namespace intake
