#pragma once

#include <optional>
#include <unordered_map>

#include "lang/expr/library.h"

namespace intake::expr {

/// A set of values, equal as `==` has it. Every call may say nullopt: over budget.
class ValueIndex {
 public:
  explicit ValueIndex(Context& context) : context_(context) {}

  std::optional<bool> contains(const Value& value) {
    const auto key = hash(context_, value);
    if (!key) return std::nullopt;
    return is_among(*key, value);
  }

  /// True: it was not there yet.
  std::optional<bool> add(const Value& value) {
    const auto key = hash(context_, value);
    if (!key) return std::nullopt;
    const auto known = is_among(*key, value);
    if (!known) return std::nullopt;
    if (!*known) values_.emplace(*key, value);
    return !*known;
  }

 private:
  std::optional<bool> is_among(std::uint64_t key, const Value& value) {
    const auto [first, last] = values_.equal_range(key);
    for (auto known = first; known != last; ++known) {
      const auto same = equal(context_, known->second, value);
      if (!same) return std::nullopt;
      if (*same) return true;
    }
    return false;
  }

  Context& context_;
  std::unordered_multimap<std::uint64_t, Value> values_;
};

}  // namespace intake::expr
