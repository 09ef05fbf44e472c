#include "schema/schema_graph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/suggest.h"
#include "document/pointer.h"
#include "schema/schema_text.h"

namespace intake {
namespace {

enum class Shape : std::uint8_t {
  kSchema,
  kSchemaOrList,  // items
  kSchemaList,
  kSchemaMap,
  kDependencies,
  kType,
  kCount,
  kNumber,
  kPositive,
  kTextList,
  kList,
  kText,
  kAnything,
  kRefused,
  kLater,  // constrains in a later draft, would be ignored here
};

struct Keyword {
  std::string_view name;
  Shape shape;
  bool in_place = false;  // its schemas see the same value
};

constexpr std::array kKeywords{
    Keyword{"$anchor", Shape::kLater},
    Keyword{"$comment", Shape::kText},
    Keyword{"$defs", Shape::kSchemaMap},
    Keyword{"$dynamicRef", Shape::kLater},
    Keyword{"$id", Shape::kText},
    Keyword{"$recursiveRef", Shape::kLater},
    Keyword{"$schema", Shape::kText},
    Keyword{"additionalItems", Shape::kSchema},
    Keyword{"additionalProperties", Shape::kSchema},
    Keyword{"allOf", Shape::kSchemaList, true},
    Keyword{"anyOf", Shape::kSchemaList, true},
    Keyword{"const", Shape::kAnything},
    Keyword{"contains", Shape::kSchema},
    Keyword{"contentEncoding", Shape::kText},
    Keyword{"contentMediaType", Shape::kText},
    Keyword{"default", Shape::kAnything},
    Keyword{"definitions", Shape::kSchemaMap},
    Keyword{"dependencies", Shape::kDependencies, true},
    Keyword{"dependentRequired", Shape::kLater},
    Keyword{"dependentSchemas", Shape::kLater},
    Keyword{"description", Shape::kText},
    Keyword{"else", Shape::kSchema, true},
    Keyword{"enum", Shape::kList},
    Keyword{"examples", Shape::kAnything},
    Keyword{"exclusiveMaximum", Shape::kNumber},
    Keyword{"exclusiveMinimum", Shape::kNumber},
    Keyword{"format", Shape::kRefused},
    Keyword{"if", Shape::kSchema, true},
    Keyword{"items", Shape::kSchemaOrList},
    Keyword{"maxContains", Shape::kLater},
    Keyword{"maxItems", Shape::kCount},
    Keyword{"maxLength", Shape::kCount},
    Keyword{"maxProperties", Shape::kCount},
    Keyword{"maximum", Shape::kNumber},
    Keyword{"minContains", Shape::kLater},
    Keyword{"minItems", Shape::kCount},
    Keyword{"minLength", Shape::kCount},
    Keyword{"minProperties", Shape::kCount},
    Keyword{"minimum", Shape::kNumber},
    Keyword{"multipleOf", Shape::kPositive},
    Keyword{"not", Shape::kSchema, true},
    Keyword{"oneOf", Shape::kSchemaList, true},
    Keyword{"pattern", Shape::kRefused},
    Keyword{"patternProperties", Shape::kRefused},
    Keyword{"prefixItems", Shape::kLater},
    Keyword{"properties", Shape::kSchemaMap},
    Keyword{"propertyNames", Shape::kSchema},
    Keyword{"readOnly", Shape::kAnything},
    Keyword{"required", Shape::kTextList},
    Keyword{"then", Shape::kSchema, true},
    Keyword{"title", Shape::kText},
    Keyword{"type", Shape::kType},
    Keyword{"unevaluatedItems", Shape::kLater},
    Keyword{"unevaluatedProperties", Shape::kLater},
    Keyword{"uniqueItems", Shape::kRefused},
    Keyword{"writeOnly", Shape::kAnything},
};
static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end(),
                             [](const Keyword& a, const Keyword& b) { return a.name < b.name; }));

