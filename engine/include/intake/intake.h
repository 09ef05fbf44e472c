#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>
#include <intake/result.h>

/// The embeddable engine: load rule sets, read a submission, evaluate, fix, render.
///
///     auto library = intake::Library::from_folder("rules", {});
///     auto compiled = library->compile("ctr-rest", {.now = "2026-11-22T00:00:00Z"});
///     auto submission = intake::Submission::read("form.yaml", bytes, {});
///     intake::Report report = compiled.rules->check(*submission, {});
///     std::string text = intake::render_text({report}, {});
///
/// Never prints, exits, reads the environment or the clock, and opens no file but those of a
/// folder it is given. Results of equal input are equal, byte for byte.
namespace intake {

struct RuleSet;
class RuleFiles;
struct Plan;

/// One file of rule sets, given from memory. `path` as in a rules folder with its prefix:
/// `rules/ctr-rest/1.0.0/ruleset.yaml`, `schemas/iam-submission/1.schema.json`.
struct RuleFile {
  std::string path;
  std::string bytes;
};

/// A submission that was read: its bytes, its format and the tree of its values.
class Submission {
 public:
  /// `name` is shown in findings and, by its extension, tells the format; `format` ("yaml",
  /// "json") overrides that.
  static Result<Submission> read(std::string name, std::string bytes, const Limits& limits,
                                 std::string_view format = {});
  const std::string& name() const;
  std::string_view format() const;
  std::string_view bytes() const;
  /// The same values written in another format ("yaml", "json").
  Result<std::string> convert(std::string_view format) const;

  struct State;  // internal
  const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

struct CompileOptions {
  std::string now;                  // RFC 3339 date-time or date
  std::vector<Language> languages;  // texts to load; empty: all that are declared
  std::vector<std::pair<std::string, std::string>> parameters;  // name -> value as YAML text
  Limits limits;
};

struct CheckOptions {
  Language language = Language::kEn;
  std::vector<std::string> parts;  // limit the disposition to these; empty: all
  Limits limits;
};

struct RepairOptions {
  bool unsafe = false;
  std::vector<std::string> only;  // rule ids
  std::vector<std::string> except;
  CheckOptions check;
};

struct Repaired {
  std::string bytes;
  bool changed = false;
  std::string patch;  // RFC 6902
  std::string diff;   // unified
  Report report;      // of the repaired submission; Report::fixes tells what was done
};

/// One rule as data, for listing and explaining.
struct RuleInfo {
  std::string id;
  Severity severity = Severity::kError;
  std::string part;
  std::vector<std::string> covers;
  std::string message;  // template text
  std::string message_absent;
  std::string why;
  std::string help;
  std::string question;
  Passage passage;
  struct Fix {
    FixClass cls = FixClass::kSafe;
    std::string because;
    std::vector<std::string> steps;  // verb names
  };
  std::vector<Fix> fixes;
  std::string selector;    // `at` or `for`
  std::string definition;  // its YAML as written
  std::string file;
  std::uint32_t line = 0;
};

struct StatementInfo {
  std::string id, section, quote, rule_set;
  std::vector<std::string> covered_by;  // rule ids
};

/// A rule set made ready to run. Immutable, cheap to copy, shareable between threads.
class CompiledRules {
 public:
  RuleSetRef ref() const;
  /// Only extended by other sets: says too little of a submission to accept it.
  bool is_abstract() const;
  std::vector<std::string> parts() const;
  std::vector<RuleInfo> describe(Language language) const;
  std::vector<StatementInfo> statements() const;
  Report check(const Submission& submission, const CheckOptions& options) const;
  Result<Repaired> fix(const Submission& submission, const RepairOptions& options) const;

  struct State;  // internal
  const State& state() const { return *state_; }

