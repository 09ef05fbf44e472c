#include "lang/predicate/schema_predicates.h"

#include <array>

#include "base/suggest.h"

namespace intake::catalogue {
namespace {

constexpr std::size_t kMostDepth = 256;  // above Limits::depth

std::string closest_sibling(const PathTable::Place& parent, View value) {
  const View object(*value.document(), value.node().parent);
  std::vector<std::string_view> names;
  for (const auto& [name, place] : parent.members) {
    // A member that is already there cannot have been meant.
    if (object.member(name).absent()) names.push_back(name);
  }
  return closest(value.key(), names).value_or("");
}

}  // namespace

Outcome run_declared(const PredicateInput& input) {
  const View value = input.value;
  if (value.document() == nullptr) return wrong_kind(input, {}, kAnyBits);
  if (input.schema == nullptr) return not_readable(input, value, "schema");
  const Document& document = *value.document();

  std::array<NodeId, kMostDepth> way{};  // from the value up to a child of the top
  std::size_t steps = 0;
  for (NodeId id = value.id(); document.node(id).parent != kNoNode; id = document.node(id).parent) {
    if (steps == way.size()) return Outcome::unknown({ReasonCode::kBudget, {}, {}});
    way[steps++] = id;
  }

  PathTable::PlaceId place = 0;
  while (steps > 0) {
    const NodeId id = way[--steps];
    const PathTable::Place& parent = input.schema->place(place);
    std::optional<PathTable::PlaceId> next;
    if (document.kind(document.node(id).parent) == Kind::kArray) {
      next = parent.items;
      if (!next) return Outcome::of(true);
    } else {
      next = input.schema->member(place, document.key(id));
      if (!next) {
        if (steps > 0 || (parent.members.empty() && parent.open)) return Outcome::of(true);
        Outcome outcome = Outcome::of(false);
        if (input.details) {
          outcome.extra = value.key();
          outcome.suggestion = closest_sibling(parent, value);
        }
        return outcome;
      }
    }
    place = *next;
  }
  return Outcome::of(true);
}

PrepareResult prepare_declared(const PrepareInput& input) {
  if (input.schema == nullptr) {
    return fault("`declared` needs a schema, and the rule set names none",
                 "add `schema: {use: NAME@MAJOR}` to the rule set");
  }
  return std::shared_ptr<const Prepared>();
}

}  // namespace intake::catalogue
