#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <intake/intake.h>

#include "document/document.h"

/// What the benchmarks of the parts begin with. All stop the program where something is missing.
namespace intake::bench {

[[noreturn]] void stop(const std::string& what);

/// A file of the source tree.
std::string read_source_file(const std::string& path);

DocumentPtr read_json(std::string_view text);
DocumentPtr read_yaml(std::string_view text);

/// bench/submission.yaml, 2.8 KB, as JSON text, and as a tree.
const std::string& submission_json();
const DocumentPtr& submission_tree();

/// The shipped rule set of that submission, in English.
const CompiledRules& ctr_rest();
/// examples/ctr-rest/broken.yaml.
const Submission& broken_submission();

}  // namespace intake::bench
