#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/dossier.h>
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
class Checker;  // <intake/checker.h>
class RuleFiles;
struct Plan;
struct Timeline;               // <intake/timeline.h>
struct Letter;                 // <intake/letter.h>
struct LetterOptions;          // <intake/letter.h>
struct Comparison;             // <intake/revision.h>
struct LintOptions;            // <intake/lint.h>
struct LintReport;             // <intake/lint.h>
struct LintRepair;             // <intake/lint.h>
struct Publication;            // <intake/revision.h>
struct MutationOptions;        // <intake/mutation.h>
struct MutationReport;         // <intake/mutation.h>
struct SynthesisedSubmission;  // <intake/synthesis.h>
struct RuleBoundary;           // <intake/synthesis.h>
struct NewRule;                // <intake/synthesis.h>

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
  /// One document of a stream: `file`, and where in it `bytes` begin (at the start of a line, from
  /// 1), so that findings and errors show places of the whole file.
  static Result<Submission> read_document(std::string name, std::string bytes, const Limits& limits,
                                          std::string_view format, std::string file,
                                          std::uint64_t byte, std::uint32_t line);
  const std::string& name() const;
  /// "yaml", "json"; of one that was put together from files "eml", "docx", "pdf", "x509", "jwks",
  /// of several files "dossier".
  std::string_view format() const;
  std::string_view bytes() const;
  /// The same values written in another format ("yaml", "json", "ndjson": one line). Of an
  /// assembled submission the YAML says beside each value where it was read, and at the end what
  /// was not, in `language`.
  Result<std::string> convert(std::string_view format, Language language = Language::kEn) const;
  /// Whether it was put together from files (Library::assemble); then bytes() is its tree as JSON.
  bool assembled() const;
  /// Whether a private key stands in it or beside it: its characters are hidden everywhere, and
  /// fix() refuses to make a copy of the rest.
  bool holds_private_key() const;
  /// Whether both have the same values, wherever they come from.
  bool same_values(const Submission& other) const;

  struct State;  // internal
  const State& state() const { return *state_; }

 private:
  friend class Checker;
  friend class Library;
  std::shared_ptr<const State> state_;
};

struct CompileOptions {
  std::string now;                  // RFC 3339 date-time or date
  std::vector<Language> languages;  // texts to load; empty: all that are declared
  std::vector<std::pair<std::string, std::string>> parameters;  // name -> value as YAML text
  bool preview = false;  // run the rules that are in preview, too
  Limits limits;
};

struct CheckOptions {
  Language language = Language::kEn;
  std::vector<std::string> parts;  // limit the disposition to these; empty: all
  std::vector<Answer> answers;     // to its questions, see <intake/questions.h>
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
  /// Of a submission that was put together from files: what to write into which of them (then
  /// `bytes` is the tree as JSON). Read what was written again and compare it (same_values).
  std::vector<PartChanges> parts;
  /// The tree as JSON that the written files have when they are read again: `bytes` without the
  /// answers that no part has a place for.
  std::string written;
};

/// One rule as data, for listing and explaining.
struct RuleInfo {
  std::string id;
  Severity severity = Severity::kError;
  bool never_fails = false;  // something cannot be checked: of describe_reading() alone
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
  bool preview = false;
  std::string valid_from, valid_until;  // dates; empty: always
  /// Where it is deprecated: since which version, which rule replaces it (may be empty), and why.
  std::string deprecated_since, replaced_by, deprecated_because;
  std::string selector;    // `at` or `for`
  std::string plain;       // the rule as a sentence, in the language of describe()
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
  /// The public id of the rule that was once called so (`set/id`, or `id` where that is unique);
  /// empty: nothing was.
  std::string renamed(std::string_view id) const;
  std::vector<StatementInfo> statements() const;
  Report check(const Submission& submission, const CheckOptions& options) const;
  Result<Repaired> fix(const Submission& submission, const RepairOptions& options) const;
  /// How one rule (`set/id`, or `id` where that is unique) came to its verdict: every condition of
  /// it in words, with its truth, for a person. Lines; kNotFound where no such rule is run.
  Result<std::string> trace(const Submission& submission, std::string_view rule,
                            const CheckOptions& options) const;
  /// The same rules at another time, at which the same ones are in force.
  CompiledRules at(const std::string& now) const;

  struct State;  // internal
  const State& state() const { return *state_; }

 private:
  friend class Library;
  /// Former ids of rules replaced by those of today.
  std::vector<std::string> current_ids(std::vector<std::string> ids) const;
  std::shared_ptr<const State> state_;
};

