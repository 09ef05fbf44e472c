#include "lang/byte_matcher/straight.h"

#include <algorithm>

#include "lang/byte_matcher/program.h"
#include "lang/byte_matcher/straight_follow.h"

namespace intake::matcher {
namespace {

constexpr std::size_t kMostSteps = 200;

bool is_literal(std::span<const RuneRange> runes) {
  return runes.size() == 1 && runes[0].low == runes[0].high;
}

bool is_ascii(std::span<const RuneRange> runes) { return runes.back().high < 0x80; }

/// All of what is beyond ASCII, and some of it or nothing.
bool is_wide(std::span<const RuneRange> runes) {
  return runes.back().high == kLastRune && runes.back().low <= 0x80;
}

ByteSet ascii_part(std::span<const RuneRange> runes) {
  ByteSet set;
  for (const RuneRange& range : runes) {
    if (range.low < 0x80) set.add(range.low, std::min<char32_t>(range.high, 0x7f));
  }
  return set;
}

std::string encoded(char32_t rune) {
  std::vector<ByteSequence> sequences;
  append_sequences({rune, rune}, sequences);
  std::string bytes;
  for (std::size_t i = 0; i < sequences[0].size; ++i) {
    bytes.push_back(static_cast<char>(sequences[0].low[i]));
  }
  return bytes;
}

}  // namespace

const char* follow_straight(const StraightParts& parts, const char* at, const char* end) noexcept {
  const auto leading = [](const ByteRun& run, const char* text, std::size_t size) {
    return run.leading(text, size);
  };
  return follow_with(parts, at, end, leading);
}

void StraightPath::finish(Instructions with) {
#if defined(__x86_64__)
  if (with == Instructions::kAvx2) follow_ = &follow_straight_avx2;
#else
  (void)with;
#endif
  Step end;
  end.kind = Step::Kind::kEnd;
  steps_.push_back(end);
  std::vector<std::uint32_t> numbers;  // of the steps, in plain_
  for (const Step& step : steps_) {
    numbers.push_back(static_cast<std::uint32_t>(plain_.size()));
    if (step.kind != Step::Kind::kGroupBegin && step.kind != Step::Kind::kGroupEnd) {
      plain_.push_back(step);
    }
  }
  for (Step& step : plain_) step.target = numbers[step.target];
  parts_ = {plain_.data(), literals_.data(), runs_.data(), sets_.data(), nullptr, 0};
}

std::vector<std::uint32_t> StraightMaker::kids(const Node& node) const {
  std::vector<std::uint32_t> all;
  for (std::uint32_t kid = node.kid; kid != kNone; kid = syntax_.node(kid).next) all.push_back(kid);
  return all;
}

StraightMaker::Facts StraightMaker::facts_of_row(std::uint32_t first) const {
  Facts all;
  all.may_be_empty = true;
  for (std::uint32_t kid = first; kid != kNone; kid = syntax_.node(kid).next) {
    const Facts one = facts(kid);
    all.readable = all.readable && one.readable;
    if (all.may_be_empty) all.first.add(one.first);
    all.may_be_empty = all.may_be_empty && one.may_be_empty;
  }
  return all;
}

StraightMaker::Facts StraightMaker::facts(std::uint32_t index) const {
  const Node& node = syntax_.node(index);
  Facts result;
  switch (node.kind) {
    case NodeKind::kEmpty:
      result.may_be_empty = true;
      return result;
    case NodeKind::kRunes: {
      const auto runes = syntax_.runes(node);
      result.first = ascii_part(runes);
      std::vector<ByteSequence> sequences;
      for (const RuneRange& range : runes) {
        if (range.high >= 0x80) append_sequences(range, sequences);
      }
      for (const ByteSequence& one : sequences) result.first.add(one.low[0], one.high[0]);
      return result;
    }
    case NodeKind::kSequence:
    case NodeKind::kGroup:
      return facts_of_row(node.kid);
    case NodeKind::kAlternatives:
      for (std::uint32_t kid = node.kid; kid != kNone; kid = syntax_.node(kid).next) {
        const Facts one = facts(kid);
        result.first.add(one.first);
        result.may_be_empty = result.may_be_empty || one.may_be_empty;
        result.readable = result.readable && one.readable;
      }
      return result;
    case NodeKind::kRepeat:
      result = facts(node.kid);
      if (node.least == 0) result.may_be_empty = true;
      return result;
    default:
      result.readable = false;
      result.may_be_empty = true;
      return result;
  }
}

std::size_t StraightMaker::make(std::span<const std::uint32_t> row, const ByteSet& open) {
  std::vector<ByteSet> behind(row.size(), open);
  for (std::size_t i = row.size(); i-- > 1;) {
    const Facts one = facts(row[i]);
    behind[i - 1] = one.first;
    if (one.may_be_empty) behind[i - 1].add(behind[i]);
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Mark before = mark();
    if (!facts(row[i]).readable || !emit(row[i], behind[i])) {
      go_back(before);
      return i;
    }
  }
  return row.size();
}

StraightMaker::Mark StraightMaker::mark() const {
  Mark mark{path_.steps_.size(), path_.literals_.size(), {}};
  if (mark.steps > 0) mark.last = path_.steps_.back();
  return mark;
}

void StraightMaker::go_back(const Mark& mark) {
  path_.steps_.resize(mark.steps);
  if (mark.steps > 0) path_.steps_.back() = mark.last;  // a literal may have joined it
  path_.literals_.resize(mark.literals);
}

bool StraightMaker::emit_row(std::span<const std::uint32_t> row, const ByteSet& behind) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    ByteSet next;
    bool open = true;
    for (std::size_t j = i + 1; j < row.size() && open; ++j) {
      const Facts one = facts(row[j]);
      next.add(one.first);
      open = one.may_be_empty;
    }
    if (open) next.add(behind);
    if (!emit(row[i], next)) return false;
  }
  return true;
}

