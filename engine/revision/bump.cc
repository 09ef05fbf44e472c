#include "revision/bump.h"

namespace intake {

Bump step_between(const Version& before, const Version& after) {
  if (!(before < after)) return Bump::kNone;
  if (!before.prerelease.empty() || before.major != after.major) return Bump::kMajor;
  if (before.major > 0) return before.minor != after.minor ? Bump::kMinor : Bump::kPatch;
  if (before.minor != after.minor || before.minor == 0) return Bump::kMajor;
  return Bump::kMinor;
}

Version least_after(const Version& before, Bump bump) {
  Version after;
  after.major = before.major;
  after.minor = before.minor;
  after.patch = before.patch;
  if (bump == Bump::kNone) return before;
  if (!before.prerelease.empty()) return after;
  const bool zero = before.major == 0;
  if (bump == Bump::kMajor && !zero) {
    ++after.major;
    after.minor = after.patch = 0;
  } else if ((bump == Bump::kMajor && before.minor > 0) || (bump == Bump::kMinor && !zero)) {
    ++after.minor;
    after.patch = 0;
  } else {
    ++after.patch;
  }
  return after;
}

std::string_view bump_name(Bump bump) {
  constexpr std::string_view kNames[] = {"none", "patch", "minor", "major"};
  return kNames[static_cast<std::size_t>(bump)];
}

}  // namespace intake