const Keyword* find_keyword(std::string_view name) {
  const auto at =
      std::lower_bound(kKeywords.begin(), kKeywords.end(), name,
                       [](const Keyword& keyword, std::string_view n) { return keyword.name < n; });
  return at != kKeywords.end() && at->name == name ? &*at : nullptr;
}

double as_double(View value) {
  switch (value.kind()) {
    case Kind::kInt:
      return static_cast<double>(value.node().payload.integer);
    case Kind::kUint:
      return static_cast<double>(value.node().payload.unsigned_integer);
    default:
      return value.node().payload.real;
  }
}

bool all_texts(View list) {
  if (!list.is_array()) return false;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!list.at(i).is_string()) return false;
  }
  return true;
}

bool all_types(View value) {
  if (value.is_string()) return type_bits(value.text()) != 0;
  if (!all_texts(value) || value.size() == 0) return false;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    if (type_bits(value.at(i).text()) == 0) return false;
  }
  return true;
}

bool has_shape(Shape shape, View value) {
  switch (shape) {
    case Shape::kSchemaList:
      return value.is_array() && value.size() > 0;
    case Shape::kSchemaMap:
    case Shape::kDependencies:
      return value.is_object();
    case Shape::kType:
      return all_types(value);
    case Shape::kCount:
      return is_count(value);
    case Shape::kNumber:
      return value.is_number();
    case Shape::kPositive:
      return value.is_number() && as_double(value) > 0;
    case Shape::kTextList:
      return all_texts(value);
    case Shape::kList:
      return value.is_array();
    case Shape::kText:
      return value.is_string();
    default:
      return true;
  }
}

std::string_view shape_name(Shape shape) {
  switch (shape) {
    case Shape::kSchemaList:
      return "a list of at least one schema";
    case Shape::kSchemaMap:
      return "an object of schemas";
    case Shape::kDependencies:
      return "an object of schemas or lists of names";
    case Shape::kType:
      return "a type name or a list of them";
    case Shape::kCount:
      return "a whole number, 0 or more";
    case Shape::kNumber:
      return "a number";
    case Shape::kPositive:
      return "a number greater than 0";
    case Shape::kTextList:
      return "a list of texts";
    case Shape::kList:
      return "a list";
    default:
      return "a text";
  }
}

}  // namespace

class SchemaGraphReader {
 public:
  SchemaGraphReader(const Document& schema, const Limits& limits, const SchemaOptions& options)
      : schema_(schema), limits_(limits), options_(options) {}

  Result<SchemaGraph> read() {
    INTAKE_RETURN_IF_ERROR(check_depth());
    const NodeId top = find_node(schema_, options_.top);
    if (top == kNoNode) {
      return schema_error(schema_, schema_.root(), ErrorCode::kNotFound,
                          "the schema has nothing at `" + std::string(options_.top) + '`');
    }
    INTAKE_RETURN_IF_ERROR(add(top, nullptr));
    for (std::uint32_t next = 0; next < graph_.size(); ++next) {
      INTAKE_RETURN_IF_ERROR(read_one(next));
    }
    INTAKE_RETURN_IF_ERROR(check_nesting());
    return std::move(graph_);
  }

