#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "lang/lang_error.h"

namespace intake {

/// A compiled I-Regexp (RFC 9485), the patterns of match() and search() in filters: a small common
/// part of all regular expression languages, without `\d`, `\w`, anchors by backslash, lazy
/// repetition or groups with a meaning. `.` is any character but LF and CR. `^` and `$` are the
/// start and the end of the text, as in the JSONPath compliance suite (RFC 9485 maps them so to
/// other languages, though its grammar has them as characters). Linear time, immutable.
class IRegexp {
 public:
  struct Fault {
    LangError error;
    bool limit = false;  // a proper I-Regexp, but over a limit
  };

  static Result<std::shared_ptr<const IRegexp>, Fault> compile(std::string_view text,
                                                               const Limits& limits);
  ~IRegexp();

  /// The whole text.
  bool matches(std::string_view subject) const;
  /// Some part of the text.
  bool found_in(std::string_view subject) const;
  /// Instructions of the program: a match takes at most time in proportion to size() times bytes.
  std::size_t size() const;

 private:
  IRegexp();
  struct State;
  std::unique_ptr<State> state_;
};

using IRegexpPtr = std::shared_ptr<const IRegexp>;

/// The same pattern in the syntax of RE2.
Parsed<std::string> translate_i_regexp(std::string_view text);

}  // namespace intake
