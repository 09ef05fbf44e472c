#include <filesystem>
#include <utility>

#include <intake/revision.h>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "submissions.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

/// One side of a comparison: rule sets of their own, or those of the session.
struct Side {
  std::optional<Library> own;
  std::string reference;  // name@version
};

/// `FOLDER:SET@VERSION`, the folder of a version (or its ruleset.yaml), else a reference.
Result<Side> read_side(const std::string& argument) {
  std::error_code ignored;
  fs::path folder(argument);
  if (folder.filename() == "ruleset.yaml") folder = folder.parent_path();
  std::string rules;
  Side side;
  if (fs::is_regular_file(folder / "ruleset.yaml", ignored)) {
    folder = fs::weakly_canonical(folder, ignored);
    rules = folder.parent_path().parent_path().string();
    side.reference = folder.parent_path().filename().string() + '@' + folder.filename().string();
  } else if (const std::size_t colon = argument.rfind(':'); colon != std::string::npos) {
    rules = argument.substr(0, colon);
    side.reference = argument.substr(colon + 1);
  } else {
    side.reference = argument;
    return side;
  }
  auto library = Library::from_folder(rules, {});
  if (!library) return std::move(library).error();
  side.own = std::move(*library);
  return side;
}

}  // namespace

ExitCode run_rules_diff(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const RenderOptions render = session->render_options();
  const auto fail = [&](const Error& error) {
    print_error(render_error(error, render));
    const bool usage = error.code == ErrorCode::kUsage || error.code == ErrorCode::kNotFound;
    code = worse(code, usage ? kUsage : kSurroundings);
  };
  Side sides[2];
  for (std::size_t i = 0; i < 2; ++i) {
    auto side = read_side(arguments.inputs[i]);
    if (!side) {
      fail(side.error());
      return code;
    }
    sides[i] = std::move(*side);
  }
  std::vector<Submission> corpus;
  Submissions submissions(arguments, session->library(), arguments.corpus);
  while (auto given = submissions.next()) {
    if (given->submission) {
      corpus.push_back(std::move(*given->submission));
    } else {
      fail(*given->error);
    }
  }
  const auto library = [&](const Side& side) -> const Library& {
    return side.own ? *side.own : session->library();
  };
  const Comparison comparison =
      Library::compare(library(sides[0]), sides[0].reference, library(sides[1]), sides[1].reference,
                       session->compile_options(), corpus);
  if (!comparison.faults.empty()) {
    print_error(render_faults(comparison.faults, render));
    code = worse(code, kRuleSet);
  }
  if (comparison.error) fail(*comparison.error);
  if (!comparison.faults.empty() || comparison.error) return code;
  const bool json = arguments.format == OutputFormat::kJson;
  const bool printed = print(json ? render_comparison_json(comparison, render)
                                  : render_comparison_text(comparison, render));
  if (!printed) code = worse(code, kSurroundings);
  return comparison.enough ? code : worse(code, kFindings);
}

}  // namespace intake::cli