 private:
  friend class Library;
  std::shared_ptr<const State> state_;
};

/// What compile() gives: rules, or faults, or an error of the surroundings.
struct Compiled {
  std::optional<CompiledRules> rules;
  std::vector<Fault> faults;
  std::optional<Error> error;
};

/// Which rule set a submission is to be checked against.
struct Choice {
  std::string reference;                // set@version; empty: none or several
  std::vector<std::string> candidates;  // set names
  std::string named;          // the `procedure` that the submission names and that is not in force
  std::string suggestion;     // the rule set in force that `named` is most like, or empty
  std::vector<Fault> faults;  // of sets that could not be looked at
};

/// What one case of a case file said.
struct CaseResult {
  std::string rule;
  std::string file;
  std::uint32_t line = 0;
  std::string name;
  bool passed = false;
  std::vector<std::string> differences;  // one a line, where it did not pass
};

struct UncoveredCondition {
  std::string rule;
  std::string file;
  std::uint32_t line = 0;
  std::string missing;  // "never true", "never false"
  std::string excerpt;
};

/// A submission, reduced to the value that a rule is about, from the rule's cases.
struct RuleExample {
  bool passes = false;
  std::string name;  // of the case
  std::string pointer;
  std::string value;    // as JSON text; empty: absent
  std::string message;  // where it fails
};

struct CaseReport {
  std::vector<CaseResult> results;
  std::vector<Fault> faults;             // of case files
  std::uint32_t rules = 0;               // of the set itself, not of those it extends
  std::uint32_t rules_covered = 0;       // seen to pass and to fail (or ask)
  std::uint32_t conditions = 0;          // leaves
  std::uint32_t conditions_covered = 0;  // seen true and false
  std::vector<std::string> uncovered_rules;
  std::vector<UncoveredCondition> uncovered_conditions;
};

/// The rule sets at hand.
class Library {
 public:
  static Result<Library> from_folder(const std::string& rules_folder, const Limits& limits);
  static Library from_memory(std::vector<RuleFile> files);
  Library();
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

  /// Adds a file that was parsed at build time; `image` must outlive the library.
  void add_image(std::string path, std::string_view image);
  /// Replaces all rule sets and lists by those of a folder (schemas stay where it has none).
  Status replace_rules(const std::string& rules_folder, const Limits& limits);

  std::vector<RuleSetRef> list() const;
  Compiled compile(std::string_view reference, const CompileOptions& options) const;
  /// By the submission's `procedure`, else by what the sets recognise.
  Choice choose(const Submission& submission, const CompileOptions& options) const;
  /// Runs the cases of one set (`set@version`), at the clock of `options` unless a case has its
  /// own.
  CaseReport run_cases(std::string_view reference, const CompileOptions& options) const;
  /// The first case that passes and the first that fails of a rule (`set/id`), evaluated.
  std::vector<RuleExample> examples(std::string_view rule, Language language,
                                    const CompileOptions& options) const;

 private:
  std::unique_ptr<RuleFiles> files_;
};

/// The report for a submission that could not be read.
Report unreadable_report(std::string name, Error error, std::string now, Language language);
/// The report for a submission of which it is not known what it is: incomplete.
Report undecided_report(std::string name, const Choice& choice, std::string now, Language language);

struct RenderOptions {
  Language language = Language::kEn;
  bool color = false;
  bool quiet = false;  // dispositions and counts only
  std::uint32_t width = 80;
  bool fixing = false;  // the report of a fix run: show what was done
};

std::string render_text(std::span<const Report> reports, const RenderOptions& options);
/// One line over all: how many had which outcome.
std::string render_summary(std::span<const Report> reports, const RenderOptions& options);
/// One JSON object {tool, reports, summary} (schemas/report/1.schema.json), final newline.
std::string render_json(std::span<const Report> reports, const RenderOptions& options);
/// One report a line.
std::string render_ndjson(std::span<const Report> reports, const RenderOptions& options);
/// Faults of rule files, with the source line and a caret.
std::string render_faults(std::span<const Fault> faults, const RenderOptions& options);
/// `file:line:column: what` and the hint, control characters escaped.
std::string render_error(const Error& error, const RenderOptions& options);

std::optional<Language> parse_language(std::string_view name);
std::string_view language_name(Language language);
std::string_view disposition_name(Disposition disposition);

}  // namespace intake
