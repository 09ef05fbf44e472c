#include <utility>

#include <intake/revision.h>

#include "api/state.h"
#include "lint/linter.h"
#include "revision/comparison.h"
#include "revision/publication.h"

namespace intake {
namespace {

LoadOptions load_options(const CompileOptions& options) {
  LoadOptions load;
  load.now = options.now;
  load.limits = options.limits;
  return load;
}

}  // namespace

Comparison Library::compare(const Library& before, std::string_view reference_before,
                            const Library& after, std::string_view reference_after,
                            const CompileOptions& options, std::span<const Submission> corpus) {
  std::vector<Sample> samples;
  for (const Submission& submission : corpus) {
    samples.push_back({submission.name(), submission.state().document, true});
  }
  return compare_versions({*before.files_, reference_before}, {*after.files_, reference_after},
                          load_options(options), std::move(samples));
}

Publication Library::publication(const std::vector<std::string>& references,
                                 std::string_view published, const CompileOptions& options) const {
  const auto inspect = [&](const std::string& reference) {
    LintOptions lint;
    lint.now = options.now;
    lint.limits = options.limits;
    std::vector<Publication::Refusal> refusals;
    for (const LintFinding& finding : lint::lint_sets(*files_, {reference}, lint).report.findings) {
      if (finding.severity >= Severity::kNote) continue;  // as `intake rules lint` fails
      refusals.push_back({reference, finding.message + " [" + finding.check + "]", finding.hint});
    }
    return refusals;
  };
  return plan_publication(*files_, references, published, load_options(options), inspect);
}

}  // namespace intake
