#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/lang_error.h"

namespace intake {

/// A compiled regular expression (RE2 syntax, UTF-8, linear time). Immutable and shareable
/// between threads. `matches` searches: authors anchor.
class Pattern {
 public:
  /// Fails on syntax RE2 does not know, with its offset where known, and on over-long patterns.
  static Parsed<std::shared_ptr<const Pattern>> compile(std::string_view text,
                                                        const Limits& limits);
  ~Pattern();

  const std::string& text() const;
  bool search(std::string_view subject) const;
  /// Group texts by number, 0 = whole match; nullopt for a group that took no part. Empty vector:
  /// no match at or behind the byte `from`. Texts point into `subject`.
  std::vector<std::optional<std::string_view>> capture(std::string_view subject,
                                                       std::size_t from = 0) const;
  /// The same from the first byte into as many groups as group_names() has, with data() == nullptr
  /// for one that took no part; false: no match.
  bool capture_into(std::string_view subject, std::span<std::string_view> groups) const;
  /// Names of the groups; empty string for an unnamed one. Index = group number; [0] is "".
  const std::vector<std::string>& group_names() const;
  /// Every match replaced; `with` knows \0 to \9.
  std::string replace_all(std::string_view subject, std::string_view with) const;
  /// nullopt, or why `with` is no replacement for this pattern.
  std::optional<std::string> check_replacement(std::string_view with) const;
  /// The pieces between matches; empty pieces are dropped.
  std::vector<std::string> split(std::string_view subject) const;

 private:
  Pattern();
  struct State;
  std::unique_ptr<State> state_;
};

using PatternPtr = std::shared_ptr<const Pattern>;

}  // namespace intake
