#include "lang/byte_matcher/program.h"

#include <algorithm>
#include <span>

namespace intake::matcher {
namespace {

constexpr std::size_t kMostOps = 4'000;
constexpr std::size_t kMostSets = 500;

char32_t last_of_size(std::size_t size) {
  constexpr char32_t kLast[] = {0x7f, 0x7ff, 0xffff, kLastRune};
  return kLast[size - 1];
}

std::size_t encode(char32_t rune, std::array<std::uint8_t, 4>& bytes) {
  std::size_t size = 1;
  while (rune > last_of_size(size)) ++size;
  if (size == 1) {
    bytes[0] = static_cast<std::uint8_t>(rune);
    return 1;
  }
  for (std::size_t i = size; i-- > 1;) {
    bytes[i] = static_cast<std::uint8_t>(0x80 | (rune & 0x3f));
    rune >>= 6;
  }
  constexpr std::uint8_t kLead[] = {0, 0, 0xc0, 0xe0, 0xf0};
  bytes[0] = static_cast<std::uint8_t>(kLead[size] | rune);
  return size;
}

class Maker {
 public:
  explicit Maker(const Syntax& syntax) : syntax_(syntax) { program_.ops.emplace_back(); }

  bool run(std::uint32_t first) {
    program_.start = row(first, 0);
    if (full_) return false;
    classify();
    return true;
  }

  Program take() { return std::move(program_); }

 private:
  std::uint16_t add(const Op& op) {
    if (program_.ops.size() >= kMostOps) {
      full_ = true;
      return 0;
    }
    program_.ops.push_back(op);
    return static_cast<std::uint16_t>(program_.ops.size() - 1);
  }

  std::uint16_t fork(std::uint16_t a, std::uint16_t b) {
    Op op;
    op.kind = Op::Kind::kFork;
    op.next = a;
    op.other = b;
    return add(op);
  }

  std::uint16_t bytes(const ByteSet& set, std::uint16_t next) {
    const auto known = std::find(program_.sets.begin(), program_.sets.end(), set);
    if (known == program_.sets.end() && program_.sets.size() == kMostSets) {
      full_ = true;
      return 0;
    }
    Op op;
    op.kind = Op::Kind::kBytes;
    op.set = static_cast<std::uint16_t>(known - program_.sets.begin());
    op.next = next;
    if (known == program_.sets.end()) program_.sets.push_back(set);
    return add(op);
  }

  // Each gives the op to begin with; behind the node follows `next`.

  std::uint16_t row(std::uint32_t first, std::uint16_t next) {
    std::vector<std::uint32_t> kids;
    for (std::uint32_t kid = first; kid != kNone; kid = syntax_.node(kid).next) kids.push_back(kid);
    for (std::size_t i = kids.size(); i-- > 0;) next = emit(kids[i], next);
    return next;
  }

  std::uint16_t alternatives(const Node& node, std::uint16_t next) {
    std::uint16_t begin = 0;
    for (std::uint32_t kid = node.kid; kid != kNone; kid = syntax_.node(kid).next) {
      const std::uint16_t one = emit(kid, next);
      begin = kid == node.kid ? one : fork(begin, one);
    }
    return begin;
  }

  std::uint16_t repeat(const Node& node, std::uint16_t next) {
    std::uint16_t begin = next;
    if (node.most == kUnlimited) {
      begin = fork(0, next);
      const std::uint16_t inner = emit(node.kid, begin);
      program_.ops[begin].next = inner;
    } else {
      for (std::uint16_t i = node.least; i < node.most && !full_; ++i) {
        begin = fork(emit(node.kid, begin), next);
      }
    }
    for (std::uint16_t i = 0; i < node.least && !full_; ++i) begin = emit(node.kid, begin);
    return begin;
  }

  std::uint16_t edge(Op::Kind kind, std::uint16_t next) {
    if (kind >= Op::Kind::kWordEdge) program_.has_word_edges = true;
    Op op;
    op.kind = kind;
    op.next = next;
    return add(op);
  }

  std::uint16_t emit(std::uint32_t index, std::uint16_t next) {
    if (full_) return 0;
    const Node& node = syntax_.node(index);
    switch (node.kind) {
      case NodeKind::kEmpty:
        return next;
      case NodeKind::kRunes:
        return runes(syntax_.runes(node), next);
      case NodeKind::kSequence:
      case NodeKind::kGroup:
        return row(node.kid, next);
      case NodeKind::kAlternatives:
        return alternatives(node, next);
      case NodeKind::kRepeat:
        return repeat(node, next);
      case NodeKind::kBegin:
        return edge(Op::Kind::kBegin, next);
      case NodeKind::kEnd:
        return edge(Op::Kind::kEnd, next);
      case NodeKind::kWordEdge:
        return edge(Op::Kind::kWordEdge, next);
      case NodeKind::kNoWordEdge:
        return edge(Op::Kind::kNoWordEdge, next);
    }
    return next;
  }

  std::uint16_t runes(std::span<const RuneRange> ranges, std::uint16_t next) {
    if (ranges.back().high < 0x80) {
      ByteSet set;
      for (const RuneRange& range : ranges) set.add(range.low, range.high);
      return bytes(set, next);
    }
    sequences_.clear();
    for (const RuneRange& range : ranges) append_sequences(range, sequences_);
    return tree(sequences_, 0, next);
  }

