#include "ruleset/expression_parser.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "lang/expr/skeleton.h"
#include "ruleset/argument_parser.h"
#include "ruleset/operand_parser.h"
#include "ruleset/scalar_places.h"

namespace intake {
namespace {

using expr::TypeId;
using expr::TypeKind;
using Op = Condition::Op;

constexpr TypeId kDyn = expr::simple(TypeKind::kDyn);

/// A place with these members and no others, so that misspelt ones are found.
PathTablePtr table_of_members(Loading& loading, const std::vector<std::string>& names,
                              bool are_texts) {
  std::string key = are_texts ? "texts" : "values";
  Datum::Object properties;
  for (const std::string& name : names) {
    key += '\n' + name;
    Datum::Object schema;
    if (are_texts) schema.emplace_back("type", "string");
    properties.emplace_back(name, Datum(std::move(schema)));
  }
  PathTablePtr& known = loading.member_tables[key];
  if (known) return known;
  const Document schema = to_document(Datum(Datum::Object{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}}));
  Result<PathTable> table = PathTable::from_schema(schema);
  if (!table) return nullptr;
  known = std::make_shared<const PathTable>(std::move(*table));
  loading.out->tables.push_back(known);
  return known;
}

bool all_texts(View list) {
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!list.at(i).is_string()) return false;
  }
  return true;
}

TypeId type_of_value(expr::Types& types, View value) {
  switch (value.kind()) {
    case Kind::kBool:
      return expr::simple(TypeKind::kBool);
    case Kind::kInt:
    case Kind::kUint:
      return expr::simple(TypeKind::kInt);
    case Kind::kDouble:
      return expr::simple(TypeKind::kDouble);
    case Kind::kString:
      return expr::simple(TypeKind::kString);
    case Kind::kArray:
      return types.list(all_texts(value) ? expr::simple(TypeKind::kString) : kDyn);
    default:
      return kDyn;
  }
}

/// What the names of a scope are to the checker of expressions.
class NameTypes {
 public:
  NameTypes(Loading& loading, expr::Declarations& declarations)
      : loading_(loading), types_(declarations.types) {}

  TypeId type(const ExpressionName& name) {
    if (name.capture) return captured(*name.capture);
    switch (name.reference.kind) {
      case Reference::Kind::kLiteral:
        return literal(name);
      case Reference::Kind::kConstant:
        return constant(loading_.out->constants[name.reference.slot]);
      case Reference::Kind::kNow:
        return expr::simple(TypeKind::kTimestamp);
      default:
        return placed(name.places);
    }
  }

 private:
  TypeId captured(const Pattern& pattern) {
    std::vector<std::string> groups;
    for (const std::string& group : pattern.group_names()) {
      if (!group.empty()) groups.push_back(group);
    }
    const PathTablePtr table = table_of_members(loading_, groups, true);
    return table ? types_.of_place(*table, 0) : kDyn;
  }

  TypeId literal(const ExpressionName& name) {
    if (name.type == "number") return expr::simple(TypeKind::kDouble);
    if (name.type == "list") return types_.list(kDyn);
    return type_of_value(types_, name.reference.literal);
  }

  TypeId constant(const Constant& constant) {
    std::optional<TypeId> joined;
    bool fraction = false;
    for (const auto& [key, value] : constant.values) {
      const TypeId type = type_of_value(types_, value);
      fraction = fraction || types_.kind(type) == TypeKind::kDouble;
      joined = joined ? types_.join(*joined, type) : type;
    }
    if (fraction) return expr::simple(TypeKind::kDouble);
    return joined.value_or(kDyn);
  }

  TypeId placed(const Places& places) {
    if (!places.known || !loading_.out->schema || places.ids.empty()) return kDyn;
    std::optional<TypeId> joined;
    for (const PathTable::PlaceId id : places.ids) {
      const TypeId type = types_.of_place(*loading_.out->schema, id);
      joined = joined ? types_.join(*joined, type) : type;
    }
    return *joined;
  }

  Loading& loading_;
  expr::Types& types_;
};

