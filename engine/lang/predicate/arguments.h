#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lang/predicate/predicate.h"

/// What the bodies of the catalogue share. Each family has a header with its entries and a .cc
/// with their bodies; catalog.cc lists the entries.
namespace intake::catalogue {

using PrepareResult = Parsed<std::shared_ptr<const Prepared>>;

/// The one parameter of predicates that are a plain statement (`blank: true`).
inline constexpr ParamSpec kStatement{"is", ParamKind::kTrue, false,
                                      "`true`; for the opposite put the predicate under `not`"};

inline bool given(const PredicateInput& input, std::size_t parameter) {
  return parameter < input.args.size() && input.args[parameter].given;
}
inline bool was_written(const PrepareInput& input, std::size_t parameter) {
  return !input.given || ((*input.given >> parameter) & 1u) != 0;
}
inline View literal(const PrepareInput& input, std::size_t parameter) {
  return parameter < input.literals.size() ? input.literals[parameter] : View();
}

/// The one value of an argument; absent where it was not given, or is several.
View single(const PredicateInput& input, std::size_t parameter);

/// The text of an argument; nullopt where it is none.
std::optional<std::string_view> single_text(const PredicateInput& input, std::size_t parameter);

/// The pointer of a value of the submission, else "".
std::string cause_of(const PredicateInput& input, View view);

/// Unknown, because an argument (or a part of one) is absent or of none of `kinds`.
Outcome wrong_kind(const PredicateInput& input, View found, std::uint8_t kinds);
/// Unknown, because `view` is no `what` ("date", "url", name of a check-digit algorithm).
Outcome not_readable(const PredicateInput& input, View view, std::string_view what);

/// `{kinds}` of ReasonCode::kWrongType: JSON names joined by "|".
std::string kinds_text(std::uint8_t kinds);
std::string kind_text(View view);

inline LangError fault(std::string message, std::string hint = {}) {
  return LangError{0, std::move(message), std::move(hint)};
}

/// A fault where none of these parameters was written.
std::optional<LangError> needs_one_of(const PrepareInput& input,
                                      std::initializer_list<std::size_t> parameters,
                                      std::string_view names);

/// A range for messages, the same in every language: `8`, `1–30`, `≥ 1`, `≤ 30`.
std::string range_text(std::string_view least, std::string_view most);

}  // namespace intake::catalogue
