#include "lang/byte_matcher/rune_set.h"

#include <algorithm>
#include <array>

namespace intake::matcher {
namespace {

constexpr std::array kDigits{RuneRange{'0', '9'}};
constexpr std::array kBlanks{RuneRange{'\t', '\n'}, RuneRange{'\f', '\r'}, RuneRange{' ', ' '}};
constexpr std::array kWord{RuneRange{'0', '9'}, RuneRange{'A', 'Z'}, RuneRange{'_', '_'},
                           RuneRange{'a', 'z'}};

// Unicode 15, which RE2 knows; a test compares them.
constexpr RuneRange kSeparators[] = {
#include "lang/byte_matcher/unicode_z.inc"
};
constexpr RuneRange kFormats[] = {
#include "lang/byte_matcher/unicode_cf.inc"
};
constexpr RuneRange kPunctuation[] = {
#include "lang/byte_matcher/unicode_p.inc"
};

/// Where nothing has case: punctuation, currencies, arrows to dingbats without circled letters.
constexpr RuneRange kCaseless[] = {
    {0x2000, 0x206f}, {0x20a0, 0x20cf}, {0x2190, 0x24b5}, {0x24ea, 0x2bff}, {0x3000, 0x303f}};

bool is_letter(char32_t rune) {
  return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

}  // namespace

bool RuneSet::add_folded(char32_t rune) {
  add(rune, rune);
  if (rune < 0x80) {
    if (!is_letter(rune)) return true;
    add(rune ^ 0x20, rune ^ 0x20);
    const char32_t lower = rune | 0x20;
    if (lower == 'k') add(0x212a, 0x212a);  // the sign of Kelvin
    if (lower == 's') add(0x17f, 0x17f);    // long s
    return true;
  }
  if (rune < 0x100) {
    if (rune == 0xb5 || rune == 0xdf || rune == 0xff) return false;  // their fellows are elsewhere
    if (rune < 0xc0 || rune == 0xd7 || rune == 0xf7) return true;
    add(rune ^ 0x20, rune ^ 0x20);
    if ((rune | 0x20) == 0xe5) add(0x212b, 0x212b);  // the sign of Angstrom
    return true;
  }
  if (rune == 0x152 || rune == 0x153) {  // OE
    add(rune ^ 1, rune ^ 1);
    return true;
  }
  return std::any_of(std::begin(kCaseless), std::end(kCaseless), [&](const RuneRange& block) {
    return rune >= block.low && rune <= block.high;
  });
}

bool RuneSet::add_folded(char32_t low, char32_t high) {
  constexpr char32_t kMost = 0x1000;
  if (high - low > kMost) return false;
  for (char32_t rune = low; rune <= high; ++rune) {
    if (!add_folded(rune)) return false;
  }
  return true;
}

void RuneSet::tidy() {
  if (ranges_.size() < 2) return;
  std::sort(ranges_.begin(), ranges_.end(),
            [](const RuneRange& a, const RuneRange& b) { return a.low < b.low; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < ranges_.size(); ++i) {
    if (ranges_[i].low <= ranges_[kept].high + 1) {
      ranges_[kept].high = std::max(ranges_[kept].high, ranges_[i].high);
    } else {
      ranges_[++kept] = ranges_[i];
    }
  }
  ranges_.resize(kept + 1);
}

void RuneSet::negate() {
  std::vector<RuneRange> others;
  others.reserve(ranges_.size() + 1);
  char32_t next = 0;
  for (const RuneRange& range : ranges_) {
    if (range.low > next) others.push_back({next, range.low - 1});
    next = range.high + 1;
  }
  if (next <= kLastRune) others.push_back({next, kLastRune});
  ranges_ = std::move(others);
}

std::span<const RuneRange> perl_group(char letter) {
  if (letter == 'd') return kDigits;
  if (letter == 's') return kBlanks;
  return kWord;
}

std::optional<std::span<const RuneRange>> unicode_group(std::string_view name) {
  if (name == "Z") return kSeparators;
  if (name == "Cf") return kFormats;
  if (name == "P") return kPunctuation;
  return std::nullopt;
}

}  // namespace intake::matcher
