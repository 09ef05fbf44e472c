#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "lint/automaton.h"
#include "lint/statement.h"

namespace intake::lint {

/// A value, or that nothing stands there (nullopt).
using PlaceValue = std::optional<Datum>;

/// What evaluating needs beside a rule.
struct Judge {
  std::string_view now;  // RFC 3339
  const Limits* limits = nullptr;
  const PathTable* schema = nullptr;

  /// The truths that a term may have of a value: one where all of it is known.
  Truths truths(const Term& term, const PlaceValue& value) const;
};

struct PlaceAnswer {
  TextSearch::Answer answer = TextSearch::Answer::kNotKnown;
  std::vector<PlaceValue> values;  // kSome: examples; every literal that is fixed has been tried
};

/// Whether a value can stand at one place that makes all literals so; all are about that place.
/// `allowed`, where given, is what the schema allows there: other values are not looked for.
/// kNone is certain.
PlaceAnswer find_values(std::span<const Literal* const> literals, const Judge& judge,
                        const SchemaPlace* allowed, std::size_t wanted);

}  // namespace intake::lint
