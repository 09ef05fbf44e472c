#include <array>
#include <string>
#include <utility>

#include "base/suggest.h"
#include "lang/expr/check_state.h"

namespace intake::expr {

namespace {

struct TypeName {
  std::string_view name;
  std::string_view value;  // as kind_name() gives it
};

constexpr std::array kTypeNames{
    TypeName{"bool", "bool"},
    TypeName{"bytes", "bytes"},
    TypeName{"double", "double"},
    TypeName{"google.protobuf.Duration", "google.protobuf.Duration"},
    TypeName{"google.protobuf.Timestamp", "google.protobuf.Timestamp"},
    TypeName{"int", "int"},
    TypeName{"list", "list"},
    TypeName{"map", "map"},
    TypeName{"net.CIDR", "net.CIDR"},
    TypeName{"net.IP", "net.IP"},
    TypeName{"null_type", "null_type"},
    TypeName{"optional_type", "optional_type"},
    TypeName{"string", "string"},
    TypeName{"type", "type"},
    TypeName{"uint", "uint"},
};

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

}  // namespace

const Checker::Local* Checker::find_local(std::string_view name) const {
  for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
    if (local->name == name) return &*local;
  }
  return nullptr;
}

// A variable or the name of a type; `name` may be dotted.
bool Checker::resolve_name(SyntaxId id, std::string_view name, bool absolute) {
  SyntaxNode& node = syntax_.node(id);
  const Local* local = absolute ? nullptr : find_local(name);
  if (local != nullptr) {
    out_.resolved[id] = {Resolved::Kind::kLocal, local->number, 0};
    set_type(id, local->type);
  } else {
    const auto& variables = declared_.variables;
    std::size_t slot = 0;
    while (slot < variables.size() && variables[slot].name != name) ++slot;
    if (slot < variables.size()) {
      out_.resolved[id] = {Resolved::Kind::kVariable, static_cast<std::uint32_t>(slot), 0};
      set_type(id, options_.types ? variables[slot].type : simple(TypeKind::kDyn));
    } else {
      const TypeName* type = nullptr;
      for (const TypeName& known : kTypeNames) {
        if (known.name == name) type = &known;
      }
      if (type == nullptr) return false;
      node.kind = SyntaxKind::kLiteral;
      node.literal = Value::of_type(type->value);
      node.kids = 0;
      set_type(id, simple(TypeKind::kType));
      return true;
    }
  }
  if (node.kind != SyntaxKind::kName) {
    node.kind = SyntaxKind::kName;
    node.name = syntax_.arena().copy(name);
    node.kids = 0;
  }
  return true;
}

void Checker::visit_name(SyntaxId id) {
  const SyntaxNode& node = syntax_.node(id);
  if (resolve_name(id, node.name, (node.flags & kAbsolute) != 0)) return;
  out_.resolved[id].kind = Resolved::Kind::kUnknown;
  std::vector<std::string_view> names;
  for (const Local& local : locals_) {
    if (local.name.front() != '@') names.push_back(local.name);
  }
  for (const auto& variable : declared_.variables) names.push_back(variable.name);
  fault_at(id, "there is no variable " + ticked(node.name), did_you_mean(node.name, names));
}

// Whether `a.b.c` as a whole is the name of a variable or type. A local `a` hides such names.
bool Checker::resolve_chain(SyntaxId id) {
  std::vector<std::string_view> parts;
  SyntaxId at = id;
  while (syntax_.node(at).kind == SyntaxKind::kSelect && syntax_.node(at).flags == 0) {
    parts.push_back(syntax_.node(at).name);
    at = syntax_.kid(at, 0);
  }
  const SyntaxNode& first = syntax_.node(at);
  if (first.kind != SyntaxKind::kName) return false;
  const bool absolute = (first.flags & kAbsolute) != 0;
  if (!absolute && find_local(first.name) != nullptr) return false;
  std::string name(first.name);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    name += '.';
    name += *part;
  }
  return resolve_name(id, name, absolute);
}

