#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "document/datum.h"
#include "eval/evaluator.h"
#include "formats/format.h"
#include "lang/reason.h"
#include "plan/plan.h"

namespace intake {

struct FixOptions {
  bool unsafe = false;            // fixes of class unsafe, too
  std::vector<std::string> only;  // rule ids (set/id or id); empty: all
  std::vector<std::string> except;
  /// Findings (rule, pointer) that are left as they are, and why: they rest on what was read with
  /// doubt.
  std::map<std::pair<std::string, std::string>, Reason> in_doubt;
  /// What follows from the values of a changed text, so that it becomes another text again; null:
  /// nothing does.
  std::function<Result<Document>(Document)> follow;
  EvaluationOptions evaluation;
};

/// What a fix run did. Nothing is written anywhere: `bytes` is the repaired text.
struct FixOutcome {
  std::string bytes;
  bool changed = false;
  std::vector<FixRecord> records;  // in the order they were tried; the last attempt of each
  std::string patch;               // RFC 6902 of all that was applied: "[]" where nothing was
  Report report;                   // of the repaired text
};

/// Repairs a submission: rounds of choosing, editing, reading again and evaluating again, until
/// nothing more can be fixed or the budget is spent.
///
/// A fix is kept only if its finding now passes (not-applicable counts only where it removed
/// something), no verdict that passed became anything worse, and the bytes outside its edits are
/// the same; else it is rolled back and recorded with the reason. Fixes of one round are made
/// together where their places do not touch, and one by one where together they do harm.
/// Fails only where `document` cannot be read again (a defect of the format's editor).
Result<FixOutcome> run_fixes(const Plan& plan, const Format& format, DocumentPtr document,
                             const FixOptions& options);

/// Fills Finding::fix of every failing finding with the first alternative that would change
/// something. Does not verify: `intake fix` does.
void offer_fixes(Evaluator& evaluator, Report& report);

}  // namespace intake
