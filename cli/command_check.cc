#include "answers.h"
#include "commands.h"
#include "files.h"
#include "session.h"
#include "submissions.h"

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
    const bool collects =
        arguments_.format == OutputFormat::kJson || arguments_.format == OutputFormat::kSarif;
    outcomes_.add(report);
    if (collects) reports_.push_back(std::move(report));
    return good;
  }

  bool finish() {
    if (arguments_.format == OutputFormat::kJson) return print(render_json(reports_, options_));
    if (arguments_.format == OutputFormat::kSarif) return print(render_sarif(reports_, options_));
    if (arguments_.format == OutputFormat::kText && outcomes_.all() > 1) {
      return print(render_summary(outcomes_, options_));
    }
    return true;
  }

 private:
  const Arguments& arguments_;
  RenderOptions options_;
  Outcomes outcomes_;
  std::vector<Report> reports_;  // of the formats that are one text
};

}  // namespace

ExitCode run_check(const Arguments& arguments) {
  if (arguments.timeline) return run_timeline(arguments);
  if (arguments.stream) return run_check_stream(arguments);
  ExitCode code = kAccept;
  // Not freed: the process ends here, and taking a library apart takes a while.
  static std::optional<Session>& session =
      *new std::optional<Session>(Session::open(arguments, code));
  if (!session || !session->can_start(code)) return code;
  auto answers = Answers::open(arguments, code);
  if (!answers) return code;
  CheckOptions options = session->check_options();
  options.answers = answers->all();
  Printer printer(arguments, session->render_options());
  bool printed = true;
  Submissions submissions(arguments, session->library(), arguments.inputs);
  while (const auto given = submissions.next()) {
    if (!given->submission) {
      code = worse(code, kSurroundings);
      printed = printer.add(unreadable_report(given->name, *given->error, arguments.now,
                                              arguments.language)) &&
                printed;
      continue;
    }
    const Submission& submission = *given->submission;
    Report report;
    const CompiledRules* rules = session->rules_for(submission, report, code);
    if (rules != nullptr && !arguments.trace.empty()) {
      auto trace = rules->trace(submission, arguments.trace, options);
      if (!trace) {
        print_error(render_error(trace.error(), session->render_options()));
        return kUsage;
      }
      printed = print(*trace) && printed;
      code = worse(code, code_of(rules->check(submission, options), arguments.fail_on));
      continue;
    }
    if (rules != nullptr) {
      report = rules->check(submission, options);
      answers->note(report, code);
      code = worse(code, code_of(report, arguments.fail_on));
    } else {
      add_reading(report, submission);
    }
    printed = printer.add(std::move(report)) && printed;
  }
  answers->finish(code);
  printed = printer.finish() && printed;
  return printed ? code : worse(code, kSurroundings);
}

}  // namespace intake::cli
