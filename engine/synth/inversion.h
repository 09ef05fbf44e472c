#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "lang/predicate/predicate.h"

namespace intake::synth {

/// A value that makes a predicate hold, or just not hold.
struct Candidate {
  Datum value;
  bool absent = false;  // nothing stands there
  bool edge = false;    // it holds, and the next value would not
  std::string how;      // "one too many"; may be empty
};

struct InversionInput {
  const Predicate* predicate = nullptr;
  /// As the predicate is called; `value` is what stands there now, perhaps nothing.
  PredicateInput call;
  std::string_view filler = "text";  // stands for a text that only a person knows
  std::uint8_t kinds = kAnyBits;     // KindBits that the place allows
};

/// How values are found for one predicate. Bodies may offer too much: every candidate is tried on
/// the predicate itself.
struct Inverter {
  using Invert = void (*)(const InversionInput& input, bool holds, std::vector<Candidate>& out);
  std::string_view predicate;
  Invert invert = nullptr;
  std::string_view cannot;  // why there is none; empty where there is one
};

/// Sorted by predicate; one row for each of the catalogue (a test holds them together).
std::span<const Inverter> inverters();
const Inverter* find_inverter(std::string_view predicate);

/// Values for which the predicate says `holds` (or not), the nearest to the bound first, each tried
/// on the predicate. Values of kinds that the place does not allow come last, and not at all where
/// the predicate is to hold. Empty where none was found.
std::vector<Candidate> invert(const InversionInput& input, bool holds);

}  // namespace intake::synth
