#include "lang/byte_matcher/syntax.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake::matcher {
namespace {

constexpr std::uint64_t kMostRepetitions = 1'000;  // RE2's own limit, nested ones multiplied
// RE2 makes an instruction of 8 bytes for at most each of the units that Reader::weigh() counts and
// gives them a sixth of its memory; this is half of that, to be on the safe side.
constexpr std::uint64_t kMemoryPerUnit = 96;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { syntax_.names.emplace_back(); }

  bool run() {
    frames_.push_back({});
    while (at_ < text_.size()) {
      if (!step()) return false;
    }
    if (frames_.size() != 1) return false;
    syntax_.root = close_alternatives();
    return true;
  }

  /// Whether RE2 surely has the memory for it, its repetitions written out.
  bool is_small(std::uint64_t memory) const {
    const Weight weight = weigh(syntax_.root);
    return weight.repetitions <= kMostRepetitions && weight.units <= memory / kMemoryPerUnit;
  }
  Syntax take() { return std::move(syntax_); }

 private:
  /// A group that is open: its finished alternatives, and the one being read.
  struct Frame {
    std::uint32_t first_alternative = kNone, last_alternative = kNone;
    std::uint32_t first = kNone, last = kNone;
    std::uint16_t group = 0;  // 0: does not capture
    bool fold_before = false, dot_all_before = false;
  };

  char here() const { return text_[at_]; }
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  std::uint32_t make(const Node& node) {
    syntax_.nodes.push_back(node);
    return static_cast<std::uint32_t>(syntax_.nodes.size() - 1);
  }

  void append(const Node& node) {
    const std::uint32_t index = make(node);
    Frame& frame = frames_.back();
    if (frame.first == kNone) {
      frame.first = index;
    } else {
      syntax_.nodes[frame.last].next = index;
    }
    frame.last = index;
    repeatable_ = true;
  }

  void append_kind(NodeKind kind) {
    Node node;
    node.kind = kind;
    append(node);
  }

  void append_set(std::span<const RuneRange> ranges) {
    Node node;
    node.kind = NodeKind::kRunes;
    node.range = static_cast<std::uint32_t>(syntax_.ranges.size());
    node.ranges = static_cast<std::uint32_t>(ranges.size());
    syntax_.ranges.insert(syntax_.ranges.end(), ranges.begin(), ranges.end());
    append(node);
  }

  bool append_rune(char32_t rune) {
    if (!fold_) {
      const RuneRange one{rune, rune};
      append_set({&one, 1});
      return true;
    }
    set_.clear();
    if (!set_.add_folded(rune, rune)) return false;
    set_.tidy();
    append_set(set_.ranges());
    return true;
  }

  std::uint32_t close_sequence() {
    Frame& frame = frames_.back();
    std::uint32_t index = frame.first;
    if (index == kNone) {
      index = make({});
    } else if (index != frame.last) {
      Node node;
      node.kind = NodeKind::kSequence;
      node.kid = index;
      index = make(node);
    }
    frame.first = frame.last = kNone;
    return index;
  }

  void close_alternative() {
    const std::uint32_t index = close_sequence();
    Frame& frame = frames_.back();
    if (frame.first_alternative == kNone) {
      frame.first_alternative = index;
    } else {
      syntax_.nodes[frame.last_alternative].next = index;
    }
    frame.last_alternative = index;
  }

  std::uint32_t close_alternatives() {
    close_alternative();
    const Frame& frame = frames_.back();
    if (frame.first_alternative == frame.last_alternative) return frame.first_alternative;
    Node node;
    node.kind = NodeKind::kAlternatives;
    node.kid = frame.first_alternative;
    return make(node);
  }

  bool step() {
    const char c = here();
    switch (c) {
      case '(':
        return open_group();
      case ')':
        return close_group();
      case '|':
        ++at_;
        close_alternative();
        repeatable_ = false;
        return true;
      case '*':
      case '+':
      case '?':
      case '{':
        return repeat();
      case '^':
        ++at_;
        append_kind(NodeKind::kBegin);
        return true;
      case '$':
        ++at_;
        append_kind(NodeKind::kEnd);
        return true;
      case '.':
        ++at_;
        set_.clear();
        if (!dot_all_) set_.add('\n', '\n');
        set_.negate();
        append_set(set_.ranges());
        return true;
      case '[':
        return bracket();
      case '\\':
        return escape();
      default:
        return append_rune(next_code_point(text_, at_));
    }
  }

