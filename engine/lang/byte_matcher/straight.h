#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/byte_matcher/byte_run.h"
#include "lang/byte_matcher/syntax.h"

namespace intake::matcher {

/// Where a group begins and ends, by its number; null where it took no part.
struct GroupEnds {
  const char* begin = nullptr;
  const char* end = nullptr;
};

/// What a StraightPath is made of.
struct StraightStep {
  enum class Kind : std::uint8_t {
    kLiteral,     // bytes of the literals from `first`, `least` of them
    kOne,         // a byte of runs[first]
    kRun,         // `least` to `most` bytes of runs[first], ASCII
    kWideRun,     // the same, code points, with all beyond ASCII
    kIf,          // on if the next byte is in sets[first], else at `target`
    kGo,          // at `target`
    kGroupBegin,  // of the group `first`
    kGroupEnd,
    kEnd,
  };
  Kind kind = Kind::kGo;
  std::uint16_t first = 0;
  std::uint32_t least = 0, most = 0;
  std::uint32_t target = 0;
};

struct StraightParts {
  const StraightStep* steps = nullptr;
  const char* literals = nullptr;
  const ByteRun* runs = nullptr;
  const ByteSet* sets = nullptr;
  GroupEnds* groups = nullptr;  // null: no step is about one
  std::size_t group_count = 0;
};

/// Follows the steps from `at`. Null: the text does not fit, else where the path ends.
const char* follow_straight(const StraightParts& parts, const char* at, const char* end) noexcept;
#if defined(__x86_64__)
/// For a processor with has_avx2().
const char* follow_straight_avx2(const StraightParts& parts, const char* at,
                                 const char* end) noexcept;
#endif

/// A part of a pattern in which the next byte always says how to go on, so that it is followed
/// once, without a step back: literals, runs of a class, branches told apart by their first byte.
class StraightPath {
 public:
  StraightPath() = default;
  StraightPath(StraightPath&&) noexcept = default;
  StraightPath& operator=(StraightPath&&) noexcept = default;

  /// Follows the path from `at`. Null: the text does not fit, else where the path ends.
  const char* follow(const char* at, const char* end) const noexcept {
    return follow_(parts_, at, end);
  }
  const char* follow(const char* at, const char* end, std::span<GroupEnds> groups) const noexcept {
    StraightParts parts = parts_;
    parts.steps = steps_.data();
    parts.groups = groups.data();
    parts.group_count = groups.size();
    return follow_(parts, at, end);
  }

 private:
  friend class StraightMaker;
  using Step = StraightStep;

  /// Of what has been made: the same without steps about groups.
  void finish(Instructions with);

  decltype(&follow_straight) follow_ = &follow_straight;
  std::vector<Step> steps_;
  std::vector<Step> plain_;
  std::vector<char> literals_;
  std::vector<ByteRun> runs_;
  std::vector<ByteSet> sets_;
  StraightParts parts_;  // without steps about groups
};

/// What makes a path of nodes that stand in a row.
class StraightMaker {
 public:
  StraightMaker(const Syntax& syntax, Instructions with) : syntax_(syntax), with_(with) {}

  /// The nodes of `row` from the first on that can be followed straight where the rest of it comes
  /// behind them; how many they are. Behind `row` the text ends, or anything may follow that `open`
  /// has.
  std::size_t make(std::span<const std::uint32_t> row, const ByteSet& open);
  StraightPath take() {
    path_.finish(with_);
    return std::move(path_);
  }

 private:
  using Step = StraightStep;

  struct Facts {
    ByteSet first;  // bytes that it may begin with
    bool may_be_empty = false;
    bool readable = true;  // nothing in it that a path cannot have
  };

  struct Mark {
    std::size_t steps = 0, literals = 0;
    Step last;
  };

  Mark mark() const;
  void go_back(const Mark& mark);
  Facts facts(std::uint32_t index) const;
  Facts facts_of_row(std::uint32_t first) const;
  bool emit(std::uint32_t index, const ByteSet& behind);
  bool emit_row(std::span<const std::uint32_t> row, const ByteSet& behind);
  bool emit_runes(const Node& node);
  bool emit_alternatives(const Node& node, const ByteSet& behind);
  bool emit_repeat(const Node& node, const ByteSet& behind);
  bool emit_run(const Node& node, const ByteSet& behind);
  void literal(std::string_view bytes);
  std::size_t add(Step::Kind kind, std::size_t first = 0);
  std::size_t branch(const ByteSet& set);
  std::size_t run_of(const ByteSet& set);
  std::vector<std::uint32_t> kids(const Node& node) const;

  const Syntax& syntax_;
  Instructions with_;
  StraightPath path_;
  std::size_t literal_barrier_ = 0;  // steps up to here are targets: nothing joins them
};

}  // namespace intake::matcher
