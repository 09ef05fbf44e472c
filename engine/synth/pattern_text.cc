#include "synth/pattern_text.h"

#include <algorithm>
#include <set>
#include <utility>

#include "synth/pattern_tree.h"
#include "text/unicode.h"

namespace intake::synth {
namespace {

using Kind = PatternNode::Kind;
using Groups = std::map<std::uint32_t, std::string>;
using Texts = std::vector<PatternText>;

constexpr std::size_t kMostBytes = 4'000;  // of one text
constexpr std::size_t kMostTexts = 48;     // of one list
constexpr std::size_t kMostTries = 400;
constexpr std::size_t kMostAlike = 3;  // texts of one sort

class Maker {
 public:
  explicit Maker(const Groups& groups) : groups_(groups) {}

  /// As few repetitions as there can be, and the first of alternatives.
  std::string plainest(const PatternNode& node) const {
    switch (node.kind) {
      case Kind::kEmpty:
        return {};
      case Kind::kLiteral:
        return node.text;
      case Kind::kClass:
        return node.inside.front();
      case Kind::kGroup:
        if (const auto forced = groups_.find(node.group);
            node.group > 0 && forced != groups_.end()) {
          return forced->second;
        }
        return plainest(node.children.front());
      case Kind::kSequence: {
        std::string out;
        for (const PatternNode& child : node.children) out += plainest(child);
        return out;
      }
      case Kind::kChoice: {
        for (const PatternNode& child : node.children) {
          if (wants_group(child)) return plainest(child);
        }
        return plainest(node.children.front());
      }
      case Kind::kRepeat: {
        const std::uint32_t times =
            std::max(node.least, wants_group(node.children.front()) ? 1u : 0u);
        return repeat(plainest(node.children.front()), times);
      }
    }
    return {};
  }

  /// Each text that makes exactly one choice in another way than plainest().
  Texts others(const PatternNode& node) const {
    Texts out;
    switch (node.kind) {
      case Kind::kClass:
        for (std::size_t i = 1; i < node.inside.size(); ++i) {
          out.push_back({node.inside[i], "another character"});
        }
        break;
      case Kind::kGroup:
        if (node.group > 0 && groups_.contains(node.group)) break;
        return others(node.children.front());
      case Kind::kSequence:
        return in_sequence(node, [&](const PatternNode& child) { return others(child); });
      case Kind::kChoice:
        for (const PatternNode& child : node.children) {
          out.push_back({plainest(child), "another alternative"});
        }
        for (const PatternNode& child : node.children) add(out, others(child), {}, {});
        break;
      case Kind::kRepeat: {
        const PatternNode& child = node.children.front();
        const std::string one = plainest(child);
        if (node.most > node.least) {
          out.push_back({repeat(one, node.least + 1), "one more"});
          if (node.most != PatternNode::kNoMost) {
            out.push_back({repeat(one, node.most), "as many as allowed"});
          }
        }
        if (node.least > 0) add(out, others(child), {}, repeat(one, node.least - 1));
        if (node.least == 0) add(out, others(child), {}, {});
        break;
      }
      default:
        break;
    }
    return out;
  }

  /// Each text that breaks the node in one place.
  Texts broken(const PatternNode& node) const {
    Texts out;
    switch (node.kind) {
      case Kind::kLiteral: {
        const std::string upper = to_upper(node.text);
        const std::string lower = to_lower(node.text);
        if (upper != node.text) out.push_back({upper, "upper case"});
        if (lower != node.text) out.push_back({lower, "lower case"});
        out.push_back({"", "a character left out"});
        break;
      }
      case Kind::kClass: {
        const std::string upper = to_upper(node.inside.front());
        const std::string lower = to_lower(node.inside.front());
        const auto& outside = node.outside;
        for (const std::string& other : {upper, lower}) {
          if (std::find(outside.begin(), outside.end(), other) != outside.end()) {
            out.push_back({other, other == upper ? "upper case" : "lower case"});
          }
        }
        for (const std::string& other : outside) {
          out.push_back({other, "a character of another kind"});
        }
        break;
      }
      case Kind::kGroup:
        return broken(node.children.front());
      case Kind::kSequence:
        return in_sequence(node, [&](const PatternNode& child) { return broken(child); });
      case Kind::kChoice:
        for (const PatternNode& child : node.children) add(out, broken(child), {}, {});
        break;
      case Kind::kRepeat: {
        const PatternNode& child = node.children.front();
        const std::string one = plainest(child);
        if (node.least > 0) out.push_back({repeat(one, node.least - 1), "one too few"});
        if (node.most != PatternNode::kNoMost) {
          out.push_back({repeat(one, node.most + 1), "one too many"});
        }
        const std::uint32_t rest = node.least > 0 ? node.least - 1 : 0;
        add(out, broken(child), {}, repeat(one, rest));
        break;
      }
      case Kind::kEmpty:
        break;
    }
    return out;
  }

 private:
  bool wants_group(const PatternNode& node) const {
    if (groups_.empty()) return false;
    if (node.kind == Kind::kGroup && groups_.contains(node.group)) return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const PatternNode& child) { return wants_group(child); });
  }

  static std::string repeat(const std::string& text, std::uint32_t times) {
    std::string out;
    for (std::uint32_t i = 0; i < times && out.size() <= kMostBytes; ++i) out += text;
    return out;
  }

