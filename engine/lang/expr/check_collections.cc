#include <string>
#include <utility>

#include "lang/expr/check_state.h"

namespace intake::expr {

namespace {

constexpr TypeId kDyn = simple(TypeKind::kDyn);

bool may_be_key(TypeKind kind) {
  return kind == TypeKind::kDyn || kind == TypeKind::kVariable || kind == TypeKind::kBool ||
         kind == TypeKind::kInt || kind == TypeKind::kUint || kind == TypeKind::kString;
}

}  // namespace

std::uint32_t Checker::push_local(std::string_view name, TypeId type) {
  locals_.push_back({name, next_local_, type});
  return next_local_++;
}

// The type of what the one kid, an optional, holds.
TypeId Checker::unwrap_optional(SyntaxId id) {
  const SyntaxId kid = syntax_.kid(id, 0);
  visit(kid);
  const TypeId given = known(kid);
  if (types_.kind(given) == TypeKind::kOptional) return types_[given].params[0];
  if (types_.kind(given) != TypeKind::kDyn) {
    fault_at(id, "what follows `?` is " + types_.text(given) + ", but an optional was needed",
             "write optional.of(...), or leave out the `?`");
  }
  return kDyn;
}

void Checker::visit_list(SyntaxId id) {
  visit_kids(id);
  const auto items = syntax_.kids(id);
  if (items.empty()) return set_type(id, types_.list(types_.fresh_variable()));
  TypeId item = types_.resolve(type(items[0]));
  for (const SyntaxId kid : items.subspan(1)) item = types_.join(item, types_.resolve(type(kid)));
  set_type(id, types_.list(item));
}

void Checker::visit_map(SyntaxId id) {
  const std::uint32_t count = syntax_.node(id).kids;
  if (count == 0) {
    const TypeId key = types_.fresh_variable();
    return set_type(id, types_.map(key, types_.fresh_variable()));
  }
  std::optional<TypeId> key, value;
  for (std::uint32_t i = 0; i < count; i += 2) {
    const SyntaxId written = syntax_.kid(id, i);
    const bool optional = syntax_.node(written).kind == SyntaxKind::kOptionalItem;
    const SyntaxId key_id = optional ? syntax_.kid(written, 0) : written;
    visit(key_id);
    set_type(written, type(key_id));
    TypeId key_type = types_.resolve(type(key_id));
    if (!may_be_key(types_.kind(key_type))) {
      fault_at(key_id, "a key of a map is " + types_.text(key_type) +
                           ", but a string, an int, a uint or a bool was needed");
      key_type = kDyn;
    }
    const SyntaxId value_id = syntax_.kid(id, i + 1);
    visit(value_id);
    TypeId value_type = types_.resolve(type(value_id));
    if (optional) {
      const TypeId given = known(value_id);
      if (types_.kind(given) == TypeKind::kOptional) {
        value_type = types_[given].params[0];
      } else {
        if (types_.kind(given) != TypeKind::kDyn) {
          fault_at(value_id, "the value of an optional entry is " + types_.text(given) +
                                 ", but an optional was needed");
        }
        value_type = kDyn;
      }
    }
    key = key ? types_.join(*key, key_type) : key_type;
    value = value ? types_.join(*value, value_type) : value_type;
  }
  if (!may_be_key(types_.kind(*key))) key = kDyn;
  set_type(id, types_.map(*key, *value));
}

void Checker::visit_loop(SyntaxId id) {
  const SyntaxId range = syntax_.kid(id, 0);
  visit(range);
  TypeId first = kDyn, second = kDyn;
  const TypeId over = known(range);
  switch (types_.kind(over)) {
    case TypeKind::kList:
      first = simple(TypeKind::kInt);
      second = types_[over].params[0];
      break;
    case TypeKind::kMap:
      first = types_[over].params[0];
      second = types_[over].params[1];
      break;
    case TypeKind::kObject:
      first = simple(TypeKind::kString);
      break;
    case TypeKind::kVariable:
      types_.assign(kDyn, over);
      break;
    case TypeKind::kDyn:
      break;
    default:
      fault_at(range, "what the macro goes through is " + types_.text(over) +
                          ", but a list or a map was needed");
  }
  // By value: visiting may not move the nodes, but it may rewrite them.
  const SyntaxNode node = syntax_.node(id);
  const bool two = (node.flags & kTwoNames) != 0;
  const bool is_list = types_.kind(over) == TypeKind::kList;
  const std::uint32_t local = push_local(node.name, two || !is_list ? first : second);
  out_.resolved[id] = {Resolved::Kind::kLocal, local, two ? 2u : 1u};
  if (two) push_local(node.name2, second);
  const SyntaxId body = syntax_.kid(id, 1);
  if (node.kids == 3) {
    visit(syntax_.kid(id, 2));
    need_bool(syntax_.kid(id, 2), "the condition of the macro");
  }
  visit(body);
  locals_.resize(locals_.size() - (two ? 2 : 1));

  const TypeId made = types_.resolve(type(body));
  switch (node.loop) {
    case Loop::kAll:
    case Loop::kExists:
    case Loop::kExistsOne:
      need_bool(body, "the condition of the macro");
      return set_type(id, simple(TypeKind::kBool));
    case Loop::kFilter:
      need_bool(body, "the condition of the macro");
      return set_type(id, types_.list(types_.resolve(is_list ? second : first)));
    case Loop::kMap:
      return set_type(id, types_.list(made));
    case Loop::kTransformMap:
      return set_type(id, types_.map(types_.resolve(first), made));
    case Loop::kTransformMapEntry:
      break;
  }
  const TypeKind kind = types_.kind(types_.without_null(made));
  if (kind != TypeKind::kMap && kind != TypeKind::kDyn && kind != TypeKind::kVariable) {
    fault_at(body, "what each entry becomes is " + types_.text(made) + ", but a map was needed");
  }
  set_type(id, kind == TypeKind::kMap ? types_.without_null(made) : types_.map(kDyn, kDyn));
}

void Checker::visit_bind(SyntaxId id) {
  const SyntaxId value = syntax_.kid(id, 0);
  visit(value);
  const std::uint32_t local = push_local(syntax_.node(id).name, types_.resolve(type(value)));
  out_.resolved[id] = {Resolved::Kind::kLocal, local, 1};
  visit(syntax_.kid(id, 1));
  locals_.pop_back();
  set_type(id, types_.resolve(type(syntax_.kid(id, 1))));
}

void Checker::visit_opt_map(SyntaxId id) {
  const TypeId content = unwrap_optional(id);
  const std::uint32_t local = push_local(syntax_.node(id).name, types_.resolve(content));
  out_.resolved[id] = {Resolved::Kind::kLocal, local, 1};
  const SyntaxId body = syntax_.kid(id, 1);
  visit(body);
  locals_.pop_back();
  const TypeId made = types_.resolve(type(body));
  if ((syntax_.node(id).flags & kFlat) == 0) return set_type(id, types_.optional(made));
  const TypeKind kind = types_.kind(made);
  if (kind == TypeKind::kOptional) return set_type(id, made);
  if (kind != TypeKind::kDyn && kind != TypeKind::kVariable) {
    fault_at(body,
             "what `optFlatMap` gives is " + types_.text(made) + ", but an optional was needed");
  }
  set_type(id, types_.optional(kDyn));
}

void Checker::visit_block(SyntaxId id) {
  const std::uint32_t items = syntax_.node(id).kids - 1;
  out_.resolved[id] = {Resolved::Kind::kLocal, next_local_, items};
  // All numbers at once, so that those of macros within the items come after them.
  const std::uint32_t first = next_local_;
  next_local_ += items;
  const std::size_t outer = locals_.size();
  for (std::uint32_t i = 0; i < items; ++i) {
    const SyntaxId item = syntax_.kid(id, i);
    visit(item);
    locals_.push_back({syntax_.arena().copy("@index" + std::to_string(i)), first + i,
                       types_.resolve(type(item))});
  }
  visit(syntax_.kid(id, items));
  locals_.resize(outer);
  set_type(id, types_.resolve(type(syntax_.kid(id, items))));
}

}  // namespace intake::expr