 private:
  Status check_depth() const {
    std::vector<std::uint32_t> depth(schema_.size(), 0);
    std::vector<NodeId> open{schema_.root()};
    depth[schema_.root()] = 1;
    while (!open.empty()) {
      const View value(schema_, open.back());
      open.pop_back();
      const std::uint32_t here = depth[value.id()];
      if (here > limits_.depth) {
        return schema_error(schema_, value.id(), ErrorCode::kLimit,
                            "the schema nests deeper than " + std::to_string(limits_.depth),
                            "move parts into `definitions`");
      }
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        depth[value.at(i).id()] = here + 1;
        open.push_back(value.at(i).id());
      }
    }
    return Done{};
  }

  // Gives the schema at `position` a number, following references; `inside` collects it.
  Status add(NodeId position, std::vector<std::uint32_t>* inside) {
    NodeId target = position;
    for (std::size_t hops = 0;; ++hops) {
      const View value(schema_, target);
      if (!value.is_object() && !value.is_bool()) {
        return schema_error(
            schema_, target, ErrorCode::kUnsupported,
            "a schema is an object or a boolean, not " + std::string(kind_name(value.kind())));
      }
      const View reference = value.member("$ref");
      if (reference.absent()) break;
      const auto next = resolve_reference(schema_, reference.id());
      if (!next.ok()) return next.error();
      if (hops > kMostHops) return leads_to_itself(position);
      target = *next;
    }
    const auto [at, added] = graph_.numbers_.emplace(target, graph_.size());
    if (added) {
      if (graph_.size() >= SchemaGraph::kMostSchemas) {
        return schema_error(schema_, target, ErrorCode::kLimit, "the schema has too many parts",
                            "split it into several");
      }
      graph_.nodes_.push_back(target);
      in_place_.emplace_back();
    }
    const std::uint32_t number = at->second;
    graph_.numbers_.emplace(position, number);
    if (inside != nullptr) inside->push_back(number);
    return Done{};
  }

  Error leads_to_itself(NodeId node) const {
    return schema_error(schema_, node, ErrorCode::kUnsupported, "the schema leads only to itself",
                        "let a property or an item stand between a schema and itself");
  }

  Status read_one(std::uint32_t number) {
    const View value(schema_, graph_.node(number));
    std::vector<std::uint32_t> inside;
    for (std::uint32_t i = 0; i < value.size(); ++i) {  // a boolean has none
      INTAKE_RETURN_IF_ERROR(read_keyword(number, value.at(i), inside));
    }
    in_place_[number] = std::move(inside);
    return Done{};
  }

  Status read_keyword(std::uint32_t number, View value, std::vector<std::uint32_t>& inside) {
    const std::string name(value.key());
    const Keyword* known = find_keyword(name);
    if (known == nullptr) return check_unknown(value, name);
    if (known->shape == Shape::kRefused &&
        !(options_.value_keywords && (name == "format" || name == "uniqueItems"))) {
      return schema_error(schema_, value.id(), ErrorCode::kUnsupported,
                          "`" + name + "` is refused in schemas", "say it with a rule");
    }
    if (known->shape == Shape::kLater) {
      return schema_error(schema_, value.id(), ErrorCode::kUnsupported,
                          "`" + name + "` is no keyword of draft 7", "say it in draft 7");
    }
    if (name == "$id" && number != 0) {
      return schema_error(schema_, value.id(), ErrorCode::kUnsupported,
                          "`$id` inside a schema is refused",
                          "refer to `#/definitions/...` instead");
    }
    if (!has_shape(known->shape, value)) {
      return schema_error(schema_, value.id(), ErrorCode::kUnsupported,
                          "`" + name + "` is " + std::string(kind_name(value.kind())) +
                              ", it must be " + std::string(shape_name(known->shape)));
    }
    std::vector<std::uint32_t>* const here = known->in_place ? &inside : nullptr;
    switch (known->shape) {
      case Shape::kSchema:
        return add(value.id(), here);
      case Shape::kSchemaOrList:
        if (!value.is_array()) return add(value.id(), here);
        [[fallthrough]];
      case Shape::kSchemaList:
      case Shape::kSchemaMap:
      case Shape::kDependencies:
        for (std::uint32_t i = 0; i < value.size(); ++i) {
          INTAKE_RETURN_IF_ERROR(read_child(known->shape, value.at(i), here));
        }
        return Done{};
      default:
        return Done{};
    }
  }

  Status read_child(Shape shape, View child, std::vector<std::uint32_t>* here) {
    // valijson compares names up to the first NUL.
    if (shape != Shape::kSchemaList && shape != Shape::kSchemaOrList &&
        child.key().find('\0') != std::string_view::npos) {
      return schema_error(schema_, child.id(), ErrorCode::kUnsupported,
                          "a member name holds a NUL character");
    }
    if (shape == Shape::kDependencies && child.is_array()) {
      if (all_texts(child)) return Done{};
      return schema_error(schema_, child.id(), ErrorCode::kUnsupported,
                          "a dependency must be a schema or a list of texts");
    }
    return add(child.id(), here);
  }

  // Draft 7 ignores what it does not know; a slip of the pen is refused all the same.
  Status check_unknown(View value, const std::string& name) const {
    std::vector<std::string_view> names;
    names.reserve(std::size(kKeywords));
    for (const Keyword& keyword : kKeywords) names.push_back(keyword.name);
    const std::string meant = name.size() < 4 ? "" : did_you_mean(name, names);
    if (meant.empty()) return Done{};
    return schema_error(schema_, value.id(), ErrorCode::kUnsupported,
                        "`" + name + "` is not a keyword of JSON Schema; " + meant);
  }

  // Post-order over the schemas that see the same value.
  Status check_nesting() const {
    enum class State : std::uint8_t { kNew, kOpen, kDone };
    std::vector<State> states(graph_.size(), State::kNew);
    std::vector<std::uint32_t> nesting(graph_.size(), 1);
    for (std::uint32_t top = 0; top < graph_.size(); ++top) {
      std::vector<std::uint32_t> open{top};
      while (!open.empty()) {
        const std::uint32_t number = open.back();
        if (states[number] == State::kNew) {
          states[number] = State::kOpen;
          for (const std::uint32_t child : in_place_[number]) {
            if (states[child] == State::kOpen) return leads_to_itself(graph_.node(child));
            if (states[child] == State::kNew) open.push_back(child);
          }
          continue;
        }
        open.pop_back();
        if (states[number] == State::kDone) continue;
        states[number] = State::kDone;
        for (const std::uint32_t child : in_place_[number]) {
          nesting[number] = std::max(nesting[number], nesting[child] + 1);
        }
        if (nesting[number] > SchemaGraph::kMostNesting) {
          return schema_error(schema_, graph_.node(number), ErrorCode::kLimit,
                              "more than " + std::to_string(SchemaGraph::kMostNesting) +
                                  " schemas stand inside each other for one value",
                              "use fewer nested alternatives");
        }
      }
    }
    return Done{};
  }

  static constexpr std::size_t kMostHops = 100;

  const Document& schema_;
  const Limits& limits_;
  const SchemaOptions& options_;
  SchemaGraph graph_;
  std::vector<std::vector<std::uint32_t>> in_place_;  // by number
};