/// What compile() gives: rules, or faults, or an error of the surroundings.
struct Compiled {
  std::optional<CompiledRules> rules;
  std::vector<Fault> faults;
  std::vector<Fault> notes;  // what the author of the rules should know: former rule ids in use
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

/// A branch that no case took.
struct UncoveredCondition {
  std::string rule;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string missing;  // "never true", "never false", "never over nothing" ...
  std::string excerpt;  // the condition, its first line
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
  std::vector<Fault> faults;           // of case files
  std::vector<Fault> notes;            // former rule ids in them
  std::uint32_t rules = 0;             // of the set itself, not of those it extends
  std::uint32_t rules_covered = 0;     // seen to pass and to fail (or ask)
  std::uint32_t nodes = 0;             // conditions, the inner ones, too
  std::uint32_t nodes_covered = 0;     // evaluated
  std::uint32_t branches = 0;          // see docs/rule-language.md "Coverage"
  std::uint32_t branches_covered = 0;  // seen
  std::vector<std::string> uncovered_rules;
  std::vector<UncoveredCondition> uncovered_conditions;
};

/// One version of a rule set, for listing.
struct RuleSetInfo : RuleSetRef {
  std::string valid_from, valid_until;        // dates; empty: always
  std::uint32_t preview = 0, deprecated = 0;  // rules of its own
};

/// A lock: which versions rule sets are made of, with the SHA-256 of every file.
struct Locked {
  std::string text;  // of the lock file; empty after a fault or an error
  std::vector<RuleSetRef> sets;
  std::size_t files = 0;
  std::vector<Fault> faults;
  std::optional<Error> error;
};

struct LockInfo {
  std::string engine;  // that made it
  std::string now;     // the versions in force then
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
  /// Puts files together as one submission, or as several where they hold several forms. What
  /// could not be read, or only with doubt, is said by findings of every report on it.
  Result<std::vector<Submission>> assemble(std::vector<DossierFile> files,
                                           const AssembleOptions& options) const;
  /// Replaces all rule sets and lists by those of a folder (schemas stay where it has none).
  Status replace_rules(const std::string& rules_folder, const Limits& limits);

  /// The form of a rule set to be filled in. `name`: of its form map; empty where it has one alone.
  /// kAmbiguous where it has several.
  Result<BlankForm> blank_form(const CompiledRules& rules, std::string_view name, Language language,
                               const CompileOptions& options) const;

  /// Replaces all letters (rules/letters/) by those of a folder.
  Status replace_letters(const std::string& folder, const Limits& limits);

  /// Every version of every set, by name and version. `faults`, where given, gets those of sets
  /// that cannot be listed.
  std::vector<RuleSetInfo> list(std::vector<Fault>* faults = nullptr) const;
  /// Of each set that a submission can be checked against, the version in force at `now`.
  std::vector<RuleSetRef> selectable(std::string_view now) const;
  Compiled compile(std::string_view reference, const CompileOptions& options) const;
  /// The same for a version in force or not, to look at it: at `options.now` where it is in force
  /// then, else at the first day (or the last) that it is.
  Compiled compile_any(std::string_view reference, const CompileOptions& options) const;
  /// By the submission's `procedure`, else by what the sets recognise.
  Choice choose(const Submission& submission, const CompileOptions& options) const;
  /// Runs the cases of one set (`set@version`). The clock of `options` is for cases without one;
  /// empty: the day from which the set is in force.
  CaseReport run_cases(std::string_view reference, const CompileOptions& options) const;
  /// Changes the rules of one set in small ways and reports each change that no case notices.
  MutationReport mutate(std::string_view reference, const MutationOptions& mutation,
                        const CompileOptions& options) const;
  /// The first case that passes and the first that fails of a rule (`set/id`), evaluated.
  std::vector<RuleExample> examples(std::string_view rule, Language language,
                                    const CompileOptions& options) const;

  /// The draft of a reply to who sent a submission: what is in order, what the repairs correct,
  /// what is to be done, what is asked, and what comes then. By the letter that names the rule set,
  /// else by one for any (rules/letters/<name>/<version>/letter.yaml).
  Result<Letter> letter(const CompiledRules& rules, const Submission& submission,
                        const LetterOptions& options) const;

