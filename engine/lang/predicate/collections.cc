#include "lang/predicate/collections.h"

#include <algorithm>

#include "lang/predicate/value_sets.h"
#include "text/find_text.h"

namespace intake::catalogue {
namespace {

Outcome not_comparable(const PredicateInput& input, View other) {
  return Outcome::unknown({ReasonCode::kNotComparable,
                           {to_display(input.value), to_display(other)},
                           cause_of(input, other)});
}

/// The list and its column, or why there is none.
struct Wanted {
  std::string_view column;
  const ListIndex* index = nullptr;
  std::optional<Outcome> unknown;
};

Wanted wanted_values(const PredicateInput& input) {
  Wanted wanted;
  if (given(input, 1)) {
    const auto column = single_text(input, 1);
    if (!column) {
      wanted.unknown = wrong_kind(input, single(input, 1), kStringBit);
      return wanted;
    }
    wanted.column = *column;
  }
  wanted.index = static_cast<const ListIndex*>(input.prepared);
  if (wanted.index != nullptr && wanted.index->column() != wanted.column) wanted.index = nullptr;
  return wanted;
}

/// The elements of the value for which membership among the values is `bad`.
Outcome judge_elements(const PredicateInput& input, bool bad) {
  Wanted wanted = wanted_values(input);
  if (wanted.unknown) return *std::move(wanted.unknown);
  const Items items(input.args[0], wanted.column);
  const Members members(items, input.value.size(), wanted.index);
  Listing extra;
  View first;
  for (std::uint32_t i = 0; i < input.value.size(); ++i) {
    const View element = input.value.at(i);
    if (members.has(element) != bad) continue;
    if (!input.details) return Outcome::of(false);
    if (extra.empty()) first = element;
    extra.add(element);
  }
  if (extra.empty()) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  outcome.extra = extra.text();
  outcome.reason = {ReasonCode::kExtraItems, extra.items(), {}};
  if (!bad) {
    outcome.expected = list_text(items);
    if (first.is_string()) outcome.suggestion = closest_text(first.text(), items);
  }
  return outcome;
}

Outcome judge_missing(const PredicateInput& input, const Items& items) {
  const std::uint32_t count = items.count();
  const Members members(Items(input.value), count);
  Listing missing;
  for (std::uint32_t i = 0; i < count; ++i) {
    const View item = items.item(i);
    if (item.absent() || members.has(item)) continue;
    if (!input.details) return Outcome::of(false);
    missing.add(item);
  }
  if (missing.empty()) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  outcome.missing = missing.text();
  outcome.expected = list_text(items);
  outcome.reason = {ReasonCode::kMissingItems, missing.items(), {}};
  return outcome;
}

Outcome missing_parts(const PredicateInput& input, const ArgValue& parts) {
  if (const View odd = first_non_text(parts)) return not_comparable(input, odd);
  Listing missing;
  for (std::uint32_t i = 0; i < parts.count(); ++i) {
    const View part = parts.item(i);
    if (holds_text(input.value.text(), part.text())) continue;
    if (!input.details) return Outcome::of(false);
    missing.add(part);
  }
  if (missing.empty()) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  outcome.missing = missing.text();
  outcome.expected = list_text(Items(parts, ""));
  outcome.reason = {ReasonCode::kMissingItems, missing.items(), {}};
  return outcome;
}

/// A count given as an argument; nullopt where it is no number >= 0.
std::optional<std::uint64_t> size_argument(View view) {
  if (!view.is_integer()) return std::nullopt;
  const Node& node = view.node();
  if (node.kind == Kind::kUint) return node.payload.unsigned_integer;
  if (node.payload.integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(node.payload.integer);
}

}  // namespace

PrepareResult prepare_list(const PrepareInput& input) {
  const View column = literal(input, 1);
  return std::shared_ptr<const Prepared>(
      ListIndex::make(literal(input, 0), column.is_string() ? column.text() : ""));
}

Outcome run_contains(const PredicateInput& input) {
  const View wanted = single(input, 0);
  if (wanted.absent()) return wrong_kind(input, wanted, kAnyBits);
  bool holds = false;
  if (input.value.is_string()) {
    if (!wanted.is_string()) return not_comparable(input, wanted);
    holds = holds_text(input.value.text(), wanted.text());
  } else {
    holds = Members(Items(input.value), 1).has(wanted);
  }
  Outcome outcome = Outcome::of(holds);
  if (!holds && input.details) {
    outcome.expected = to_display(wanted);
    outcome.missing = outcome.expected;
    outcome.reason = {ReasonCode::kMissingItems, {outcome.missing}, {}};
  }
  return outcome;
}

Outcome run_contains_all(const PredicateInput& input) {
  if (input.value.is_string()) return missing_parts(input, input.args[0]);
  return judge_missing(input, Items(input.args[0], ""));
}

Outcome run_subset_of(const PredicateInput& input) { return judge_elements(input, false); }
Outcome run_disjoint(const PredicateInput& input) { return judge_elements(input, true); }

Outcome run_superset_of(const PredicateInput& input) {
  Wanted wanted = wanted_values(input);
  if (wanted.unknown) return *std::move(wanted.unknown);
  return judge_missing(input, Items(input.args[0], wanted.column));
}

PrepareResult prepare_range(const PrepareInput& input) {
  if (auto nothing = needs_one_of(input, {0, 1, 2}, "`equal`, `min`, `max`")) return *nothing;
  const auto least = size_argument(literal(input, 1));
  const auto most = size_argument(literal(input, 2));
  if (least && most && *least > *most) {
    return fault("`min` is larger than `max`, so that no value fits", "swap the two");
  }
  if (input.given && was_written(input, 0) && (*input.given & 6u) != 0) {
    return fault("`equal` stands beside `min` or `max`", "write either `equal` or a range");
  }
  return std::shared_ptr<const Prepared>();
}

Outcome judge_size(const PredicateInput& input, std::uint64_t size) {
  std::optional<std::uint64_t> bounds[3];  // equal, min, max
  for (std::size_t i = 0; i < 3; ++i) {
    if (!given(input, i)) continue;
    bounds[i] = size_argument(single(input, i));
    if (!bounds[i]) return wrong_kind(input, single(input, i), kIntegerBit);
  }
  if (!bounds[0] && !bounds[1] && !bounds[2]) return wrong_kind(input, {}, kIntegerBit);
  const auto least = bounds[0] ? bounds[0] : bounds[1];
  const auto most = bounds[0] ? bounds[0] : bounds[2];
  const bool too_short = least && size < *least;
  const bool too_long = most && size > *most;
  Outcome outcome = Outcome::of(!too_short && !too_long);
  if (outcome.truth == Truth::kTrue || !input.details) return outcome;
  const std::string least_text = least ? std::to_string(*least) : "";
  const std::string most_text = most ? std::to_string(*most) : "";
  outcome.expected = range_text(least_text, most_text);
  outcome.reason = {too_short ? ReasonCode::kTooShort : ReasonCode::kTooLong,
                    {std::to_string(size), too_short ? least_text : most_text},
                    {}};
  return outcome;
}

Outcome run_count(const PredicateInput& input) { return judge_size(input, input.value.size()); }

Outcome run_unique(const PredicateInput& input) {
  std::optional<std::string_view> by;
  if (given(input, 1)) {
    by = single_text(input, 1);
    if (!by) return wrong_kind(input, single(input, 1), kStringBit);
  }
  const std::uint32_t count = input.value.size();
  const auto item = [&](std::uint32_t i) {
    const View element = input.value.at(i);
    return by ? element.member(*by) : element;
  };
  constexpr std::uint32_t kFew = 16;
  if (count <= kFew && !input.details) {
    for (std::uint32_t i = 1; i < count; ++i) {
      const View later = item(i);
      for (std::uint32_t j = 0; j < i && !later.absent(); ++j) {
        if (same(item(j), later)) return Outcome::of(false);
      }
    }
    return Outcome::of(true);
  }
  constexpr std::uint32_t kOnStack = 128;
  if (count <= kOnStack && !input.details) {
    std::array<View, kOnStack> items;
    for (std::uint32_t i = 0; i < count; ++i) items[i] = item(i);
    const auto end = std::remove_if(items.begin(), items.begin() + count,
                                    [](View view) { return view.absent(); });
    std::sort(items.begin(), end, [](View a, View b) { return compare(a, b) < 0; });
    return Outcome::of(std::adjacent_find(items.begin(), end, same) == end);
  }

  struct Row {
    View item;
    std::uint32_t index;
  };
  std::vector<Row> rows;
  rows.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (const View view = item(i)) rows.push_back({view, i});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return compare(a.item, b.item) < 0; });
  // The first repetition in the order of the list, and the element that it repeats.
  const Row* repeated = nullptr;
  const Row* original = nullptr;
  std::vector<Row> extra;
  for (std::size_t i = 1, run = 0; i < rows.size(); ++i) {
    if (!same(rows[i - 1].item, rows[i].item)) {
      run = i;
      continue;
    }
    if (!input.details) return Outcome::of(false);
    extra.push_back(rows[i]);
    if (repeated == nullptr || rows[i].index < repeated->index) {
      repeated = &rows[i];
      original = &rows[run];
    }
  }
  if (repeated == nullptr) return Outcome::of(true);
  std::sort(extra.begin(), extra.end(),
            [](const Row& a, const Row& b) { return a.index < b.index; });
  Listing texts;
  for (const Row& row : extra) texts.add(row.item);
  Outcome outcome = Outcome::of(false);
  outcome.extra = texts.text();
  const View first = original->item;
  outcome.reason = {ReasonCode::kDuplicate,
                    {to_display(repeated->item), first.document()->pointer(first.id())},
                    {}};
  return outcome;
}

Outcome run_has_members(const PredicateInput& input) {
  const ArgValue& names = input.args[0];
  if (const View odd = first_non_text(names)) return wrong_kind(input, odd, kStringBit);
  Listing missing;
  for (std::uint32_t i = 0; i < names.count(); ++i) {
    const View name = names.item(i);
    if (!input.value.member(name.text()).absent()) continue;
    if (!input.details) return Outcome::of(false);
    missing.add(name);
  }
  if (missing.empty()) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  outcome.missing = missing.text();
  outcome.expected = list_text(Items(names, ""));
  outcome.reason = {ReasonCode::kMissingItems, missing.items(), {}};
  return outcome;
}

}  // namespace intake::catalogue
