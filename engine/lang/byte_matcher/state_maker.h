#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "lang/byte_matcher/program.h"

namespace intake::matcher {

/// The states of a deterministic machine, made from a Program when they are asked for. A state is
/// the set of ops that the program could be in.
class StateMaker {
 public:
  // What stands for a state where there is none.
  static constexpr std::uint16_t kDead = 0xffff;   // nothing that follows is a match
  static constexpr std::uint16_t kFound = 0xfffe;  // whatever follows is a match
  static constexpr std::uint16_t kFull = 0xfffd;   // over one of the limits

  /// `anchored`: a match begins where the text does. `most_members`: ops of all states together.
  StateMaker(Program program, bool anchored, std::size_t most_states, std::size_t most_members);

  std::uint16_t begin(bool at_begin, bool after_word = false);
  /// The state behind a byte of this class; Program::classes stands for the end of the text, behind
  /// which there is kFound or kDead.
  std::uint16_t follow(std::uint16_t state, std::uint16_t cls);
  /// Of the first bytes of every match that begins within the text, at most `most` of them.
  std::vector<ByteSet> first_bytes(std::size_t most);
  const Program& program() const { return program_; }
  std::size_t size() const { return states_.size(); }

 private:
  /// Where in the text the machine is; known of a byte only when the next one is.
  struct Place {
    bool at_begin = false, after_word = false, before_word = false, at_end = false;
    bool decides = false;   // edges are followed or dropped, not kept
    bool any_edge = false;  // all but `^` hold
  };
  struct State {
    std::uint32_t first = 0, count = 0;         // in members_
    bool after_word = false, at_begin = false;  // told apart only where an edge asks
  };

  static bool holds(Op::Kind edge, const Place& place);
  void clear_set();
  /// Adds the op and what it leads to without a byte.
  void add(std::uint16_t op, const Place& place);
  std::uint16_t state_of_set(const Place& place);

  Program program_;
  bool anchored_;
  std::size_t most_states_, most_members_;
  std::vector<bool> is_word_;  // by class
  std::vector<State> states_;
  std::vector<std::uint16_t> members_;
  std::unordered_multimap<std::uint64_t, std::uint16_t> by_hash_;
  std::vector<std::uint32_t> seen_;  // by op: number of the set that it was added to last
  std::uint32_t set_number_ = 0;
  std::vector<std::uint16_t> set_, before_, pending_;
  bool has_found_ = false, has_edges_ = false;  // of set_
};

}  // namespace intake::matcher
