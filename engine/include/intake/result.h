#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace intake {

/// What kind of thing failed in the surroundings of an evaluation. A wrong submission is a
/// Finding and a wrong rule set is a list of Faults; neither is an Error.
enum class ErrorCode : std::uint8_t {
  kUnreadable,   // a file or stream cannot be opened or read
  kEmpty,        // nothing to read: no bytes, or only blanks and comments
  kEncoding,     // not UTF-8, NUL or other control characters, UTF-16/32
  kSyntax,       // not well-formed YAML or JSON
  kUnsupported,  // well-formed, but outside what is read (second document, complex key, ...)
  kLimit,        // over a limit of Limits
  kNotFound,     // a named thing (rule set, list, rule) does not exist
  kAmbiguous,    // a name has several meanings
  kUnwritable,   // an output cannot be written
  kUsage,        // an argument of the API or command line makes no sense
  kRuleSet,      // a rule set is faulty (see the faults beside it)
  kRefused,      // an edit that cannot be made in place; `what` says why
  kDigest,       // a file is not the one that a lock or rules/PUBLISHED names
};

/// Where in a source an Error happened. `line` and `column` are 1-based (0 = not known);
/// columns count Unicode code points. `offset` is in bytes from the start of the source.
struct Place {
  std::string source;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint64_t offset = 0;
};

/// Something outside the submission and the rules failed. `what` states what is, `hint` (may be
/// empty) what to do. Neither ends in a full stop or holds line breaks.
struct Error {
  ErrorCode code = ErrorCode::kUnreadable;
  std::string what;
  std::string hint;
  Place where;
};

/// Either a value or an error. Until std::expected (C++23) is there.
template <typename T, typename E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const& {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }
  E&& error() && {
    assert(!ok());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, E> state_;
};

/// A Result without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace intake
