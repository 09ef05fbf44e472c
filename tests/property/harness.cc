#include "property/harness.h"

#include <cstdlib>
#include <set>

#include "support/catch.h"

namespace intake {
namespace {

constexpr std::uint32_t kCases = 250;
constexpr std::uint32_t kFirstSeed = 20'261'122;

std::uint32_t number_from(const char* variable, std::uint32_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

std::string kind_of(const std::string& failure) { return failure.substr(0, failure.find('\n')); }

/// Such a submission is never written again, so nothing of it is repaired (tests/golden/secret_*).
bool holds_private_key(const Sample& sample) {
  const auto submission = Submission::read("sample.yaml", sample.yaml, {});
  return submission.ok() && submission->holds_private_key();
}

/// Leaves out mutations as long as the same kind of failure stays.
Recipe smaller(Recipe recipe, const Property& property, const std::string& kind) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = recipe.mutations.size(); i-- > 0;) {
      Recipe less = recipe;
      less.mutations.erase(less.mutations.begin() + static_cast<std::ptrdiff_t>(i));
      if (kind_of(property(make_sample(less))) != kind) continue;
      recipe = std::move(less);
      again = true;
    }
  }
  return recipe;
}

}  // namespace

void check_property(const Property& property) {
  const std::uint32_t cases = number_from("INTAKE_PROPERTY_CASES", kCases);
  const std::uint32_t first = number_from("INTAKE_PROPERTY_SEED", kFirstSeed);
  std::set<std::string> kinds;
  std::uint32_t checked = 0;
  for (std::uint32_t i = 0; i < cases; ++i) {
    const Recipe recipe = make_recipe(first + i);
    if (holds_private_key(make_sample(recipe))) continue;
    ++checked;
    const std::string failure = property(make_sample(recipe));
    if (failure.empty() || !kinds.insert(kind_of(failure)).second) continue;
    const Sample least = make_sample(smaller(recipe, property, kind_of(failure)));
    FAIL_CHECK(property(least) << "\n\nINTAKE_PROPERTY_SEED=" << first + i
                               << " INTAKE_PROPERTY_CASES=1 repeats it; made smaller, the "
                               << least.rule_set << " submission is\n"
                               << least.yaml << "\nand as JSON\n"
                               << to_json(least.value));
  }
  CHECK(checked > cases / 2);
}

Submission read(const std::string& name, const std::string& bytes) {
  auto submission = Submission::read(name, bytes, {});
  INFO(bytes);
  REQUIRE(submission.ok());
  return std::move(submission).value();
}

Repaired fix(const Sample& sample, const std::string& name, const std::string& bytes,
             const RepairOptions& options) {
  auto repaired = sample.rules().fix(read(name, bytes), options);
  INFO(bytes);
  REQUIRE(repaired.ok());
  return std::move(repaired).value();
}

RepairOptions unsafe_too(bool unsafe) {
  RepairOptions options;
  options.unsafe = unsafe;
  return options;
}

}  // namespace intake
