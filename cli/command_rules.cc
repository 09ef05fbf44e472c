#include <algorithm>
#include <filesystem>
#include <set>

#include "commands.h"
#include "files.h"
#include "report/labels.h"
#include "rule_page.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

std::vector<std::string> references(const Arguments& arguments, const Session& session) {
  if (!arguments.inputs.empty()) return arguments.inputs;
  std::vector<std::string> all;
  for (const RuleSetRef& set : session.library().list()) {
    all.push_back(set.name + "@" + set.version);
  }
  return all;
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string percent(std::uint32_t part, std::uint32_t whole) {
  if (whole == 0) return "-";
  return std::to_string(std::uint64_t{part} * 100 / whole) + " % (" + std::to_string(part) + "/" +
         std::to_string(whole) + ")";
}

}  // namespace

ExitCode run_rules_list(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  TextPage page(arguments.color, arguments.width);
  for (const RuleSetRef& set : session->library().list()) {
    page.line(set.name + " " + set.version + "  " + set.title);
  }
  return print(page.text()) ? code : kSurroundings;
}

ExitCode run_rules_show(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  TextPage page(arguments.color, arguments.width);
  for (const std::string& reference : references(arguments, *session)) {
    const CompiledRules* rules = session->rules(reference, code);
    if (rules == nullptr) continue;
    const RuleSetRef ref = rules->ref();
    page.title(ref.name + " " + ref.version + ": " + ref.title);
    for (const RuleInfo& info : rules->describe(arguments.language)) {
      page.item(info.id, std::string(label(label_of(info.severity), arguments.language)) + ", " +
                             (info.message.empty() ? info.question : info.message));
    }
  }
  return print(page.text()) ? code : worse(code, kSurroundings);
}

ExitCode run_rules_lint(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  CompileOptions options = session->compile_options();
  options.languages.clear();  // every language is checked
  TextPage page(arguments.color, arguments.width);
  std::vector<Fault> faults;
  std::uint32_t sets = 0;
  std::set<std::string> rules;
  for (const std::string& reference : references(arguments, *session)) {
    Compiled compiled = session->library().compile(reference, options);
    ++sets;
    if (compiled.error) {
      print_error(render_error(*compiled.error, session->render_options()));
      code = worse(code, kUsage);
    }
    for (Fault& fault : compiled.faults) {
      // A set that several others extend is loaded with each of them.
      const bool known = std::any_of(faults.begin(), faults.end(), [&](const Fault& other) {
        return other.file == fault.file && other.byte_begin == fault.byte_begin &&
               other.message == fault.message;
      });
      if (!known) faults.push_back(std::move(fault));
    }
    if (!compiled.rules) continue;
    for (const RuleInfo& info : compiled.rules->describe(arguments.language)) {
      rules.insert(info.id);  // inherited rules are seen with each set that extends theirs
    }
    for (const StatementInfo& statement : compiled.rules->statements()) {
      if (!statement.covered_by.empty()) continue;
      page.line(reference + ": no rule covers the statement " + statement.id + " of " +
                statement.rule_set + ": \"" + statement.quote + "\"");
      code = worse(code, kRuleSet);
    }
  }
  if (!faults.empty()) {
    print_error(render_faults(faults, session->render_options()));
    code = worse(code, kRuleSet);
  }
  page.line(counted(sets, "rule set") + ", " + counted(rules.size(), "rule") + ", " +
            counted(faults.size(), "fault"));
  return print(page.text()) ? code : worse(code, kSurroundings);
}

ExitCode run_rules_test(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  CompileOptions options = session->compile_options();
  options.languages = {Language::kEn};
  TextPage page(arguments.color, arguments.width);
  std::uint32_t passed = 0, failed = 0;
  for (const std::string& reference : references(arguments, *session)) {
    const CaseReport report = session->library().run_cases(reference, options);
    if (report.rules == 0 && report.faults.empty()) {
      (void)session->rules(reference, code);  // says why
      if (code == kAccept) page.line(reference + ": no cases");
      code = worse(code, kFindings);
      continue;
    }
    if (!report.faults.empty()) {
      print_error(render_faults(report.faults, session->render_options()));
      code = worse(code, kRuleSet);
    }
    for (const CaseResult& result : report.results) {
      ++(result.passed ? passed : failed);
      if (result.passed) continue;
      page.line(result.file + ":" + std::to_string(result.line) + ": " + result.rule + ": " +
                result.name);
      for (const std::string& difference : result.differences) {
        for (std::size_t at = 0; at < difference.size();) {
          const std::size_t end = std::min(difference.find('\n', at), difference.size());
          page.line("  " + difference.substr(at, end - at));
          at = end + 1;
        }
      }
    }
    for (const std::string& rule : report.uncovered_rules) page.line("not covered: " + rule);
    for (const UncoveredCondition& condition : report.uncovered_conditions) {
      page.line(condition.file + ":" + std::to_string(condition.line) + ": " + condition.rule +
                ": this condition is " + condition.missing + ": " + condition.excerpt);
    }
    page.line(reference + ": rules " + percent(report.rules_covered, report.rules) +
              ", conditions " + percent(report.conditions_covered, report.conditions));
    if (report.rules_covered < report.rules || report.conditions_covered < report.conditions) {
      code = worse(code, kFindings);
    }
  }
  if (failed > 0 || passed == 0) code = worse(code, kFindings);
  page.line(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed");
  return print(page.text()) ? code : worse(code, kSurroundings);
}

ExitCode run_rules_docs(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const std::string folder = arguments.output.empty() ? "docs/rules" : arguments.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (const std::string& reference : references(arguments, *session)) {
    const CompiledRules* rules = session->rules(reference, code);
    if (rules == nullptr) continue;
    const std::string path = folder + "/" + rules->ref().name + ".md";
    const Status written = write_atomically(path, rule_page(*rules, arguments.language));
    if (!written) {
      print_error(render_error(written.error(), session->render_options()));
      code = worse(code, kSurroundings);
    }
  }
  return code;
}

}  // namespace intake::cli
