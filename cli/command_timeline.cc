#include <utility>

#include <intake/timeline.h>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "submissions.h"

namespace intake::cli {

ExitCode run_timeline(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const RenderOptions render = session->render_options();
  std::vector<Timeline> timelines;
  const auto failed = [&](const std::string& name, Error error, ExitCode with) {
    print_error(render_error(error, render));
    code = worse(code, with);
    Timeline timeline;
    timeline.submission = name;
    timeline.now = arguments.now;
    timeline.language = arguments.language;
    timeline.error = std::move(error);
    timelines.push_back(std::move(timeline));
  };
  Submissions submissions(arguments, session->library(), arguments.inputs);
  while (const auto given = submissions.next()) {
    const std::string& name = given->name;
    if (!given->submission) {
      failed(name, *given->error, kSurroundings);
      continue;
    }
    // Parts that no rule set has: it is said why they are none.
    if (!arguments.parts.empty() && !arguments.rules.empty() &&
        session->any_rules(arguments.rules, code) == nullptr) {
      return code;
    }
    Timeline timeline = session->library().timeline(
        *given->submission, arguments.rules, session->compile_options(), session->check_options());
    if (timeline.error) {
      const bool usage = timeline.error->code == ErrorCode::kUsage;
      failed(name, *timeline.error, usage ? kUsage : kSurroundings);
      continue;
    }
    if (!timeline.faults.empty()) {
      print_error(render_faults(timeline.faults, render));
      code = worse(code, kRuleSet);
    } else {
      code = worse(code, code_of(timeline.states[timeline.current].report, arguments.fail_on));
    }
    timelines.push_back(std::move(timeline));
  }
  const bool json = arguments.format == OutputFormat::kJson;
  const std::string text =
      json ? render_timeline_json(timelines, render) : render_timeline_text(timelines, render);
  return print(text) ? code : worse(code, kSurroundings);
}

}  // namespace intake::cli