/// What a program gives that was computed when it was compiled.
std::optional<bool> constant_of(const expr::Program& program) {
  const expr::Code& code = program.code();
  if (code.instructions.size() != 2 || code.instructions[0].op != expr::Op::kConstant) {
    return std::nullopt;
  }
  const expr::Value& value = code.constants[code.instructions[0].a];
  if (!value.is(expr::ValueKind::kBool)) return std::nullopt;
  return value.boolean();
}

struct Compiled {
  expr::CompileResult result;
  std::shared_ptr<const std::vector<Reference>> names;
};

class ExpressionParser {
 public:
  ExpressionParser(Scope& scope, View written) : scope_(scope), written_(written) {}

  /// Unset after a fault.
  std::optional<Compiled> compile(const Places* value) {
    std::vector<ExpressionName> names = scope_.expression_names();
    if (value != nullptr) {
      ExpressionName own;
      own.name = "value";
      own.reference.kind = Reference::Kind::kValue;
      own.reference.name = own.name;
      own.places = *value;
      names.push_back(std::move(own));
    }
    const std::size_t constants = names.size();
    add_constants(names);
    expr::Declarations declarations;
    NameTypes types(scope_.loading(), declarations);
    for (const ExpressionName& name : names) {
      const TypeId type = &name == names.data() + constants ? constants_type(names, declarations)
                                                            : types.type(name);
      declarations.variable(name.name, type);
    }
    const Limits& limits = scope_.loading().options.limits;
    expr::CheckOptions options;
    options.limits = limits;
    Compiled out{expr::compile(written_.text(), declarations, limits, options), nullptr};
    for (const LangError& fault : out.result.faults) scope_.faults().in_text(written_, fault);
    if (!out.result.program) return std::nullopt;
    auto references = std::make_shared<std::vector<Reference>>(names.size());
    for (const std::uint32_t slot : out.result.program->variables()) {
      if (slot == constants && constants < names.size()) {
        scope_.faults().at(written_, "`constants` alone names no constant",
                           "write `constants.name`");
        return std::nullopt;
      }
      (*references)[slot] = names[slot].reference;
      for (const std::uint32_t definition : names[slot].definitions) {
        scope_.loading().out->definitions[definition].used = true;
      }
    }
    out.names = std::move(references);
    return out;
  }

  ExpressionPtr keep(const expr::ProgramPtr& program, const Compiled& compiled) const {
    auto expression = std::make_shared<Expression>();
    expression->text = text_of(*program);
    expression->program = program;
    expression->names = compiled.names;
    expression->span = span_of(program->range());
    return expression;
  }

  std::string_view text_of(const expr::Program& program) const {
    const ByteSpan range = program.range();
    return written_.text().substr(range.begin, range.end - range.begin);
  }

  ByteSpan span_of(ByteSpan range) const {
    return source_span(*written_.document(), written_.id(), range);
  }

  /// Depth is that of the expression, at most Limits::expression_depth.
  Condition lower(const expr::Skeleton& part, const Compiled& compiled, const Condition& about) {
    Condition out;
    out.span = span_of(part.range);
    switch (part.op) {
      case expr::Skeleton::Op::kLeaf: {
        if (const auto constant = constant_of(*part.program)) {
          out.op = *constant ? Op::kAll : Op::kAny;  // of nothing
          return out;
        }
        out.selector = about.selector;
        out.subject = about.subject;
        const std::string_view text = text_of(*part.program);
        PredicateUse use = make_predicate("expr", View::of_text(text), out.span);
        use.expression = keep(part.program, compiled);
        out.predicates.push_back(std::move(use));
        return out;
      }
      case expr::Skeleton::Op::kAll:
        out.op = Op::kAll;
        break;
      case expr::Skeleton::Op::kAny:
        out.op = Op::kAny;
        break;
      case expr::Skeleton::Op::kNot:
        out.op = Op::kNot;
        break;
      case expr::Skeleton::Op::kIf: {
        // A table of one row and `else`.
        out.op = Op::kTable;
        auto head = std::make_shared<TableHead>();
        head->first = true;
        out.table = std::move(head);
        break;
      }
    }
    for (const expr::Skeleton& inner : part.parts) {
      out.children.push_back(lower(inner, compiled, about));
    }
    return out;
  }

