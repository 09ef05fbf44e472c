#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

/// Where the repaired texts go. All of it is known before the first is written.
class Output {
 public:
  explicit Output(const Arguments& arguments) : arguments_(arguments) {
    std::error_code error;
    folder_ = !arguments.output.empty() && fs::is_directory(arguments.output, error);
  }

  /// Why these inputs cannot be written as asked; nothing where they can.
  std::optional<Error> refuse(const std::vector<Input>& inputs) const {
    const auto usage = [](std::string what, std::string hint, std::string place = {}) {
      return Error{
          ErrorCode::kUsage, std::move(what), std::move(hint), {std::move(place), 0, 0, 0}};
    };
    const bool standard = std::any_of(inputs.begin(), inputs.end(),
                                      [](const Input& input) { return input.name == "-"; });
    if (standard && arguments_.in_place) {
      return usage("standard input cannot be replaced in place", "say --output FILE");
    }
    if (standard && folder_) {
      return usage("standard input has no name to be written under", "say --output FILE");
    }
    if (inputs.size() > 1 && !takes_several()) {
      return usage("several submissions cannot be written to one output",
                   "say --in-place, --diff, --patch or --output FOLDER");
    }
    std::error_code error;
    std::set<fs::path> sources;
    for (const Input& input : inputs) {
      if (input.name == "-" || input.error) continue;
      sources.insert(fs::weakly_canonical(input.name, error));
      if (arguments_.in_place && !fs::is_regular_file(input.name, error)) {
        return usage("this is no file that could be replaced in place", "say --output FILE",
                     input.name);
      }
    }
    std::map<fs::path, const Input*> writers;
    for (const Input& input : inputs) {
      const std::string target = target_of(input.name);
      if (input.error || target.empty() || arguments_.in_place) continue;
      const auto [other, added] = writers.emplace(fs::weakly_canonical(target, error), &input);
      if (!added) {
        return usage("`" + other->second->name + "` and `" + input.name +
                         "` would be written to the same file",
                     "fix them one by one, or say --in-place", target);
      }
      if (sources.contains(other->first)) {
        return usage("the output is a submission itself", "say --in-place if it is to be replaced",
                     target);
      }
    }
    return std::nullopt;
  }

  /// The repaired text, the diff or the patch goes to standard output, so the report does not.
  bool uses_stdout() const {
    return arguments_.format == OutputFormat::kText &&
           (arguments_.diff || arguments_.patch || target_of("-").empty());
  }
  /// Nothing is written anywhere: the report is all.
  bool is_rehearsal() const {
    return arguments_.format != OutputFormat::kText && target_of("-").empty();
  }

  Status write(const std::string& input, const Repaired& repaired) const {
    const Error failed{ErrorCode::kUnwritable, "standard output cannot be written", "", {}};
    if (arguments_.diff && !print_content(repaired.diff)) return failed;
    if (arguments_.patch && !print_content(repaired.patch + "\n")) return failed;
    if (arguments_.in_place && !repaired.changed) return Done{};
    const std::string target = target_of(input);
    if (!target.empty()) return write_atomically(target, repaired.bytes);
    if (arguments_.diff || arguments_.patch || is_rehearsal()) return Done{};
    if (!print_content(repaired.bytes)) return failed;
    return Done{};
  }

 private:
  bool takes_several() const {
    return arguments_.in_place || arguments_.diff || arguments_.patch || folder_ || is_rehearsal();
  }
  /// The file that the repaired text of an input goes to; empty: none.
  std::string target_of(const std::string& input) const {
    if (arguments_.in_place) return input;
    if (arguments_.output.empty() || arguments_.output == "-") return {};
    if (!folder_) return arguments_.output;
    return (fs::path(arguments_.output) / fs::path(input).filename()).string();
  }

  const Arguments& arguments_;
  bool folder_ = false;
};

RepairOptions repair_options(const Arguments& arguments, const CheckOptions& check) {
  RepairOptions options;
  options.unsafe = arguments.unsafe;
  options.only = arguments.only;
  options.except = arguments.except;
  options.check = check;
  return options;
}

