#include "repair_output.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "base/result.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

Error usage(std::string what, std::string hint, std::string place = {}) {
  return {ErrorCode::kUsage, std::move(what), std::move(hint), {std::move(place), 0, 0, 0}};
}

}  // namespace

RepairOutput::RepairOutput(const Arguments& arguments) : arguments_(arguments) {
  std::error_code error;
  folder_ = !arguments.output.empty() && fs::is_directory(arguments.output, error);
}

std::optional<Error> RepairOutput::refuse(const std::vector<InputGroup>& groups) const {
  const bool standard = std::any_of(groups.begin(), groups.end(), [](const InputGroup& group) {
    return std::any_of(group.files.begin(), group.files.end(),
                       [](const Input& input) { return input.name == "-"; });
  });
  if (standard && arguments_.in_place) {
    return usage("standard input cannot be replaced in place", "say --output FILE");
  }
  if (standard && folder_) {
    return usage("standard input has no name to be written under", "say --output FILE");
  }
  if (groups.size() > 1 && !takes_several()) {
    return usage("several submissions cannot be written to one output",
                 "say --in-place, --diff, --patch or --output FOLDER");
  }
  return refuse_targets(groups);
}

std::optional<Error> RepairOutput::refuse_targets(const std::vector<InputGroup>& groups) const {
  std::error_code error;
  std::vector<const Input*> inputs;
  std::set<fs::path> sources;
  for (const InputGroup& group : groups) {
    for (const Input& input : group.files) {
      if (input.name == "-" || input.error) continue;
      inputs.push_back(&input);
      sources.insert(fs::weakly_canonical(input.name, error));
      if (arguments_.in_place && !fs::is_regular_file(input.name, error)) {
        return usage("this is no file that could be replaced in place", "say --output FILE",
                     input.name);
      }
    }
  }
  if (arguments_.in_place) return std::nullopt;
  std::map<fs::path, const Input*> writers;
  for (const Input* input : inputs) {
    const std::string target = target_of(input->name);
    if (target.empty()) continue;
    const auto [other, added] = writers.emplace(fs::weakly_canonical(target, error), input);
    if (!added && folder_) {
      return usage("`" + other->second->name + "` and `" + input->name +
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

bool RepairOutput::uses_stdout() const {
  return arguments_.format == OutputFormat::kText &&
         (arguments_.diff || arguments_.patch || target_of("-").empty());
}

bool RepairOutput::is_rehearsal() const {
  return arguments_.format != OutputFormat::kText && target_of("-").empty();
}

bool RepairOutput::writes_files() const {
  return !target_of("-").empty() || (!arguments_.diff && !arguments_.patch && !is_rehearsal());
}

Status RepairOutput::write(const std::vector<RepairedFile>& files, std::string_view diff,
                           std::string_view patch) const {
  const Error failed{ErrorCode::kUnwritable, "standard output cannot be written", "", {}};
  if (arguments_.diff && !print_content(diff)) return failed;
  if (arguments_.patch && !print_content(patch)) return failed;
  if (!writes_files()) return Done{};
  std::vector<const RepairedFile*> wanted;
  for (const RepairedFile& file : files) {
    // Alone it is wanted whole, also where nothing changed.
    if (file.changed || (files.size() == 1 && !arguments_.in_place)) wanted.push_back(&file);
  }
  const bool one_output = !arguments_.in_place && !folder_;
  if (one_output && wanted.size() > 1) {
    return usage("the repairs change " + std::to_string(wanted.size()) + " files",
                 "say --in-place or --output FOLDER");
  }
  for (const RepairedFile* file : wanted) {
    const std::string target = target_of(file->name);
    if (!target.empty()) {
      INTAKE_RETURN_IF_ERROR(write_atomically(target, file->bytes));
    } else if (file->text) {
      if (!print_content(file->bytes)) return failed;
    } else if (::isatty(STDOUT_FILENO) == 1) {
      return usage("the repaired file is no text that a terminal could show",
                   "say --output FILE or --in-place", file->name);
    } else if (!print(file->bytes)) {
      return failed;
    }
  }
  return Done{};
}

bool RepairOutput::takes_several() const {
  return arguments_.in_place || arguments_.diff || arguments_.patch || folder_ || is_rehearsal();
}

std::string RepairOutput::target_of(const std::string& input) const {
  if (arguments_.in_place) return input;
  if (arguments_.output.empty() || arguments_.output == "-") return {};
  if (!folder_) return arguments_.output;
  return (fs::path(arguments_.output) / fs::path(input).filename()).string();
}

}  // namespace intake::cli