 private:
  /// The name that typing mistakes behind `constants.` are found by; it is never read.
  void add_constants(std::vector<ExpressionName>& names) const {
    const bool any = std::any_of(names.begin(), names.end(), [](const ExpressionName& name) {
      return name.reference.kind == Reference::Kind::kConstant;
    });
    if (!any) return;
    ExpressionName all;
    all.name = "constants";
    names.push_back(std::move(all));
  }

  TypeId constants_type(const std::vector<ExpressionName>& names,
                        expr::Declarations& declarations) {
    std::vector<std::string> members;
    for (const ExpressionName& name : names) {
      if (name.reference.kind != Reference::Kind::kConstant) continue;
      members.push_back(name.name.substr(name.name.find('.') + 1));
    }
    const PathTablePtr table = table_of_members(scope_.loading(), members, false);
    return table ? declarations.types.of_place(*table, 0) : kDyn;
  }

  Scope& scope_;
  View written_;
};

/// May be one of these kinds when it is evaluated.
bool may_be(const expr::Program& program, std::initializer_list<TypeKind> kinds) {
  const TypeKind kind = program.types().kind(program.types().without_null(program.type()));
  if (kind == TypeKind::kDyn || kind == TypeKind::kVariable || kind == TypeKind::kOptional) {
    return true;
  }
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

ExpressionPtr parse_expression(Scope& scope, View written) {
  if (!written.is_string()) return nullptr;
  ExpressionParser parser(scope, written);
  const auto compiled = parser.compile(scope.own ? &*scope.own : nullptr);
  if (!compiled) return nullptr;
  return parser.keep(compiled->result.program, *compiled);
}

bool add_expression(Scope& scope, View written, const Places& value, bool has_value,
                    Condition& leaf) {
  if (!written.is_string()) {
    const ParamSpec& spec = find_predicate("expr")->params.front();
    return check_literal(scope.faults(), written, written, spec, "`expr`");
  }
  ExpressionParser parser(scope, written);
  const auto compiled = parser.compile(has_value ? &value : nullptr);
  if (!compiled) return false;
  const expr::Program& program = *compiled->result.program;
  if (!may_be(program, {TypeKind::kBool})) {
    scope.faults().at(written,
                      "the expression gives " + program.types().text(program.type()) +
                          ", but a condition is true or false",
                      "compare it with something");
    return false;
  }
  const expr::Skeleton skeleton =
      expr::split(compiled->result.checked, scope.loading().options.limits);
  Condition lowered = parser.lower(skeleton, *compiled, leaf);
  if (leaf.predicates.empty()) {
    leaf = std::move(lowered);
    return true;
  }
  Condition both;
  both.op = Op::kAll;
  both.span = leaf.span;
  both.children.push_back(std::move(leaf));
  both.children.push_back(std::move(lowered));
  leaf = std::move(both);
  return true;
}

bool check_result(FaultSink& faults, const Expression& expression, View written, ParamKind kind,
                  const std::string& label) {
  const expr::Program& program = *expression.program;
  bool fits = true;
  std::string_view wanted;
  switch (kind) {
    case ParamKind::kText:
    case ParamKind::kDuration:
      fits = may_be(program, {TypeKind::kString});
      wanted = "a text";
      break;
    case ParamKind::kDate:
      fits = may_be(program, {TypeKind::kString, TypeKind::kTimestamp, TypeKind::kInt});
      wanted = "a date";
      break;
    case ParamKind::kTexts:
      fits = may_be(program, {TypeKind::kString, TypeKind::kList});
      wanted = "a text or a list";
      break;
    case ParamKind::kInteger:
      fits = may_be(program, {TypeKind::kInt, TypeKind::kUint});
      wanted = "a whole number";
      break;
    case ParamKind::kNumber:
      fits = may_be(program, {TypeKind::kInt, TypeKind::kUint, TypeKind::kDouble});
      wanted = "a number";
      break;
    case ParamKind::kValues:
      fits = may_be(program, {TypeKind::kList});
      wanted = "a list";
      break;
    default:
      break;
  }
  if (fits) return true;
  faults.at(written,
            label + ": the expression gives " + program.types().text(program.type()) +
                ", but must give " + std::string(wanted),
            "change the expression");
  return false;
}

}  // namespace intake
