#include <csignal>

#include "arguments.h"
#include "commands.h"

namespace {

using namespace intake::cli;

struct Command {
  std::string_view name;
  ExitCode (*run)(const Arguments&);
};

constexpr Command kCommands[] = {
    {"check", run_check},
    {"fix", run_fix},
    {"explain", run_explain},
    {"convert", run_convert},
    {"reply", run_reply},
    {"rules list", run_rules_list},
    {"rules show", run_rules_show},
    {"rules lint", run_rules_lint},
    {"rules test", run_rules_test},
    {"rules docs", run_rules_docs},
    {"rules lock", run_rules_lock},
    {"rules diff", run_rules_diff},
    {"rules publish", run_rules_publish},
    {"new submission", run_new_submission},
    {"new form", run_new_form},
    {"new examples", run_new_examples},
    {"new rule-set", run_new_rule_set},
    {"new rule", run_new_rule},
};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write that fails, and an exit code
  ExitCode code = kUsage;
  const auto arguments = read_arguments(argc, argv, code);
  if (!arguments) return code;
  for (const Command& command : kCommands) {
    if (command.name == arguments->command) return command.run(*arguments);
  }
  return kUsage;
}
