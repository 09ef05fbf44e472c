#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <intake/intake.h>

#include "document/datum.h"

namespace intake {

/// A number below `n`; n is at least 1. The same on every platform.
inline std::uint32_t roll(std::mt19937& random, std::size_t n) {
  return static_cast<std::uint32_t>(random() % n);
}

/// What submissions are made from, read once from rules/ and examples/.
struct Material {
  struct Base {
    std::string rule_set;
    Datum value;
  };
  /// A change of a case file; without a value it removes.
  struct Harvested {
    std::string pointer;
    std::vector<Datum> value;
  };
  std::vector<Base> bases;
  std::vector<Harvested> changes;
  std::map<std::string, std::vector<Datum>> by_name;  // values seen under a member name
};

const Material& material();
const CompiledRules& rules_of(const std::string& rule_set);

/// A submission as the numbers it is made of, so that one that fails can be made smaller.
struct Recipe {
  std::uint32_t base = 0;
  std::vector<std::uint32_t> mutations;  // a seed each
  std::uint32_t style = 0;               // seed
};

/// One submission, written as YAML in a style of its own and as JSON.
struct Sample {
  std::string rule_set;
  Datum value;
  std::string yaml;
  std::string json;
  std::uint32_t comments = 0;  // in `yaml`, numbered from 0
  std::uint32_t choice = 0;    // a random number for the property's own use
  const CompiledRules& rules() const { return rules_of(rule_set); }
};

Recipe make_recipe(std::uint32_t seed);
Sample make_sample(const Recipe& recipe);

/// Changes a value at one place: what people get wrong, and what programs do.
void mutate(Datum& top, std::uint32_t seed);

}  // namespace intake
