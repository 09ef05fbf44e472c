#include "ruleset/constants.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ruleset/keys.h"
#include "ruleset/scope.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 2> kConstantsKeys{{
    {.name = "by", .kinds = kStringBit, .required = true, .example = "'$.environment'"},
    {.name = "values", .kinds = kObjectBit, .required = true},
}};

/// What may stand at `by` is known from the schema: a case of another name is never used.
void check_case(Loading& loading, const Places& places, View entry) {
  if (!places.known || !loading.out->schema) return;
  std::vector<std::string_view> choices;
  std::uint8_t kinds = 0;
  for (const PathTable::PlaceId id : places.ids) {
    const PathTable::Place& place = loading.out->schema->place(id);
    kinds = static_cast<std::uint8_t>(kinds | place.kinds);
    if (place.choices.empty()) return;
    choices.insert(choices.end(), place.choices.begin(), place.choices.end());
  }
  if (std::find(choices.begin(), choices.end(), entry.key()) != choices.end()) return;
  std::string hint = loading.faults.did_you_mean(entry.key(), choices);
  if (hint.empty()) {
    for (const std::string_view choice : choices) {
      hint += (hint.empty() ? "it is one of: " : ", ") + std::string(choice);
    }
  }
  loading.faults.at_key(
      entry, "by the schema " + quoted(places.pointer) + " never is " + quoted(entry.key()),
      std::move(hint));
}

std::uint8_t broad_kind(View value) {
  return value.is_number() ? std::uint8_t{kNumberBit} : kind_bit(value.kind());
}

bool check_value(FaultSink& faults, const Constant& constant, View value) {
  const std::string name = constant.name.substr(constant.name.find('/') + 1);
  if (value.is_null()) {
    faults.at(value, quoted(name) + " is " + describe_value(value), "write its value");
    return false;
  }
  if (constant.values.empty()) return true;
  const auto& [key, first] = constant.values.front();
  if (broad_kind(first) == broad_kind(value)) return true;
  faults.at(value,
            quoted(name) + " is " + describe_value(value) + ", but is " + describe_value(first) +
                " for " + quoted(key.text()),
            "give it the same kind of value everywhere");
  return false;
}

}  // namespace

void define_constants(Loading& loading, std::uint32_t set, View map) {
  if (map.absent()) return;
  FaultSink& faults = loading.faults;
  const Keys keys(faults, map, "`constants`", kConstantsKeys);
  Scope scope(loading, set);
  Places places;
  const View by = keys["by"];
  const auto selector = parse_selector(scope, by, SelectorUse::kSingular, &places);
  const View values = keys["values"];
  if (values.absent()) return;
  if (values.size() == 0) {
    faults.at(values, "`values` has no case", "write `{acceptance: {name: value}}`");
  }
  const std::size_t first = loading.out->constants.size();
  std::vector<View> names;  // the member where each is first given
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const View entry = values.at(i);
    check_case(loading, places, entry);
    const KeySpec spec{.name = "", .kinds = kObjectBit};
    if (!check_shape(faults, entry, quoted(entry.key()), spec)) return;
    for (std::uint32_t j = 0; j < entry.size(); ++j) {
      const View member = entry.at(j);
      const bool known = std::any_of(names.begin(), names.end(),
                                     [&](View other) { return other.key() == member.key(); });
      if (known) continue;
      names.push_back(member);
      Constant constant;
      constant.name = loading.visibility().name(set) + '/' + std::string(member.key());
      if (selector) constant.by = *selector;
      const bool usable = is_name(member.key());
      if (!usable) {
        faults.at_key(member, quoted(member.key()) + " cannot be a name",
                      "a name starts with a letter; letters, digits, `-` and `_` follow");
      }
      const auto index = static_cast<std::uint32_t>(loading.out->constants.size());
      loading.out->constants.push_back(std::move(constant));
      if (usable) {
        loading.define(loading.constants,
                       {Named::Kind::kConstant, std::string(member.key()), set, index, member});
      }
    }
  }
  for (std::size_t n = 0; n < names.size(); ++n) {
    Constant& constant = loading.out->constants[first + n];
    const View given(*names[n].document(), names[n].document()->node(names[n].id()).parent);
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      const View entry = values.at(i);
      const View value = entry.member(names[n].key());
      if (value.absent()) {
        faults.at_key(entry,
                      quoted(entry.key()) + " does not give " + quoted(names[n].key()) + ", but " +
                          quoted(given.key()) + " does",
                      "add `" + std::string(names[n].key()) + ": ...`");
      } else if (check_value(faults, constant, value)) {
        constant.values.emplace_back(View::of_text(entry.key()), value);
      }
    }
  }
}

void override_constant(Loading& loading, std::uint32_t index, View map) {
  FaultSink& faults = loading.faults;
  Constant& constant = loading.out->constants[index];
  const std::string name = constant.name.substr(constant.name.find('/') + 1);
  const KeySpec spec{.name = "", .kinds = kObjectBit};
  if (!check_shape(faults, map, quoted(map.key()), spec)) return;
  if (map.size() == 0) {
    faults.at(map, "no value of " + quoted(name) + " is overridden",
              "write the case and its new value");
  }
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View value = map.at(i);
    const auto known =
        std::find_if(constant.values.begin(), constant.values.end(),
                     [&](const auto& given) { return given.first.text() == value.key(); });
    if (known == constant.values.end()) {
      std::vector<std::string_view> names;
      std::string all;
      for (const auto& [key, given] : constant.values) {
        names.push_back(key.text());
        all += (all.empty() ? "it is given for: " : ", ") + std::string(key.text());
      }
      std::string hint = faults.did_you_mean(value.key(), names);
      faults.at_key(value, quoted(name) + " is not given for " + quoted(value.key()),
                    hint.empty() ? std::move(all) : std::move(hint));
    } else if (check_value(faults, constant, value)) {
      known->second = value;
    }
  }
}

}  // namespace intake