void Checker::visit_select(SyntaxId id) {
  const std::uint8_t flags = syntax_.node(id).flags;
  if (flags == 0 && resolve_chain(id)) return;
  const SyntaxId operand = syntax_.kid(id, 0);
  visit(operand);
  TypeId object = known(operand);
  const bool in_optional = types_.kind(object) == TypeKind::kOptional;
  if (in_optional) object = types_.without_null(types_.resolve(types_[object].params[0]));
  const TypeId member = member_type(id, object);
  if ((flags & kTest) != 0) return set_type(id, simple(TypeKind::kBool));
  const bool optional = in_optional || (flags & kOptionalAccess) != 0;
  set_type(id, optional ? types_.optional(member) : member);
}

TypeId Checker::member_type(SyntaxId id, TypeId object) {
  const SyntaxNode& node = syntax_.node(id);
  switch (types_.kind(object)) {
    case TypeKind::kDyn:
      return object;
    case TypeKind::kVariable:
      types_.assign(simple(TypeKind::kDyn), object);
      return simple(TypeKind::kDyn);
    case TypeKind::kMap:
      return types_[object].params[1];
    case TypeKind::kObject:
      return object_member(id, object, node.name, node.offset);
    default:
      break;
  }
  fault_at(id, types_.text(object) + " has no members, such as " + ticked(node.name));
  return simple(TypeKind::kDyn);
}

TypeId Checker::object_member(SyntaxId, TypeId object, std::string_view name,
                              std::uint32_t offset) {
  const PathTable& table = *types_[object].table;
  const auto place_id = types_[object].place;
  if (const auto member = table.member(place_id, name)) return types_.of_place(table, *member);
  const PathTable::Place& place = table.place(place_id);
  if (!place.open) {
    std::vector<std::string_view> names;
    for (const auto& [known, at] : place.members) names.push_back(known);
    fault(offset, "the schema has no member " + ticked(name) + " here", did_you_mean(name, names));
  }
  return simple(TypeKind::kDyn);
}

void Checker::visit_index(SyntaxId id) {
  const SyntaxId operand = syntax_.kid(id, 0);
  visit(operand);
  visit(syntax_.kid(id, 1));
  TypeId container = known(operand);
  const bool in_optional = types_.kind(container) == TypeKind::kOptional;
  if (in_optional) container = types_.without_null(types_.resolve(types_[container].params[0]));
  const TypeId item = index_type(id, container);
  const bool optional = in_optional || (syntax_.node(id).flags & kOptionalAccess) != 0;
  set_type(id, optional ? types_.optional(item) : item);
}

TypeId Checker::index_type(SyntaxId id, TypeId container) {
  const SyntaxId key = syntax_.kid(id, 1);
  const auto need = [&](TypeId wanted, std::string_view what) {
    if (types_.assign(type(key), wanted)) return;
    fault_at(key, std::string(what) + " is " + types_.text(known(key)) + ", but " +
                      types_.text(types_.resolve(wanted)) + " was needed");
  };
  switch (types_.kind(container)) {
    case TypeKind::kDyn:
      return container;
    case TypeKind::kVariable:
      types_.assign(simple(TypeKind::kDyn), container);
      return simple(TypeKind::kDyn);
    case TypeKind::kList:
      need(simple(TypeKind::kInt), "the index of a list");
      return types_[container].params[0];
    case TypeKind::kMap:
      need(types_[container].params[0], "the key of the map");
      return types_[container].params[1];
    case TypeKind::kObject: {
      const SyntaxNode& name = syntax_.node(key);
      if (name.kind == SyntaxKind::kLiteral && name.literal.is(ValueKind::kString)) {
        return object_member(id, container, name.literal.text(), name.offset);
      }
      need(simple(TypeKind::kString), "the name of a member");
      return simple(TypeKind::kDyn);
    }
    default:
      break;
  }
  fault_at(id, types_.text(container) + " has no items, but a list or a map was needed");
  return simple(TypeKind::kDyn);
}

}  // namespace intake::expr
