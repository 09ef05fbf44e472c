#include "lang/predicate/schema_predicates.h"

#include <array>

#include "base/suggest.h"
#include "document/datum.h"
#include "lang/predicate/value_sets.h"
#include "schema/schema.h"

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

struct SchemaPrepared : Prepared {
  explicit SchemaPrepared(Schema compiled) : schema(std::move(compiled)) {}
  Schema schema;
  std::string name;  // with its part: `form@1#/definitions/address`
};

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

PrepareResult prepare_schema(const PrepareInput& input) {
  const View name = literal(input, 0);
  const View part = literal(input, 1);
  if (was_written(input, 1) && input.given && part.absent()) {
    return fault("`part` comes from elsewhere", "write the pointer itself");
  }
  if (input.schemas.empty() || input.schemas[0] == nullptr || input.limits == nullptr) {
    return fault("the schema `" + std::string(name.text()) + "` is not at hand");
  }
  SchemaOptions options;
  if (part.is_string()) options.top = part.text();
  auto compiled = Schema::compile(*input.schemas[0], *input.limits, options);
  if (!compiled) {
    return fault(
        "the schema `" + std::string(name.text()) + "` cannot be used: " + compiled.error().what,
        compiled.error().hint);
  }
  auto prepared = std::make_shared<SchemaPrepared>(std::move(*compiled));
  prepared->name = std::string(name.text());
  if (!options.top.empty()) prepared->name += '#' + std::string(options.top);
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_schema(const PredicateInput& input) {
  const auto* prepared = static_cast<const SchemaPrepared*>(input.prepared);
  if (prepared == nullptr || input.limits == nullptr) {
    return not_readable(input, single(input, 0), "schema");
  }
  // A schema judges whole documents; a value within one is copied out of it.
  const bool whole =
      input.value.document() != nullptr && input.value.id() == input.value.document()->root();
  const Document own = whole ? Document() : to_document(to_datum(input.value));
  const auto faults =
      prepared->schema.validate(whole ? *input.value.document() : own, *input.limits);
  if (!faults) return Outcome::unknown({ReasonCode::kBudget, {}, cause_of(input, input.value)});
  Outcome outcome = Outcome::of(faults->empty());
  if (faults->empty() || !input.details) return outcome;
  outcome.expected = prepared->name;
  Listing misfits;
  for (const SchemaFault& misfit : *faults) {
    misfits.add(misfit.pointer.empty() ? misfit.message : misfit.pointer + ": " + misfit.message);
  }
  outcome.extra = misfits.text();
  outcome.reason = {ReasonCode::kNotReadable, {to_display(input.value), prepared->name}, {}};
  return outcome;
}

}  // namespace intake::catalogue
