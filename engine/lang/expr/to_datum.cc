#include "lang/expr/to_datum.h"

#include <cmath>
#include <utility>

namespace intake::expr {

namespace {

// The text that the catalogue's row of that name makes of a value of this kind.
std::optional<std::string> text_of(Context& context, std::string_view function,
                                   std::string_view signature, const Value& value) {
  for (const Function* row : find_functions(function)) {
    if (row->signature != signature) continue;
    const Value text = row->run(context, {&value, 1});
    if (text.is(ValueKind::kString)) return std::string(text.text());
  }
  return std::nullopt;
}

std::optional<std::string> scalar_text(Context& context, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kTimestamp:
      return text_of(context, "string", "(timestamp) -> string", value);
    case ValueKind::kDuration:
      return text_of(context, "string", "(duration) -> string", value);
    case ValueKind::kIp:
      return text_of(context, "string", "(ip) -> string", value);
    case ValueKind::kCidr:
      return text_of(context, "string", "(cidr) -> string", value);
    case ValueKind::kBytes:
      return text_of(context, "base64.encode", "(bytes) -> string", value);
    default:
      return std::string(value.text());
  }
}

std::string key_text(const Value& key) {
  switch (key.kind()) {
    case ValueKind::kBool:
      return key.boolean() ? "true" : "false";
    case ValueKind::kInt:
      return std::to_string(key.integer());
    case ValueKind::kUint:
      return std::to_string(key.unsigned_integer());
    default:
      return std::string(key.text());
  }
}

std::optional<Datum> convert(Context& context, const Value& value, std::uint32_t depth);

std::optional<Datum> convert_list(Context& context, const Value& list, std::uint32_t depth) {
  Datum::Array items;
  items.reserve(list.size());
  for (std::uint32_t i = 0, n = list.size(); i < n; ++i) {
    auto item = convert(context, list.item(i), depth + 1);
    if (!item) return std::nullopt;
    items.push_back(*std::move(item));
  }
  return Datum(std::move(items));
}

std::optional<Datum> convert_map(Context& context, const Value& map, std::uint32_t depth) {
  Datum::Object members;
  members.reserve(map.size());
  for (std::uint32_t i = 0, n = map.size(); i < n; ++i) {
    auto member = convert(context, map.value_at(i), depth + 1);
    if (!member) return std::nullopt;
    members.emplace_back(key_text(map.key_at(i)), *std::move(member));
  }
  return Datum(std::move(members));
}

std::optional<Datum> convert(Context& context, const Value& value, std::uint32_t depth) {
  if (depth > context.limits().depth) return std::nullopt;
  if (!context.charge(value.is(ValueKind::kString) ? 1 + value.size() / 16 : 1)) {
    return std::nullopt;
  }
  switch (value.kind()) {
    case ValueKind::kError:
      return std::nullopt;
    case ValueKind::kNull:
      return Datum();
    case ValueKind::kBool:
      return Datum(value.boolean());
    case ValueKind::kInt:
      return Datum(value.integer());
    case ValueKind::kUint:
      return Datum(value.unsigned_integer());
    case ValueKind::kDouble:
      if (!std::isfinite(value.real())) return std::nullopt;
      return Datum(value.real());
    case ValueKind::kList:
      return convert_list(context, value, depth);
    case ValueKind::kMap:
      return convert_map(context, value, depth);
    case ValueKind::kOptional:
      if (value.content() == nullptr) return std::nullopt;
      return convert(context, *value.content(), depth + 1);
    default: {
      auto text = scalar_text(context, value);
      if (!text) return std::nullopt;
      return Datum(*std::move(text));
    }
  }
}

}  // namespace

std::optional<Datum> to_datum(Context& context, const Value& value) {
  return convert(context, value, 1);
}

std::string to_display(Context& context, const Value& value) {
  if (value.is_error()) return std::string(value.error().message);
  if (value.is(ValueKind::kDouble)) {
    std::string text;
    append_double(text, value.real());
    return text;
  }
  if (const auto datum = to_datum(context, value)) return intake::to_display(*datum);
  return std::string(kind_name(value.kind()));
}

}  // namespace intake::expr
