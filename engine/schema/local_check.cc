#include "schema/local_check.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "document/pointer.h"

namespace intake {
namespace {

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

// 1.0 is an integer.
std::uint8_t bits_of(View value) {
  switch (value.kind()) {
    case Kind::kNull:
      return kNullBit;
    case Kind::kBool:
      return kBoolBit;
    case Kind::kInt:
    case Kind::kUint:
      return kIntegerBit;
    case Kind::kDouble: {
      const double number = value.node().payload.real;
      return std::isfinite(number) && std::floor(number) == number ? kIntegerBit : 8;
    }
    case Kind::kString:
      return kStringBit;
    case Kind::kArray:
      return kArrayBit;
    case Kind::kObject:
      return kObjectBit;
  }
  return 0;
}

std::uint64_t magnitude(View integer) {
  if (integer.kind() == Kind::kUint) return integer.node().payload.unsigned_integer;
  const std::int64_t number = integer.node().payload.integer;
  return number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number);
}

// A quotient is taken for whole within 1e-9, so that 0.0075 is a multiple of 0.0001.
bool is_multiple(View value, View divisor) {
  if (value.is_integer() && divisor.is_integer()) {
    return magnitude(value) % magnitude(divisor) == 0;
  }
  const double number = as_double(value);
  const double by = as_double(divisor);
  const double quotient = number / by;
  if (!std::isfinite(quotient)) return std::fmod(number, by) == 0;
  return std::fabs(quotient - std::round(quotient)) <= 1e-9;
}

std::uint64_t code_points(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

std::vector<std::string> texts_of(View list) {
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < list.size(); ++i) out.emplace_back(list.at(i).text());
  return out;
}

Misfit other(const std::string& pointer, std::string text) {
  return Misfit{Misfit::Kind::kOther, pointer, 0, {}, std::move(text)};
}

}  // namespace

LocalCheck LocalCheck::compile(const Document& document, NodeId node) {
  LocalCheck check;
  const View schema(document, node);
  if (schema.is_bool()) {
    check.never_ = !schema.boolean();
    return check;
  }
  if (const View type = schema.member("type"); type.is_string()) {
    check.kinds_ = type_bits(type.text());
  } else if (type.is_array()) {
    check.kinds_ = 0;
    for (std::uint32_t i = 0; i < type.size(); ++i) {
      check.kinds_ = static_cast<std::uint8_t>(check.kinds_ | type_bits(type.at(i).text()));
    }
  }
  if (const View list = schema.member("enum"); !list.absent()) {
    check.chosen_ = true;
    for (std::uint32_t i = 0; i < list.size(); ++i) check.choices_.push_back(list.at(i));
  }
  if (const View only = schema.member("const"); !only.absent()) {
    const bool listed = !check.chosen_ || std::any_of(check.choices_.begin(), check.choices_.end(),
                                                      [&](View v) { return equal(v, only); });
    check.chosen_ = true;
    check.choices_.clear();
    if (listed) check.choices_.push_back(only);
  }
  check.required_ = texts_of(schema.member("required"));
  const View properties = schema.member("properties");
  for (std::uint32_t i = 0; i < properties.size(); ++i) {
    check.members_.emplace_back(properties.at(i).key());
  }
  std::sort(check.members_.begin(), check.members_.end());
  const View more = schema.member("additionalProperties");
  check.closed_ = more.is_bool() && !more.boolean();
  const View dependencies = schema.member("dependencies");
  for (std::uint32_t i = 0; i < dependencies.size(); ++i) {
    const View one = dependencies.at(i);
    if (one.is_array()) check.needs_.emplace_back(std::string(one.key()), texts_of(one));
  }
  constexpr std::tuple<std::string_view, int, bool> kBounds[] = {{"maximum", 1, false},
                                                                 {"exclusiveMaximum", 1, true},
                                                                 {"minimum", -1, false},
                                                                 {"exclusiveMinimum", -1, true}};
  for (const auto& [name, sign, exclusive] : kBounds) {
    const View limit = schema.member(name);
    if (!limit.absent()) check.bounds_.push_back({limit, sign, exclusive});
  }
  constexpr std::tuple<std::string_view, int, Kind, std::string_view> kLengths[] = {
      {"maxLength", 1, Kind::kString, "characters"},
      {"minLength", -1, Kind::kString, "characters"},
      {"maxItems", 1, Kind::kArray, "items"},
      {"minItems", -1, Kind::kArray, "items"},
      {"maxProperties", 1, Kind::kObject, "members"},
      {"minProperties", -1, Kind::kObject, "members"}};
  for (const auto& [name, sign, kind, unit] : kLengths) {
    const View limit = schema.member(name);
    if (!limit.absent()) check.lengths_.push_back({count_of(limit), sign, kind, unit});
  }
  const View unique = schema.member("uniqueItems");
  check.unique_ = unique.is_bool() && unique.boolean();
  check.multiple_of_ = schema.member("multipleOf");
  return check;
}

std::vector<Misfit> LocalCheck::explain(View value, const std::string& pointer) const {
  std::vector<Misfit> out;
  check(value, &out, pointer);
  return out;
}

