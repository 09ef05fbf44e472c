#pragma once

#include <cstdint>
#include <string_view>

#include "ruleset/ruleset.h"

namespace intake::lint {

/// Texts that a failing predicate gives to messages.
enum MessageName : std::uint8_t { kExpected = 1, kMissing = 2, kExtra = 4, kSuggestion = 8 };
inline constexpr std::uint8_t kEveryName = 15;

/// What a predicate gives where it fails; all of them where it is not known here.
std::uint8_t names_given(std::string_view predicate);
/// What a condition that fails gives at most, whatever makes it fail.
std::uint8_t names_given(const Condition& condition);
/// The name that a reference in a message stands for; 0: another one.
std::uint8_t name_of(Reference::Kind kind);
/// Those that the texts of a rule name.
std::uint8_t names_used(const Rule& rule);

}  // namespace intake::lint
