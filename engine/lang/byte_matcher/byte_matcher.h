#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/byte_matcher/state_machine.h"
#include "lang/byte_matcher/straight.h"
#include "lang/byte_matcher/syntax.h"

namespace intake::matcher {

/// Finds a pattern in texts as RE2 does, but as little more than comparisons of bytes: what can be
/// followed straight from `^` is, and a StateMachine does the rest. Shared by threads; allocates
/// only while the machine meets something new.
class ByteMatcher {
 public:
  /// Null: the pattern takes too many steps for it. `memory`: bytes, most of which stay unused.
  /// `with`: for tests.
  static std::unique_ptr<const ByteMatcher> make(Syntax syntax, std::uint32_t memory,
                                                 Instructions with = best_instructions());

  /// kTooLarge is the last word: RE2 is better for this pattern.
  Answer search(std::string_view text) const noexcept;
  /// Whether capture() may be asked.
  bool captures() const { return captures_; }
  /// The groups, by number; [0] is the whole match. False: not found.
  bool capture(std::string_view text, std::span<GroupEnds> groups) const noexcept;

  /// How it works, for tests and figures.
  enum class Form : std::uint8_t { kStraight, kStraightThenMachine, kMachine };
  Form form() const;

 private:
  class Maker;
  ByteMatcher() = default;

  enum class Way : std::uint8_t {
    kPath,      // the path reaches the end of the text
    kOpenPath,  // anything may follow it
    kEnds,      // one of `ends_` is behind it
    kMachine,
    kPathThenMachine,
  };

  bool fits_ends(std::string_view text, std::span<GroupEnds> groups) const noexcept;

  Way way_ = Way::kMachine;
  bool at_begin_ = true;  // kEnds: the path begins where the text does; else there is none
  bool captures_ = false;
  StraightPath path_;
  std::vector<std::string> ends_;
  std::optional<StateMachine> machine_;
};

}  // namespace intake::matcher
