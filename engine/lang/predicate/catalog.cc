#include <algorithm>
#include <array>

#include "lang/predicate/collections.h"
#include "lang/predicate/dates.h"
#include "lang/predicate/equality.h"
#include "lang/predicate/identifiers.h"
#include "lang/predicate/mentions.h"
#include "lang/predicate/names.h"
#include "lang/predicate/numbers.h"
#include "lang/predicate/presence.h"
#include "lang/predicate/schema_predicates.h"
#include "lang/predicate/text_predicates.h"
#include "lang/predicate/url.h"

namespace intake {
namespace {

using namespace catalogue;

constexpr std::array kCatalog{
    kAbsent,           kAfter,     kBefore,      kBlank,      kBound,
    kCheckDigits,      kContains,  kContainsAll, kCount,      kDeclared,
    kDigits,           kDisjoint,  kDn,          kEndsWith,   kEquals,
    kEqualsIgnoreCase, kExpr,      kFormat,      kHasMembers, kIdentifier,
    kIsNull,           kLength,    kLowerCase,   kMatches,    kMax,
    kMentions,         kMin,       kMultipleOf,  kOneOf,      kPlainText,
    kPresent,          kSameAs,    kSameUrl,     kSchema,     kSingleSpaced,
    kStartsWith,       kSubsetOf,  kSupersetOf,  kTrimmed,    kType,
    kUnique,           kUpperCase, kUrl,         kWithin,
};
static_assert(std::ranges::is_sorted(kCatalog, {}, &Predicate::name));
static_assert(std::ranges::adjacent_find(kCatalog, {}, &Predicate::name) == kCatalog.end());
static_assert(std::ranges::all_of(kCatalog, [](const Predicate& predicate) {
  return !predicate.summary.empty() && !predicate.example.empty() && !predicate.params.empty() &&
         predicate.params.size() <= 32;
}));

}  // namespace

std::span<const Predicate> predicates() { return kCatalog; }

const Predicate* find_predicate(std::string_view name) {
  const auto found = std::ranges::lower_bound(kCatalog, name, {}, &Predicate::name);
  return found != kCatalog.end() && found->name == name ? &*found : nullptr;
}

std::vector<std::string_view> predicate_names() {
  std::vector<std::string_view> names;
  names.reserve(kCatalog.size());
  for (const Predicate& predicate : kCatalog) names.push_back(predicate.name);
  return names;
}

std::vector<std::string_view> check_digit_names() {
  return {check_digit_tables::kNames.begin(), check_digit_tables::kNames.end()};
}

std::vector<std::string_view> format_names() {
  return {text_format_tables::kNames.begin(), text_format_tables::kNames.end()};
}

}  // namespace intake