  static void add(Texts& out, Texts more, const std::string& before, const std::string& behind) {
    for (PatternText& text : more) {
      if (out.size() >= kMostTries) return;
      out.push_back({before + text.text + behind, std::move(text.how)});
    }
  }

  template <typename Make>
  Texts in_sequence(const PatternNode& node, Make make) const {
    Texts out;
    std::string whole;
    std::vector<std::size_t> ends;
    for (const PatternNode& child : node.children) {
      whole += plainest(child);
      ends.push_back(whole.size());
    }
    if (whole.size() > kMostBytes) return out;
    for (std::size_t i = 0; i < ends.size() && out.size() < kMostTries; ++i) {
      add(out, make(node.children[i]), whole.substr(0, i == 0 ? 0 : ends[i - 1]),
          whole.substr(ends[i]));
    }
    return out;
  }

  const Groups& groups_;
};

/// Keeps what is wanted, each text once, a few of each sort.
class Sieve {
 public:
  Sieve(const Pattern& pattern, bool matching) : pattern_(pattern), matching_(matching) {}

  void offer(PatternText text, const Groups& groups) {
    if (out_.size() >= kMostTexts || text.text.size() > kMostBytes) return;
    if (!seen_.insert(text.text).second) return;
    if (pattern_.search(text.text) != matching_) return;
    if (!groups.empty()) {
      const auto found = pattern_.capture(text.text);
      for (const auto& [number, wanted] : groups) {
        if (number >= found.size() || found[number] != std::string_view(wanted)) return;
      }
    }
    if (++alike_[text.how] > kMostAlike) return;
    out_.push_back(std::move(text));
  }

  Texts take() { return std::move(out_); }

 private:
  const Pattern& pattern_;
  bool matching_;
  std::set<std::string> seen_;
  std::map<std::string, std::size_t> alike_;
  Texts out_;
};

}  // namespace

std::vector<PatternText> matching_texts(const Pattern& pattern, const Groups& groups) {
  Sieve sieve(pattern, true);
  const auto tree = parse_pattern_tree(pattern.text());
  if (!tree) return {};
  const Maker maker(groups);
  const std::string plain = maker.plainest(*tree);
  sieve.offer({plain, ""}, groups);
  // A word boundary may need something to stand against.
  sieve.offer({" " + plain + " ", ""}, groups);
  for (PatternText& text : maker.others(*tree)) sieve.offer(std::move(text), groups);
  return sieve.take();
}

std::vector<PatternText> missing_texts(const Pattern& pattern, std::string_view around) {
  Sieve sieve(pattern, false);
  const Groups none;
  const auto tree = parse_pattern_tree(pattern.text());
  const Maker maker(none);
  std::string whole(around);
  Texts broken;
  if (tree) {
    if (whole.empty()) whole = maker.plainest(*tree);
    broken = maker.broken(*tree);
  }
  // Those that a slip of the pen makes come first.
  const auto offer_slips = [&](std::string_view text) {
    if (text.empty()) return;
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) --last;
    if (last > 0) sieve.offer({std::string(text.substr(0, last)), "one too few"}, none);
    sieve.offer({std::string(text) + std::string(text.substr(last)), "one too many"}, none);
    sieve.offer({to_upper(text), "upper case"}, none);
    sieve.offer({to_lower(text), "lower case"}, none);
  };
  offer_slips(around);
  for (const std::string_view first : {"one too few", "one too many"}) {
    for (const PatternText& text : broken) {
      if (text.how == first && !text.text.empty()) sieve.offer(text, none);
    }
  }
  offer_slips(whole);
  for (PatternText& text : broken) sieve.offer(std::move(text), none);
  sieve.offer({whole + " ", "a blank at the end"}, none);
  // What is left of the text when the match is taken out.
  std::string rest = whole;
  for (int i = 0; i < 20; ++i) {
    const auto found = pattern.capture(rest);
    if (found.empty() || !found[0] || found[0]->empty()) break;
    rest.erase(static_cast<std::size_t>(found[0]->data() - rest.data()), found[0]->size());
  }
  if (!rest.empty()) sieve.offer({rest, "left out"}, none);
  sieve.offer({"", "empty"}, none);
  return sieve.take();
}

std::optional<std::string> with_groups(const Pattern& pattern, std::string_view text,
                                       const std::map<std::uint32_t, std::string>& groups) {
  const auto found = pattern.capture(text);
  if (found.empty()) return std::nullopt;
  struct Part {
    std::size_t begin, end;
    const std::string* with;
  };
  std::vector<Part> parts;
  for (const auto& [number, wanted] : groups) {
    if (number >= found.size() || !found[number]) return std::nullopt;
    const auto begin = static_cast<std::size_t>(found[number]->data() - text.data());
    parts.push_back({begin, begin + found[number]->size(), &wanted});
  }
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Part& part : parts) {
    if (part.begin < at) return std::nullopt;
    out += std::string(text.substr(at, part.begin - at)) + *part.with;
    at = part.end;
  }
  out += text.substr(at);
  const auto now = pattern.capture(out);
  for (const auto& [number, wanted] : groups) {
    if (number >= now.size() || now[number] != std::string_view(wanted)) return std::nullopt;
  }
  return out;
}

}  // namespace intake::synth
