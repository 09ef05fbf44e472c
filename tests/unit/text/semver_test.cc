#include "text/semver.h"

#include <vector>

#include "support/catch.h"

namespace intake {
namespace {

TEST_CASE("versions: SemVer 2.0.0, in its order", "[ruleset]") {
  // The order of clause 11.
  const std::vector<std::string> ascending{
      "0.0.4",      "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta",
      "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
      "1.0.0",      "1.0.1",        "1.2.0",         "1.10.0",
      "2.0.0"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      INFO(ascending[i] << " and " << ascending[j]);
      const auto a = Version::parse(ascending[i]), b = Version::parse(ascending[j]);
      REQUIRE(a);
      REQUIRE(b);
      CHECK((*a < *b) == (i < j));
      CHECK((*a == *b) == (i == j));
      CHECK(a->text() == ascending[i]);
    }
  }
  CHECK(*Version::parse("1.0.0+a") == *Version::parse("1.0.0+b"));
  CHECK(Version::parse("1.0.0-x.7+b.01")->text() == "1.0.0-x.7+b.01");
}

TEST_CASE("versions: what is none", "[ruleset]") {
  for (const char* text :
       {"", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b", "v1.0.0",
        "1.0.0 ", "1.a.0", "-1.0.0", "1..0", "18446744073709551616.0.0", "1.0.0-a_b"}) {
    INFO(text);
    CHECK_FALSE(Version::parse(text));
  }
}

TEST_CASE("version ranges as npm reads them", "[ruleset]") {
  struct Row {
    const char* range;
    std::vector<const char*> inside;
    std::vector<const char*> outside;
  };
  const std::vector<Row> rows{
      {"1.2.0", {"1.2.0", "1.2.0+x"}, {"1.2.1", "1.2.0-rc.1"}},
      {"=1.2.0", {"1.2.0"}, {"1.2.1"}},
      {"^1.2.3", {"1.2.3", "1.9.0"}, {"1.2.2", "2.0.0", "2.0.0-a", "1.3.0-a"}},
      {"^1.0", {"1.0.0", "1.99.99"}, {"0.9.9", "2.0.0"}},
      {"^1", {"1.0.0", "1.99.0"}, {"0.9.9", "2.0.0"}},
      {"^0.2.3", {"0.2.3", "0.2.9"}, {"0.2.2", "0.3.0"}},
      {"^0.0.3", {"0.0.3"}, {"0.0.4", "0.0.2"}},
      {"^0.0", {"0.0.0", "0.0.9"}, {"0.1.0"}},
      {"^0", {"0.0.1", "0.9.0"}, {"1.0.0"}},
      {"~1.2.3", {"1.2.3", "1.2.9"}, {"1.2.2", "1.3.0"}},
      {"~1.2", {"1.2.0", "1.2.9"}, {"1.3.0"}},
      {"~1", {"1.0.0", "1.9.0"}, {"2.0.0"}},
      {">=0.1 <1.0", {"0.1.0", "0.99.0"}, {"0.0.9", "1.0.0"}},
      {">= 0.1  < 1.0", {"0.1.0"}, {"1.0.0"}},
      {">1.2", {"1.3.0"}, {"1.2.0", "1.2.9"}},
      {">1.2.3", {"1.2.4"}, {"1.2.3"}},
      {"<=1.2", {"1.2.9", "0.1.0"}, {"1.3.0"}},
      {"<=1.2.3", {"1.2.3"}, {"1.2.4"}},
      {"1", {"1.0.0", "1.5.0"}, {"2.0.0", "0.9.0"}},
      {"1.x", {"1.0.0", "1.5.0"}, {"2.0.0"}},
      {"1.2.*", {"1.2.7"}, {"1.3.0"}},
      {"*", {"0.0.0", "7.0.0"}, {"7.0.0-a"}},
      {">*", {}, {"0.0.0", "7.0.0"}},
      {">=1.0.0-rc.1", {"1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "2.0.0"}, {"1.1.0-a", "1.0.0-a"}},
      {"^18446744073709551615.0.0", {"18446744073709551615.1.0"}, {"1.0.0"}},
  };
  for (const Row& row : rows) {
    INFO(row.range);
    const auto range = VersionRange::parse(row.range);
    REQUIRE(range);
    CHECK(range->text() == row.range);
    for (const char* version : row.inside) {
      INFO(version);
      CHECK(range->contains(*Version::parse(version)));
    }
    for (const char* version : row.outside) {
      INFO(version);
      CHECK_FALSE(range->contains(*Version::parse(version)));
    }
  }
  for (const char* text : {"", " ", "x.1", "1.x.2", "^^1", ">=", "1 || 2", "1.0.0 - 2.0.0", "=>1",
                           "abc", "1.2.3.4", "~>1"}) {
    INFO(text);
    CHECK_FALSE(VersionRange::parse(text));
  }
}

}  // namespace
}  // namespace intake
