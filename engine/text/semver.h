#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// A version by SemVer 2.0.0; build metadata is kept for printing and ignored in comparisons.
struct Version {
  std::uint64_t major = 0, minor = 0, patch = 0;
  std::string prerelease, build;

  static std::optional<Version> parse(std::string_view text);
  std::string text() const;
  friend std::strong_ordering operator<=>(const Version& a, const Version& b);
  friend bool operator==(const Version& a, const Version& b) { return (a <=> b) == 0; }
};

/// A range as npm writes it, without `||` and hyphen ranges: `1.2.0`, `^1.0`, `~1.2`, `>=0.1 <1.0`,
/// `1`, `*`. A pre-release is in range only where the range names one of the same numbers.
class VersionRange {
 public:
  static std::optional<VersionRange> parse(std::string_view text);
  bool contains(const Version& version) const;
  const std::string& text() const { return text_; }

 private:
  struct Bound {
    enum class Op : std::uint8_t { kEq, kLt, kLe, kGt, kGe };
    Op op;
    Version version;
  };
  std::string text_;
  std::vector<Bound> bounds_;
};

}  // namespace intake
