#include <cmath>
#include <optional>

#include "lang/expr/evaluation.h"
#include "lang/expr/syntax.h"

namespace intake::expr {

Value Evaluation::no_key(const Value& container, std::string_view member) {
  const bool in_list = container.is(ValueKind::kList);
  Value value = error(in_list ? ErrorCode::kIndex : ErrorCode::kNoKey,
                      in_list ? "the list has no item" : "there is no member");
  auto& body = const_cast<ErrorBody&>(value.error());  // made above
  body.member = member;
  if (container.in_document()) {
    body.document = container.view().document();
    body.place = container.view().id();
  }
  return value;
}

std::uint32_t Evaluation::find_member(const Value& object, std::string_view name) {
  if (!object.in_document()) return object.find(Value::of_string(name));
  const View view = object.view();
  const Document& document = *view.document();
  const Names& names = document.names();
  Known& known = known_[(reinterpret_cast<std::uintptr_t>(name.data()) >> 2) % known_.size()];
  // Compared with the text, so that it does not matter what else was at these addresses before.
  const bool hit = known.text == name.data() && known.document == &document &&
                   known.name < names.size() && names.text(known.name) == name;
  if (!hit) known = {name.data(), &document, names.find(name)};
  if (known.name == kNoName) return Value::kNoEntry;
  const NodeId member = document.member(view.id(), known.name);
  return member == kNoNode ? Value::kNoEntry : member - document.child(view.id(), 0);
}

Value Evaluation::get_member(const Value& object, std::string_view name) {
  if (object.is(ValueKind::kMap)) {
    const std::uint32_t entry = find_member(object, name);
    return entry == Value::kNoEntry ? no_key(object, name) : object.value_at(entry);
  }
  if (object.is_error()) return object;
  return error_copy(ErrorCode::kNoOverload, std::string(kind_name(object.kind())) +
                                                " has no members, such as `" + std::string(name) +
                                                "`");
}

Value Evaluation::get_item(const Value& container, const Value& key) {
  if (key.is_error()) return key;
  if (container.is(ValueKind::kMap)) {
    if (key.is(ValueKind::kString) && !charge_text(key.size())) return budget();
    const std::uint32_t entry = container.find(key);
    if (entry != Value::kNoEntry) return container.value_at(entry);
    if (!is_key(key) && !key.is(ValueKind::kDouble)) {
      return error(ErrorCode::kKeyType, "this is no key of a map");
    }
    if (key.is(ValueKind::kString)) return no_key(container, key.text());
    return error(ErrorCode::kNoKey, "the map has no such key");
  }
  if (!container.is(ValueKind::kList)) {
    return error_copy(ErrorCode::kNoOverload,
                      std::string(kind_name(container.kind())) + " has no items");
  }
  std::optional<std::uint64_t> place;
  if (key.is(ValueKind::kInt) && key.integer() >= 0) {
    place = static_cast<std::uint64_t>(key.integer());
  } else if (key.is(ValueKind::kUint)) {
    place = key.unsigned_integer();
  } else if (key.is(ValueKind::kDouble) && key.real() == std::trunc(key.real()) &&
             key.real() >= 0 && key.real() < 4294967296.0) {
    place = static_cast<std::uint64_t>(key.real());
  }
  if (place && *place < container.size()) {
    return container.item(static_cast<std::uint32_t>(*place));
  }
  if (place) return no_key(container, arena_.copy(std::to_string(*place)));
  return error(ErrorCode::kIndex, "this is no index of a list");
}

namespace {

// An optional access makes nothing of what is absent; other errors stay.
bool is_absence(const Value& value) {
  return value.is_error() &&
         (value.error().code == ErrorCode::kNoKey || value.error().code == ErrorCode::kIndex);
}

}  // namespace

void Evaluation::select(std::string_view name, std::uint8_t flags) {
  Value& operand = top();
  if (operand.is_error()) return;
  const bool in_optional = operand.is(ValueKind::kOptional);
  const bool empty = in_optional && operand.content() == nullptr;
  const bool test = (flags & kTest) != 0;
  if (empty) {
    if (test) operand = Value::of_bool(false);
    return;
  }
  const Value object = in_optional ? *operand.content() : operand;
  if (test && object.is(ValueKind::kMap)) {
    operand = Value::of_bool(find_member(object, name) != Value::kNoEntry);
    return;
  }
  if (!in_optional && (flags & kOptionalAccess) == 0) {
    operand = get_member(object, name);
    return;
  }
  const bool absent = object.is(ValueKind::kMap) && find_member(object, name) == Value::kNoEntry;
  const Value member = absent ? Value::none() : get_member(object, name);
  operand = absent || member.is_error() ? member : optional(member);
}

void Evaluation::index(std::uint8_t flags) {
  const Value key = top();
  stack_.pop_back();
  Value& operand = top();
  if (operand.is_error()) return;
  const bool in_optional = operand.is(ValueKind::kOptional);
  if (in_optional && operand.content() == nullptr) {
    if (key.is_error()) operand = key;
    return;
  }
  const Value item = get_item(in_optional ? *operand.content() : operand, key);
  if (!in_optional && (flags & kOptionalAccess) == 0) {
    operand = item;
  } else if (is_absence(item) && !key.is_error()) {
    operand = Value::none();
  } else {
    operand = item.is_error() ? item : optional(item);
  }
}

std::string error_text(const ErrorBody& error) {
  std::string text(error.message);
  if ((error.code == ErrorCode::kNoKey || error.code == ErrorCode::kIndex) &&
      !error.member.empty()) {
    text += " `" + std::string(error.member) + "`";
  }
  return text;
}

Judgement judge(const Value& result) {
  Judgement judgement;
  if (result.is(ValueKind::kBool)) {
    judgement.truth = result.boolean() ? Truth::kTrue : Truth::kFalse;
    return judgement;
  }
  Reason& reason = judgement.reason;
  if (!result.is_error()) {
    reason.code = ReasonCode::kWrongType;
    reason.args = {"boolean", std::string(kind_name(result.kind()))};
    return judgement;
  }
  const ErrorBody& error = result.error();
  judgement.offset = error.offset;
  const bool absence = error.code == ErrorCode::kNoKey || error.code == ErrorCode::kIndex;
  const bool placed = absence && (error.document != nullptr || error.cause.data() != nullptr);
  if (error.code == ErrorCode::kBudget) {
    reason.code = ReasonCode::kBudget;
  } else if (placed) {
    reason.code = ReasonCode::kAbsent;
    reason.cause = absent_pointer(error);
    reason.args = {reason.cause};
  } else {
    reason.code = ReasonCode::kExpression;
    reason.args = {error_text(error), std::to_string(error.offset)};
  }
  return judgement;
}

}  // namespace intake::expr
