#include "schema/schema.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema.hpp>
#include <valijson/validator.hpp>

#include "document/datum.h"
#include "document/pointer.h"
#include "schema/fold.h"
#include "schema/local_check.h"
#include "schema/schema_graph.h"

// valijson walks document and schema together and decides compositions. What a single schema says
// of a value is decided by LocalCheck, which knows numbers and can explain itself, so valijson sees
// the shape of the document only, and none of its patterns, formats, URIs and comparisons is used.
namespace intake {
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;
using Context = std::vector<std::string>;
using valijson::ValidationResults;
using valijson::constraints::PolyConstraint;

// Schemas looked at in one validation, each counted by its depth, which is what valijson's contexts
// cost; alternatives that nest multiply.
constexpr std::uint64_t kMostSteps = 4'000'000;
// What collecting failures may cost: valijson repeats one at each level above it, with a context as
// long as its depth, and copies it out of every composition.
constexpr std::uint64_t kMostErrorCost = 5'000'000;

// Our own entries among the descriptions of valijson begin with a byte that none of its texts has.
constexpr char kLocalMark = '\x01';
constexpr char kBeginAll = '\x02';
constexpr char kBeginAny = '\x03';
constexpr char kEnd = '\x04';
constexpr char kContainsMark = '\x05';

struct Run {
  const Document* document = nullptr;
  NodeId base = 0;  // where contexts start
  std::uint64_t steps = 0;
  std::uint64_t error_cost = 0;
  std::uint64_t compositions = 0;  // that are open
};
thread_local Run* current_run = nullptr;

class CurrentRun {
 public:
  explicit CurrentRun(Run& run) : before_(current_run) { current_run = &run; }
  ~CurrentRun() { current_run = before_; }
  CurrentRun(const CurrentRun&) = delete;
  CurrentRun& operator=(const CurrentRun&) = delete;

 private:
  Run* before_;
};

struct TooManySteps {};
struct EnoughErrors {};

Misfit other(const std::string& pointer, std::string_view text) {
  return Misfit{Misfit::Kind::kOther, pointer, 0, {}, std::string(text)};
}

// valijson writes `<root>`, `[name]`, `[0]`.
NodeId node_of(const Run& run, const Context& context) {
  const Document& document = *run.document;
  NodeId node = run.base;
  for (std::size_t i = 1; i < context.size() && node != kNoNode; ++i) {
    const std::string_view name = std::string_view(context[i]).substr(1, context[i].size() - 2);
    if (document.kind(node) == Kind::kObject) {
      node = document.member(node, name);
    } else {
      node = document.child(node, static_cast<std::uint32_t>(std::stoul(std::string(name))));
    }
  }
  return node;
}

std::string pointer_of(const Context& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    append_token(pointer, std::string_view(context[i]).substr(1, context[i].size() - 2));
  }
  return pointer;
}

class OwnConstraint : public PolyConstraint {
 protected:
  static void push(ValidationResults* results, const Context& context, const std::string& text) {
    if (results == nullptr) return;
    Run& run = *current_run;
    run.error_cost += context.size() * context.size() * (1 + run.compositions);
    if (run.error_cost > kMostErrorCost) throw EnoughErrors{};
    results->pushError(context, text);
  }
};

// Asks the LocalCheck of one schema.
class LocalConstraint final : public OwnConstraint {
 public:
  LocalConstraint(const LocalCheck& check, std::uint32_t number) : check_(check), number_(number) {}

  bool validate(const valijson::adapters::Adapter& target, const Context& context,
                ValidationResults* results) const override {
    current_run->steps += context.size();
    if (current_run->steps > kMostSteps) throw TooManySteps{};
    if (dynamic_cast<const Adapter*>(&target) == nullptr) {  // a member name (propertyNames)
      const std::string name = target.asString();
      return check_.fits(View::of_text(name));
    }
    const Document& document = *current_run->document;
    if (check_.fits(View(document, node_of(*current_run, context)))) return true;
    push(results, context, kLocalMark + std::to_string(number_));
    return false;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* at) const override {
    return new (at) LocalConstraint(check_, number_);
  }
  std::size_t sizeOf() const override { return sizeof(LocalConstraint); }

  const LocalCheck& check_;
  std::uint32_t number_;
};

// Marks where the entries of a composition begin and end.
class MarkConstraint final : public OwnConstraint {
 public:
  explicit MarkConstraint(char mark) : mark_(mark) {}

