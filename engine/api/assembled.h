#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "api/state.h"
#include "eval/evaluator.h"
#include "report/reading_findings.h"

namespace intake {

// Of submissions that were put together from files.

/// The failing findings that would not fail if what was read with doubt were not there.
Doubts doubts_of(const Plan& plan, const Submission::State& submission,
                 const EvaluationOptions& options);

/// Why those are not repaired.
std::map<std::pair<std::string, std::string>, Reason> reasons_of(
    const Doubts& doubts, const std::vector<ReadingRemark>& remarks);

/// For FixOptions::follow.
std::function<Result<Document>(Document)> follower(const Submission::State& submission,
                                                   const Limits& limits);

/// Fills parts, diff and patch of a repaired submission, and the places in its report: where its
/// values stand once they are written. `answered`: the submission with the answers in its tree.
Status finish_parts(Repaired& repaired, const Submission::State& before,
                    const Submission::State& answered, const CheckOptions& options);

}  // namespace intake