/// Says which ids of --only and --except no rule set has.
bool knows_rules(const Arguments& arguments, const Session& session, const RenderOptions& options) {
  if (arguments.only.empty() && arguments.except.empty()) return true;
  std::vector<std::string> sets{arguments.rules};
  if (arguments.rules.empty()) {
    sets.clear();
    for (const RuleSetRef& set : session.library().list()) {
      sets.push_back(set.name + "@" + set.version);
    }
  }
  std::vector<std::string> known;
  std::map<std::string, std::string> renamed;
  for (const std::string& set : sets) {
    const Compiled compiled = session.library().compile(set, session.compile_options());
    if (!compiled.rules) continue;
    for (const auto* ids : {&arguments.only, &arguments.except}) {
      for (const std::string& id : *ids) {
        const std::string now = compiled.rules->renamed(id);
        if (!now.empty()) renamed.emplace(id, now);
      }
    }
    for (RuleInfo& info : compiled.rules->describe(arguments.language)) {
      known.push_back(std::move(info.id));
    }
  }
  bool good = true;
  for (const auto* ids : {&arguments.only, &arguments.except}) {
    for (const std::string& id : *ids) {
      if (std::any_of(known.begin(), known.end(), [&](const std::string& rule) {
            return rule == id || rule.ends_with("/" + id);
          })) {
        continue;
      }
      if (const auto now = renamed.find(id); now != renamed.end()) {
        note_renamed(id, now->second, arguments);
        continue;
      }
      good = false;
      const std::string near = nearest_id(id, known);
      print_error(render_error({ErrorCode::kUsage,
                                "there is no rule `" + id + "`",
                                near.empty() ? "`intake rules show SET` lists the rules of a set"
                                             : "did you mean `" + near + "`?",
                                {}},
                               options));
    }
  }
  return good;
}

}  // namespace

ExitCode run_fix(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  const RenderOptions render = session->render_options(true);
  const Output output(arguments);
  const std::vector<Input> inputs = expand_inputs(arguments.inputs);
  if (const auto refused = output.refuse(inputs)) {
    print_error(render_error(*refused, render));
    return kUsage;
  }
  if (!knows_rules(arguments, *session, render)) return kUsage;
  std::vector<Report> reports;
  for (const Input& input : inputs) {
    const std::string name = input.name == "-" ? "<stdin>" : input.name;
    const auto unreadable = [&](Error error) {
      if (arguments.format == OutputFormat::kText) print_error(render_error(error, render));
      reports.push_back(
          unreadable_report(name, std::move(error), arguments.now, arguments.language));
      code = worse(code, kSurroundings);
    };
    if (input.error) {
      unreadable(*input.error);
      continue;
    }
    auto bytes = read_input(input.name, {});
    if (!bytes) {
      unreadable(bytes.error());
      continue;
    }
    auto submission = Submission::read(name, std::move(*bytes), {}, arguments.from);
    if (!submission) {
      unreadable(submission.error());
      continue;
    }
    Report undecided;
    const CompiledRules* rules = session->rules_for(*submission, undecided, code);
    if (rules == nullptr) {
      if (arguments.format == OutputFormat::kText) {
        print_error(render_text({&undecided, 1}, render));
      }
      reports.push_back(std::move(undecided));
      continue;
    }
    auto repaired = rules->fix(*submission, repair_options(arguments, session->check_options()));
    if (!repaired) {
      unreadable(repaired.error());
      continue;
    }
    const Status written = output.write(input.name, *repaired);
    if (!written) {
      unreadable(written.error());
      continue;
    }
    code = worse(code, code_of(repaired->report, arguments.fail_on));
    if (arguments.format == OutputFormat::kText) {
      const std::string text = render_text({&repaired->report, 1}, render);
      if (output.uses_stdout()) {
        print_error(text);
      } else if (!print(text)) {
        code = worse(code, kSurroundings);
      }
    }
    reports.push_back(std::move(repaired->report));
  }
  if (output.is_rehearsal() && !arguments.quiet) {
    print_error("intake: nothing was written; say --in-place or --output FILE\n");
  }
  if (arguments.format == OutputFormat::kJson && !print(render_json(reports, render))) {
    code = worse(code, kSurroundings);
  }
  if (arguments.format == OutputFormat::kSarif && !print(render_sarif(reports, render))) {
    code = worse(code, kSurroundings);
  }
  if (arguments.format == OutputFormat::kNdjson && !print(render_ndjson(reports, render))) {
    code = worse(code, kSurroundings);
  }
  if (arguments.format == OutputFormat::kText && reports.size() > 1) {
    const std::string text = render_summary(reports, render);
    if (output.uses_stdout()) {
      print_error(text);
    } else {
      (void)print(text);
    }
  }
  return code;
}

}  // namespace intake::cli