  bool validate(const valijson::adapters::Adapter&, const Context& context,
                ValidationResults* results) const override {
    if (results == nullptr) return true;
    current_run->compositions += mark_ == kEnd ? std::uint64_t{0} - 1 : 1;
    push(results, context, std::string(1, mark_));
    return true;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* at) const override {
    return new (at) MarkConstraint(mark_);
  }
  std::size_t sizeOf() const override { return sizeof(MarkConstraint); }

  char mark_;
};

// `contains`; valijson's own gives the items the context of their array.
class ContainsConstraint final : public OwnConstraint {
 public:
  explicit ContainsConstraint(const valijson::Subschema* item) : item_(item) {}

  bool validate(const valijson::adapters::Adapter& target, const Context& context,
                ValidationResults* results) const override {
    const auto* list = dynamic_cast<const Adapter*>(&target);
    if (list == nullptr || !list->isArray()) return true;
    const NodeId outer = current_run->base;
    const NodeId list_node = node_of(*current_run, context);
    std::uint32_t index = 0;
    bool found = false;
    valijson::Validator validator;
    for (const Adapter& item : list->getArray()) {
      current_run->base = current_run->document->child(list_node, index++);
      found = validator.validate(*item_, item, nullptr);
      if (found) break;
    }
    current_run->base = outer;
    if (found) return true;
    push(results, context, std::string(1, kContainsMark));
    return false;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* at) const override {
    return new (at) ContainsConstraint(item_);
  }
  std::size_t sizeOf() const override { return sizeof(ContainsConstraint); }

  const valijson::Subschema* item_;
};

// Containers as they are, every scalar null. Over the depth: nullopt, and `at` is where.
bool shape_of(const Document& document, std::uint32_t most_depth, Json& out, NodeId& at) {
  struct Open {
    Json* json;
    NodeId node;
    std::uint32_t depth;
  };
  std::vector<Open> open{{&out, document.root(), 1}};
  while (!open.empty()) {
    const Open next = open.back();
    open.pop_back();
    const View value(document, next.node);
    if (next.depth > most_depth) {
      at = next.node;
      return false;
    }
    if (value.is_array()) {
      *next.json = Json(Json::array_t(value.size()));
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        open.push_back({&(*next.json)[i], value.at(i).id(), next.depth + 1});
      }
    } else if (value.is_object()) {
      *next.json = Json::object();
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        const View member = value.at(i);
        open.push_back({&(*next.json)[std::string(member.key())], member.id(), next.depth + 1});
      }
    }
  }
  return true;
}

}  // namespace

struct Schema::State {
  Document document;  // an own copy of the schema; `checks` look into it
  std::vector<LocalCheck> checks;
  valijson::Schema rules;
  std::vector<const valijson::Subschema*> parts;  // by number of SchemaGraph

  void build(const SchemaGraph& graph);
  std::vector<SchemaFault> explain(const Document& target, ValidationResults results,
                                   std::size_t most) const;

 private:
  void build_part(const SchemaGraph& graph, std::uint32_t number);
  const valijson::Subschema* part(const SchemaGraph& graph, View schema) const {
    return parts[graph.number(schema.id())];
  }
  template <typename Composition>
  void add_composition(const SchemaGraph& graph, View list, char begin,
                       const valijson::Subschema* owner);
};

template <typename Composition>
void Schema::State::add_composition(const SchemaGraph& graph, View list, char begin,
                                    const valijson::Subschema* owner) {
  if (list.absent()) return;
  rules.addConstraintToSubschema(MarkConstraint(begin), owner);
  Composition composition;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    composition.addSubschema(part(graph, list.at(i)));
    if (begin == kBeginAll) {  // one by one, because an allOf stops at the first that fails
      rules.addConstraintToSubschema(composition, owner);
      composition = Composition();
    }
  }
  if (begin == kBeginAny) rules.addConstraintToSubschema(composition, owner);
  rules.addConstraintToSubschema(MarkConstraint(kEnd), owner);
}

void Schema::State::build(const SchemaGraph& graph) {
  checks.reserve(graph.size());  // constraints keep references
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    checks.push_back(LocalCheck::compile(document, graph.node(i)));
    parts.push_back(rules.createSubschema());
  }
  for (std::uint32_t i = 0; i < graph.size(); ++i) build_part(graph, i);
}

