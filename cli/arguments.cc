#include "arguments.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <intake/version.h>

#include "files.h"
#include "text_page.h"

namespace intake::cli {
namespace {

/// The words of the command line that need a look before they are Arguments.
struct Raw {
  std::vector<std::string> set, parts, only, except;
  std::string lang, as_of, format = "text", color = "auto", fail_on, shell;
  std::string name, rule_id;  // of what `new` makes
  bool frozen = false;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Language default_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return parse_language(value).value_or(Language::kEn);
  }
  return Language::kEn;
}

std::string clock_now() {
  using namespace std::chrono;
  const auto now = floor<seconds>(system_clock::now());
  const auto day = floor<days>(now);
  const year_month_day date(day);
  const hh_mm_ss time(now - day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

/// `2026-11-22` or `2026-11-22T10:00:00Z`: checked as a calendar date, made a date-time.
std::string parse_date(const std::string& option, const std::string& text, std::string& fault) {
  std::string full = text.size() == 10 ? text + "T00:00:00Z" : text;
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  const bool shape = std::equal(
      full.begin(), full.end(), kShape.begin(), kShape.end(),
      [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
  if (shape) {
    const auto number = [&](std::size_t at, std::size_t length) {
      return static_cast<unsigned>(std::stoul(full.substr(at, length)));
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(number(5, 2)),
                                           std::chrono::day(number(8, 2))};
    if (date.ok() && number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60) return full;
  }
  fault = option + ": `" + text + "` is no date such as 2026-01-31 or 2026-01-31T10:00:00Z";
  return {};
}

std::uint32_t terminal_width() {
  struct winsize size {};
  if (::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col >= 40) {
    return std::min<std::uint32_t>(size.ws_col, 100);
  }
  return 80;
}

bool use_color(const std::string& when) {
  if (when != "auto") return when == "always";
  return ::isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

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

bool finish(Arguments& arguments, const Raw& raw, std::string& fault) {
  arguments.language = raw.lang.empty() ? default_language() : *parse_language(raw.lang);
  arguments.now = raw.as_of.empty() ? clock_now() : parse_date("--as-of", raw.as_of, fault);
  arguments.as_of = !raw.as_of.empty();
  if (arguments.on.empty()) arguments.on = arguments.now.substr(0, 10);
  if (!arguments.date.empty()) arguments.date = parse_date("--date", arguments.date, fault);
  if (raw.frozen && arguments.lock.empty()) arguments.lock = "rules.lock";
  arguments.parts = raw.parts;
  if (!raw.name.empty()) arguments.inputs = {raw.name};
  if (!raw.rule_id.empty()) arguments.inputs = {raw.rule_id};
  arguments.only = raw.only;
  arguments.except = raw.except;
  const std::map<std::string, OutputFormat> formats{{"text", OutputFormat::kText},
                                                    {"json", OutputFormat::kJson},
                                                    {"ndjson", OutputFormat::kNdjson},
                                                    {"sarif", OutputFormat::kSarif}};
  arguments.format = formats.at(raw.format);
  const std::map<std::string, FailOn> levels{
      {"error", FailOn::kError}, {"warning", FailOn::kWarning}, {"note", FailOn::kNote}};
  const bool lint = arguments.command == "rules lint";
  arguments.fail_on =
      raw.fail_on.empty() ? (lint ? FailOn::kWarning : FailOn::kError) : levels.at(raw.fail_on);
  if (lint && arguments.unsafe && !arguments.repair && !arguments.diff) {
    fault = "--unsafe says which repairs to make; add --fix or --diff";
  }
  arguments.color = use_color(raw.color);
  arguments.width = terminal_width();
  for (const std::string& pair : raw.set) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      fault = "--set: `" + pair + "` is not of the form PARAMETER=VALUE";
      break;
    }
    arguments.parameters.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  if (lint && arguments.diff && arguments.format != OutputFormat::kText) {
    fault = "--diff and --format " + raw.format + " both want standard output; leave one out";
  }
  if (arguments.timeline &&
      (arguments.format == OutputFormat::kNdjson || arguments.format == OutputFormat::kSarif)) {
    fault = "--timeline is printed as text or json";
  }
  if (!arguments.trace.empty() && arguments.format != OutputFormat::kText) {
    fault = "--trace is printed as text";
  }
  if (!arguments.trace.empty() && arguments.timeline) {
    fault = "--trace and --timeline exclude each other";
  }
  if (arguments.ask && std::count(arguments.inputs.begin(), arguments.inputs.end(), "-") > 0) {
    fault = "--ask reads the answers from standard input, so the submission cannot come from there";
  }
  if (arguments.questions == "-" && arguments.format != OutputFormat::kText) {
    fault = "--questions - and --format " + raw.format + " both want standard output";
  }
  if (arguments.together && arguments.from == "ndjson") {
    fault = "--together and --from ndjson exclude each other";
  }
  if (arguments.in_place && !arguments.output.empty()) {
    fault = "--in-place and --output exclude each other";
  }
  if (arguments.diff && arguments.patch) fault = "--diff and --patch exclude each other";
  if (arguments.command == "fix" && arguments.format != OutputFormat::kText) {
    const std::string other = arguments.diff            ? "--diff"
                              : arguments.patch         ? "--patch"
                              : arguments.output == "-" ? "--output -"
                                                        : "";
    if (!other.empty()) {
      fault = "--format " + raw.format + " and " + other +
              " both want standard output; leave one of them out";
    }
  }
  return fault.empty();
}

std::vector<const CLI::App*> verbs_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// The parser itself only says that a verb is missing.
std::string unknown_verb(const CLI::App& app, int argc, char** argv) {
  const CLI::App* parent = &app;
  int at = 1;
  for (const CLI::App* verb : verbs_of(app)) {
    if (argc <= 2 || verb->get_name() != argv[1] || verbs_of(*verb).empty()) continue;
    parent = verb;
    at = 2;
  }
  if (argc <= at || argv[at][0] == '-') return {};
  std::vector<std::string> names;
  for (const CLI::App* verb : verbs_of(*parent)) {
    if (verb->get_name() == argv[at]) return {};
    names.push_back(verb->get_name());
  }
  const std::string near = nearest_id(argv[at], names);
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return "there is no command `" + (at == 2 ? std::string(argv[1]) + " " : std::string()) +
         argv[at] + "`; " + (near.empty() ? "there are: " + all : "did you mean `" + near + "`?");
}

using Commands = std::vector<std::pair<CLI::App*, std::string>>;

void add_new(CLI::App& app, Arguments& arguments, Raw& raw, Commands& commands) {
  CLI::App* create = app.add_subcommand("new", "Writes a submission, examples, rule sets, rules");
  create->require_subcommand(1);
  const auto add = [&](const char* verb, const char* text) {
    CLI::App* command = create->add_subcommand(verb, text);
    commands.emplace_back(command, std::string("new ") + verb);
    return command;
  };
  CLI::App* submission = add("submission", "The smallest submission that a rule set accepts");
  submission->add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  submission->add_option("-o,--output", arguments.output, "Write to this new file");
  add_shared(*submission, arguments, raw);

  CLI::App* form = add("form", "A blank form to fill in, with guidance beside each field");
  form->add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  form->add_option("--format", arguments.form_format, "Of the form (default: docx)")
      ->check(CLI::IsMember({"docx", "yaml"}));
  form->add_option("--form", arguments.form, "Which form, where a procedure has several");
  form->add_option("-o,--output", arguments.output, "Write to this new file");
  form->add_option("--reader", arguments.reader,
                   "The program intake-reader (default: the one beside intake)");
  add_shared(*form, arguments, raw);

  CLI::App* examples = add("examples", "For each rule a submission that passes and one that fails");
  examples->add_option("RULE", arguments.inputs, "Rule ids (default: all of the set)");
  examples->add_option("--rules", arguments.rules, "SET[@VERSION]")->required();
  examples->add_option("-o,--output", arguments.output, "Folder to write them to");
  examples->add_flag("--as-cases", arguments.as_cases, "Write them as case files");
  add_shared(*examples, arguments, raw);

  CLI::App* set = add("rule-set", "The files of a new rule set");
  set->add_option("NAME", raw.name, "Its name")->required();
  set->add_option("-o,--output", arguments.output, "Folder of rule sets (default: rules)");

  CLI::App* rule = add("rule", "One more rule, with its messages and cases");
  rule->add_option("ID", raw.rule_id, "Its id, which names the fault")->required();
  rule->add_option("SET", arguments.rules, "The rule set that gets it")->required();
  add_shared(*rule, arguments, raw);
}

}  // namespace

std::optional<Arguments> read_arguments(int argc, char** argv, ExitCode& code) {
  Arguments arguments;
  Raw raw;
  CLI::App app("Checks and repairs submissions against versioned rule sets.", "intake");
  app.set_version_flag("--version", "intake " + std::string(kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 accepted, 1 findings, 2 incomplete, 3 faulty rule set,\n"
      "  4 file or limit, 64 wrong arguments.\nTry: intake check form.yaml");
  app.get_formatter()->column_width(26);

  CLI::App* check = app.add_subcommand("check", "Says what is wrong with submissions, and why");
  add_submission(*check, arguments, raw);
  check->add_flag("--timeline", arguments.timeline,
                  "On which dates the outcome changes, before and after --as-of");
  check->add_option("--trace", arguments.trace,
                    "How this rule came to its verdict, condition by condition");
  add_questions(*check, arguments);
  add_shared(*check, arguments, raw);

  CLI::App* fix = app.add_subcommand("fix", "Repairs submissions");
  add_submission(*fix, arguments, raw);
  fix->add_flag("--diff", arguments.diff, "Print the changes as a unified diff");
  fix->add_flag("--patch", arguments.patch, "Print them as a JSON Patch (RFC 6902)");
  fix->add_flag("--in-place", arguments.in_place, "Replace the submission itself");
  fix->add_option("-o,--output", arguments.output,
                  "Write the repaired text to this file or folder");
  fix->add_flag("--unsafe", arguments.unsafe, "Make the fixes that need a look afterwards, too");
  fix->add_option("--only", raw.only, "Only fixes of these rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  fix->add_option("--except", raw.except, "No fixes of these rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  fix->add_flag("--ask", arguments.ask, "Ask at the terminal what only a person can answer");
  fix->add_option("--by", arguments.by, "Who answers then, for the report");
  fix->add_option("--on", arguments.on, "When, for the report (default: the date of --as-of)");
  add_questions(*fix, arguments);
  add_shared(*fix, arguments, raw);

  CLI::App* explain = app.add_subcommand("explain", "Explains a rule");
  explain->add_option("RULE", arguments.inputs, "Rule ids: set/id, or id")->required();
  explain->add_option("--rules", arguments.rules, "SET[@VERSION] to look in");
  add_shared(*explain, arguments, raw);

  CLI::App* convert = app.add_subcommand(
      "convert", "Writes a submission as YAML or JSON, or what was found in a file");
  convert->add_option("FILE", arguments.inputs, "Files, folders, patterns, or -")->required();
  convert
      ->add_option("--to", arguments.to,
                   "reading: what was found in one file (default: yaml; of YAML json)")
      ->check(CLI::IsMember({"yaml", "json", "ndjson", "reading"}));
  add_reading(*convert, arguments);
  convert->add_option("-o,--output", arguments.output, "Write to this file");
  add_shared(*convert, arguments, raw);

  CLI::App* reply = app.add_subcommand("reply", "Drafts the reply to who sent a submission");
  add_reply(*reply, arguments, raw);

  CLI::App* rules = app.add_subcommand("rules", "Lists, shows, checks and tests rule sets");
  rules->require_subcommand(1);
  const std::pair<const char*, const char*> verbs[] = {
      {"list", "Lists the rule sets"},
      {"show", "Lists the rules of rule sets"},
      {"lint", "Checks rule sets for faults and slips, in every language"},
      {"test", "Runs the cases of rule sets and measures what they cover"},
      {"docs", "Writes a page for each rule set"},
      {"lock", "Writes down the versions and digests of rule sets"},
      {"diff", "Says what changes from one version to another, and what version that makes"},
      {"publish", "Records versions of ./rules (or --rules-dir) as published"}};
  Commands commands{
      {check, "check"}, {fix, "fix"}, {explain, "explain"}, {convert, "convert"}, {reply, "reply"}};
  for (const auto& [verb, text] : verbs) {
    CLI::App* command = rules->add_subcommand(verb, text);
    if (std::string_view(verb) == "diff") {
      add_diff(*command, arguments, raw);
    } else if (std::string_view(verb) == "publish") {
      command->add_option("SET", arguments.inputs, "SET[@VERSION], or lists/NAME[@VERSION]")
          ->required();
    } else if (std::string_view(verb) != "list") {
      command->add_option("SET", arguments.inputs, "SET[@VERSION] (default: all)");
    }
    if (std::string_view(verb) == "docs") {
      command->add_option("-o,--output", arguments.output, "Folder (default: docs/rules)");
    }
    if (std::string_view(verb) == "lock") {
      command->add_option("-o,--output", arguments.output, "File, or - (default: rules.lock)");
    }
    add_shared(*command, arguments, raw);
    if (std::string_view(verb) == "test") add_test(*command, arguments, raw);
    if (std::string_view(verb) == "lint") add_lint(*command, arguments, raw);
    if (std::string_view(verb) == "show") {
      command->add_flag("--plain", arguments.plain, "Each rule as a sentence");
    }
    commands.emplace_back(command, std::string("rules ") + verb);
  }

  add_new(app, arguments, raw, commands);
  CLI::App* completion = app.add_subcommand("completion", "Prints a completion script");
  completion->add_option("SHELL", raw.shell, "bash")->required()->check(CLI::IsMember({"bash"}));

  if (const std::string fault = unknown_verb(app, argc, argv); !fault.empty()) {
    print_error("intake: " + fault + "\n");
    code = kUsage;
    return std::nullopt;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    std::ostringstream out, problem;
    app.exit(error, out, problem);
    code = asked ? (print(out.str()) ? kAccept : kSurroundings) : kUsage;
    if (!asked) print_error("intake: " + problem.str());
    return std::nullopt;
  }
  if (completion->parsed()) {
    code = print(bash_completion()) ? kAccept : kSurroundings;
    return std::nullopt;
  }
  for (const auto& [command, name] : commands) {
    if (command->parsed()) arguments.command = name;
  }
  std::string fault;
  if (!finish(arguments, raw, fault)) {
    print_error("intake: " + fault + "\n");
    code = kUsage;
    return std::nullopt;
  }
  return arguments;
}

}  // namespace intake::cli