bool StraightMaker::emit(std::uint32_t index, const ByteSet& behind) {
  if (path_.steps_.size() > kMostSteps) return false;
  const Node& node = syntax_.node(index);
  switch (node.kind) {
    case NodeKind::kEmpty:
      return true;
    case NodeKind::kRunes:
      return emit_runes(node);
    case NodeKind::kSequence:
      return emit_row(kids(node), behind);
    case NodeKind::kGroup:
      add(Step::Kind::kGroupBegin, node.group);
      if (!emit_row(kids(node), behind)) return false;
      add(Step::Kind::kGroupEnd, node.group);
      return true;
    case NodeKind::kAlternatives:
      return emit_alternatives(node, behind);
    case NodeKind::kRepeat:
      return emit_repeat(node, behind);
    default:
      return false;
  }
}

bool StraightMaker::emit_runes(const Node& node) {
  const auto runes = syntax_.runes(node);
  if (is_literal(runes)) {
    literal(encoded(runes[0].low));
    return true;
  }
  if (is_ascii(runes)) {
    add(Step::Kind::kOne, run_of(ascii_part(runes)));
    return true;
  }
  if (!is_wide(runes)) return false;
  Step& step = path_.steps_[add(Step::Kind::kWideRun, run_of(ascii_part(runes)))];
  step.least = step.most = 1;
  return true;
}

bool StraightMaker::emit_alternatives(const Node& node, const ByteSet& behind) {
  // The one that may be empty is taken where no other begins.
  std::vector<std::uint32_t> order;
  std::optional<std::uint32_t> empty;
  ByteSet begun;
  for (const std::uint32_t kid : kids(node)) {
    const Facts one = facts(kid);
    if (one.first.meets(begun)) return false;
    begun.add(one.first);
    if (!one.may_be_empty) {
      order.push_back(kid);
    } else if (empty || one.first.meets(behind)) {
      return false;
    } else {
      empty = kid;
    }
  }
  if (empty) {
    if (begun.meets(behind)) return false;
    order.push_back(*empty);
  }
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool last = i + 1 == order.size();
    const std::size_t choice = last ? 0 : branch(facts(order[i]).first);
    if (!emit(order[i], behind)) return false;
    if (last) break;
    ends.push_back(add(Step::Kind::kGo));
    path_.steps_[choice].target = static_cast<std::uint32_t>(path_.steps_.size());
    literal_barrier_ = path_.steps_.size();
  }
  for (const std::size_t end : ends) {
    path_.steps_[end].target = static_cast<std::uint32_t>(path_.steps_.size());
  }
  literal_barrier_ = path_.steps_.size();
  return true;
}

