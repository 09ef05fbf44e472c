#include "catalogue_schema.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "lang/predicate/predicate.h"
#include "lang/verb/verb.h"

namespace intake::tools {
namespace {

using Object = Datum::Object;

/// Keys of a condition that are no predicates.
constexpr std::string_view kHandWritten[] = {"all",
                                             "any",
                                             "none",
                                             "not",
                                             "exactly",
                                             "implies",
                                             "each",
                                             "some",
                                             "at",
                                             "of",
                                             "at-least",
                                             "at-most",
                                             "iff",
                                             "table",
                                             "exactly-one-of",
                                             "at-least-one-of",
                                             "at-most-one-of",
                                             "all-or-none-of"};

Datum::Array texts(std::initializer_list<std::string_view> list) {
  Datum::Array array;
  for (const std::string_view text : list) array.emplace_back(text);
  return array;
}

Datum* find_member(Datum& object, std::string_view name) {
  Object* members = object.object();
  if (members == nullptr) return nullptr;
  for (auto& [key, value] : *members) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool takes_operands(ParamKind kind) {
  switch (kind) {
    case ParamKind::kAny:
    case ParamKind::kText:
    case ParamKind::kTexts:
    case ParamKind::kInteger:
    case ParamKind::kNumber:
    case ParamKind::kValues:
    case ParamKind::kDate:
    case ParamKind::kDuration:
      return true;
    default:
      return false;
  }
}

Object choices_of(const ParamSpec& spec) {
  Datum::Array names;
  for (const std::string_view choice : spec.choices) names.emplace_back(choice);
  return {{"enum", std::move(names)}};
}

/// What a literal can be; without `object` for operands.
Object literal(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::kAny:
      return {{"type", texts({"null", "boolean", "number", "string", "array"})}};
    case ParamKind::kText:
    case ParamKind::kPattern:
    case ParamKind::kDate:
    case ParamKind::kDuration:
    case ParamKind::kBinding:
    case ParamKind::kSchema:
    case ParamKind::kExpression:
      return {{"type", "string"}};
    case ParamKind::kTexts:
      return {{"type", texts({"string", "array"})}};
    case ParamKind::kInteger:
      return {{"type", "integer"}, {"minimum", std::int64_t{0}}};
    case ParamKind::kNumber:
      return {{"type", "number"}};
    case ParamKind::kValues:
      return {{"type", "array"}};
    case ParamKind::kTrue:
      return {{"enum", Datum::Array{Datum(true)}}};
    case ParamKind::kBoolean:
      return {{"type", "boolean"}};
    case ParamKind::kPatternMap:
      return {{"type", "object"}};
    case ParamKind::kChoice:
      return choices_of(spec);
    case ParamKind::kChoices: {
      Object list{{"type", "array"}, {"items", choices_of(spec)}};
      return {{"anyOf", Datum::Array{Datum(choices_of(spec)), Datum(std::move(list))}}};
    }
  }
  return {};
}

Object described(std::string_view title, std::string description) {
  return {{"title", title}, {"description", std::move(description)}};
}

Object operand_reference() { return {{"$ref", "#/definitions/operand"}}; }

Datum parameter(const ParamSpec& spec) {
  Object schema = described(spec.name, std::string(spec.doc));
  Object value = literal(spec);
  if (spec.kind == ParamKind::kAny) value = {};  // maps, too
  if (spec.kind != ParamKind::kAny && takes_operands(spec.kind)) {
    value = {{"anyOf", Datum::Array{Datum(std::move(value)), Datum(operand_reference())}}};
  }
  for (auto& member : value) schema.push_back(std::move(member));
  return schema;
}

Object parameters(std::span<const ParamSpec> params) {
  Object properties;
  for (const ParamSpec& spec : params) properties.emplace_back(spec.name, parameter(spec));
  return properties;
}

Datum::Array required(std::span<const ParamSpec> params) {
  Datum::Array names;
  for (const ParamSpec& spec : params) {
    if (spec.required) names.emplace_back(spec.name);
  }
  return names;
}

Datum predicate_schema(const Predicate& predicate) {
  std::string description(predicate.summary);
  for (const ParamSpec& spec : predicate.params) {
    if (spec.kind == ParamKind::kTrue && predicate.params.size() == 1) continue;
    description += "\n\n`" + std::string(spec.name) + "`: " + std::string(spec.doc);
  }
  Object schema = described(predicate.name, std::move(description));
  if (predicate.params.empty()) return schema;
  const ParamSpec& first = predicate.params.front();
  Datum::Array forms{Datum(literal(first))};
  if (takes_operands(first.kind)) forms.emplace_back(operand_reference());
  if (predicate.params.size() > 1 || first.kind != ParamKind::kTrue) {
    Object map{{"type", "object"}, {"additionalProperties", false}};
    if (Datum::Array names = required(predicate.params); !names.empty()) {
      map.emplace_back("required", std::move(names));
    }
    map.emplace_back("properties", parameters(predicate.params));
    forms.emplace_back(std::move(map));
  }
  schema.emplace_back("anyOf", std::move(forms));
  return schema;
}

Datum operand_schema() {
  const auto text = [](std::string_view title, std::string description) {
    Object schema = described(title, std::move(description));
    schema.emplace_back("type", "string");
    return Datum(std::move(schema));
  };
  Object lookup = described("Lookup", "That column of the first row of the list that fits.");
  lookup.emplace_back("type", "object");
  lookup.emplace_back("additionalProperties", false);
  lookup.emplace_back("required", texts({"list", "where", "column"}));
  Object where = described("Where", "Columns and the values that they have to have.");
  where.emplace_back("type", "object");
  lookup.emplace_back("properties", Object{{"list", text("List", "Its name.")},
                                           {"where", std::move(where)},
                                           {"column", text("Column", "Its name.")}});
  Object schema = described(
      "Operand", "A value that comes from elsewhere: ref, at, list, lookup, template or expr.");
  schema.emplace_back("type", "object");
  schema.emplace_back("additionalProperties", false);
  schema.emplace_back(
      "properties",
      Object{{"ref", text("Reference",
                          "A binding or a group of it, a variable or a member of it, "
                          "a constant (`constants.name`), a parameter.")},
             {"at", text("Place", "A selector: one value, or all matches of a plural one.")},
             {"list", text("List", "The rows of a list.")},
             {"column", text("Column", "With `list`: only this column.")},
             {"lookup", std::move(lookup)},
             {"template", text("Template", "Text with names in braces.")},
             {"expr", text("Expression", "What the expression gives.")}});
  return schema;
}

Datum step_schema() {
  Object schema = described("Step", "One verb and its parameters.");
  Datum::Array names;
  Object properties;
  std::string description = "What is done to the value.";
  for (const Verb& verb : verbs()) {
    names.emplace_back(verb.name);
    description += "\n\n`" + std::string(verb.name) + "`: " + std::string(verb.summary);
  }
  Object verb = described("Verb", std::move(description));
  verb.emplace_back("enum", std::move(names));
  properties.emplace_back("verb", std::move(verb));
  for (const Verb& entry : verbs()) {
    for (const ParamSpec& spec : entry.params) {
      const std::string line = "`" + std::string(entry.name) + "`: " + std::string(spec.doc);
      const auto known =
          std::find_if(properties.begin(), properties.end(),
                       [&](const auto& member) { return member.first == spec.name; });
      if (known == properties.end()) {
        properties.emplace_back(spec.name, described(spec.name, line));
      } else if (std::string* text = find_member(known->second, "description")->text()) {
        *text += "\n\n" + line;
      }
    }
  }
  schema.emplace_back("type", "object");
  schema.emplace_back("additionalProperties", false);
  schema.emplace_back("required", texts({"verb"}));
  schema.emplace_back("properties", std::move(properties));
  return schema;
}

bool is_hand_written(std::string_view name) {
  return std::find(std::begin(kHandWritten), std::end(kHandWritten), name) !=
         std::end(kHandWritten);
}

}  // namespace

Status fill_in_catalogues(Datum& schema) {
  Datum* definitions = find_member(schema, "definitions");
  Datum* condition = definitions == nullptr ? nullptr : find_member(*definitions, "condition");
  Datum* properties = condition == nullptr ? nullptr : find_member(*condition, "properties");
  Datum* step = definitions == nullptr ? nullptr : find_member(*definitions, "step");
  if (properties == nullptr || properties->object() == nullptr || step == nullptr) {
    return Error{ErrorCode::kNotFound,
                 "the schema has no definitions of `condition` and `step`",
                 "restore them",
                 {}};
  }
  *step = step_schema();
  Object& members = *properties->object();
  std::erase_if(members, [](const auto& member) { return !is_hand_written(member.first); });
  for (const Predicate& predicate : predicates()) {
    members.emplace_back(predicate.name, predicate_schema(predicate));
  }
  if (Datum* operand = find_member(*definitions, "operand")) {
    *operand = operand_schema();
  } else {
    definitions->object()->emplace_back("operand", operand_schema());
  }
  return Done{};
}

}  // namespace intake::tools
