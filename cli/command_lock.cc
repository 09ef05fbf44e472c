#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {

ExitCode run_rules_lock(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  // A lock that leaves a set out unsaid would keep it from ever being run.
  if (arguments.inputs.empty() && session->all_sets(code).empty() && code == kAccept) {
    print_error("intake: there is no rule set to lock\n");
    return kUsage;
  }
  if (code != kAccept) return code;
  const Locked locked = session->library().lock(arguments.inputs, session->compile_options());
  if (!locked.faults.empty()) {
    print_error(render_faults(locked.faults, session->render_options()));
    code = worse(code, kRuleSet);
  }
  if (locked.error) {
    print_error(render_error(*locked.error, session->render_options()));
    const ErrorCode which = locked.error->code;
    const bool usage = which == ErrorCode::kUsage || which == ErrorCode::kNotFound;
    code = worse(code, usage ? kUsage : kSurroundings);
  }
  if (code != kAccept) return code;
  const std::string file = arguments.output.empty() ? "rules.lock" : arguments.output;
  if (file == "-") return print(locked.text) ? kAccept : kSurroundings;
  const Status written = write_atomically(file, locked.text);
  if (!written) {
    print_error(render_error(written.error(), session->render_options()));
    return kSurroundings;
  }
  if (arguments.quiet) return kAccept;
  std::string said = file + ":";
  for (const RuleSetRef& set : locked.sets) {
    said += (&set == &locked.sets.front() ? " " : ", ") + set.name + " " + set.version;
  }
  return print(said + "; " + std::to_string(locked.files) + " files\n") ? kAccept : kSurroundings;
}

}  // namespace intake::cli