  /// Sequences that share their first `depth` bytes, in order.
  std::uint16_t tree(std::span<const ByteSequence> sequences, std::size_t depth,
                     std::uint16_t next) {
    ByteSet last;
    std::optional<std::uint16_t> begin;
    const auto also = [&](std::uint16_t op) { begin = begin ? fork(*begin, op) : op; };
    for (std::size_t i = 0; i < sequences.size() && !full_;) {
      const ByteSequence& one = sequences[i];
      if (one.size == depth + 1) {
        last.add(one.low[depth], one.high[depth]);
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < sequences.size() && sequences[end].size > depth + 1 &&
             sequences[end].low[depth] == one.low[depth] &&
             sequences[end].high[depth] == one.high[depth]) {
        ++end;
      }
      ByteSet lead;
      lead.add(one.low[depth], one.high[depth]);
      also(bytes(lead, tree(sequences.subspan(i, end - i), depth + 1, next)));
      i = end;
    }
    if (!last.empty()) also(bytes(last, next));
    return begin.value_or(0);
  }

  void classify() {
    std::vector<ByteSet> sets = program_.sets;
    if (program_.has_word_edges) {
      ByteSet word;
      for (const RuneRange& range : perl_group('w')) word.add(range.low, range.high);
      sets.push_back(word);
    }
    // Bytes between two borders are in the same sets; a class is one or more of such stretches.
    ByteSet borders;
    for (const ByteSet& set : sets) borders.add(set.borders());
    std::vector<unsigned> stretches{0};
    for (unsigned byte = 1; byte < 256; ++byte) {
      if (borders.has(static_cast<unsigned char>(byte))) stretches.push_back(byte);
    }
    std::vector<std::uint8_t> classes(stretches.size(), 0);
    std::uint16_t count = 1;
    std::array<std::array<std::uint16_t, 256>, 2> renamed;  // by being in the set, by class
    for (const ByteSet& set : sets) {
      for (auto& names : renamed) std::fill_n(names.begin(), count, kUnlimited);
      std::uint16_t fresh = 0;
      for (std::size_t i = 0; i < stretches.size(); ++i) {
        const bool inside = set.has(static_cast<unsigned char>(stretches[i]));
        std::uint16_t& name = renamed[inside ? 1 : 0][classes[i]];
        if (name == kUnlimited) name = fresh++;
        classes[i] = static_cast<std::uint8_t>(name);
      }
      count = fresh;
    }
    program_.classes = count;
    program_.byte_of.resize(count);
    for (std::size_t i = stretches.size(); i-- > 0;) {
      const unsigned end = i + 1 < stretches.size() ? stretches[i + 1] : 256;
      for (unsigned byte = stretches[i]; byte < end; ++byte) program_.class_of[byte] = classes[i];
      program_.byte_of[classes[i]] = static_cast<std::uint8_t>(stretches[i]);
    }
  }

  const Syntax& syntax_;
  Program program_;
  std::vector<ByteSequence> sequences_;
  bool full_ = false;
};

}  // namespace

void append_sequences(RuneRange range, std::vector<ByteSequence>& sequences) {
  // A range is cut until its sequences differ in whole bytes from one place on.
  std::vector<RuneRange> rest{range};
  while (!rest.empty()) {
    const RuneRange part = rest.back();
    rest.pop_back();
    if (part.low == 0x80 && part.high == kLastRune) {
      sequences.push_back({2, {0xc2, 0x80}, {0xdf, 0xbf}});
      sequences.push_back({3, {0xe0, 0x80, 0x80}, {0xef, 0xbf, 0xbf}});
      sequences.push_back({4, {0xf0, 0x80, 0x80, 0x80}, {0xf4, 0xbf, 0xbf, 0xbf}});
      continue;
    }
    std::optional<char32_t> cut;  // the last of the first piece
    for (std::size_t size = 1; size < 4 && !cut; ++size) {
      if (part.low <= last_of_size(size) && part.high > last_of_size(size)) {
        cut = last_of_size(size);
      }
    }
    for (unsigned bits = 6; bits <= 18 && !cut && part.high >= 0x80; bits += 6) {
      const char32_t mask = (char32_t{1} << bits) - 1;
      if ((part.low & ~mask) == (part.high & ~mask)) continue;
      if ((part.low & mask) != 0) {
        cut = part.low | mask;
      } else if ((part.high & mask) != mask) {
        cut = (part.high & ~mask) - 1;
      }
    }
    if (cut) {
      rest.push_back({*cut + 1, part.high});
      rest.push_back({part.low, *cut});
      continue;
    }
    ByteSequence sequence;
    sequence.size = static_cast<std::uint8_t>(encode(part.low, sequence.low));
    encode(part.high, sequence.high);
    sequences.push_back(sequence);
  }
}

std::optional<Program> make_program(const Syntax& syntax, std::uint32_t first) {
  Maker maker(syntax);
  if (!maker.run(first)) return std::nullopt;
  return maker.take();
}

}  // namespace intake::matcher
