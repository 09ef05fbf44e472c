#include "property/generator.h"

#include "formats/format.h"

#include "support/yaml_stylist.h"

namespace intake {

Recipe make_recipe(std::uint32_t seed) {
  std::mt19937 random(seed);
  Recipe recipe;
  recipe.base = roll(random, material().bases.size());
  const std::uint32_t mutations = roll(random, 7);
  for (std::uint32_t i = 0; i < mutations; ++i) recipe.mutations.push_back(random());
  recipe.style = random();
  return recipe;
}

Sample make_sample(const Recipe& recipe) {
  const Material::Base& base = material().bases[recipe.base];
  Sample sample;
  sample.rule_set = base.rule_set;
  sample.value = base.value;
  for (const std::uint32_t seed : recipe.mutations) mutate(sample.value, seed);

  std::mt19937 random(recipe.style);
  YamlStylist stylist(random);
  sample.yaml = stylist.document(sample.value);
  sample.comments = stylist.comments();
  if (roll(random, 8) == 0) sample.yaml.insert(0, "\xEF\xBB\xBF");
  const Document document = to_document(sample.value);
  const View top(document, document.root());
  sample.json = roll(random, 2) == 0 ? to_json(top) : find_format("json")->write(top);
  sample.choice = random();
  return sample;
}

}  // namespace intake
