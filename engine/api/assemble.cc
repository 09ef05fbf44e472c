#include "submission/assemble.h"

#include <utility>

#include "api/state.h"
#include "formats/json/json.h"
#include "ruleset/rule_files.h"

namespace intake {
namespace {

/// One YAML or JSON file is a submission as it is: it has no other parts, and is repaired in place.
bool is_plain(const std::vector<DossierFile>& files) {
  return files.size() == 1 && files.front().reading.empty();
}

}  // namespace

Result<std::vector<Submission>> Library::assemble(std::vector<DossierFile> files,
                                                  const AssembleOptions& options) const {
  std::vector<Submission> submissions;
  if (is_plain(files)) {
    auto plain = Submission::read(std::move(files.front().name), std::move(files.front().bytes),
                                  options.limits, options.from);
    if (!plain) return std::move(plain).error();
    submissions.push_back(std::move(*plain));
    return submissions;
  }
  auto assembled = intake::assemble(*files_, files, options);
  if (!assembled) return std::move(assembled).error();
  for (Assembled& one : *assembled) {
    auto state = std::make_shared<Submission::State>();
    state->format = find_format("json");
    state->document = std::make_shared<const Document>(std::move(one.document));
    state->file_format = std::move(one.format);
    state->files = std::move(one.files);
    state->remarks = std::move(one.remarks);
    state->dossier = std::move(one.dossier);
    Submission submission;
    submission.state_ = std::move(state);
    submissions.push_back(std::move(submission));
  }
  return submissions;
}

}  // namespace intake