// Without `out` it stops at the first misfit.
bool LocalCheck::check(View value, std::vector<Misfit>* out, const std::string& pointer) const {
  if (never_) {
    if (out != nullptr) out->push_back(other(pointer, "nothing may stand here"));
    return false;
  }
  if ((bits_of(value) & kinds_) == 0) {
    if (out != nullptr) out->push_back({Misfit::Kind::kType, pointer, kinds_, {}, {}});
    return false;
  }
  if (chosen_ && std::none_of(choices_.begin(), choices_.end(),
                              [&](View choice) { return equal(choice, value); })) {
    if (out != nullptr) {
      Misfit misfit{Misfit::Kind::kChoice, pointer, 0, {}, {}};
      for (const View choice : choices_) misfit.names.push_back(to_display(choice));
      out->push_back(std::move(misfit));
    }
    return false;
  }
  bool fits = check_length(value, out, pointer);
  if (!fits && out == nullptr) return false;
  if (value.is_array() && !check_items(value, out, pointer)) fits = false;
  if (value.is_object() && !check_object(value, out, pointer)) fits = false;
  if (value.is_number() && !check_number(value, out, pointer)) fits = false;
  return fits;
}

bool LocalCheck::declared(std::string_view name) const {
  const auto at = std::lower_bound(members_.begin(), members_.end(), name);
  return at != members_.end() && *at == name;
}

bool LocalCheck::check_object(View value, std::vector<Misfit>* out,
                              const std::string& pointer) const {
  std::vector<std::string> missing;
  for (const std::string& name : required_) {
    if (!value.member(name).absent()) continue;
    if (out == nullptr) return false;
    missing.push_back(name);
  }
  const bool complete = missing.empty();
  if (!complete) {
    out->push_back({Misfit::Kind::kMissing, pointer, 0, std::move(missing), {}});
  }
  bool fits = complete;
  for (const auto& [name, needed] : needs_) {
    if (value.member(name).absent()) continue;
    for (const std::string& other_name : needed) {
      if (!value.member(other_name).absent()) continue;
      fits = false;
      if (out == nullptr) return false;
      out->push_back(other(pointer, "`" + name + "` needs `" + other_name + "` beside it"));
    }
  }
  if (!closed_) return fits;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const View member = value.at(i);
    if (declared(member.key())) continue;
    fits = false;
    if (out == nullptr) return false;
    Misfit misfit{Misfit::Kind::kUnknown, pointer, 0, members_, {}};
    append_token(misfit.pointer, member.key());
    out->push_back(std::move(misfit));
  }
  return fits;
}

bool LocalCheck::check_number(View value, std::vector<Misfit>* out,
                              const std::string& pointer) const {
  bool fits = true;
  for (const Bound& bound : bounds_) {
    const std::strong_ordering order = compare(value, bound.limit);
    const bool beyond = bound.sign > 0 ? order > 0 : order < 0;
    if (!beyond && !(bound.exclusive && order == 0)) continue;
    fits = false;
    if (out == nullptr) return false;
    const std::string_view word = bound.exclusive ? (bound.sign > 0 ? "less than " : "more than ")
                                                  : (bound.sign > 0 ? "at most " : "at least ");
    out->push_back(other(pointer, "the number is " + to_display(value) + "; it must be " +
                                      std::string(word) + to_display(bound.limit)));
  }
  if (!multiple_of_.absent() && !is_multiple(value, multiple_of_)) {
    fits = false;
    if (out == nullptr) return false;
    out->push_back(other(pointer, "the number is " + to_display(value) +
                                      "; it must be a multiple of " + to_display(multiple_of_)));
  }
  return fits;
}

bool LocalCheck::check_items(View value, std::vector<Misfit>* out,
                             const std::string& pointer) const {
  if (!unique_) return true;
  std::vector<View> items;
  for (std::uint32_t i = 0; i < value.size(); ++i) items.push_back(value.at(i));
  std::sort(items.begin(), items.end(), [](View a, View b) { return compare(a, b) < 0; });
  const auto same = [](View a, View b) { return equal(a, b); };
  if (std::adjacent_find(items.begin(), items.end(), same) == items.end()) return true;
  if (out != nullptr) out->push_back(other(pointer, "two items are the same"));
  return false;
}

bool LocalCheck::check_length(View value, std::vector<Misfit>* out,
                              const std::string& pointer) const {
  bool fits = true;
  for (const Length& length : lengths_) {
    if (value.kind() != length.kind) continue;
    const std::uint64_t size = value.is_string() ? code_points(value.text()) : value.size();
    if (length.sign > 0 ? size <= length.limit : size >= length.limit) continue;
    fits = false;
    if (out == nullptr) return false;
    out->push_back(other(pointer, "there are " + std::to_string(size) + " " +
                                      std::string(length.unit) + "; there must be at " +
                                      (length.sign > 0 ? "most " : "least ") +
                                      std::to_string(length.limit)));
  }
  return fits;
}

}  // namespace intake
