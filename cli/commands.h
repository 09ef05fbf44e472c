#pragma once

#include "arguments.h"

namespace intake::cli {

// One a verb, each in command_<verb>.cc.
ExitCode run_check(const Arguments& arguments);
ExitCode run_check_stream(const Arguments& arguments);  // `check --stream`
ExitCode run_timeline(const Arguments& arguments);      // `check --timeline`
ExitCode run_fix(const Arguments& arguments);
ExitCode run_explain(const Arguments& arguments);
ExitCode run_convert(const Arguments& arguments);
ExitCode run_reply(const Arguments& arguments);
ExitCode run_rules_list(const Arguments& arguments);
ExitCode run_rules_show(const Arguments& arguments);
ExitCode run_rules_lint(const Arguments& arguments);
ExitCode run_rules_test(const Arguments& arguments);
ExitCode run_rules_docs(const Arguments& arguments);
ExitCode run_rules_lock(const Arguments& arguments);
ExitCode run_rules_diff(const Arguments& arguments);
ExitCode run_rules_publish(const Arguments& arguments);
ExitCode run_new_submission(const Arguments& arguments);
ExitCode run_new_form(const Arguments& arguments);
ExitCode run_new_examples(const Arguments& arguments);
ExitCode run_new_rule_set(const Arguments& arguments);
ExitCode run_new_rule(const Arguments& arguments);

}  // namespace intake::cli
