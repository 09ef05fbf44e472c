#include "lang/byte_matcher/state_maker.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace intake::matcher {
namespace {

std::uint64_t hash_of(const std::vector<std::uint16_t>& set, bool after_word, bool at_begin) {
  std::uint64_t hash = (after_word ? 1u : 0u) + (at_begin ? 2u : 0u);
  for (const std::uint16_t op : set) {
    hash = (hash ^ op) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace

StateMaker::StateMaker(Program program, bool anchored, std::size_t most_states,
                       std::size_t most_members)
    : program_(std::move(program)),
      anchored_(anchored),
      most_states_(std::min<std::size_t>(most_states, kFull)),
      most_members_(most_members),
      is_word_(program_.classes, false),
      seen_(program_.ops.size(), 0) {
  for (const RuneRange& range : perl_group('w')) {
    for (char32_t c = range.low; c <= range.high; ++c) is_word_[program_.class_of[c]] = true;
  }
}

std::uint16_t StateMaker::begin(bool at_begin, bool after_word) {
  Place place;
  place.at_begin = at_begin;
  place.after_word = after_word;
  clear_set();
  add(program_.start, place);
  return state_of_set(place);
}

std::uint16_t StateMaker::follow(std::uint16_t from, std::uint16_t cls) {
  const State state = states_[from];
  Place here;
  here.at_begin = state.at_begin;
  here.after_word = state.after_word;
  here.at_end = cls == program_.classes;
  here.before_word = !here.at_end && is_word_[cls];
  here.decides = true;
  clear_set();
  for (std::uint32_t i = 0; i < state.count; ++i) add(members_[state.first + i], here);
  if (has_found_) return kFound;
  if (here.at_end) return kDead;

  before_.swap(set_);
  Place behind;
  behind.after_word = here.before_word;
  const unsigned char byte = program_.byte_of[cls];
  clear_set();
  for (const std::uint16_t index : before_) {
    const Op& op = program_.ops[index];
    if (program_.sets[op.set].has(byte)) add(op.next, behind);
  }
  if (!anchored_) add(program_.start, behind);
  return state_of_set(behind);
}

std::vector<ByteSet> StateMaker::first_bytes(std::size_t most) {
  std::vector<ByteSet> bytes;
  Place place;
  place.any_edge = true;
  clear_set();
  add(program_.start, place);
  while (!has_found_ && bytes.size() < most) {
    before_.swap(set_);
    clear_set();
    bytes.emplace_back();
    for (const std::uint16_t index : before_) {
      const Op& op = program_.ops[index];
      bytes.back().add(program_.sets[op.set]);
      add(op.next, place);
    }
  }
  return bytes;
}

std::uint16_t StateMaker::state_of_set(const Place& place) {
  if (has_found_) return kFound;
  if (set_.empty()) return kDead;
  std::sort(set_.begin(), set_.end());
  const bool after_word = has_edges_ && place.after_word;
  const bool at_begin = has_edges_ && place.at_begin;
  const std::uint64_t hash = hash_of(set_, after_word, at_begin);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    const State& state = states_[known->second];
    if (state.after_word == after_word && state.at_begin == at_begin &&
        state.count == set_.size() &&
        std::equal(set_.begin(), set_.end(),
                   members_.begin() + static_cast<std::ptrdiff_t>(state.first))) {
      return known->second;
    }
  }
  if (states_.size() >= most_states_ || members_.size() + set_.size() > most_members_) {
    return kFull;
  }
  const auto index = static_cast<std::uint16_t>(states_.size());
  by_hash_.emplace(hash, index);
  states_.push_back({static_cast<std::uint32_t>(members_.size()),
                     static_cast<std::uint32_t>(set_.size()), after_word, at_begin});
  members_.insert(members_.end(), set_.begin(), set_.end());
  return index;
}

void StateMaker::clear_set() {
  set_.clear();
  has_found_ = has_edges_ = false;
  if (++set_number_ == 0) {
    std::fill(seen_.begin(), seen_.end(), 0u);
    set_number_ = 1;
  }
}

bool StateMaker::holds(Op::Kind edge, const Place& place) {
  if (edge == Op::Kind::kBegin) return place.at_begin;
  if (place.any_edge) return true;
  if (edge == Op::Kind::kEnd) return place.at_end;
  return (place.after_word != place.before_word) == (edge == Op::Kind::kWordEdge);
}

void StateMaker::add(std::uint16_t first, const Place& place) {
  pending_.push_back(first);
  while (!pending_.empty()) {
    const std::uint16_t index = pending_.back();
    pending_.pop_back();
    if (seen_[index] == set_number_) continue;
    seen_[index] = set_number_;
    const Op& op = program_.ops[index];
    switch (op.kind) {
      case Op::Kind::kFound:
        has_found_ = true;
        break;
      case Op::Kind::kFork:
        pending_.push_back(op.other);
        pending_.push_back(op.next);
        break;
      case Op::Kind::kBytes:
        set_.push_back(index);
        break;
      default:
        if (place.any_edge || place.decides || op.kind == Op::Kind::kBegin) {
          if (holds(op.kind, place)) pending_.push_back(op.next);
        } else {
          has_edges_ = true;
          set_.push_back(index);
        }
        break;
    }
  }
}

}  // namespace intake::matcher
