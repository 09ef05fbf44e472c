// A Checker says of each submission what CompiledRules::check says: where the plan decides by
// itself as where the Evaluator has to explain.

#include <map>
#include <memory>

#include <intake/checker.h>

#include "property/harness.h"
#include "support/catch.h"

namespace intake {
namespace {

Checker& checker_of(const Sample& sample) {
  static std::map<std::string, std::unique_ptr<Checker>> checkers;
  std::unique_ptr<Checker>& checker = checkers[sample.rule_set];
  if (checker == nullptr) checker = std::make_unique<Checker>(sample.rules(), CheckOptions{});
  return *checker;
}

void add(std::string& out, const CheckedFinding& finding) {
  out += std::string(finding.rule) + " " + std::to_string(static_cast<int>(finding.severity)) +
         " " + std::to_string(static_cast<int>(finding.verdict)) +
         (finding.absent ? " absent" : "") + " " + std::string(finding.pointer) + " " +
         std::to_string(finding.byte_begin) + "-" + std::to_string(finding.byte_end) +
         " because of " + std::to_string(finding.cause) + ": " + std::string(finding.message) +
         " / " + std::string(finding.reason) + "\n";
}

std::string counts_text(Disposition disposition, const Counts& counts) {
  std::string out = std::to_string(static_cast<int>(disposition));
  for (const std::uint32_t count :
       {counts.pass, counts.fail, counts.not_applicable, counts.indeterminate, counts.error,
        counts.errors, counts.warnings, counts.notes, counts.questions, counts.suppressed}) {
    out += " " + std::to_string(count);
  }
  return out + "\n";
}

std::string text_of(const Checked& checked) {
  std::string out = counts_text(checked.disposition, checked.counts);
  for (const CheckedFinding& finding : checked.findings) add(out, finding);
  return out;
}

std::string text_of(const Report& report) {
  std::string out = counts_text(report.disposition, report.counts);
  std::uint32_t index = 0;
  for (const Finding& finding : report.findings) {
    const std::uint32_t cause = index;
    const auto tell = [&](const Finding& told) {
      add(out, {told.rule, told.severity, told.verdict, told.absent, cause, told.pointer,
                told.region.byte_begin, told.region.byte_end, told.message, told.reason});
      ++index;
    };
    tell(finding);
    for (const Finding& consequence : finding.consequences) tell(consequence);
  }
  return out;
}

}  // namespace

TEST_CASE("a Checker says what CompiledRules::check says") {
  check_property([](const Sample& sample) -> std::string {
    Checker& checker = checker_of(sample);
    const std::string expected = text_of(sample.rules().check(read("a.json", sample.json), {}));
    const std::string of_text = text_of(checker.check(sample.json));
    if (of_text != expected) return "of a text:\n" + of_text + "instead of\n" + expected;
    auto read_by_it = checker.read("a.json", sample.json);
    if (!read_by_it.ok()) return "not read";
    const std::string of_read = text_of(checker.check(*read_by_it));
    if (of_read != expected) return "of one read by it:\n" + of_read + "instead of\n" + expected;
    const std::string of_other = text_of(checker.check(read("a.json", sample.json)));
    if (of_other != expected) return "of one read before:\n" + of_other + "instead of\n" + expected;
    const Submission yaml = read("a.yaml", sample.yaml);
    const std::string of_yaml = text_of(checker.check(yaml));
    const std::string expected_yaml = text_of(sample.rules().check(yaml, {}));
    return of_yaml == expected_yaml ? "" : "of YAML:\n" + of_yaml + "instead of\n" + expected_yaml;
  });
}

}  // namespace intake
