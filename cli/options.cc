#include "options.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace intake::cli {
namespace {

void add_shared(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("--rules-dir", arguments.rules_dir,
                     "Folder of rule sets to use in place of the own");
  command.add_flag("--frozen", raw.frozen, "Use the versions of a lock file and no others");
  command.add_option("--lock", arguments.lock,
                     "The lock file (default: rules.lock); implies --frozen");
  command.add_option("--lang", raw.lang, "Language (default: from LANG)")
      ->check(CLI::IsMember({"en", "fr", "nl", "de"}));
  command.add_option("--as-of", raw.as_of, "The date to check at, YYYY-MM-DD (default: now)");
  command.add_option("--set", raw.set, "PARAMETER=VALUE of a rule set; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--color", raw.color, "When to use colour")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("-q,--quiet", arguments.quiet, "The outcome only");
}

void add_reading(CLI::App& command, Arguments& arguments, bool with_format = true) {
  if (with_format) {
    command.add_option("--from", arguments.from, "Format of the submission (default: by its name)")
        ->check(CLI::IsMember({"yaml", "json", "ndjson"}));
  }
  command.add_flag("--together", arguments.together,
                   "The files are parts of one submission; each folder is one of its own");
  command.add_option("--dossier", arguments.dossier,
                     "NAME[@VERSION] of where parts go (default: recognised)");
  command.add_option("--reader", arguments.reader,
                     "The program intake-reader (default: the one beside intake)");
  command
      .add_option("--reader-seconds", arguments.reader_seconds,
                  "How long it may take for one file (default: 30)")
      ->check(CLI::Range(1, 3600))
      ->option_text("SECONDS");
}

void add_submission(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("FILE", arguments.inputs, "Files, folders, patterns, or - for standard input")
      ->required();
  command.add_option("--rules", arguments.rules, "SET[@VERSION] (default: recognised)");
  command.add_option("--parts", raw.parts, "Check these parts only, as in form,mail")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--format", raw.format, "Format of the report")
      ->check(CLI::IsMember({"text", "json", "ndjson", "sarif"}));
  add_reading(command, arguments);
  command.add_flag("--preview", arguments.preview, "Run the rules that are in preview, too");
  command.add_option("--fail-on", raw.fail_on, "Least severity that exits with 1")
      ->check(CLI::IsMember({"error", "warning", "note"}));
}

void add_questions(CLI::App& command, Arguments& arguments) {
  command.add_option("--questions", arguments.questions,
                     "Write the open questions to this file, to be answered");
  command.add_option("--answers", arguments.answers, "Use the answers of such a file");
}

void add_stream(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_flag("--stream", arguments.stream,
                   "One JSON document a line, any number of them; prints one result a line");
  command.add_option("-j,--jobs", arguments.threads, "Threads of --stream (default: one a core)")
      ->check(CLI::Range(1, 256));
  command.add_option("--range", raw.range, "Of --stream: only the lines that begin in these bytes")
      ->option_text("OFFSET:LENGTH");
  command.add_option("-o,--output", arguments.output,
                     "Of --stream: write the results to this file");
  command.add_flag("--resume", arguments.resume, "Go on where the results in --output end");
}

void add_reply(CLI::App& command, Arguments& arguments, Raw& raw) {
  command
      .add_option("FILE", arguments.inputs,
                  "The mail, or the files of the submission, or - for standard input")
      ->required();
  command.add_option("--rules", arguments.rules, "SET[@VERSION] (default: recognised)");
  command.add_option("--format", arguments.letter_format, "Of the letter")
      ->check(CLI::IsMember({"text", "html", "eml"}));
  command.add_option("-o,--output", arguments.output, "Write to this file or folder");
  command.add_flag("--unsafe", arguments.unsafe,
                   "Count the fixes that need a look afterwards as made, too");
  command.add_option("--template", arguments.letter_template,
                     "A mustache template in place of that of the rule set");
  command.add_option("--letters-dir", arguments.letters_dir,
                     "Folder of letters to use in place of the own");
  command
      .add_option("--from", arguments.sender, "Who the mail is from (default: as the letter says)")
      ->option_text("ADDRESS");
  command.add_option("--date", arguments.date, "Date of the mail, YYYY-MM-DD (default: --as-of)");
  command.add_option("--parts", raw.parts, "Check these parts only, as in form,mail")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_flag("--preview", arguments.preview, "Run the rules that are in preview, too");
  add_questions(command, arguments);
  add_reading(command, arguments, false);
  add_shared(command, arguments, raw);
}

void add_test(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_flag("--mutate", arguments.mutate,
                   "Change the rules in small ways; report what no case notices");
  command
      .add_option("--max-survivors", arguments.max_survivors,
                  "Changes that may go unnoticed (default: 5)")
      ->check(CLI::Range(0.0, 100.0))
      ->option_text("PERCENT");
  command
      .add_option("--min-branches", arguments.min_branches,
                  "Branches that cases must take (default: 95)")
      ->check(CLI::Range(0.0, 100.0))
      ->option_text("PERCENT");
  command.add_option("--only", raw.only, "Rules to mutate, as in a,b (default: all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("RULE");
}

void add_lint(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("--format", raw.format, "Format of the report")
      ->check(CLI::IsMember({"text", "json", "sarif"}));
  command
      .add_option("--fail-on", raw.fail_on, "Least severity that exits with 1 (default: warning)")
      ->check(CLI::IsMember({"error", "warning", "note"}));
  command.add_flag("--fix", arguments.repair, "Repair the files of --rules-dir");
  command.add_flag("--diff", arguments.diff, "Print the repairs as a unified diff; write nothing");
  command.add_flag("--unsafe", arguments.unsafe,
                   "Make the repairs that need a look afterwards, too");
  command.add_option("--only", raw.only, "Only these checks, as in a,b")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--except", raw.except, "All checks but these")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void add_diff(CLI::App& command, Arguments& arguments, Raw& raw) {
  command
      .add_option("VERSION", arguments.inputs,
                  "Two of: SET@VERSION, FOLDER:SET@VERSION, the folder of a version")
      ->required()
      ->expected(2);
  command
      .add_option("--corpus", arguments.corpus,
                  "A submission or a folder of them, to compare the outcome of")
      ->allow_extra_args(false);
  command.add_option("--format", raw.format, "Format of the report")
      ->check(CLI::IsMember({"text", "json"}));
}

/// `OFFSET:LENGTH` in bytes.
void add_check(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_submission(command, arguments, raw);
  command.add_flag("--timeline", arguments.timeline,
                   "On which dates the outcome changes, before and after --as-of");
  command.add_option("--trace", arguments.trace,
                     "How this rule came to its verdict, condition by condition");
  add_stream(command, arguments, raw);
  add_questions(command, arguments);
  add_shared(command, arguments, raw);
}

void add_fix(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_submission(command, arguments, raw);
  command.add_flag("--diff", arguments.diff, "Print the changes as a unified diff");
  command.add_flag("--patch", arguments.patch, "Print them as a JSON Patch (RFC 6902)");
  command.add_flag("--in-place", arguments.in_place, "Replace the submission itself");
  command.add_option("-o,--output", arguments.output,
                     "Write the repaired text to this file or folder");
  command.add_flag("--unsafe", arguments.unsafe, "Make the fixes that need a look afterwards, too");
  command.add_option("--only", raw.only, "Only fixes of these rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--except", raw.except, "No fixes of these rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_flag("--ask", arguments.ask, "Ask at the terminal what only a person can answer");
  command.add_option("--by", arguments.by, "Who answers then, for the report");
  command.add_option("--on", arguments.on, "When, for the report (default: the date of --as-of)");
  add_questions(command, arguments);
  add_shared(command, arguments, raw);
}

void add_explain(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("RULE", arguments.inputs, "Rule ids: set/id, or id")->required();
  command.add_option("--rules", arguments.rules, "SET[@VERSION] to look in");
  add_shared(command, arguments, raw);
}

void add_convert(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("FILE", arguments.inputs, "Files, folders, patterns, or -")->required();
  command
      .add_option("--to", arguments.to,
                  "reading: what was found in one file (default: yaml; of YAML json)")
      ->check(CLI::IsMember({"yaml", "json", "ndjson", "reading"}));
  add_reading(command, arguments);
  command.add_option("-o,--output", arguments.output, "Write to this file");
  add_shared(command, arguments, raw);
}

void add_sets(CLI::App& command, Arguments& arguments) {
  command.add_option("SET", arguments.inputs, "SET[@VERSION] (default: all)");
}

void add_rules_show(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_sets(command, arguments);
  add_shared(command, arguments, raw);
  command.add_flag("--plain", arguments.plain, "Each rule as a sentence");
}

void add_rules_lint(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_sets(command, arguments);
  add_shared(command, arguments, raw);
  add_lint(command, arguments, raw);
}

void add_rules_test(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_sets(command, arguments);
  add_shared(command, arguments, raw);
  add_test(command, arguments, raw);
}

void add_rules_docs(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_sets(command, arguments);
  command.add_option("-o,--output", arguments.output, "Folder (default: docs/rules)");
  add_shared(command, arguments, raw);
}

void add_rules_lock(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_sets(command, arguments);
  command.add_option("-o,--output", arguments.output, "File, or - (default: rules.lock)");
  add_shared(command, arguments, raw);
}

void add_rules_diff(CLI::App& command, Arguments& arguments, Raw& raw) {
  add_diff(command, arguments, raw);
  add_shared(command, arguments, raw);
}

void add_rules_publish(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("SET", arguments.inputs, "SET[@VERSION], or lists/NAME[@VERSION]")->required();
  add_shared(command, arguments, raw);
}

void add_new_submission(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  command.add_option("-o,--output", arguments.output, "Write to this new file");
  add_shared(command, arguments, raw);
}

void add_new_form(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  command.add_option("--format", arguments.form_format, "Of the form (default: docx)")
      ->check(CLI::IsMember({"docx", "yaml"}));
  command.add_option("--form", arguments.form, "Which form, where a procedure has several");
  command.add_option("-o,--output", arguments.output, "Write to this new file");
  command.add_option("--reader", arguments.reader,
                     "The program intake-reader (default: the one beside intake)");
  add_shared(command, arguments, raw);
}

void add_new_examples(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("RULE", arguments.inputs, "Rule ids (default: all of the set)");
  command.add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  command.add_option("-o,--output", arguments.output, "Folder to write them to");
  command.add_flag("--as-cases", arguments.as_cases, "Write them as case files");
  add_shared(command, arguments, raw);
}

void add_new_rule_set(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("NAME", raw.name, "Its name")->required();
  command.add_option("-o,--output", arguments.output, "Folder of rule sets (default: rules)");
}

void add_new_rule(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("ID", raw.rule_id, "Its id, which names the fault")->required();
  command.add_option("SET", arguments.rules, "The rule set that gets it")->required();
  add_shared(command, arguments, raw);
}

void add_completion(CLI::App& command, Arguments&, Raw& raw) {
  command.add_option("SHELL", raw.shell, "bash")->required()->check(CLI::IsMember({"bash"}));
}

struct Command {
  std::string_view group;  // the verb before its own, or empty
  const char* name;
  const char* text;
  void (*add_options)(CLI::App&, Arguments&, Raw&);
};

/// In the order of the help; the commands of a group stand together.
constexpr Command kCommands[] = {
    {"", "check", "Says what is wrong with submissions, and why", add_check},
    {"", "fix", "Repairs submissions", add_fix},
    {"", "explain", "Explains a rule", add_explain},
    {"", "convert", "Writes a submission as YAML or JSON, or what was found in a file",
     add_convert},
    {"", "reply", "Drafts the reply to who sent a submission", add_reply},
    {"rules", "list", "Lists the rule sets", add_shared},
    {"rules", "show", "Lists the rules of rule sets", add_rules_show},
    {"rules", "lint", "Checks rule sets for faults and slips, in every language", add_rules_lint},
    {"rules", "test", "Runs the cases of rule sets and measures what they cover", add_rules_test},
    {"rules", "docs", "Writes a page for each rule set", add_rules_docs},
    {"rules", "lock", "Writes down the versions and digests of rule sets", add_rules_lock},
    {"rules", "diff", "Says what changes from one version to another, and what version that makes",
     add_rules_diff},
    {"rules", "publish", "Records versions of ./rules (or --rules-dir) as published",
     add_rules_publish},
    {"new", "submission", "The smallest submission that a rule set accepts", add_new_submission},
    {"new", "form", "A blank form to fill in, with guidance beside each field", add_new_form},
    {"new", "examples", "For each rule a submission that passes and one that fails",
     add_new_examples},
    {"new", "rule-set", "The files of a new rule set", add_new_rule_set},
    {"new", "rule", "One more rule, with its messages and cases", add_new_rule},
    {"", "completion", "Prints a completion script", add_completion},
};

constexpr std::pair<std::string_view, const char*> kGroups[] = {
    {"rules", "Lists, shows, checks and tests rule sets"},
    {"new", "Writes a submission, examples, rule sets, rules"}};

}  // namespace

Commands add_commands(CLI::App& app, std::span<char* const> words, Arguments& arguments, Raw& raw) {
  Commands commands;
  CLI::App* group = nullptr;
  for (const Command& command : kCommands) {
    if (!command.group.empty() && (group == nullptr || group->get_name() != command.group)) {
      const auto described = std::find_if(std::begin(kGroups), std::end(kGroups), [&](auto& known) {
        return known.first == command.group;
      });
      group = app.add_subcommand(std::string(command.group), described->second);
      group->require_subcommand(1);
    }
    CLI::App& parent = command.group.empty() ? app : *group;
    CLI::App* added = parent.add_subcommand(command.name, command.text);
    const bool named =
        std::find(words.begin(), words.end(), std::string_view(command.name)) != words.end();
    if (named) command.add_options(*added, arguments, raw);
    const std::string before = command.group.empty() ? "" : std::string(command.group) + ' ';
    commands.emplace_back(added, before + command.name);
  }
  return commands;
}

}  // namespace intake::cli
