#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/byte_matcher/byte_scout.h"
#include "lang/byte_matcher/state_maker.h"

namespace intake::matcher {

/// What a matcher says of a text; kTooLarge: it had to give up.
enum class Answer : std::uint8_t { kNo, kYes, kTooLarge };

/// A deterministic machine over classes of bytes: one look-up for each byte of a text. Its states
/// are made as texts need them, and shared by threads.
class StateMachine {
 public:
  /// `anchored`: the match begins where the text does. `memory`: bytes for its table.
  StateMachine(Program program, bool anchored, std::size_t memory, Instructions with);

  /// `text` is the end of the subject; all of it where `at_begin`.
  Answer search(std::string_view text, bool at_begin) const noexcept;

 private:
  // An entry of the table is one of these, or the cell at which the row of a state begins.
  enum Entry : std::uint16_t { kUnknown = 0, kDead = 1, kFound = 2, kFull = 3 };

  using Cell = std::atomic<std::uint16_t>;
  struct Table {
    std::size_t rows = 0;
    std::unique_ptr<Cell[]> cells;
  };
  struct Making {
    explicit Making(StateMaker states_maker) : maker(std::move(states_maker)) {}
    std::mutex mutex;
    StateMaker maker;
    std::vector<std::unique_ptr<Table>> tables;  // older ones may still be read
    std::atomic<const Table*> table{nullptr};    // the newest
  };

  std::uint16_t find_entry(std::size_t row, std::size_t cls) const noexcept;
  std::uint16_t entry_of(std::uint16_t state) const;
  void add_table(std::size_t rows) const;
  void scout_ahead(Instructions with);

  std::array<std::uint8_t, 256> class_of_;
  std::uint16_t end_class_;
  std::uint16_t stride_;
  std::unique_ptr<Making> making_;
  std::uint16_t begin_ = kDead;   // entry at the beginning of the text
  std::uint16_t middle_ = kDead;  // where nothing is found yet, behind no word
  std::uint16_t middle_after_word_ = kDead;
  std::optional<ByteScout> scout_;      // looks ahead from the two of them
  std::uint16_t last_special_ = kFull;  // entries up to here need care
  ByteSet word_;
};

}  // namespace intake::matcher
