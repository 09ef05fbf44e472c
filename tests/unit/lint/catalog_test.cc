// The examples of the catalogue: each check finds something in its bad one and nothing in its good
// one, in which no other check has anything to say either.

#include "lint/catalog.h"

#include <algorithm>

#include "lint_testing.h"
#include "support/catch.h"

using namespace intake;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

/// Whether a comment ignores anything is known only where all checks are made.
LintOptions only(const std::string& id) {
  return id == "unused-suppression" ? linting::options() : linting::options({id});
}

}  // namespace

TEST_CASE("each check finds what its example shows", "[lint]") {
  for (const LintCheckInfo& check : lint_checks()) {
    const std::string id(check.id);
    DYNAMIC_SECTION(id) {
      LintReport report = linting::library(check.bad).lint({"demo"}, only(id));
      std::erase_if(report.findings, [&](const auto& finding) { return finding.check != id; });
      INFO(render_faults(report.faults, {}) << joined(linting::show(report)));
      REQUIRE(report.faults.empty());
      REQUIRE_FALSE(report.error);
      REQUIRE_FALSE(report.findings.empty());
      for (const LintFinding& finding : report.findings) {
        CHECK(finding.severity == check.severity);
        CHECK_FALSE(finding.message.empty());
        CHECK_FALSE(finding.hint.empty());
        CHECK(finding.message.back() != '.');
        CHECK(finding.region.line > 0);
        CHECK_FALSE(finding.region.excerpt.empty());
        if (!finding.fix) continue;
        CHECK((finding.fix->cls == FixClass::kSafe ? check.safe_fix : check.unsafe_fix));
        CHECK_FALSE(finding.fix->edits.empty());
      }
    }
    DYNAMIC_SECTION(id << ", as it should be") {
      CHECK(joined(linting::findings(check.good)) == "");
      CHECK(joined(linting::findings(check.good, {id})) == "");
    }
  }
}

TEST_CASE("a fix that is offered does what it says", "[lint]") {
  for (const LintCheckInfo& check : lint_checks()) {
    const std::string id(check.id);
    const Library library = linting::library(check.bad);
    LintReport before = library.lint({"demo"}, only(id));
    std::erase_if(before.findings, [&](const auto& finding) { return finding.check != id; });
    for (const bool unsafe : {false, true}) {
      INFO(id << (unsafe ? ", unsafe" : ""));
      const auto repair = library.fix_rules({"demo"}, only(id), unsafe);
      REQUIRE(repair);
      CHECK(repair->reverted == 0);
      const bool offered =
          std::any_of(before.findings.begin(), before.findings.end(), [&](const auto& finding) {
            return finding.fix && (unsafe || finding.fix->cls == FixClass::kSafe);
          });
      CHECK((repair->fixed > 0) == offered);
      CHECK(repair->files.empty() == !offered);
      CHECK(repair->report.faults.empty());
      const auto left =
          std::count_if(repair->report.findings.begin(), repair->report.findings.end(),
                        [&](const auto& finding) { return finding.check == id; });
      if (offered) CHECK(static_cast<std::size_t>(left) < before.findings.size());
    }
  }
}

TEST_CASE("the catalogue", "[lint]") {
  for (const LintCheckInfo& check : lint_checks()) {
    INFO(check.id);
    CHECK(check.summary.back() == '.');
    CHECK(check.why.back() == '.');
    CHECK(check.bad != check.good);
  }
  const LintReport report = linting::library("").lint({}, linting::options({"unused-lists"}));
  REQUIRE(report.error);
  CHECK(report.error->hint == "did you mean `unused-list`?");
}
