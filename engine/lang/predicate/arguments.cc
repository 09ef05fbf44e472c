#include "lang/predicate/arguments.h"

#include <algorithm>
#include <array>
#include <utility>

namespace intake {

std::uint32_t ArgValue::count() const {
  if (is_many) return static_cast<std::uint32_t>(many.size());
  if (value.is_array()) return value.size();
  return value.absent() ? 0 : 1;
}

View ArgValue::item(std::uint32_t index) const {
  if (is_many) return many[index];
  return value.is_array() ? value.at(index) : value;
}

}  // namespace intake

namespace intake::catalogue {

View single(const PredicateInput& input, std::size_t parameter) {
  if (!given(input, parameter)) return {};
  const ArgValue& arg = input.args[parameter];
  if (!arg.is_many) return arg.value;
  return arg.many.size() == 1 ? arg.many.front() : View();
}

std::optional<std::string_view> single_text(const PredicateInput& input, std::size_t parameter) {
  const View view = single(input, parameter);
  if (!view.is_string()) return std::nullopt;
  return view.text();
}

std::string cause_of(const PredicateInput& input, View view) {
  if (view.document() == nullptr) return {};
  const Document* submission = input.value.document();
  if (submission != nullptr && submission != view.document()) return {};
  return view.document()->pointer(view.id());
}

std::string kinds_text(std::uint8_t kinds) {
  constexpr std::array<std::pair<std::uint8_t, std::string_view>, 7> kNames{{
      {kNullBit, "null"},
      {kBoolBit, "boolean"},
      {kIntegerBit, "integer"},
      {8, "number"},
      {kStringBit, "string"},
      {kArrayBit, "array"},
      {kObjectBit, "object"},
  }};
  std::string text;
  for (const auto& [bit, name] : kNames) {
    if ((kinds & bit) == 0) continue;
    // Every integer is a number.
    if (bit == kIntegerBit && (kinds & 8) != 0) continue;
    if (!text.empty()) text += '|';
    text += name;
  }
  return text;
}

std::string kind_text(View view) {
  return std::string(view.absent() ? std::string_view("absent") : kind_name(view.kind()));
}

Outcome wrong_kind(const PredicateInput& input, View found, std::uint8_t kinds) {
  Reason why;
  why.cause = cause_of(input, found);
  if (found.absent()) {
    why.code = ReasonCode::kAbsent;
    why.args = {why.cause};
  } else {
    why.code = ReasonCode::kWrongType;
    why.args = {kinds_text(kinds), kind_text(found)};
  }
  return Outcome::unknown(std::move(why));
}

Outcome not_readable(const PredicateInput& input, View view, std::string_view what) {
  return Outcome::unknown(
      {ReasonCode::kNotReadable, {to_display(view), std::string(what)}, cause_of(input, view)});
}

std::optional<LangError> needs_one_of(const PrepareInput& input,
                                      std::initializer_list<std::size_t> parameters,
                                      std::string_view names) {
  const bool any = std::any_of(parameters.begin(), parameters.end(),
                               [&](std::size_t p) { return was_written(input, p); });
  if (any) return std::nullopt;
  return fault("nothing to compare with is given", "write one of " + std::string(names));
}

std::string range_text(std::string_view least, std::string_view most) {
  if (least == most) return std::string(least);
  if (most.empty()) return "≥ " + std::string(least);
  if (least.empty()) return "≤ " + std::string(most);
  return std::string(least) + "–" + std::string(most);
}

}  // namespace intake::catalogue
