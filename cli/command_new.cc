#include <filesystem>

#include <intake/synthesis.h>

#include "commands.h"
#include "files.h"
#include "report/labels.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

ExitCode fail(const Arguments& arguments, const Error& error, ExitCode code) {
  RenderOptions render;
  render.language = arguments.language;
  render.color = arguments.color;
  print_error(render_error(error, render));
  return code;
}

Error usage(std::string what, std::string hint) {
  return {ErrorCode::kUsage, std::move(what), std::move(hint), {}};
}

/// A file to write: a new one, or one that takes the place of another.
struct Target {
  std::string path;
  std::string bytes;
  bool exists = false;
};

Error there_already(const std::string& path) {
  return {ErrorCode::kUnwritable,
          "there is such a file already, and it stays",
          "move it, or choose another place or name",
          {path, 0, 0, 0}};
}

/// With the folders on the way. Nothing is written where one of the new files is there already.
Status write_targets(const std::vector<Target>& targets) {
  std::error_code error;
  for (const Target& target : targets) {
    if (!target.exists && fs::exists(fs::symlink_status(target.path, error))) {
      return there_already(target.path);
    }
  }
  for (const Target& target : targets) {
    const fs::path folder = fs::path(target.path).parent_path();
    error.clear();
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error) {
      return Error{ErrorCode::kUnwritable,
                   "the folder cannot be made: " + error.message(),
                   "check its permissions",
                   {folder.string(), 0, 0, 0}};
    }
    Status written = write_atomically(target.path, target.bytes);
    if (!written) return written;
  }
  return Done{};
}

/// Files of rule sets into the folder of rule sets.
ExitCode write_files(const Arguments& arguments, std::vector<NewFile> files,
                     const std::string& folder) {
  std::vector<Target> targets;
  std::string said;
  for (NewFile& file : files) {
    targets.push_back(
        {folder + file.path.substr(file.path.find('/')), std::move(file.bytes), file.exists});
    said += (file.exists ? "changed " : "wrote ") + targets.back().path + "\n";
  }
  const Status written = write_targets(targets);
  if (!written) return fail(arguments, written.error(), kSurroundings);
  return print(said) ? kAccept : kSurroundings;
}

/// The rules that --rules names; null where it has been said why there are none.
const CompiledRules* chosen_rules(const Arguments& arguments, Session& session, ExitCode& code) {
  if (arguments.rules.empty()) {
    code = fail(arguments, usage("--rules is missing", "`intake rules list` has all rule sets"),
                kUsage);
    return nullptr;
  }
  if (!session.can_start(code)) return nullptr;
  return session.rules(arguments.rules, code);
}

ExitCode code_of_disposition(Disposition disposition) {
  if (disposition == Disposition::kReject) return kFindings;
  return disposition == Disposition::kIncomplete ? kIncomplete : kAccept;
}

/// `ctr-rest/client-id-malformed` -> `client-id-malformed`; of an inherited rule with its set in
/// front, as two sets may have a rule of one name.
std::string file_stem(const std::string& rule, const std::string& set) {
  const std::size_t slash = rule.find('/');
  const std::string name = rule.substr(slash + 1);
  return rule.substr(0, slash) == set ? name : rule.substr(0, slash) + "." + name;
}

std::string commented(std::string_view words) {
  std::string out = "# ";
  for (const char c : words) out += c == '\n' || c == '\r' ? ' ' : c;
  return out + "\n";
}

std::string head(const RuleBoundary& boundary, const BoundaryExample& example, bool passes) {
  std::string out = commented(boundary.rule + (passes ? " passes at " : " fails at ") +
                              example.pointer + (example.how.empty() ? "" : ": " + example.how));
  if (!example.message.empty()) out += commented(example.message);
  for (const std::string& other : example.others) {
    out += commented("this rule has something to say, too: " + other);
  }
  return out;
}

std::vector<Target> targets_of(const Arguments& arguments,
                               const std::vector<RuleBoundary>& boundaries,
                               const std::string& set) {
  std::vector<Target> targets;
  for (const RuleBoundary& boundary : boundaries) {
    const std::string stem = arguments.output + "/" + file_stem(boundary.rule, set);
    if (arguments.as_cases) {
      if (!boundary.cases.empty()) targets.push_back({stem + ".yaml", boundary.cases, false});
      continue;
    }
    for (const bool passes : {true, false}) {
      const BoundaryExample& example = passes ? boundary.passes : boundary.fails;
      if (example.text.empty()) continue;
      targets.push_back({stem + (passes ? ".passes.yaml" : ".fails.yaml"),
                         head(boundary, example, passes) + example.text, false});
    }
  }
  return targets;
}

std::string share(std::size_t part, std::size_t whole) {
  if (whole == 0) return "-";
  return std::to_string(part * 100 / whole) + " % (" + std::to_string(part) + "/" +
         std::to_string(whole) + ")";
}

