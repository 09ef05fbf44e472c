#include "lint/message_names.h"

#include <algorithm>
#include <array>

#include "lint/condition_walk.h"

namespace intake::lint {
namespace {

struct Given {
  std::string_view predicate;
  std::uint8_t names;
};

/// tests/unit/lint compares this with what the predicates give for their own examples.
constexpr std::array kGiven{
    Given{"absent", 0},
    Given{"after", kExpected},
    Given{"before", kExpected},
    Given{"blank", 0},
    Given{"bound", 0},
    Given{"check-digits", kExpected},
    Given{"contains", kExpected | kMissing},
    Given{"contains-all", kExpected | kMissing},
    Given{"count", kExpected},
    Given{"declared", kExtra | kSuggestion},
    Given{"digits", kExtra},
    Given{"disjoint", kExtra},
    Given{"ends-with", kExpected},
    Given{"equals", kExpected},
    Given{"equals-ignore-case", kExpected},
    Given{"has-members", kExpected | kMissing},
    Given{"is-null", 0},
    Given{"length", kExpected},
    Given{"lower-case", kExpected},
    Given{"matches", kExpected},
    Given{"max", kExpected},
    Given{"mentions", 0},
    Given{"min", kExpected},
    Given{"multiple-of", kExpected},
    Given{"one-of", kExpected | kSuggestion},
    Given{"plain-text", kExtra},
    Given{"present", 0},
    Given{"same-as", kExpected},
    Given{"single-spaced", kExpected},
    Given{"starts-with", kExpected},
    Given{"subset-of", kExpected | kExtra | kSuggestion},
    Given{"superset-of", kExpected | kMissing},
    Given{"trimmed", kExpected},
    Given{"type", kExpected},
    Given{"unique", kExtra},
    Given{"upper-case", kExpected},
    Given{"within", kExpected},
};
static_assert(std::ranges::is_sorted(kGiven, {}, &Given::predicate));

bool is_known(Condition::Op op) {
  using Op = Condition::Op;
  switch (op) {
    case Op::kAll:
    case Op::kAny:
    case Op::kNone:
    case Op::kNot:
    case Op::kImplies:
    case Op::kEach:
    case Op::kSome:
    case Op::kLeaf:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::uint8_t names_given(std::string_view predicate) {
  const auto found = std::ranges::lower_bound(kGiven, predicate, {}, &Given::predicate);
  return found != kGiven.end() && found->predicate == predicate ? found->names : kEveryName;
}

std::uint8_t names_given(const Condition& condition) {
  std::uint8_t names = 0;
  walk_condition(condition, [&](const Condition& part, Polarity polarity, bool) {
    if (!is_known(part.op) || polarity == Polarity::kMixed) names = kEveryName;
    // What holds although it should not has nothing to tell.
    if (polarity == Polarity::kNegative) return;
    for (const PredicateUse& use : part.predicates) {
      names |= use.expression ? kEveryName : names_given(use.predicate->name);
    }
  });
  return names;
}

std::uint8_t name_of(Reference::Kind kind) {
  switch (kind) {
    case Reference::Kind::kExpected:
      return kExpected;
    case Reference::Kind::kMissing:
      return kMissing;
    case Reference::Kind::kExtra:
      return kExtra;
    case Reference::Kind::kSuggestion:
      return kSuggestion;
    default:
      return 0;
  }
}

std::uint8_t names_used(const Rule& rule) {
  std::uint8_t names = 0;
  for (const auto& texts : rule.texts) {
    if (!texts) continue;
    for (const Reference& reference : texts->message.references) names |= name_of(reference.kind);
    if (!texts->question) continue;
    for (const Reference& reference : texts->question->references) names |= name_of(reference.kind);
  }
  // A fix may take what the failing predicate suggests.
  return rule.fixes.empty() ? names : static_cast<std::uint8_t>(names | kSuggestion);
}

}  // namespace intake::lint
