#include "lang/expr/standard_values.h"

#include "lang/expr/code_points.h"
#include "text/unicode.h"

namespace intake::expr {

Value size_of_text(Context&, std::span<const Value> args) {
  return Value::of_int(static_cast<std::int64_t>(count_code_points(args[0].text())));
}

Value size_of_items(Context&, std::span<const Value> args) { return Value::of_int(args[0].size()); }

Value text_contains(Context&, std::span<const Value> args) {
  return Value::of_bool(index_of(args[0].text(), args[1].text(), 0) >= 0);
}

Value text_starts_with(Context&, std::span<const Value> args) {
  return Value::of_bool(args[0].text().starts_with(args[1].text()));
}

Value text_ends_with(Context&, std::span<const Value> args) {
  return Value::of_bool(args[0].text().ends_with(args[1].text()));
}

Value text_matches(Context& context, std::span<const Value> args) {
  Value failure;
  const Pattern* pattern = context.pattern(args[1].text(), failure);
  if (pattern == nullptr) return failure;
  return Value::of_bool(pattern->search(args[0].text()));
}

Value optional_has_value(Context&, std::span<const Value> args) {
  return Value::of_bool(args[0].content() != nullptr);
}

Value optional_value(Context& context, std::span<const Value> args) {
  if (args[0].content() == nullptr) return context.error("the optional holds no value");
  return *args[0].content();
}

Value optional_or(Context&, std::span<const Value> args) {
  return args[0].content() != nullptr ? args[0] : args[1];
}

Value optional_or_value(Context&, std::span<const Value> args) {
  return args[0].content() != nullptr ? *args[0].content() : args[1];
}

Value make_optional(Context& context, std::span<const Value> args) {
  return context.optional(args[0]);
}

Value make_none(Context&, std::span<const Value>) { return Value::none(); }

Value make_optional_non_zero(Context& context, std::span<const Value> args) {
  const Value& value = args[0];
  bool zero = false;
  switch (value.kind()) {
    case ValueKind::kNull:
      zero = true;
      break;
    case ValueKind::kBool:
      zero = !value.boolean();
      break;
    case ValueKind::kInt:
      zero = value.integer() == 0;
      break;
    case ValueKind::kUint:
      zero = value.unsigned_integer() == 0;
      break;
    case ValueKind::kDouble:
      zero = value.real() == 0;
      break;
    case ValueKind::kString:
    case ValueKind::kBytes:
    case ValueKind::kList:
    case ValueKind::kMap:
      zero = value.size() == 0;
      break;
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      zero = value.seconds() == 0 && value.nanos() == 0;
      break;
    case ValueKind::kOptional:
      zero = value.content() == nullptr;
      break;
    default:
      break;
  }
  return zero ? Value::none() : context.optional(value);
}

}  // namespace intake::expr