void Schema::State::build_part(const SchemaGraph& graph, std::uint32_t number) {
  using valijson::constraints::AllOfConstraint;
  using valijson::constraints::AnyOfConstraint;
  using valijson::constraints::ConditionalConstraint;
  using valijson::constraints::DependenciesConstraint;
  using valijson::constraints::LinearItemsConstraint;
  using valijson::constraints::NotConstraint;
  using valijson::constraints::OneOfConstraint;
  using valijson::constraints::PropertiesConstraint;
  using valijson::constraints::PropertyNamesConstraint;
  using valijson::constraints::SingularItemsConstraint;
  const View schema(document, graph.node(number));
  const valijson::Subschema* owner = parts[number];
  rules.addConstraintToSubschema(LocalConstraint(checks[number], number), owner);
  if (!schema.is_object()) return;

  add_composition<AllOfConstraint>(graph, schema.member("allOf"), kBeginAll, owner);
  add_composition<AnyOfConstraint>(graph, schema.member("anyOf"), kBeginAny, owner);
  add_composition<OneOfConstraint>(graph, schema.member("oneOf"), kBeginAny, owner);
  if (const View refused = schema.member("not"); !refused.absent()) {
    NotConstraint constraint;
    constraint.setSubschema(part(graph, refused));
    rules.addConstraintToSubschema(constraint, owner);
  }
  if (const View condition = schema.member("if"); !condition.absent()) {
    ConditionalConstraint constraint;
    constraint.setIfSubschema(part(graph, condition));
    const View then_schema = schema.member("then");
    const View else_schema = schema.member("else");
    if (!then_schema.absent()) constraint.setThenSubschema(part(graph, then_schema));
    if (!else_schema.absent()) constraint.setElseSubschema(part(graph, else_schema));
    rules.addConstraintToSubschema(constraint, owner);
  }
  if (const View dependencies = schema.member("dependencies"); !dependencies.absent()) {
    DependenciesConstraint constraint;
    for (std::uint32_t i = 0; i < dependencies.size(); ++i) {
      const View one = dependencies.at(i);
      if (one.is_array()) continue;  // a LocalCheck's
      constraint.addSchemaDependency(std::string(one.key()), part(graph, one));
    }
    rules.addConstraintToSubschema(constraint, owner);
  }
  const View items = schema.member("items");
  if (items.is_array()) {
    LinearItemsConstraint constraint;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      constraint.addItemSubschema(part(graph, items.at(i)));
    }
    const View more = schema.member("additionalItems");
    constraint.setAdditionalItemsSubschema(more.absent() ? rules.emptySubschema()
                                                         : part(graph, more));
    rules.addConstraintToSubschema(constraint, owner);
  } else if (!items.absent()) {
    SingularItemsConstraint constraint;
    constraint.setItemsSubschema(part(graph, items));
    rules.addConstraintToSubschema(constraint, owner);
  }
  if (const View wanted = schema.member("contains"); !wanted.absent()) {
    rules.addConstraintToSubschema(ContainsConstraint(part(graph, wanted)), owner);
  }
  const View properties = schema.member("properties");
  const View more = schema.member("additionalProperties");
  if (!properties.absent() || more.is_object()) {
    PropertiesConstraint constraint;
    for (std::uint32_t i = 0; i < properties.size(); ++i) {
      const View member = properties.at(i);
      constraint.addPropertySubschema(std::string(member.key()), part(graph, member));
    }
    constraint.setAdditionalPropertiesSubschema(more.is_object() ? part(graph, more)
                                                                 : rules.emptySubschema());
    rules.addConstraintToSubschema(constraint, owner);
  }
  if (const View names = schema.member("propertyNames"); !names.absent()) {
    // Reports nothing itself; as the only alternative it leaves an entry.
    const valijson::Subschema* inner = rules.createSubschema();
    PropertyNamesConstraint constraint;
    constraint.setSubschema(part(graph, names));
    rules.addConstraintToSubschema(constraint, inner);
    AnyOfConstraint only;
    only.addSubschema(inner);
    rules.addConstraintToSubschema(MarkConstraint(kBeginAny), owner);
    rules.addConstraintToSubschema(only, owner);
    rules.addConstraintToSubschema(MarkConstraint(kEnd), owner);
  }
}

