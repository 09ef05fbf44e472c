#include "ruleset/bindings.h"

#include <array>
#include <string>
#include <utility>

#include "ruleset/expression_parser.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 3> kBindingKeys{{
    {.name = "at", .kinds = kStringBit},
    {.name = "expr", .kinds = kStringBit},
    {.name = "capture", .kinds = kStringBit},
}};

}  // namespace

bool parse_binding(Scope& scope, View entry, Binding& out, Places& places) {
  FaultSink& faults = scope.faults();
  const Keys keys(faults, entry, "a binding", kBindingKeys);
  out.name = entry.key();
  out.span = entry.document()->key_span(entry.id());
  const bool has_expression = keys.written("expr");
  if (const View at = keys["at"]; at && has_expression) {
    faults.at_key(at, "`at` stands beside `expr`", "a binding is made of one of the two");
  } else if (keys.ok() && !has_expression && !keys.written("at")) {
    const View place = entry.size() > 0 ? entry.at(0) : entry;
    faults.at_key(place, "a binding needs `at` or `expr`", "add `at: '$...'`");
  }
  auto at = parse_selector(scope, keys["at"], SelectorUse::kSingular, &places);
  const bool good = at.has_value() || has_expression;
  if (at) out.at = std::move(*at);
  if (const View capture = keys["capture"]) {
    out.capture = parse_pattern(scope.loading(), capture);
  }
  return good;
}

void parse_binding_expression(Scope& scope, View entry, Binding& out) {
  if (const View written = entry.member("expr"); written && written.is_string()) {
    out.expression = parse_expression(scope, written);
  }
}

void define_bindings(Loading& loading, std::uint32_t set, View map) {
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View entry = map.at(i);
    Scope scope(loading, set);
    Places places;
    Binding binding;
    parse_binding(scope, entry, binding, places);
    const bool usable = check_name(loading.faults, binding.name, entry, true);
    const auto index = static_cast<Slot>(loading.out->bindings.size());
    binding.slot = index;
    const std::string name = binding.name;
    loading.out->bindings.push_back(std::move(binding));
    loading.binding_places.push_back(std::move(places));
    loading.binding_entries.emplace_back(set, entry);
    if (usable) loading.define(loading.values, {Named::Kind::kBinding, name, set, index, entry});
  }
}

void parse_binding_expressions(Loading& loading) {
  for (Slot slot = 0; slot < loading.out->bindings.size(); ++slot) {
    const auto& [set, entry] = loading.binding_entries[slot];
    if (!entry.member("expr")) continue;
    Scope scope(loading, set);
    scope.limit_bindings(slot);
    parse_binding_expression(scope, entry, loading.out->bindings[slot]);
  }
}

}  // namespace intake
