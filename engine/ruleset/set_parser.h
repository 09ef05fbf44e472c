#pragma once

#include "ruleset/loading.h"

namespace intake {

/// What stands above the names of a set: name, version, engine, title, languages, source,
/// statements. Adds to RuleSet::includes and to Loading::sets.
void parse_set_head(Loading& loading, std::uint32_t set);

/// Finds the submission schema that the sets name; they have to agree.
void load_schema(Loading& loading);

/// `parts`, `parameters`, `lists`, `bind` of one set.
void define_names(Loading& loading, std::uint32_t set);

/// `lists` and `parameters` under `override` of one set.
void override_names(Loading& loading, std::uint32_t set);

/// The rules under `override` of one set, once all rules are known.
void override_rules(Loading& loading, std::uint32_t set);

/// `recognise`, for its faults; list_rule_sets() is what keeps it.
void check_recognise(Loading& loading, std::uint32_t set);

/// A statement that no rule covers is a fault.
void check_statements(Loading& loading);

}  // namespace intake