  /// Locks sets (`name@range`; none: all that can be chosen at `now`) as they are.
  Locked lock(const std::vector<std::string>& references, const CompileOptions& options) const;
  /// Leaves only the files that the lock names, so that versions are those of the lock, in force
  /// or not. kDigest where a file differs, is missing, or stands beside the locked ones. `name` is
  /// shown in errors. After an error the library is as it was.
  Result<LockInfo> freeze(std::string name, std::string_view lock, const Limits& limits);

  /// When the outcome of a submission changes, before and after `options.now`. `reference` empty:
  /// the set is chosen anew on each date.
  Timeline timeline(const Submission& submission, std::string_view reference,
                    const CompileOptions& options, const CheckOptions& check) const;

  /// What changes from one version of a rule set to another, which may stand in another library.
  /// Judged by the rules themselves, else by the cases of both and by the corpus.
  static Comparison compare(const Library& before, std::string_view reference_before,
                            const Library& after, std::string_view reference_after,
                            const CompileOptions& options, std::span<const Submission> corpus);

  /// Whether sets (`name@version`) may be published, given the text of rules/PUBLISHED; and what is
  /// then to be added to it.
  Publication publication(const std::vector<std::string>& references, std::string_view published,
                          const CompileOptions& options) const;

  /// What the author of rule sets (`name@version`; none: all) would want to know of them.
  LintReport lint(const std::vector<std::string>& references, const LintOptions& options) const;
  /// What the files become by the fixes of lint(), each of which is measured; the library stays as
  /// it is.
  Result<LintRepair> fix_rules(const std::vector<std::string>& references,
                               const LintOptions& options, bool unsafe) const;

  /// The smallest submission that was found for the rules; its report says whether they accept it.
  SynthesisedSubmission smallest_submission(const CompiledRules& rules,
                                            const CheckOptions& options) const;
  /// For each rule (`ids`: `set/id` or `id`; none: all) a submission at which it passes and one at
  /// which it fails. `compile`: what the rules were compiled with.
  std::vector<RuleBoundary> boundaries(const CompiledRules& rules,
                                       const std::vector<std::string>& ids,
                                       const CompileOptions& compile,
                                       const CheckOptions& options) const;
  /// What the files of a set (`name@range`) become with one more rule.
  NewRule new_rule(std::string_view reference, std::string_view id,
                   const CompileOptions& options) const;

 private:
  std::unique_ptr<RuleFiles> files_;
};

/// The findings `reading/<name>` of how a submission was read, as describe() gives rules.
std::vector<RuleInfo> describe_reading(Language language);

/// The report for a submission that could not be read.
Report unreadable_report(std::string name, Error error, std::string now, Language language);
/// The report for a submission of which it is not known what it is: incomplete.
Report undecided_report(std::string name, const Choice& choice, std::string now, Language language);
/// Puts in what is to be said of how the submission was read: a report of rules has it already.
void add_reading(Report& report, const Submission& submission, const Limits& limits = {});

struct RenderOptions {
  Language language = Language::kEn;
  bool color = false;
  bool quiet = false;  // dispositions and counts only
  std::uint32_t width = 80;
  bool fixing = false;  // the report of a fix run: show what was done
};

std::string render_text(std::span<const Report> reports, const RenderOptions& options);
/// How many submissions had which outcome.
struct Outcomes {
  std::uint32_t by_disposition[4] = {};  // in the order of Disposition
  std::uint32_t unreadable = 0;

  void add(const Report& report);
  std::uint32_t all() const;
};
/// One line over all.
std::string render_summary(const Outcomes& outcomes, const RenderOptions& options);
std::string render_summary(std::span<const Report> reports, const RenderOptions& options);
/// One JSON object {tool, reports, summary} (schemas/report/1.schema.json), final newline.
std::string render_json(std::span<const Report> reports, const RenderOptions& options);
/// One report a line.
std::string render_ndjson(std::span<const Report> reports, const RenderOptions& options);
/// SARIF 2.1.0, one run.
std::string render_sarif(std::span<const Report> reports, const RenderOptions& options);
/// Faults of rule files, with the source line and a caret.
std::string render_faults(std::span<const Fault> faults, const RenderOptions& options);
/// `file:line:column: what` and the hint, control characters escaped.
std::string render_error(const Error& error, const RenderOptions& options);

std::optional<Language> parse_language(std::string_view name);
std::string_view language_name(Language language);
std::string_view disposition_name(Disposition disposition);
// As the JSON reports write them: "error", "not-applicable", "rule-set" ...
std::string_view severity_name(Severity severity);
std::string_view verdict_name(Verdict verdict);
std::string_view error_code_name(ErrorCode code);

}  // namespace intake
