#include "lang/predicate/presence.h"

#include <cassert>
#include <cmath>

#include "text/unicode.h"

namespace intake::catalogue {
namespace {

bool has_type(View value, std::string_view type) {
  switch (value.kind()) {
    case Kind::kNull:
      return type == "null";
    case Kind::kBool:
      return type == "boolean";
    case Kind::kInt:
    case Kind::kUint:
      return type == "integer" || type == "number";
    case Kind::kDouble:
      return type == "number" || (type == "integer" && std::trunc(value.node().payload.real) ==
                                                           value.node().payload.real);
    case Kind::kString:
      return type == "string";
    case Kind::kArray:
      return type == "array";
    case Kind::kObject:
      return type == "object";
  }
  return false;
}

}  // namespace

Outcome run_present(const PredicateInput& input) {
  return Outcome::of(!input.value.absent() && !input.value.is_null());
}

Outcome run_absent(const PredicateInput& input) { return Outcome::of(input.value.absent()); }

Outcome run_is_null(const PredicateInput& input) { return Outcome::of(input.value.is_null()); }

Outcome run_blank(const PredicateInput& input) {
  if (input.value.is_null()) return Outcome::of(true);
  return Outcome::of(input.value.is_string() && trim_blanks(input.value.text()).empty());
}

Outcome run_type(const PredicateInput& input) {
  const ArgValue& types = input.args[0];
  std::string expected;
  for (std::uint32_t i = 0; i < types.count(); ++i) {
    const View type = types.item(i);
    if (!type.is_string()) return wrong_kind(input, type, kStringBit);
    if (has_type(input.value, type.text())) return Outcome::of(true);
    if (!input.details) continue;
    if (!expected.empty()) expected += '|';
    expected += type.text();
  }
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    outcome.reason = {ReasonCode::kWrongType, {expected, kind_text(input.value)}, {}};
    outcome.expected = std::move(expected);
  }
  return outcome;
}

Outcome run_bound(const PredicateInput&) {
  assert(false && "the evaluator answers `bound` itself");
  return Outcome::unknown({ReasonCode::kUnbound, {"", ""}, {}});
}

Outcome run_expr(const PredicateInput&) {
  assert(false && "the evaluator runs expressions itself");
  return Outcome::unknown({ReasonCode::kExpression, {"", "0"}, {}});
}

}  // namespace intake::catalogue
