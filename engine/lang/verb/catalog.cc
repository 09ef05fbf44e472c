#include <algorithm>
#include <array>

#include "lang/verb/list_verbs.h"
#include "lang/verb/text_verbs.h"
#include "lang/verb/value_verbs.h"

namespace intake {
namespace {

constexpr std::array kCatalog{
    steps::kAdd,
    steps::kAddMissing,
    steps::kCollapseSpace,
    steps::kDefault,
    steps::kJoin,
    steps::kKeepItems,
    steps::kLower,
    steps::kMap,
    steps::kNormaliseUnicode,
    steps::kPadLeft,
    steps::kPrefix,
    steps::kRemove,
    steps::kRemoveDuplicates,
    steps::kRemoveItems,
    steps::kRename,
    steps::kReplace,
    steps::kSet,
    steps::kSort,
    steps::kSplit,
    steps::kStrip,
    steps::kSuffix,
    steps::kToItem,
    steps::kToList,
    steps::kTrim,
    steps::kTruncate,
    steps::kUpper,
};
static_assert(std::ranges::is_sorted(kCatalog, {}, &Verb::name));
static_assert(std::ranges::adjacent_find(kCatalog, {}, &Verb::name) == kCatalog.end());

}  // namespace

std::span<const Verb> verbs() { return kCatalog; }

const Verb* find_verb(std::string_view name) {
  const auto found = std::ranges::lower_bound(kCatalog, name, {}, &Verb::name);
  return found != kCatalog.end() && found->name == name ? &*found : nullptr;
}

std::vector<std::string_view> verb_names() {
  std::vector<std::string_view> names;
  names.reserve(kCatalog.size());
  for (const Verb& verb : kCatalog) names.push_back(verb.name);
  return names;
}

}  // namespace intake
