#include "arguments.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <span>
#include <string_view>

#include <intake/version.h>

#include "files.h"
#include "options.h"
#include "text_page.h"

namespace intake::cli {
namespace {

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

bool parse_range(const std::string& text, Arguments& arguments) {
  const char* const end = text.data() + text.size();
  const auto offset = std::from_chars(text.data(), end, arguments.range_offset);
  if (offset.ec != std::errc{} || offset.ptr == end || *offset.ptr != ':') return false;
  const auto length = std::from_chars(offset.ptr + 1, end, arguments.range_length);
  return length.ec == std::errc{} && length.ptr == end;
}

/// What goes only with --stream, and what does not go with it; empty: nothing.
std::string stream_fault(const Arguments& arguments, const Raw& raw) {
  if (!arguments.stream) {
    const bool check = arguments.command == "check";
    const char* const option = arguments.resume                     ? "--resume"
                               : !raw.range.empty()                 ? "--range"
                               : arguments.threads > 0              ? "--jobs"
                               : check && !arguments.output.empty() ? "--output"
                                                                    : nullptr;
    return option == nullptr ? "" : std::string(option) + " is for check --stream";
  }
  const std::pair<bool, const char*> others[] = {
      {arguments.timeline, "--timeline"},
      {!arguments.trace.empty(), "--trace"},
      {arguments.together, "--together"},
      {!arguments.dossier.empty(), "--dossier"},
      {!arguments.questions.empty(), "--questions"},
      {!arguments.answers.empty(), "--answers"},
      {!arguments.from.empty() && arguments.from != "ndjson", "--from of another format"},
      {raw.format == "json" || raw.format == "sarif", "--format of another kind"},
      {arguments.inputs.size() > 1 && !raw.range.empty(), "--range of several files"}};
  for (const auto& [given, option] : others) {
    if (given) return std::string("--stream does not go with ") + option;
  }
  if (arguments.resume && (arguments.output.empty() || arguments.output == "-")) {
    return "--resume goes on with a file of results; name it with --output";
  }
  return {};
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
  if (!raw.range.empty() && !parse_range(raw.range, arguments)) {
    fault = "--range: `" + raw.range + "` is not of the form OFFSET:LENGTH, in bytes";
  }
  if (fault.empty()) fault = stream_fault(arguments, raw);
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

}  // namespace

std::optional<Arguments> read_arguments(int argc, char** argv, ExitCode& code) {
  Arguments arguments;
  Raw raw;
  CLI::App app("Checks and repairs submissions against versioned rule sets.", "intake");
  app.set_version_flag("--version", "intake " + std::string(kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 accepted, 1 findings, 2 incomplete, 3 faulty rule set,\n"
      "  4 file or limit, 5 stream not finished, 64 wrong arguments.\nTry: intake check form.yaml");
  app.get_formatter()->column_width(26);

  const Commands commands = add_commands(
      app, std::span(argv, static_cast<std::size_t>(std::max(argc, 0))), arguments, raw);
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
  for (const auto& [command, name] : commands) {
    if (command->parsed()) arguments.command = name;
  }
  if (arguments.command == "completion") {
    code = print(bash_completion()) ? kAccept : kSurroundings;
    return std::nullopt;
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
