#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {
namespace {

/// Text reports are printed one by one, JSON as one object at the end.
class Printer {
 public:
  Printer(const Arguments& arguments, const RenderOptions& options)
      : arguments_(arguments), options_(options) {}

  bool add(Report report) {
    bool good = true;
    if (arguments_.format == OutputFormat::kNdjson) {
      good = print(render_ndjson({&report, 1}, options_));
    } else if (arguments_.format == OutputFormat::kText) {
      if (report.unreadable) {
        print_error(render_error(*report.unreadable, options_));
      } else {
        good = print(render_text({&report, 1}, options_));
      }
    }
    if (arguments_.format != OutputFormat::kNdjson) {
      if (arguments_.format == OutputFormat::kText) report.findings.clear();
      reports_.push_back(std::move(report));
    }
    return good;
  }

  bool finish() {
    if (arguments_.format == OutputFormat::kJson) return print(render_json(reports_, options_));
    if (arguments_.format == OutputFormat::kSarif) return print(render_sarif(reports_, options_));
    if (arguments_.format == OutputFormat::kText && reports_.size() > 1) {
      return print(render_summary(reports_, options_));
    }
    return true;
  }

 private:
  const Arguments& arguments_;
  RenderOptions options_;
  std::vector<Report> reports_;
};

}  // namespace

ExitCode run_check(const Arguments& arguments) {
  if (arguments.timeline) return run_timeline(arguments);
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  Printer printer(arguments, session->render_options());
  bool printed = true;
  for (const Input& input : expand_inputs(arguments.inputs)) {
    const std::string name = input.name == "-" ? "<stdin>" : input.name;
    const auto unreadable = [&](Error error) {
      Report report = unreadable_report(name, std::move(error), arguments.now, arguments.language);
      code = worse(code, kSurroundings);
      printed = printer.add(std::move(report)) && printed;
    };
    if (input.error) {
      unreadable(*input.error);
      continue;
    }
    auto bytes = read_input(input.name, {});
    if (!bytes) {
      unreadable(bytes.error());
      continue;
    }
    auto submission = Submission::read(name, std::move(*bytes), {}, arguments.from);
    if (!submission) {
      unreadable(submission.error());
      continue;
    }
    Report report;
    const CompiledRules* rules = session->rules_for(*submission, report, code);
    if (rules != nullptr && !arguments.trace.empty()) {
      auto trace = rules->trace(*submission, arguments.trace, session->check_options());
      if (!trace) {
        print_error(render_error(trace.error(), session->render_options()));
        return kUsage;
      }
      printed = print(*trace) && printed;
      code = worse(code,
                   code_of(rules->check(*submission, session->check_options()), arguments.fail_on));
      continue;
    }
    if (rules != nullptr) {
      report = rules->check(*submission, session->check_options());
      code = worse(code, code_of(report, arguments.fail_on));
    }
    printed = printer.add(std::move(report)) && printed;
  }
  printed = printer.finish() && printed;
  return printed ? code : worse(code, kSurroundings);
}

}  // namespace intake::cli
