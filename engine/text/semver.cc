#include "text/semver.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A SemVer number: no leading zeros, at most 2^64-1.
std::optional<std::uint64_t> parse_number(std::string_view text) {
  if (!is_number(text) || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return head;
}

bool valid_identifiers(std::string_view text, bool numbers_without_zeros) {
  if (text.empty() || text.back() == '.') return false;
  while (!text.empty()) {
    const std::string_view identifier = take_until(text, '.');
    const auto legal = [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    if (identifier.empty() || !std::all_of(identifier.begin(), identifier.end(), legal)) {
      return false;
    }
    if (numbers_without_zeros && is_number(identifier) && identifier.size() > 1 &&
        identifier[0] == '0') {
      return false;
    }
  }
  return true;
}

/// Source: SemVer 2.0.0 clause 11.4.
std::strong_ordering compare_prereleases(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return b.size() <=> a.size();
  while (!a.empty() && !b.empty()) {
    const std::string_view x = take_until(a, '.');
    const std::string_view y = take_until(b, '.');
    if (x == y) continue;
    const bool x_number = is_number(x), y_number = is_number(y);
    if (x_number != y_number) {
      return x_number ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    if (x_number && x.size() != y.size()) return x.size() <=> y.size();
    return x.compare(y) <=> 0;
  }
  return a.size() <=> b.size();
}

bool same_numbers(const Version& a, const Version& b) {
  return a.major == b.major && a.minor == b.minor && a.patch == b.patch;
}

/// A version in a range, where numbers may be missing from the right (`1`, `1.2`, `1.x`, `*`).
struct Partial {
  Version version;
  int numbers = 0;  // how many were given
};

std::optional<Partial> parse_partial(std::string_view text) {
  if (auto whole = Version::parse(text)) return Partial{std::move(*whole), 3};
  Partial partial;
  std::string_view rest = text;
  bool wild = false;
  int places = 0;
  while (true) {
    const std::size_t dot = rest.find('.');
    const std::string_view piece = rest.substr(0, dot);
    if (++places > 3) return std::nullopt;
    if (piece == "*" || piece == "x" || piece == "X") {
      wild = true;
    } else {
      const auto number = parse_number(piece);
      if (!number || wild) return std::nullopt;
      (places == 1   ? partial.version.major
       : places == 2 ? partial.version.minor
                     : partial.version.patch) = *number;
      partial.numbers = places;
    }
    if (dot == std::string_view::npos) return partial;
    rest = rest.substr(dot + 1);
  }
}

/// The lowest version above all that begin with the first `numbers` numbers; nullopt where the
/// number is the highest there is.
std::optional<Version> next(const Version& version, int numbers) {
  Version above;
  above.major = version.major;
  if (numbers >= 2) above.minor = version.minor;
  if (numbers >= 3) above.patch = version.patch;
  std::uint64_t& last = numbers == 1 ? above.major : numbers == 2 ? above.minor : above.patch;
  if (last == UINT64_MAX) return std::nullopt;
  ++last;
  return above;
}

}  // namespace

std::optional<Version> Version::parse(std::string_view text) {
  Version version;
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    version.build = text.substr(plus + 1);
    if (!valid_identifiers(version.build, false)) return std::nullopt;
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    version.prerelease = text.substr(dash + 1);
    if (!valid_identifiers(version.prerelease, true)) return std::nullopt;
    text = text.substr(0, dash);
  }
  if (std::count(text.begin(), text.end(), '.') != 2) return std::nullopt;
  for (std::uint64_t* number : {&version.major, &version.minor, &version.patch}) {
    const auto parsed = parse_number(take_until(text, '.'));
    if (!parsed) return std::nullopt;
    *number = *parsed;
  }
  return version;
}

std::string Version::text() const {
  std::string out =
      std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
  if (!prerelease.empty()) out += '-' + prerelease;
  if (!build.empty()) out += '+' + build;
  return out;
}

std::strong_ordering operator<=>(const Version& a, const Version& b) {
  if (const auto order = a.major <=> b.major; order != 0) return order;
  if (const auto order = a.minor <=> b.minor; order != 0) return order;
  if (const auto order = a.patch <=> b.patch; order != 0) return order;
  return compare_prereleases(a.prerelease, b.prerelease);
}

std::optional<VersionRange> VersionRange::parse(std::string_view text) {
  VersionRange range;
  range.text_ = text;
  using Op = Bound::Op;
  bool any = false;
  while (true) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) break;
    text = text.substr(start);
    any = true;

    const std::size_t op_size = std::min(text.find_first_not_of("<>=^~"), text.size());
    const std::string_view op = text.substr(0, op_size);
    text = text.substr(op_size);
    text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    const std::size_t end = std::min(text.find(' '), text.size());
    const auto partial = parse_partial(text.substr(0, end));
    if (!partial) return std::nullopt;
    text = text.substr(end);

    const Version& version = partial->version;
    const int numbers = partial->numbers;
    const auto add = [&range](Op kind, const std::optional<Version>& bound) {
      if (bound) range.bounds_.push_back({kind, *bound});
    };
    if (!op.empty() && op != "=" && op != "^" && op != "~" && op != "<" && op != "<=" &&
        op != ">" && op != ">=") {
      return std::nullopt;
    }
    if (numbers == 0) {
      // `>*` and `<*` fit nothing.
      if (op == "<" || op == ">") add(Op::kLt, Version{});
    } else if (op == ">=") {
      add(Op::kGe, version);
    } else if (op == "<") {
      add(Op::kLt, version);
    } else if (op == ">") {
      if (numbers == 3) {
        add(Op::kGt, version);
      } else if (const auto above = next(version, numbers)) {
        add(Op::kGe, above);
      } else {
        add(Op::kLt, Version{});
      }
    } else if (op == "<=") {
      if (numbers == 3) {
        add(Op::kLe, version);
      } else {
        add(Op::kLt, next(version, numbers));
      }
    } else if (op == "^") {
      int kept = 1;
      if (version.major == 0 && numbers >= 2) kept = version.minor == 0 && numbers == 3 ? 3 : 2;
      add(Op::kGe, version);
      add(Op::kLt, next(version, kept));
    } else if (op == "~") {
      add(Op::kGe, version);
      add(Op::kLt, next(version, std::min(numbers, 2)));
    } else if (numbers == 3) {
      add(Op::kEq, version);
    } else {
      add(Op::kGe, version);
      add(Op::kLt, next(version, numbers));
    }
  }
  if (!any) return std::nullopt;
  return range;
}

bool VersionRange::contains(const Version& version) const {
  bool prerelease_named = version.prerelease.empty();
  for (const Bound& bound : bounds_) {
    const auto order = version <=> bound.version;
    const bool holds = bound.op == Bound::Op::kEq   ? order == 0
                       : bound.op == Bound::Op::kLt ? order < 0
                       : bound.op == Bound::Op::kLe ? order <= 0
                       : bound.op == Bound::Op::kGt ? order > 0
                                                    : order >= 0;
    if (!holds) return false;
    if (!bound.version.prerelease.empty() && same_numbers(bound.version, version)) {
      prerelease_named = true;
    }
  }
  return prerelease_named;
}

}  // namespace intake
