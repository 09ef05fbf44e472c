#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Sets of code points, as classes of characters in patterns have them.
namespace intake::matcher {

inline constexpr char32_t kLastRune = 0x10ffff;

struct RuneRange {
  char32_t low = 0;
  char32_t high = 0;
  bool operator==(const RuneRange&) const = default;
};

/// Ranges in order, apart from each other. Built by adding, then tidied once.
class RuneSet {
 public:
  void add(char32_t low, char32_t high) { ranges_.push_back({low, high}); }
  void add(std::span<const RuneRange> ranges) {
    ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
  }
  /// Adds the same without regard to case, as RE2 folds. False where that is not known here; then
  /// the set is of no use.
  bool add_folded(char32_t low, char32_t high);
  /// Every code point that is not in the set. The set is tidy before and after.
  void negate();
  void tidy();
  void clear() { ranges_.clear(); }

  bool empty() const { return ranges_.empty(); }
  std::span<const RuneRange> ranges() const { return ranges_; }

 private:
  bool add_folded(char32_t rune);

  std::vector<RuneRange> ranges_;
};

/// `\d`, `\s`, `\w` by their letter.
std::span<const RuneRange> perl_group(char letter);
/// Unicode's general categories that rule sets use (`Z`, `Cf`, `P`), none of which has letters;
/// nullopt for others.
std::optional<std::span<const RuneRange>> unicode_group(std::string_view name);

}  // namespace intake::matcher
