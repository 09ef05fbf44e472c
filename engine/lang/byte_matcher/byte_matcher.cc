#include "lang/byte_matcher/byte_matcher.h"

#include <algorithm>
#include <utility>

namespace intake::matcher {
namespace {

constexpr std::size_t kMostEnds = 16;
constexpr std::uint32_t kMachineShare = 8;  // of the memory of a pattern

/// Appends the text of a node that is nothing but literals.
bool append_literal(const Syntax& syntax, const Node& node, std::string& text) {
  if (node.kind == NodeKind::kSequence || node.kind == NodeKind::kGroup) {
    for (std::uint32_t kid = node.kid; kid != kNone; kid = syntax.node(kid).next) {
      if (!append_literal(syntax, syntax.node(kid), text)) return false;
    }
    return true;
  }
  if (node.kind != NodeKind::kRunes) return false;
  const auto runes = syntax.runes(node);
  if (runes.size() != 1 || runes[0].low != runes[0].high) return false;
  std::vector<ByteSequence> sequences;
  append_sequences(runes[0], sequences);
  for (std::size_t i = 0; i < sequences[0].size; ++i) {
    text.push_back(static_cast<char>(sequences[0].low[i]));
  }
  return true;
}

/// The texts of a node that is one of several literals.
bool append_literals(const Syntax& syntax, const Node& node, std::vector<std::string>& texts) {
  const Node* alternatives = &node;
  while ((alternatives->kind == NodeKind::kSequence || alternatives->kind == NodeKind::kGroup) &&
         syntax.node(alternatives->kid).next == kNone) {
    alternatives = &syntax.node(alternatives->kid);
  }
  if (alternatives->kind != NodeKind::kAlternatives) return false;
  for (std::uint32_t kid = alternatives->kid; kid != kNone; kid = syntax.node(kid).next) {
    std::string text;
    if (texts.size() == kMostEnds || !append_literal(syntax, syntax.node(kid), text)) return false;
    texts.push_back(std::move(text));
  }
  return true;
}

/// Whether something in it looks at what stands before it.
bool looks_back(const Syntax& syntax, std::uint32_t first) {
  for (std::uint32_t index = first; index != kNone; index = syntax.node(index).next) {
    const Node& node = syntax.node(index);
    if (node.kind == NodeKind::kBegin || node.kind == NodeKind::kWordEdge ||
        node.kind == NodeKind::kNoWordEdge || looks_back(syntax, node.kid)) {
      return true;
    }
  }
  return false;
}

ByteSet all_bytes() {
  ByteSet set;
  set.add(0, 0xff);
  return set;
}

}  // namespace

class ByteMatcher::Maker {
 public:
  Maker(Syntax syntax, std::uint32_t memory, Instructions with)
      : syntax_(std::move(syntax)), memory_(memory), with_(with), made_(new ByteMatcher) {}

  std::unique_ptr<const ByteMatcher> run() {
    read_row();
    const bool done =
        anchored_ ? path_to_end() || path_with_ends() || open_path() || head() : ends_only();
    if (!done && !machine(first_, false)) return nullptr;
    return std::move(made_);
  }

 private:
  /// The nodes of the pattern in a row, without `^` before and `$` behind them.
  void read_row() {
    const Node& root = syntax_.node(syntax_.root);
    const bool is_row = root.kind == NodeKind::kSequence;
    first_ = is_row ? root.kid : syntax_.root;
    for (std::uint32_t kid = first_; kid != kNone; kid = syntax_.node(kid).next) {
      row_.push_back(kid);
      if (!is_row) break;
    }
    anchored_ = !row_.empty() && syntax_.node(row_.front()).kind == NodeKind::kBegin;
    if (anchored_) row_.erase(row_.begin());
    closed_ = !row_.empty() && syntax_.node(row_.back()).kind == NodeKind::kEnd;
    if (closed_) row_.pop_back();
  }

  bool keep(StraightMaker& maker, Way way) {
    made_->way_ = way;
    made_->path_ = maker.take();
    return true;
  }

  bool path_to_end() {
    if (!closed_) return false;
    StraightMaker maker(syntax_, with_);
    if (maker.make(row_, {}) != row_.size()) return false;
    made_->captures_ = true;
    return keep(maker, Way::kPath);
  }

  /// The literal, or one of several, that the row ends in; how many nodes are left before it.
  std::size_t take_ends(std::vector<std::string>& ends, bool& one) const {
    std::size_t left = row_.size();
    if (left > 0 && append_literals(syntax_, syntax_.node(row_[left - 1]), ends)) {
      one = false;
      --left;
    } else {
      ends.assign(1, "");
      one = true;
    }
    for (; left > 0 && syntax_.node(row_[left - 1]).kind == NodeKind::kRunes; --left) {
      std::string text;
      if (!append_literal(syntax_, syntax_.node(row_[left - 1]), text)) break;
      for (std::string& end : ends) end.insert(0, text);
    }
    return left;
  }

