#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "text/source.h"

namespace intake::json {

/// What stands before the place where a JSON text stops being well-formed.
enum class Before : std::uint8_t {
  kNothing,  // the start of the text
  kOpening,  // `[` or `{`
  kName,     // a member name
  kValue,    // a value inside a container
  kEnd,      // the whole value
};

struct Progress {
  Before before = Before::kNothing;
  std::uint32_t end = 0;     // one past the last token that was read
  char container = '\0';     // `[`, `{`, or NUL at the top
  std::uint32_t opened = 0;  // where that container starts
  std::string_view name;     // the name before, for kName
};

/// One past the longest JSON number that starts at `begin`; `begin` where none does.
std::size_t number_end(std::string_view text, std::size_t begin);
/// Whether a reader takes the character for a part of a number or word: `0123`, `12ab`, `1.2.3`.
bool continues_number(char c);

/// The error of a text that the JSON parser refused, in words for people: what is wrong, where
/// exactly, and what to write instead. Only says why; whether is the parser's decision.
Error diagnose(const Source& source, const Progress& progress);

}  // namespace intake::json
