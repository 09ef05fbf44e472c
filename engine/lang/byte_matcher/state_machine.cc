#include "lang/byte_matcher/state_machine.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace intake::matcher {
namespace {

constexpr std::size_t kFirstRows = 16;
constexpr std::size_t kMostCells = 60'000;  // the number of one has 16 bits

std::uint16_t stride_of(const Program& program) {
  constexpr std::uint16_t kFewest = 4;  // a row begins behind the special entries
  return std::max<std::uint16_t>(static_cast<std::uint16_t>(program.classes + 1), kFewest);
}

std::size_t most_cells(std::size_t memory) {
  return std::min(kMostCells, memory / sizeof(std::uint16_t));
}

}  // namespace

StateMachine::StateMachine(Program program, bool anchored, std::size_t memory, Instructions with)
    : class_of_(program.class_of), end_class_(program.classes), stride_(stride_of(program)) {
  const std::size_t cells = most_cells(memory);
  // The first row stays empty.
  const std::size_t states = std::max<std::size_t>(cells / stride_, 1) - 1;
  making_ = std::make_unique<Making>(StateMaker(std::move(program), anchored, states, cells));
  StateMaker& maker = making_->maker;
  add_table(kFirstRows);
  middle_ = entry_of(maker.begin(false, false));
  middle_after_word_ = entry_of(maker.begin(false, true));
  begin_ = entry_of(maker.begin(true));
  if (!anchored) scout_ahead(with);
}

/// The first states have the first rows, so that one comparison tells them from all others.
void StateMachine::scout_ahead(Instructions with) {
  if (middle_ <= kFull || middle_after_word_ <= kFull) return;
  const std::vector<ByteSet> bytes = making_->maker.first_bytes(ByteScout::kMostSets);
  if (!ByteScout::pays(bytes)) return;
  scout_.emplace(bytes, with);
  last_special_ = std::max(middle_, middle_after_word_);
  for (const RuneRange& range : perl_group('w')) word_.add(range.low, range.high);
}

Answer StateMachine::search(std::string_view text, bool at_begin) const noexcept {
  const Cell* cells = making_->table.load(std::memory_order_acquire)->cells.get();
  const char* at = text.data();
  const char* const end = at + text.size();
  const std::size_t last_special = last_special_;
  std::size_t row = 0;
  std::size_t next = at_begin ? begin_ : middle_;
  for (;;) {
    if (next <= last_special) {
      if (next == kUnknown) {
        next = find_entry(row, class_of_[static_cast<unsigned char>(*(at - 1))]);
        cells = making_->table.load(std::memory_order_acquire)->cells.get();
        continue;
      }
      if (next == kFound) return Answer::kYes;
      if (next == kDead) return Answer::kNo;
      if (next == kFull) return Answer::kTooLarge;
      const std::size_t skipped = scout_->skip(at, static_cast<std::size_t>(end - at));
      if (skipped > 0) {
        at += skipped;
        next = word_.has(static_cast<unsigned char>(*(at - 1))) ? middle_after_word_ : middle_;
      }
    }
    row = next;
    if (at == end) break;
    next = cells[row + class_of_[static_cast<unsigned char>(*at)]].load(std::memory_order_relaxed);
    ++at;
  }
  std::uint16_t last = cells[row + end_class_].load(std::memory_order_relaxed);
  if (last == kUnknown) last = find_entry(row, end_class_);
  return last == kFound ? Answer::kYes : Answer::kNo;
}

std::uint16_t StateMachine::find_entry(std::size_t row, std::size_t cls) const noexcept {
  const std::lock_guard lock(making_->mutex);
  const auto state = static_cast<std::uint16_t>(row / stride_ - 1);
  const std::uint16_t next = making_->maker.follow(state, static_cast<std::uint16_t>(cls));
  const std::uint16_t entry = entry_of(next);
  const Table* table = making_->table.load(std::memory_order_relaxed);
  if (entry > kFull && making_->maker.size() + 1 > table->rows) {
    add_table(std::max(std::min(table->rows * 4, kMostCells / stride_), making_->maker.size() + 1));
    table = making_->table.load(std::memory_order_relaxed);
  }
  table->cells[row + cls].store(entry, std::memory_order_relaxed);
  return entry;
}

std::uint16_t StateMachine::entry_of(std::uint16_t state) const {
  if (state == StateMaker::kDead) return kDead;
  if (state == StateMaker::kFound) return kFound;
  if (state == StateMaker::kFull) return kFull;
  return static_cast<std::uint16_t>((state + 1) * stride_);
}

void StateMachine::add_table(std::size_t rows) const {
  const Table* old = making_->table.load(std::memory_order_relaxed);
  auto table = std::make_unique<Table>();
  table->rows = rows;
  table->cells = std::make_unique<Cell[]>(rows * stride_);
  for (std::size_t i = 0; old != nullptr && i < old->rows * stride_; ++i) {
    table->cells[i].store(old->cells[i].load(std::memory_order_relaxed), std::memory_order_relaxed);
  }
  making_->table.store(table.get(), std::memory_order_release);
  making_->tables.push_back(std::move(table));
}

}  // namespace intake::matcher
