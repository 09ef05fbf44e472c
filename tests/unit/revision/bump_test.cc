#include "revision/bump.h"

#include "support/catch.h"

namespace intake {
namespace {

Version must_parse(std::string_view text) {
  const auto version = Version::parse(text);
  REQUIRE(version);
  return *version;
}

TEST_CASE("how large a step is", "[revision]") {
  struct Row {
    const char* before;
    const char* after;
    const char* step;
  };
  const Row rows[] = {
      {"1.2.3", "1.2.4", "patch"},     {"1.2.3", "1.3.0", "minor"},
      {"1.2.3", "2.0.0", "major"},     {"1.2.3", "1.2.3", "none"},
      {"1.2.3", "1.2.2", "none"},      {"0.2.3", "0.2.4", "minor"},
      {"0.2.3", "0.3.0", "major"},     {"0.2.3", "1.0.0", "major"},
      {"0.0.3", "0.0.4", "major"},     {"1.0.0-rc.1", "1.0.0", "major"},
      {"1.0.0-a", "1.0.0-b", "major"}, {"1.2.3", "1.3.0-rc.1", "minor"},
      {"1.2.3+a", "1.2.3+b", "none"},
  };
  for (const Row& row : rows) {
    INFO(row.before << " -> " << row.after);
    CHECK(bump_name(step_between(must_parse(row.before), must_parse(row.after))) == row.step);
  }
}

TEST_CASE("the least version that says so", "[revision]") {
  struct Row {
    const char* before;
    const char* none;
    const char* patch;
    const char* minor;
    const char* major;
  };
  const Row rows[] = {
      {"1.2.3", "1.2.3", "1.2.4", "1.3.0", "2.0.0"},
      {"0.2.3", "0.2.3", "0.2.4", "0.2.4", "0.3.0"},
      {"0.0.3", "0.0.3", "0.0.4", "0.0.4", "0.0.4"},
      {"2.0.0-rc.1", "2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"},
  };
  for (const Row& row : rows) {
    const Version before = must_parse(row.before);
    INFO(row.before);
    CHECK(least_after(before, Bump::kNone).text() == row.none);
    for (const auto& [bump, expected] :
         {std::pair(Bump::kPatch, row.patch), std::pair(Bump::kMinor, row.minor),
          std::pair(Bump::kMajor, row.major)}) {
      const Version after = least_after(before, bump);
      CHECK(after.text() == expected);
      CHECK(step_between(before, after) >= bump);
    }
  }
}

}  // namespace
}  // namespace intake