  bool open_group() {
    ++at_;
    Frame frame;
    frame.fold_before = fold_;
    frame.dot_all_before = dot_all_;
    if (!next_is('?')) {
      frame.group = static_cast<std::uint16_t>(syntax_.names.size());
      syntax_.names.emplace_back();
    } else if (text_.substr(at_).starts_with("?P<")) {
      at_ += 3;
      const std::size_t end = text_.find('>', at_);
      if (end == std::string_view::npos || !add_name(text_.substr(at_, end - at_))) return false;
      frame.group = static_cast<std::uint16_t>(syntax_.names.size() - 1);
      at_ = end + 1;
    } else {
      ++at_;
      if (!flags()) return false;
      if (next_is(')')) {  // for the rest of the group that it stands in
        ++at_;
        repeatable_ = false;
        return true;
      }
      ++at_;
    }
    if (frames_.size() == kMostNesting) return false;
    frames_.push_back(frame);
    repeatable_ = false;
    return true;
  }

  bool add_name(std::string_view name) {
    const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return is_letter(c) || is_digit(c) || c == '_';
    });
    if (!good ||
        std::find(syntax_.names.begin(), syntax_.names.end(), name) != syntax_.names.end()) {
      return false;
    }
    syntax_.names.emplace_back(name);
    return true;
  }

  /// Up to the `)` or `:` behind them.
  bool flags() {
    bool on = true, any = false;
    bool fold = fold_, dot_all = dot_all_;
    for (; at_ < text_.size(); ++at_) {
      const char c = here();
      if (c == ')' || c == ':') {
        if ((!on && !any) || (c == ')' && !any)) return false;
        fold_ = fold;
        dot_all_ = dot_all;
        return true;
      }
      if (c == '-' && on) {
        on = any = false;
        continue;
      }
      if (c != 'i' && c != 's') return false;
      (c == 'i' ? fold : dot_all) = on;
      any = true;
    }
    return false;
  }

  bool close_group() {
    if (frames_.size() == 1) return false;
    ++at_;
    std::uint32_t inner = close_alternatives();
    const Frame frame = frames_.back();
    frames_.pop_back();
    fold_ = frame.fold_before;
    dot_all_ = frame.dot_all_before;
    Node node;
    if (frame.group != 0) {
      node.kind = NodeKind::kGroup;
      node.group = frame.group;
    } else {
      node.kind = NodeKind::kSequence;  // keeps what `inner` is apart from its neighbours
    }
    node.kid = inner;
    append(node);
    return true;
  }

  bool repeat() {
    if (!repeatable_) return false;
    Node& last = syntax_.nodes[frames_.back().last];
    if (last.kind >= NodeKind::kBegin) return false;
    std::uint64_t least = 0, most = kUnlimited;
    const char c = here();
    ++at_;
    if (c == '+') least = 1;
    if (c == '?') most = 1;
    if (c == '{') {
      if (!number(least)) return false;
      most = least;
      if (next_is(',')) {
        ++at_;
        most = kUnlimited;
        if (!next_is('}') && !number(most)) return false;
      }
      if (!next_is('}')) return false;
      ++at_;
      const bool limited = most != kUnlimited;
      if (least > kMostRepetitions || (limited && (most > kMostRepetitions || least > most))) {
        return false;
      }
    }
    if (next_is('?')) ++at_;  // lazy: finds in the same texts
    if (at_ < text_.size() && std::string_view("*+?{").find(here()) != std::string_view::npos) {
      return false;
    }
    const Node inner = last;
    Node node;
    node.kind = NodeKind::kRepeat;
    node.least = static_cast<std::uint16_t>(least);
    node.most = static_cast<std::uint16_t>(most);
    node.kid = make(inner);
    syntax_.nodes[frames_.back().last] = node;
    repeatable_ = false;
    return true;
  }

  bool number(std::uint64_t& value) {
    const std::size_t begin = at_;
    value = 0;
    for (; at_ < text_.size() && is_digit(here()) && at_ - begin < 5; ++at_) {
      value = value * 10 + static_cast<std::uint64_t>(here() - '0');
    }
    // A number that begins with 0 is none to RE2.
    return at_ > begin && (at_ == begin + 1 || text_[begin] != '0');
  }

  /// Behind a backslash: a character that stands for itself, or a code.
  bool escaped_rune(char32_t& rune) {
    if (at_ >= text_.size()) return false;
    const char c = here();
    ++at_;
    constexpr std::string_view kLetters = "nrtfva";
    constexpr std::string_view kMeant = "\n\r\t\f\v\a";
    if (const std::size_t known = kLetters.find(c); known != std::string_view::npos) {
      rune = static_cast<char32_t>(kMeant[known]);
      return true;
    }
    if (c == 'x') return hex_rune(rune);
    if (c < '!' || c > '~' || is_letter(c) || is_digit(c)) return false;
    rune = static_cast<char32_t>(c);
    return true;
  }

  bool hex_rune(char32_t& rune) {
    const bool braces = next_is('{');
    if (braces) ++at_;
    rune = 0;
    std::size_t count = 0;
    for (; at_ < text_.size() && hex_value(here()) >= 0 && (braces || count < 2); ++at_, ++count) {
      rune = rune * 16 + static_cast<char32_t>(hex_value(here()));
      if (rune > kLastRune) return false;
    }
    if (!braces) return count == 2;
    if (!next_is('}') || count == 0) return false;
    ++at_;
    return true;
  }

  /// `\d \D \s \S \w \W \p{..} \P{..}` at the backslash. False: it is none of them, nothing was
  /// read; `bad_`: it cannot be read here.
  bool group_escape(RuneSet& set) {
    if (at_ + 1 >= text_.size()) return false;
    const char c = text_[at_ + 1];
    if (std::string_view("dDsSwWpP").find(c) == std::string_view::npos) return false;
    at_ += 2;
    RuneSet group;
    const bool negated = c < 'a';
    if (c == 'p' || c == 'P') {
      std::size_t end = at_ + 1;
      std::string_view name = text_.substr(at_, 1);
      if (next_is('{')) {
        end = text_.find('}', at_);
        if (end == std::string_view::npos) return bad_ = true;
        name = text_.substr(at_ + 1, end - at_ - 1);
        ++end;
      }
      const auto known = unicode_group(name);
      if (!known) return bad_ = true;
      at_ = end;
      group.add(*known);
    } else {
      for (const RuneRange& range : perl_group(static_cast<char>(c | 0x20))) {
        if (fold_) {
          bad_ |= !group.add_folded(range.low, range.high);
        } else {
          group.add(range.low, range.high);
        }
      }
    }
    group.tidy();
    if (negated) group.negate();
    set.add(group.ranges());
    return true;
  }

  bool escape() {
    set_.clear();
    if (group_escape(set_)) {
      if (bad_) return false;
      set_.tidy();
      append_set(set_.ranges());
      return true;
    }
    ++at_;
    if (at_ >= text_.size()) return false;
    constexpr std::string_view kEdges = "AzbB";
    constexpr NodeKind kKinds[] = {NodeKind::kBegin, NodeKind::kEnd, NodeKind::kWordEdge,
                                   NodeKind::kNoWordEdge};
    if (const std::size_t edge = kEdges.find(here()); edge != std::string_view::npos) {
      ++at_;
      append_kind(kKinds[edge]);
      return true;
    }
    char32_t rune = 0;
    return escaped_rune(rune) && append_rune(rune);
  }

  bool class_rune(char32_t& rune) {
    if (at_ >= text_.size()) return false;
    if (here() == '\\') {
      ++at_;
      return escaped_rune(rune);
    }
    rune = next_code_point(text_, at_);
    return true;
  }

  bool bracket() {
    ++at_;
    set_.clear();
    const bool negated = next_is('^');
    if (negated) ++at_;
    for (bool first = true; first || !next_is(']'); first = false) {
      if (at_ >= text_.size()) return false;
      if (here() == '[' && at_ + 1 < text_.size() && text_[at_ + 1] == ':') return false;
      if (here() == '\\' && group_escape(set_)) {
        if (bad_) return false;
        continue;
      }
      char32_t low = 0;
      if (!class_rune(low)) return false;
      char32_t high = low;
      if (next_is('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        ++at_;
        if (!class_rune(high) || high < low) return false;
      }
      if (fold_) {
        if (!set_.add_folded(low, high)) return false;
      } else {
        set_.add(low, high);
      }
    }
    ++at_;
    set_.tidy();
    if (negated) set_.negate();
    if (set_.empty()) return false;
    append_set(set_.ranges());
    return true;
  }

  struct Weight {
    std::uint64_t units = 0;
    std::uint64_t repetitions = 1;
  };

  Weight weigh(std::uint32_t index) const {
    const Node& node = syntax_.node(index);
    Weight weight{2, 1};
    if (node.kind == NodeKind::kRunes) {
      for (const RuneRange& range : syntax_.runes(node)) weight.units += range.high < 0x80 ? 2 : 16;
      return weight;
    }
    for (std::uint32_t kid = node.kid; kid != kNone; kid = syntax_.node(kid).next) {
      const Weight inner = weigh(kid);
      weight.units += inner.units + 2;
      weight.repetitions = std::max(weight.repetitions, inner.repetitions);
    }
    if (node.kind != NodeKind::kRepeat) return weight;
    const std::uint64_t times = node.most == kUnlimited ? node.least : node.most;
    weight.units = (weight.units + 2) * (times + 1);
    if (times > 0) weight.repetitions *= times;
    constexpr std::uint64_t kFar = 1u << 30;
    return {std::min(weight.units, kFar), std::min(weight.repetitions, kFar)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool fold_ = false;
  bool dot_all_ = false;
  bool repeatable_ = false;  // what was read last can be repeated
  bool bad_ = false;
  std::vector<Frame> frames_;
  RuneSet set_;
  Syntax syntax_;
};

}  // namespace

std::optional<Syntax> read_syntax(std::string_view pattern, std::uint32_t memory) {
  Reader reader(pattern);
  if (!reader.run() || !reader.is_small(memory)) return std::nullopt;
  return reader.take();
}

}  // namespace intake::matcher