Result<SchemaGraph> SchemaGraph::read(const Document& schema, const Limits& limits,
                                      const SchemaOptions& options) {
  return SchemaGraphReader(schema, limits, options).read();
}

bool is_count(View value) {
  if (!value.is_number()) return false;
  if (value.kind() == Kind::kUint) return true;
  if (value.kind() == Kind::kInt) return value.node().payload.integer >= 0;
  const double number = value.node().payload.real;
  return number >= 0 && number < 9e15 && std::floor(number) == number;
}

std::uint64_t count_of(View value) {
  if (value.kind() == Kind::kUint) return value.node().payload.unsigned_integer;
  if (value.kind() == Kind::kInt) return static_cast<std::uint64_t>(value.node().payload.integer);
  return static_cast<std::uint64_t>(value.node().payload.real);
}

std::uint8_t type_bits(std::string_view type) {
  constexpr std::pair<std::string_view, std::uint8_t> kTypes[] = {
      {"null", kNullBit},     {"boolean", kBoolBit},  {"integer", kIntegerBit},
      {"number", kNumberBit}, {"string", kStringBit}, {"array", kArrayBit},
      {"object", kObjectBit},
  };
  for (const auto& [name, bits] : kTypes) {
    if (name == type) return bits;
  }
  return 0;
}

}  // namespace intake
