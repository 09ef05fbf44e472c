#include "revision/condition_relation.h"

#include <algorithm>
#include <array>

#include "revision/predicate_relation.h"
#include "ruleset/fault_sink.h"

namespace intake {
namespace {

using Op = Condition::Op;

std::string_view name_of(Op op) {
  constexpr std::array<std::string_view, 13> kNames{
      "all",     "any", "none", "not",  "exactly", "at-least", "at-most",
      "implies", "iff", "each", "some", "table",   ""};
  return kNames[static_cast<std::size_t>(op)];
}

/// One thing that is asked: a predicate of a leaf, or a condition of another kind.
struct Atom {
  const Condition* condition = nullptr;
  const PredicateUse* use = nullptr;  // null: the whole condition
};

std::string place_of(const Condition& condition) {
  return condition.selector ? " of " + quoted(condition.selector->text()) : std::string();
}

std::string shown(const Atom& atom) {
  std::string text;
  if (atom.use != nullptr) {
    text = quoted(atom.use->predicate->name);
  } else if (atom.condition->op != Op::kLeaf) {
    text = quoted(name_of(atom.condition->op));
  } else {
    for (const PredicateUse& use : atom.condition->predicates) {
      text += (text.empty() ? "" : " and ") + quoted(use.predicate->name);
    }
  }
  return text + place_of(*atom.condition);
}

/// What must all hold: `all` in `all` is one list, and a leaf is one of its predicates.
void conjuncts(const Condition& condition, std::vector<Atom>& out) {
  if (condition.op == Op::kAll) {
    for (const Condition& child : condition.children) conjuncts(child, out);
  } else if (condition.op == Op::kLeaf) {
    for (const PredicateUse& use : condition.predicates) out.push_back({&condition, &use});
  } else {
    out.push_back({&condition, nullptr});
  }
}

/// Of which one is enough.
void disjuncts(const Condition& condition, std::vector<Atom>& out) {
  if (condition.op != Op::kAny) {
    out.push_back({&condition, nullptr});
    return;
  }
  for (const Condition& child : condition.children) disjuncts(child, out);
}

class Comparer {
 public:
  Comparer(const Versions& versions, std::string_view label, std::vector<std::string>& details)
      : versions_(versions), label_(label), details_(details) {}

  // As deep as the conditions, at most Limits::depth.
  Relation compare(const Condition& a, const Condition& b) {
    if (same(versions_, a, b)) return Relation::kEqual;
    std::vector<Atom> before, after;
    if (a.op == Op::kAny || b.op == Op::kAny) {
      disjuncts(a, before);
      disjuncts(b, after);
      return compare_lists(before, after, true);
    }
    conjuncts(a, before);
    conjuncts(b, after);
    return compare_lists(before, after, false);
  }

 private:
  bool same_place(const Condition& a, const Condition& b) const {
    return same(a.selector, b.selector) && same(versions_, a.subject, b.subject);
  }

  bool same_atom(const Atom& a, const Atom& b) const {
    if ((a.use == nullptr) != (b.use == nullptr)) return false;
    if (a.use == nullptr) return same(versions_, *a.condition, *b.condition);
    return same_place(*a.condition, *b.condition) && same(versions_, *a.use, *b.use);
  }

  /// Whether the two ask the same kind of thing about the same place, so that they can be compared.
  bool corresponds(const Atom& a, const Atom& b) const {
    if ((a.use == nullptr) != (b.use == nullptr)) return false;
    if (a.use != nullptr) {
      return a.use->predicate == b.use->predicate && same_place(*a.condition, *b.condition);
    }
    return a.condition->op == b.condition->op && same_place(*a.condition, *b.condition);
  }