/// Enough of a long value to recognise it.
std::string shortened(std::string text) {
  constexpr std::size_t kMost = 160;
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void show(const BoundaryExample& example, std::string_view name, const Arguments& arguments,
          TextPage& page) {
  if (example.text.empty()) {
    page.item(name, "not synthesised: " + example.why_not);
    return;
  }
  const std::string value =
      example.value.empty() ? "(" + std::string(label(Label::kNothing, arguments.language)) + ")"
                            : shortened(example.value);
  std::string words = example.pointer + ": " + value;
  if (!example.how.empty()) words += " (" + example.how + ")";
  if (!example.message.empty()) words += " -> " + example.message;
  for (const std::string& other : example.others) words += "; also " + other;
  page.item(name, words);
}

}  // namespace

ExitCode run_new_submission(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const CompiledRules* rules = chosen_rules(arguments, *session, code);
  if (rules == nullptr) return code;
  const SynthesisedSubmission made =
      session->library().smallest_submission(*rules, session->check_options());
  const ExitCode outcome = code_of_disposition(made.report.disposition);
  if (arguments.output.empty() || arguments.output == "-") {
    return print(made.text) ? outcome : kSurroundings;
  }
  const Status written = write_targets({{arguments.output, made.text, false}});
  if (!written) return fail(arguments, written.error(), kSurroundings);
  const std::string said =
      arguments.output + ": " + std::string(disposition_name(made.report.disposition)) + "\n";
  return print(said) ? outcome : kSurroundings;
}

ExitCode run_new_examples(const Arguments& arguments) {
  if (arguments.as_cases && arguments.output.empty()) {
    return fail(arguments, usage("--as-cases writes files", "say where to with --output FOLDER"),
                kUsage);
  }
  // Cases are compared in English.
  Arguments own = arguments;
  if (arguments.as_cases) own.language = Language::kEn;
  ExitCode code = kAccept;
  auto session = Session::open(own, code);
  if (!session) return code;
  const CompiledRules* rules = chosen_rules(own, *session, code);
  if (rules == nullptr) return code;
  const std::vector<RuleBoundary> boundaries = session->library().boundaries(
      *rules, own.inputs, session->compile_options(), session->check_options());
  if (boundaries.empty() && !own.inputs.empty()) {
    std::vector<std::string> ids;
    for (const RuleInfo& info : rules->describe(own.language)) ids.push_back(info.id);
    const std::string near = nearest_id(own.inputs.front(), ids);
    return fail(own,
                {ErrorCode::kNotFound,
                 "there is no rule `" + own.inputs.front() + "` in " + rules->ref().name,
                 near.empty() ? "" : "did you mean `" + near + "`?",
                 {}},
                kUsage);
  }
  if (!own.output.empty()) {
    const Status written = write_targets(targets_of(own, boundaries, rules->ref().name));
    if (!written) return fail(own, written.error(), kSurroundings);
  }
  TextPage page(own.color, own.width);
  std::size_t passing = 0, failing = 0, alone = 0;
  for (const RuleBoundary& boundary : boundaries) {
    if (!boundary.passes.text.empty()) ++passing;
    if (!boundary.fails.text.empty()) ++failing;
    if (!boundary.fails.text.empty() && boundary.fails.others.empty()) ++alone;
    const bool both = !boundary.passes.text.empty() && !boundary.fails.text.empty();
    // What was written to files need not be read here.
    if (own.quiet || (both && !own.output.empty())) continue;
    page.title(boundary.rule);
    show(boundary.passes, label(Label::kPasses, own.language), own, page);
    show(boundary.fails, label(Label::kFails, own.language), own, page);
  }
  if (!page.text().empty()) page.line("");
  page.line(rules->ref().name + " " + rules->ref().version + ": an example that passes for " +
            share(passing, boundaries.size()) + " of the rules, one that fails for " +
            share(failing, boundaries.size()) + ", of these " + std::to_string(alone) +
            " without a word of any other rule");
  return print(page.text()) ? code : kSurroundings;
}

ExitCode run_new_rule_set(const Arguments& arguments) {
  auto files = new_rule_set(arguments.inputs.front());
  if (!files) return fail(arguments, files.error(), kUsage);
  const std::string folder = arguments.output.empty() ? "rules" : arguments.output;
  std::error_code error;
  const std::string set = folder + "/" + arguments.inputs.front();
  if (fs::exists(set, error)) {
    return fail(arguments,
                {ErrorCode::kUsage,
                 "there is such a rule set already",
                 "`intake new rule ID SET` adds a rule to it",
                 {set, 0, 0, 0}},
                kUsage);
  }
  return write_files(arguments, std::move(*files), folder);
}

ExitCode run_new_rule(const Arguments& arguments) {
  if (arguments.rules_dir.empty()) {
    return fail(arguments, usage("--rules-dir is missing", "say in which folder the rule set is"),
                kUsage);
  }
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  NewRule made = session->library().new_rule(arguments.rules, arguments.inputs.front(),
                                             session->compile_options());
  if (!made.faults.empty()) {
    print_error(render_faults(made.faults, session->render_options()));
    return kRuleSet;
  }
  if (made.error) {
    const bool surroundings = made.error->code == ErrorCode::kUnwritable;
    return fail(arguments, *made.error, surroundings ? kSurroundings : kUsage);
  }
  return write_files(arguments, std::move(made.files), arguments.rules_dir);
}

}  // namespace intake::cli
