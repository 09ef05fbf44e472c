#include <filesystem>

#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {
namespace {

/// Where the repaired text of one input goes.
class Output {
 public:
  explicit Output(const Arguments& arguments) : arguments_(arguments) {
    std::error_code error;
    folder_ = !arguments.output.empty() &&
              std::filesystem::is_directory(arguments.output, error);
  }

  bool takes_several() const {
    return arguments_.in_place || arguments_.diff || arguments_.patch || folder_ ||
           arguments_.format != OutputFormat::kText;
  }
  /// The repaired text, the diff or the patch goes to standard output, so the report does not.
  bool uses_stdout() const {
    return arguments_.diff || arguments_.patch || (!arguments_.in_place && to_stdout());
  }

  Status write(const std::string& input, const Repaired& repaired) const {
    if (arguments_.diff && !print(repaired.diff)) return failed();
    if (arguments_.patch && !print(repaired.patch + "\n")) return failed();
    if (arguments_.in_place) {
      return repaired.changed ? write_atomically(input, repaired.bytes) : Status(Done{});
    }
    if (folder_) {
      const auto name = std::filesystem::path(input).filename();
      return write_new(input, (std::filesystem::path(arguments_.output) / name).string(),
                       repaired.bytes);
    }
    if (!arguments_.output.empty() && arguments_.output != "-") {
      return write_new(input, arguments_.output, repaired.bytes);
    }
    if (arguments_.diff || arguments_.patch || arguments_.format != OutputFormat::kText) {
      return Done{};
    }
    return print(repaired.bytes) ? Status(Done{}) : failed();
  }

 private:
  bool to_stdout() const {
    return (arguments_.output.empty() || arguments_.output == "-") &&
           arguments_.format == OutputFormat::kText;
  }
  static Status write_new(const std::string& input, const std::string& path,
                          const std::string& bytes) {
    std::error_code error;
    if (std::filesystem::equivalent(input, path, error)) {
      return Error{ErrorCode::kUnwritable, "the output is the submission itself",
                   "say --in-place if it is to be replaced", {path, 0, 0, 0}};
    }
    return write_atomically(path, bytes);
  }
  static Status failed() {
    return Error{ErrorCode::kUnwritable, "standard output cannot be written", "", {}};
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

/// Rule ids of --only and --except that the rules do not have.
bool knows_rules(const Arguments& arguments, const CompiledRules& rules,
                 const RenderOptions& options) {
  bool good = true;
  const auto infos = rules.describe(arguments.language);
  for (const auto* ids : {&arguments.only, &arguments.except}) {
    for (const std::string& id : *ids) {
      bool found = false;
      for (const RuleInfo& info : infos) {
        found |= info.id == id || info.id.ends_with("/" + id);
      }
      if (found) continue;
      good = false;
      print_error(render_error({ErrorCode::kUsage,
                                "there is no rule `" + id + "` in " + rules.ref().name,
                                "`intake rules show " + rules.ref().name + "` lists them",
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
  if (!session) return code;
  const RenderOptions render = session->render_options(true);
  const Output output(arguments);
  const std::vector<Input> inputs = expand_inputs(arguments.inputs);
  const auto refuse = [&](std::string what, std::string hint) {
    print_error(render_error({ErrorCode::kUsage, std::move(what), std::move(hint), {}}, render));
    return kUsage;
  };
  if (inputs.size() > 1 && !output.takes_several()) {
    return refuse("several submissions cannot be written to one output",
                  "say --in-place, --diff, --patch or --output FOLDER");
  }
  std::vector<Report> reports;
  for (const Input& input : inputs) {
    const bool standard = input.name == "-";
    const std::string name = standard ? "<stdin>" : input.name;
    if (standard && arguments.in_place) {
      return refuse("standard input cannot be replaced in place", "say --output FILE");
    }
    const auto unreadable = [&](Error error) {
      print_error(render_error(error, render));
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
      if (!undecided.submission.empty()) {
        print_error(render_text({&undecided, 1}, render));
        reports.push_back(std::move(undecided));
      }
      continue;
    }
    if (!knows_rules(arguments, *rules, render)) return kUsage;
    auto repaired =
        rules->fix(*submission, repair_options(arguments, session->check_options()));
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
  if (arguments.format == OutputFormat::kJson && !print(render_json(reports, render))) {
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
