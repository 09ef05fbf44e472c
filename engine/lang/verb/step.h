#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lang/verb/verb.h"

namespace intake::steps {

// What the bodies of verbs share. A body returns what its Verb::run returns.

inline constexpr std::string_view kNothingHere = "nothing stands here";
inline constexpr std::string_view kNoList = "the value is not a list";
inline constexpr std::string_view kNoText = "the value is neither a text nor a list of texts";

/// The one value of an argument; absent where it was not given or has none or several.
View value_of(const VerbInput& input, std::size_t index);
/// Whether an argument was given and has at least one value.
bool has(const VerbInput& input, std::size_t index);
/// The text of an argument; `otherwise` where it was not given or is no text.
std::string_view text_of(const VerbInput& input, std::size_t index,
                         std::string_view otherwise = {});
bool flag(const VerbInput& input, std::size_t index);
/// nullopt where it was not given or is no count.
std::optional<std::size_t> count_of(const VerbInput& input, std::size_t index);
/// Empty, or why the arguments cannot be used: one of them could not be evaluated.
std::string check_arguments(const VerbInput& input);

/// Changes the text of the subject, or each text element of its list.
template <typename Change>
std::string change_texts(Subject& subject, const Change& change) {
  if (std::string* text = subject.value.text()) {
    *text = change(*text);
    return {};
  }
  Datum::Array* list = subject.value.array();
  if (list == nullptr) return std::string(kNoText);
  for (Datum& element : *list) {
    if (std::string* text = element.text()) *text = change(*text);
  }
  return {};
}

/// Wraps a body: arguments that could not be evaluated never reach it.
template <auto Body>
std::string on_any(const VerbInput& input, Subject& subject) {
  if (std::string wrong = check_arguments(input); !wrong.empty()) return wrong;
  return Body(input, subject);
}

/// Nor do absent values.
template <auto Body>
std::string on_value(const VerbInput& input, Subject& subject) {
  if (!subject.present) return std::string(kNothingHere);
  return on_any<Body>(input, subject);
}

}  // namespace intake::steps