std::vector<SchemaFault> Schema::State::explain(const Document& target, ValidationResults results,
                                                std::size_t most) const {
  constexpr std::string_view kEndSchema = "Failed to validate against child schema #";
  constexpr std::string_view kNoneFits[] = {
      "Failed to validate against any schemas allowed by anyOf",
      "Failed to validate against any child schemas allowed by"};
  constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"Failed to validate against exactly one child schema",
       "the value fits more than one of the alternatives"},
      {"Target should not validate against schema specified in 'not'",
       "the value is of a form that is refused here"},
  };
  const Run place{&target, target.root(), 0, 0, 0};
  MisfitFold fold;
  ValidationResults::Error error;
  while (results.popError(error)) {
    const std::string_view text = error.description;
    const std::string pointer = pointer_of(error.context);
    const auto begins = [&](std::string_view start) {
      return text.substr(0, start.size()) == start;
    };
    switch (text.empty() ? '\0' : text[0]) {
      case kLocalMark: {
        const auto number = static_cast<std::size_t>(std::stoul(std::string(text.substr(1))));
        fold.add(checks[number].explain(View(target, node_of(place, error.context)), pointer));
        continue;
      }
      case kBeginAll:
        fold.begin(false, pointer);
        continue;
      case kBeginAny:
        fold.begin(true, pointer);
        continue;
      case kEnd:
        fold.end();
        continue;
      case kContainsMark:
        fold.add({other(pointer, "no item is as one of them must be")});
        continue;
      default:
        break;
    }
    if (begins(kEndSchema)) fold.end_schema();
    if (begins(kNoneFits[0]) || begins(kNoneFits[1])) fold.none_fits();
    for (const auto& [start, message] : kTexts) {
      if (begins(start)) {
        fold.add({other(pointer, message)});
      }
    }
  }
  std::vector<SchemaFault> faults;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Misfit& misfit : fold.finish()) {
    if (faults.size() >= most) break;
    const NodeId node = find_node(target, misfit.pointer);
    auto [message, hint] = say(misfit, View(target, node == kNoNode ? target.root() : node));
    if (!seen.emplace(misfit.pointer, message).second) continue;
    faults.push_back({node, misfit.pointer, std::move(message), std::move(hint)});
  }
  if (faults.empty()) {
    faults.push_back({target.root(), "", "the document does not fit the schema", ""});
  }
  return faults;
}

Schema::Schema(std::unique_ptr<State> state) : state_(std::move(state)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(const Document& schema, const Limits& limits,
                               const SchemaOptions& options) {
  // Once for the faults, which stand in the caller's text, and once for the copy.
  const auto checked = SchemaGraph::read(schema, limits, options);
  if (!checked.ok()) return checked.error();
  auto state = std::make_unique<State>();
  try {
    state->document = to_document(to_datum(View(schema, schema.root())));
    const auto graph = SchemaGraph::read(state->document, limits, options);
    if (!graph.ok()) return graph.error();
    state->build(*graph);
  } catch (const std::exception& exception) {
    return Error{ErrorCode::kUnsupported,
                 "the schema cannot be used: " + std::string(exception.what()),
                 "",
                 {}};
  }
  return Schema(std::move(state));
}

Result<std::vector<SchemaFault>> Schema::validate(const Document& document,
                                                  const Limits& limits) const {
  const auto over_limit = [&](NodeId node, std::string what, std::string hint) {
    if (document.source() == nullptr) {
      return Error{ErrorCode::kLimit, std::move(what), std::move(hint), {}};
    }
    return error_at(*document.source(), document.span(node).begin, ErrorCode::kLimit,
                    std::move(what), std::move(hint));
  };
  try {
    Json shape;
    NodeId at = document.root();
    if (!shape_of(document, limits.depth, shape, at)) {
      return over_limit(at, "lists and objects nest deeper than " + std::to_string(limits.depth),
                        "flatten the document");
    }
    Run run{&document, document.root(), 0, 0, 0};
    const CurrentRun current(run);
    const Adapter target(shape);
    valijson::Validator validator;
    try {
      if (validator.validate(*state_->parts[0], target, nullptr)) return std::vector<SchemaFault>{};
    } catch (const TooManySteps&) {
      return over_limit(document.root(),
                        "comparing the document with its schema takes more than " +
                            std::to_string(kMostSteps) + " steps",
                        "split the document or use fewer nested alternatives in the schema");
    }
    ValidationResults results;
    run = Run{&document, document.root(), 0, 0, 0};
    try {
      validator.validate(*state_->parts[0], target, &results);
    } catch (const TooManySteps&) {  // it does not fit; what was found until here is reported
    } catch (const EnoughErrors&) {
    }
    return state_->explain(document, std::move(results), limits.findings);
  } catch (const std::exception& exception) {
    return over_limit(
        document.root(),
        "the document cannot be compared with its schema: " + std::string(exception.what()), "");
  }
}

}  // namespace intake