bool StraightMaker::emit_run(const Node& node, const ByteSet& behind) {
  const auto runes = syntax_.runes(syntax_.node(node.kid));
  const bool ascii = is_ascii(runes);
  if (!ascii && !is_wide(runes)) return false;
  if (node.least != node.most && facts(node.kid).first.meets(behind)) return false;
  Step& step =
      path_.steps_[add(ascii ? Step::Kind::kRun : Step::Kind::kWideRun, run_of(ascii_part(runes)))];
  step.least = node.least;
  step.most = node.most == kUnlimited ? ~std::uint32_t{0} : node.most;
  return true;
}

bool StraightMaker::emit_repeat(const Node& node, const ByteSet& behind) {
  const Node& inner = syntax_.node(node.kid);
  if (inner.kind == NodeKind::kRunes &&
      !(is_literal(syntax_.runes(inner)) && syntax_.runes(inner)[0].low >= 0x80)) {
    return emit_run(node, behind);
  }
  const Facts one = facts(node.kid);
  if (one.may_be_empty) return false;
  const bool fixed = node.least == node.most;
  if (!fixed && one.first.meets(behind)) return false;
  ByteSet again = behind;
  again.add(one.first);
  for (std::uint16_t i = 0; i < node.least; ++i) {
    if (!emit(node.kid, fixed && i + 1 == node.least ? behind : again)) return false;
  }
  if (fixed) return true;
  if (node.most == kUnlimited) {
    const std::size_t choice = branch(one.first);
    if (!emit(node.kid, again)) return false;
    const std::size_t back = add(Step::Kind::kGo);
    path_.steps_[back].target = static_cast<std::uint32_t>(choice);
    path_.steps_[choice].target = static_cast<std::uint32_t>(path_.steps_.size());
  } else {
    std::vector<std::size_t> choices;
    for (std::uint16_t i = node.least; i < node.most; ++i) {
      choices.push_back(branch(one.first));
      if (!emit(node.kid, i + 1 == node.most ? behind : again)) return false;
    }
    for (const std::size_t choice : choices) {
      path_.steps_[choice].target = static_cast<std::uint32_t>(path_.steps_.size());
    }
  }
  literal_barrier_ = path_.steps_.size();
  return true;
}

void StraightMaker::literal(std::string_view bytes) {
  std::vector<Step>& steps = path_.steps_;
  const bool joins = steps.size() > literal_barrier_ && steps.back().kind == Step::Kind::kLiteral &&
                     steps.back().first + steps.back().least == path_.literals_.size();
  if (!joins) {
    add(Step::Kind::kLiteral, path_.literals_.size());
  }
  steps.back().least += static_cast<std::uint32_t>(bytes.size());
  path_.literals_.insert(path_.literals_.end(), bytes.begin(), bytes.end());
}

std::size_t StraightMaker::add(Step::Kind kind, std::size_t first) {
  Step step;
  step.kind = kind;
  step.first = static_cast<std::uint16_t>(first);
  path_.steps_.push_back(step);
  return path_.steps_.size() - 1;
}

std::size_t StraightMaker::branch(const ByteSet& set) {
  path_.sets_.push_back(set);
  const std::size_t index = add(Step::Kind::kIf, path_.sets_.size() - 1);
  literal_barrier_ = path_.steps_.size();
  return index;
}

std::size_t StraightMaker::run_of(const ByteSet& set) {
  for (std::size_t i = 0; i < path_.runs_.size(); ++i) {
    if (path_.runs_[i].set() == set) return i;
  }
  path_.runs_.emplace_back(set, with_);
  return path_.runs_.size() - 1;
}

}  // namespace intake::matcher
