#include <algorithm>
#include <cstdio>

#include <intake/mutation.h>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

/// Rounded so that what is not all, or not nothing, is not shown as such.
std::string percent(std::uint32_t part, std::uint32_t whole) {
  char text[32];
  const double share = 100.0 * part / whole;
  const bool exact = part == whole || part == 0;
  std::snprintf(text, sizeof text, exact ? "%.0f %%" : "%.1f %%",
                exact ? share : std::clamp(share, 0.1, 99.9));
  return text;
}

std::string share(std::uint32_t part, std::uint32_t whole) {
  if (whole == 0) return "-";
  return percent(part, whole) + " (" + std::to_string(part) + "/" + std::to_string(whole) + ")";
}

/// `wanted` in percent.
bool reaches(std::uint32_t part, std::uint32_t whole, double wanted) {
  return 100.0 * part >= wanted * whole;
}

/// What to make of a survivor without an example.
std::string hint(const Survivor& survivor) {
  if (survivor.noticed_by_earlier) return "; a case above would notice it, too";
  // Of a rule without cases, or around the rules, none was looked for.
  if (survivor.mutation.empty() || survivor.rule.empty()) return "";
  return survivor.example.empty() ? "; none was found, so this part may say nothing" : "";
}

/// Whether each rule of --only is in one of the sets. Otherwise it has been said.
bool knows_rules(const Arguments& arguments, Session& session,
                 const std::vector<std::string>& references) {
  if (arguments.only.empty()) return true;
  std::vector<std::string> known;
  for (const std::string& reference : references) {
    ExitCode code = kAccept;
    const CompiledRules* rules = session.rules(reference, code);
    if (rules == nullptr) continue;
    for (RuleInfo& info : rules->describe(Language::kEn)) known.push_back(std::move(info.id));
  }
  bool good = true;
  for (const std::string& id : arguments.only) {
    if (std::any_of(known.begin(), known.end(), [&](const std::string& rule) {
          return rule == id || rule.ends_with("/" + id);
        })) {
      continue;
    }
    good = false;
    const std::string near = nearest_id(id, known);
    print_error(render_error({ErrorCode::kUsage,
                              "there is no rule `" + id + "`",
                              near.empty() ? "`intake rules show SET` lists the rules of a set"
                                           : "did you mean `" + near + "`?",
                              {}},
                             session.render_options()));
  }
  return good;
}

class Run {
 public:
  Run(const Arguments& arguments, Session& session)
      : arguments_(arguments),
        session_(session),
        options_(session.compile_options()),
        page_(arguments.color, arguments.width) {
    options_.languages = {Language::kEn};
    // Cases do not depend on the day on which they are run.
    if (!arguments.as_of) options_.now.clear();
  }

  void test(const std::string& reference) {
    const CaseReport report = session_.library().run_cases(reference, options_);
    if (report.rules == 0 && report.faults.empty()) {
      ExitCode why = kAccept;
      (void)session_.rules(reference, why);  // says why
      if (why == kAccept) page_.line(reference + ": no cases");
      code_ = worse(worse(code_, why), kFindings);
      return;
    }
    if (!report.faults.empty()) {
      print_error(render_faults(report.faults, session_.render_options()));
      code_ = worse(code_, kRuleSet);
    }
    if (!report.notes.empty()) {
      print_error(render_faults(report.notes, session_.render_options()));
    }
    for (const CaseResult& result : report.results) show(result);
    show_coverage(reference, report);
    if (arguments_.mutate && report.faults.empty()) mutate(reference);
  }

  ExitCode finish() {
    if (failed_ > 0 || passed_ == 0) code_ = worse(code_, kFindings);
    page_.line(std::to_string(passed_) + " passed, " + std::to_string(failed_) + " failed");
    return print(page_.text()) ? code_ : worse(code_, kSurroundings);
  }

 private:
  void show(const CaseResult& result) {
    ++(result.passed ? passed_ : failed_);
    if (result.passed) return;
    page_.line(result.file + ":" + std::to_string(result.line) + ": " +
               (result.rule.empty() ? "" : result.rule + ": ") + result.name);
    for (const std::string& difference : result.differences) {
      for (std::size_t at = 0; at < difference.size();) {
        const std::size_t end = std::min(difference.find('\n', at), difference.size());
        page_.line("  " + difference.substr(at, end - at));
        at = end + 1;
      }
    }
  }

  void show_coverage(const std::string& reference, const CaseReport& report) {
    for (const std::string& rule : report.uncovered_rules) page_.line("not covered: " + rule);
    for (const UncoveredCondition& branch : report.uncovered_conditions) {
      page_.line(branch.file + ":" + std::to_string(branch.line) + ":" +
                 std::to_string(branch.column) + ": " + branch.rule + ": " + branch.missing + ": " +
                 branch.excerpt);
    }
    page_.line(reference + ": rules " + share(report.rules_covered, report.rules) + ", nodes " +
               share(report.nodes_covered, report.nodes) + ", branches " +
               share(report.branches_covered, report.branches));
    if (report.rules_covered < report.rules ||
        !reaches(report.branches_covered, report.branches, arguments_.min_branches)) {
      code_ = worse(code_, kFindings);
    }
  }

  void mutate(const std::string& reference) {
    const MutationReport report =
        session_.library().mutate(reference, {arguments_.only, true}, options_);
    if (!report.faults.empty()) {
      print_error(render_faults(report.faults, session_.render_options()));
      code_ = worse(code_, kRuleSet);
      return;
    }
    for (const std::string& c : report.unfit) page_.line(c + ": left aside, as it does not pass");
    for (const Survivor& survivor : report.survivors) {
      page_.line(survivor.file + ":" + std::to_string(survivor.line) + ":" +
                 std::to_string(survivor.column) + ": " +
                 (survivor.rule.empty() ? reference : survivor.rule) + " survives " +
                 survivor.change + ": " + survivor.missing + hint(survivor));
      if (!survivor.example.empty()) page_.verbatim(survivor.example);
    }
    const std::uint32_t survivors = report.survived;
    std::string line = reference + ": " + std::to_string(report.mutants) + " mutants, " +
                       std::to_string(report.mutants - survivors) + " noticed, " +
                       std::to_string(survivors) + (survivors == 1 ? " survives" : " survive");
    if (report.mutants > 0) line += " (" + percent(survivors, report.mutants) + ")";
    if (report.discarded > 0) {
      line += "; " + std::to_string(report.discarded) + " more were faulty rules";
    }
    page_.line(line);
    if (!reaches(report.mutants - survivors, report.mutants, 100 - arguments_.max_survivors)) {
      code_ = worse(code_, kFindings);
    }
  }

  const Arguments& arguments_;
  Session& session_;
  CompileOptions options_;
  TextPage page_;
  std::uint32_t passed_ = 0, failed_ = 0;
  ExitCode code_ = kAccept;
};

}  // namespace

ExitCode run_rules_test(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const std::vector<std::string> references = session->references(code);
  if (!knows_rules(arguments, *session, references)) return worse(code, kUsage);
  Run run(arguments, *session);
  for (const std::string& reference : references) run.test(reference);
  return worse(code, run.finish());
}

}  // namespace intake::cli
