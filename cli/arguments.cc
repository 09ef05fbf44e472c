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
  std::string lang, as_of, format = "text", color = "auto", fail_on = "error", shell;
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
std::string parse_as_of(const std::string& text, std::string& fault) {
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
  fault = "--as-of: `" + text + "` is no date such as 2026-01-31 or 2026-01-31T10:00:00Z";
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
  command.add_option("--lang", raw.lang, "Language (default: from LANG)")
      ->check(CLI::IsMember({"en", "fr", "nl", "de"}));
  command.add_option("--as-of", raw.as_of, "The date to check at, YYYY-MM-DD (default: now)");
  command.add_option("--set", raw.set, "PARAMETER=VALUE of a rule set; may be repeated");
  command.add_option("--color", raw.color, "When to use colour")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("-q,--quiet", arguments.quiet, "The outcome only");
}

void add_submission(CLI::App& command, Arguments& arguments, Raw& raw) {
  command.add_option("FILE", arguments.inputs, "Files, folders, patterns, or - for standard input")
      ->required();
  command.add_option("--rules", arguments.rules, "SET[@VERSION] (default: recognised)");
  command.add_option("--parts", raw.parts, "Check these parts only, as in form,mail")
      ->delimiter(',');
  command.add_option("--format", raw.format, "Format of the report")
      ->check(CLI::IsMember({"text", "json", "ndjson"}));
  command.add_option("--from", arguments.from, "Format of the submission (default: by its name)")
      ->check(CLI::IsMember({"yaml", "json"}));
  command.add_option("--fail-on", raw.fail_on, "Least severity that exits with 1")
      ->check(CLI::IsMember({"error", "warning", "note"}));
}

bool finish(Arguments& arguments, const Raw& raw, std::string& fault) {
  arguments.language = raw.lang.empty() ? default_language() : *parse_language(raw.lang);
  arguments.now = raw.as_of.empty() ? clock_now() : parse_as_of(raw.as_of, fault);
  arguments.parts = raw.parts;
  arguments.only = raw.only;
  arguments.except = raw.except;
  const std::map<std::string, OutputFormat> formats{{"text", OutputFormat::kText},
                                                    {"json", OutputFormat::kJson},
                                                    {"ndjson", OutputFormat::kNdjson}};
  arguments.format = formats.at(raw.format);
  const std::map<std::string, FailOn> levels{
      {"error", FailOn::kError}, {"warning", FailOn::kWarning}, {"note", FailOn::kNote}};
  arguments.fail_on = levels.at(raw.fail_on);
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

/// The parser itself only says that a verb is missing.
std::string unknown_verb(const CLI::App& app, const CLI::App& rules, int argc, char** argv) {
  const bool below = argc > 2 && std::string_view(argv[1]) == "rules";
  const CLI::App& parent = below ? rules : app;
  const int at = below ? 2 : 1;
  if (argc <= at || argv[at][0] == '-') return {};
  std::vector<std::string> names;
  for (const CLI::App* verb : parent.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() == argv[at]) return {};
    names.push_back(verb->get_name());
  }
  const std::string near = nearest_id(argv[at], names);
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return "there is no command `" + std::string(below ? "rules " : "") + argv[at] + "`; " +
         (near.empty() ? "there are: " + all : "did you mean `" + near + "`?");
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
  add_shared(*check, arguments, raw);

  CLI::App* fix = app.add_subcommand("fix", "Repairs submissions");
  add_submission(*fix, arguments, raw);
  fix->add_flag("--diff", arguments.diff, "Print the changes as a unified diff");
  fix->add_flag("--patch", arguments.patch, "Print them as a JSON Patch (RFC 6902)");
  fix->add_flag("--in-place", arguments.in_place, "Replace the submission itself");
  fix->add_option("-o,--output", arguments.output,
                  "Write the repaired text to this file or folder");
  fix->add_flag("--unsafe", arguments.unsafe, "Make the fixes that need a look afterwards, too");
  fix->add_option("--only", raw.only, "Only fixes of these rules")->delimiter(',');
  fix->add_option("--except", raw.except, "No fixes of these rules")->delimiter(',');
  add_shared(*fix, arguments, raw);

  CLI::App* explain = app.add_subcommand("explain", "Explains a rule");
  explain->add_option("RULE", arguments.inputs, "Rule ids: set/id, or id")->required();
  explain->add_option("--rules", arguments.rules, "SET[@VERSION] to look in");
  add_shared(*explain, arguments, raw);

  CLI::App* convert = app.add_subcommand("convert", "Writes a submission as YAML or JSON");
  convert->add_option("FILE", arguments.inputs, "A file, or -")->required()->expected(1);
  convert->add_option("--to", arguments.to, "yaml or json (default: the other one)")
      ->check(CLI::IsMember({"yaml", "json"}));
  convert->add_option("--from", arguments.from, "Format of the submission")
      ->check(CLI::IsMember({"yaml", "json"}));
  convert->add_option("-o,--output", arguments.output, "Write to this file");

  CLI::App* rules = app.add_subcommand("rules", "Lists, shows, checks and tests rule sets");
  rules->require_subcommand(1);
  const std::pair<const char*, const char*> verbs[] = {
      {"list", "Lists the rule sets"},
      {"show", "Lists the rules of rule sets"},
      {"lint", "Checks rule sets for faults, in every language"},
      {"test", "Runs the cases of rule sets and measures what they cover"},
      {"docs", "Writes a page for each rule set"}};
  std::vector<std::pair<CLI::App*, std::string>> commands{
      {check, "check"}, {fix, "fix"}, {explain, "explain"}, {convert, "convert"}};
  for (const auto& [verb, text] : verbs) {
    CLI::App* command = rules->add_subcommand(verb, text);
    if (std::string_view(verb) != "list") {
      command->add_option("SET", arguments.inputs, "SET[@VERSION] (default: all)");
    }
    if (std::string_view(verb) == "docs") {
      command->add_option("-o,--output", arguments.output, "Folder (default: docs/rules)");
    }
    add_shared(*command, arguments, raw);
    commands.emplace_back(command, std::string("rules ") + verb);
  }

  CLI::App* completion = app.add_subcommand("completion", "Prints a completion script");
  completion->add_option("SHELL", raw.shell, "bash")->required()->check(CLI::IsMember({"bash"}));

  if (const std::string fault = unknown_verb(app, *rules, argc, argv); !fault.empty()) {
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
