#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lang/selector/i_regexp.h"
#include "lang/selector/selector.h"

namespace intake {

/// RFC 9535 section 2.4.1.
enum class FilterType : std::uint8_t { kValue, kLogical, kNodes };

enum class FilterFunction : std::uint8_t { kCount, kLength, kMatch, kSearch, kValue };

struct FilterFunctionInfo {
  std::string_view name;
  FilterFunction function;
  FilterType result;
  std::uint8_t arity;
  FilterType parameter;  // of each argument
};

/// RFC 9535 sections 2.4.4 to 2.4.8.
inline constexpr std::array kFilterFunctions{
    FilterFunctionInfo{"count", FilterFunction::kCount, FilterType::kValue, 1, FilterType::kNodes},
    FilterFunctionInfo{"length", FilterFunction::kLength, FilterType::kValue, 1,
                       FilterType::kValue},
    FilterFunctionInfo{"match", FilterFunction::kMatch, FilterType::kLogical, 2,
                       FilterType::kValue},
    FilterFunctionInfo{"search", FilterFunction::kSearch, FilterType::kLogical, 2,
                       FilterType::kValue},
    FilterFunctionInfo{"value", FilterFunction::kValue, FilterType::kValue, 1, FilterType::kNodes},
};
static_assert(std::ranges::is_sorted(kFilterFunctions, {}, &FilterFunctionInfo::name));
static_assert(std::ranges::adjacent_find(kFilterFunctions, {}, &FilterFunctionInfo::name) ==
              kFilterFunctions.end());

constexpr const FilterFunctionInfo& info_of(FilterFunction function) {
  return kFilterFunctions[static_cast<std::size_t>(function)];
}
static_assert(std::ranges::all_of(kFilterFunctions, [](const FilterFunctionInfo& info) {
  return info_of(info.function).name == info.name;
}));

/// A query in a filter: from `@` (the value that the filter looks at) or `$`.
struct FilterQuery {
  bool relative = true;
  bool singular = true;
  std::vector<SelectorSegment> segments;
};

/// One side of a comparison, an argument of a function, or what a test looks at.
struct FilterOperand {
  enum class Kind : std::uint8_t { kLiteral, kQuery, kFunction };
  Kind kind = Kind::kLiteral;
  std::uint32_t begin = 0, end = 0;  // its bytes in the selector text
  DocumentPtr literal;
  FilterQuery query;
  FilterFunction function = FilterFunction::kCount;
  std::vector<FilterOperand> arguments;
  IRegexpPtr regexp;  // of kMatch and kSearch whose second argument is a literal text

  View literal_value() const { return {*literal, literal->root()}; }
};

/// A condition of a filter (RFC 9535 section 2.3.5), well-typed. Nested at most
/// kMostFilterNesting deep, filters within its queries included; chains of `&&` and `||` are flat.
struct FilterNode {
  enum class Kind : std::uint8_t { kAny, kAll, kNot, kCompare, kTest };
  enum class Compare : std::uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kMore, kMoreEqual };
  Kind kind = Kind::kTest;
  Compare compare = Compare::kEqual;
  std::vector<FilterNode> children;  // kAny, kAll; of kNot one
  FilterOperand left;   // kCompare; kTest: a query, or a function of FilterType::kLogical
  FilterOperand right;  // kCompare
};

/// Parentheses, functions and filters within one another; the conditions recurse as deep.
inline constexpr std::uint32_t kMostFilterNesting = 32;

}  // namespace intake
