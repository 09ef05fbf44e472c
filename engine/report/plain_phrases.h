#pragma once

#include <array>
#include <span>
#include <string_view>

#include <intake/report.h>

namespace intake {

/// What a predicate says of its subject, in words: a verb phrase and its negation by language.
/// `{name}` is the parameter, `{name|text}` has a default, `{name?a|b}` says `a` where it is given
/// and else `b`; a part in brackets is left out where one of its parameters is. A phrase that
/// begins with `{` has no subject.
struct Phrase {
  std::string_view predicate;
  std::array<std::string_view, 4> holds;  // by Language
  std::array<std::string_view, 4> fails;
};

/// One for each predicate of the catalogue, sorted by name.
std::span<const Phrase> phrases();
const Phrase* find_phrase(std::string_view predicate);

}  // namespace intake