  Relation compare_lists(std::vector<Atom>& before, std::vector<Atom>& after, bool any) {
    const auto take = [&](const auto& fits, const auto& found) {
      for (std::size_t i = 0; i < before.size();) {
        const auto match = std::find_if(after.begin(), after.end(),
                                        [&](const Atom& b) { return fits(before[i], b); });
        if (match == after.end()) {
          ++i;
          continue;
        }
        found(before[i], *match);
        after.erase(match);
        before.erase(before.begin() + static_cast<std::ptrdiff_t>(i));
      }
    };
    take([&](const Atom& a, const Atom& b) { return same_atom(a, b); },
         [](const Atom&, const Atom&) {});
    Relation relation = Relation::kEqual;
    take([&](const Atom& a, const Atom& b) { return corresponds(a, b); },
         [&](const Atom& a, const Atom& b) { relation = both(relation, compare_atoms(a, b)); });
    // One list that only grows or only shrinks tells; what was replaced does not.
    for (const Atom& atom : before) {
      say(shown(atom) + " is no longer asked" + (any ? " as an alternative" : ""));
    }
    for (const Atom& atom : after) {
      say(shown(atom) + " is asked in addition" + (any ? ", as an alternative" : ""));
    }
    if (!before.empty()) relation = both(relation, any ? Relation::kTighter : Relation::kLooser);
    if (!after.empty()) relation = both(relation, any ? Relation::kLooser : Relation::kTighter);
    return relation;
  }

  Relation compare_atoms(const Atom& a, const Atom& b) {
    if (a.use != nullptr)
      return relation_of(versions_, *a.use, *b.use, label_, place_of(*b.condition), details_);
    return compare_inner(*a.condition, *b.condition);
  }

  /// Two conditions of one kind, other than `all` and `any`.
  Relation compare_inner(const Condition& a, const Condition& b) {
    switch (b.op) {
      case Op::kNot:
        return flipped(compare(a.children[0], b.children[0]));
      case Op::kNone: {
        std::vector<Atom> before, after;
        for (const Condition& child : a.children) before.push_back({&child, nullptr});
        for (const Condition& child : b.children) after.push_back({&child, nullptr});
        return flipped(compare_lists(before, after, true));
      }
      case Op::kImplies:
        if (a.children.size() != 2 || b.children.size() != 2) break;
        return both(flipped(compare(a.children[0], b.children[0])),
                    compare(a.children[1], b.children[1]));
      case Op::kEach:
      case Op::kSome: {
        if (a.children.size() != 1 || b.children.size() != 1) break;
        Relation relation = compare(a.children[0], b.children[0]);
        if (a.count != b.count) {
          say("`min` of " + quoted(name_of(b.op)) + " is " + std::to_string(b.count) + ", was " +
              std::to_string(a.count));
          relation = both(relation, b.count > a.count ? Relation::kTighter : Relation::kLooser);
        }
        return relation;
      }
      case Op::kAtLeast:
      case Op::kAtMost:
        if (!same(versions_, a.children, b.children) || a.count == b.count) break;
        say("`count` of " + quoted(name_of(b.op)) + " is " + std::to_string(b.count) + ", was " +
            std::to_string(a.count));
        return (b.count > a.count) == (b.op == Op::kAtLeast) ? Relation::kTighter
                                                             : Relation::kLooser;
      case Op::kLeaf:
      case Op::kAll:
      case Op::kAny:
        // Alternatives of `any` and `none`.
        return compare(a, b);
      default:
        break;
    }
    say(quoted(name_of(b.op)) + " differs");
    return Relation::kUnknown;
  }

  void say(const std::string& what) { details_.push_back(std::string(label_) + what); }

  const Versions& versions_;
  std::string_view label_;
  std::vector<std::string>& details_;
};

}  // namespace

Relation relation_of(const Versions& versions, const Condition& before, const Condition& after,
                     std::string_view label, std::vector<std::string>& details) {
  return Comparer(versions, label, details).compare(before, after);
}

Relation relation_of(const Versions& versions, const std::optional<Condition>& before,
                     const std::optional<Condition>& after, std::string_view label,
                     std::vector<std::string>& details) {
  if (before && after) return relation_of(versions, *before, *after, label, details);
  if (!before && !after) return Relation::kEqual;
  details.push_back(std::string(label) + (after ? "is there now" : "is no longer there"));
  return after ? Relation::kTighter : Relation::kLooser;
}

}  // namespace intake