  bool path_with_ends() {
    if (!closed_) return false;
    std::vector<std::string> ends;
    bool one = false;
    const std::size_t left = take_ends(ends, one);
    if (left == row_.size()) return false;
    StraightMaker maker(syntax_, with_);
    if (maker.make(std::span(row_).first(left), {}) != left) return false;
    made_->ends_ = std::move(ends);
    made_->captures_ = one;
    return keep(maker, Way::kEnds);
  }

  bool ends_only() {
    if (!closed_) return false;
    std::vector<std::string> ends;
    bool one = false;
    if (take_ends(ends, one) != 0) return false;
    made_->ends_ = std::move(ends);
    made_->at_begin_ = false;
    made_->way_ = Way::kEnds;
    return true;
  }

  /// Nothing has to stand behind the path, so that it is as short as can be.
  bool open_path() {
    if (closed_) return false;
    std::vector<std::uint32_t> row = row_;
    while (!row.empty()) {
      const Node& last = syntax_.node(row.back());
      if (last.kind != NodeKind::kRepeat || looks_to_edges(last.kid)) break;
      if (last.least == 0) {
        row.pop_back();
        continue;
      }
      Node shortest = last;
      shortest.most = shortest.least;
      row.back() = static_cast<std::uint32_t>(syntax_.nodes.size());
      syntax_.nodes.push_back(shortest);
      break;
    }
    StraightMaker maker(syntax_, with_);
    if (maker.make(row, all_bytes()) != row.size()) return false;
    return keep(maker, Way::kOpenPath);
  }

  bool looks_to_edges(std::uint32_t first) const {
    for (std::uint32_t index = first; index != kNone; index = syntax_.node(index).next) {
      const Node& node = syntax_.node(index);
      if (node.kind >= NodeKind::kBegin || looks_to_edges(node.kid)) return true;
    }
    return false;
  }

  /// A path to begin with, then the machine.
  bool head() {
    if (row_.empty()) return false;
    StraightMaker maker(syntax_, with_);
    std::size_t count = maker.make(row_, closed_ ? ByteSet() : all_bytes());
    if (count == 0 || count == row_.size() || looks_back(syntax_, row_[count])) return false;
    return machine(row_[count], true) && keep(maker, Way::kPathThenMachine);
  }

  bool machine(std::uint32_t first, bool anchored) {
    // A root that is no row has no siblings.
    auto program = make_program(syntax_, first);
    if (!program) return false;
    made_->machine_.emplace(*std::move(program), anchored, memory_ / kMachineShare, with_);
    return true;
  }

  Syntax syntax_;
  std::uint32_t memory_;
  Instructions with_;
  std::unique_ptr<ByteMatcher> made_;
  std::vector<std::uint32_t> row_;
  std::uint32_t first_ = kNone;
  bool anchored_ = false, closed_ = false;
};

std::unique_ptr<const ByteMatcher> ByteMatcher::make(Syntax syntax, std::uint32_t memory,
                                                     Instructions with) {
  return Maker(std::move(syntax), memory, with).run();
}

ByteMatcher::Form ByteMatcher::form() const {
  if (way_ == Way::kMachine) return Form::kMachine;
  return way_ == Way::kPathThenMachine ? Form::kStraightThenMachine : Form::kStraight;
}

bool ByteMatcher::fits_ends(std::string_view text, std::span<GroupEnds> groups) const noexcept {
  const char* const begin = text.data();
  for (const std::string& tail : ends_) {
    if (!text.ends_with(tail)) continue;
    if (!at_begin_) return true;
    const char* const end = begin + (text.size() - tail.size());
    if ((groups.empty() ? path_.follow(begin, end) : path_.follow(begin, end, groups)) == end) {
      return true;
    }
  }
  return false;
}

Answer ByteMatcher::search(std::string_view text) const noexcept {
  if (text.data() == nullptr) text = "";
  const char* const end = text.data() + text.size();
  switch (way_) {
    case Way::kPath:
      return path_.follow(text.data(), end) == end ? Answer::kYes : Answer::kNo;
    case Way::kOpenPath:
      return path_.follow(text.data(), end) != nullptr ? Answer::kYes : Answer::kNo;
    case Way::kEnds:
      return fits_ends(text, {}) ? Answer::kYes : Answer::kNo;
    case Way::kMachine:
      return machine_->search(text, true);
    case Way::kPathThenMachine:
      break;
  }
  const char* const reached = path_.follow(text.data(), end);
  if (reached == nullptr) return Answer::kNo;
  return machine_->search({reached, static_cast<std::size_t>(end - reached)}, false);
}

bool ByteMatcher::capture(std::string_view text, std::span<GroupEnds> groups) const noexcept {
  if (text.data() == nullptr) text = "";
  std::fill(groups.begin(), groups.end(), GroupEnds{});
  const char* const end = text.data() + text.size();
  const bool fits =
      way_ == Way::kEnds ? fits_ends(text, groups) : path_.follow(text.data(), end, groups) == end;
  if (!fits) return false;
  if (!groups.empty()) groups[0] = {text.data(), text.data() + text.size()};
  return true;
}

}  // namespace intake::matcher
