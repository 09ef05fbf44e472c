#include <algorithm>

#include <intake/lint.h>

#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {
namespace {

bool counts(const LintFinding& finding, FailOn fail_on) {
  switch (fail_on) {
    case FailOn::kError:
      return finding.severity == Severity::kError;
    case FailOn::kWarning:
      return finding.severity == Severity::kError || finding.severity == Severity::kWarning;
    case FailOn::kNote:
      return true;
  }
  return true;
}

ExitCode code_of(const LintReport& report, FailOn fail_on) {
  if (!report.faults.empty()) return kRuleSet;
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const LintFinding& finding) { return counts(finding, fail_on); })
             ? kFindings
             : kAccept;
}

class Linting {
 public:
  Linting(const Arguments& arguments, const Session& session)
      : arguments_(arguments), session_(session), render_(session.render_options()) {
    options_.now = arguments.now;
    options_.only = arguments.only;
    options_.except = arguments.except;
  }

  ExitCode run() {
    if (arguments_.repair || arguments_.diff) return repair();
    return show(session_.library().lint(arguments_.inputs, options_));
  }

 private:
  ExitCode fail(const Error& error) {
    print_error(render_error(error, render_));
    const bool usage = error.code == ErrorCode::kUsage || error.code == ErrorCode::kNotFound ||
                       error.code == ErrorCode::kAmbiguous;
    return usage ? kUsage : kSurroundings;
  }

  ExitCode repair() {
    if (arguments_.rules_dir.empty()) {
      return fail({ErrorCode::kUsage,
                   "the rule sets are part of the program, where nothing can be repaired",
                   "name a folder with --rules-dir",
                   {}});
    }
    auto repair = session_.library().fix_rules(arguments_.inputs, options_, arguments_.unsafe);
    if (!repair) return fail(repair.error());
    ExitCode code = kAccept;
    for (const LintedFile& file : repair->files) {
      if (arguments_.diff) {
        if (!print_content(file.diff)) code = worse(code, kSurroundings);
        continue;
      }
      const Status written = write_atomically(file.file, file.after);
      if (!written) code = worse(code, fail(written.error()));
    }
    // Of the rule sets as they are, where nothing was written.
    if (arguments_.diff) {
      return worse(
          code, code_of(session_.library().lint(arguments_.inputs, options_), arguments_.fail_on));
    }
    code = worse(code, show(repair->report));
    if (arguments_.format != OutputFormat::kText) return code;
    std::string line = std::to_string(repair->fixed) + " repaired";
    if (repair->reverted > 0) line += ", " + std::to_string(repair->reverted) + " taken back";
    return print(line + "\n") ? code : worse(code, kSurroundings);
  }

  ExitCode show(const LintReport& report) {
    ExitCode code = code_of(report, arguments_.fail_on);
    if (report.error) {
      code = worse(code, fail(*report.error));
      if (report.rule_sets == 0) return code;
    }
    bool printed = true;
    switch (arguments_.format) {
      case OutputFormat::kJson:
      case OutputFormat::kNdjson:
        printed = print(render_lint_json(report, render_));
        break;
      case OutputFormat::kSarif:
        printed = print(render_lint_sarif(report, render_));
        break;
      case OutputFormat::kText:
        if (!report.faults.empty()) print_error(render_faults(report.faults, render_));
        printed = print(render_lint(report, render_));
        break;
    }
    return printed ? code : worse(code, kSurroundings);
  }

  const Arguments& arguments_;
  const Session& session_;
  RenderOptions render_;
  LintOptions options_;
};

}  // namespace

ExitCode run_rules_lint(const Arguments& arguments) {
  ExitCode code = kAccept;
  const auto session = Session::open(arguments, code);
  if (!session) return code;
  return Linting(arguments, *session).run();
}

}  // namespace intake::cli
