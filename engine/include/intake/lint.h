#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>

/// What `intake rules lint` says of rule sets that load without faults: what their author would
/// want to know before a reader of the findings does.
namespace intake {

/// Bytes of one file of the rules, replaced (an insertion where the region is empty).
struct LintEdit {
  Region region;
  std::string text;
};

struct LintFix {
  FixClass cls = FixClass::kSafe;  // safe: no submission is judged in another way; never kAsk
  std::string title;               // "remove the binding `client`"
  /// By file, then place; they do not overlap. Empty where there are too many fixes to work all
  /// of them out: Library::fix_rules() makes these, too.
  std::vector<LintEdit> edits;
};

/// Another place that has to do with a finding.
struct LintRelated {
  std::string message;
  Region region;
};

struct LintFinding {
  std::string check;  // of lint_checks()
  Severity severity = Severity::kWarning;
  std::string rule;  // set/id; empty: of the set as a whole
  std::string message;
  std::string hint;
  Region region;
  std::vector<LintRelated> related;
  std::optional<LintFix> fix;
};

/// A check of the catalogue. `bad` and `good` are what stands below the head of a rule set; further
/// files begin with a line `--- name`.
struct LintCheckInfo {
  std::string_view id;
  Severity severity = Severity::kWarning;
  bool safe_fix = false;
  bool unsafe_fix = false;
  std::string_view summary;
  std::string_view why;
  std::string_view bad;
  std::string_view good;
};

/// Sorted by id.
std::vector<LintCheckInfo> lint_checks();

struct LintOptions {
  std::string now;                  // RFC 3339 date-time or date
  std::vector<std::string> only;    // check ids; empty: all
  std::vector<std::string> except;  // check ids
  Limits limits;
};

struct LintReport {
  std::vector<LintFinding> findings;  // by file and place, then check
  std::vector<Fault> faults;          // of sets that do not load: these have no findings
  std::optional<Error> error;         // a set or a check that does not exist
  std::uint32_t rule_sets = 0;
  std::uint32_t rules = 0;       // each once, however many sets have it
  std::uint32_t ignored = 0;     // findings under a `# lint-ignore`
  std::uint32_t suppressed = 0;  // over Limits::findings
};

/// A file of the rules that fixes have changed.
struct LintedFile {
  std::string file;
  std::string before, after;
  std::string diff;  // unified
};

struct LintRepair {
  std::vector<LintedFile> files;
  std::uint32_t fixed = 0;     // findings that are gone
  std::uint32_t reverted = 0;  // fixes that did not do what they claim
  LintReport report;           // of the repaired rule sets
};

struct RenderOptions;

/// With the source line, a caret, the check and the hint, and a last line that counts.
std::string render_lint(const LintReport& report, const RenderOptions& options);
/// One JSON object (schemas/lint/1.schema.json), final newline.
std::string render_lint_json(const LintReport& report, const RenderOptions& options);
/// SARIF 2.1.0.
std::string render_lint_sarif(const LintReport& report, const RenderOptions& options);

}  // namespace intake
