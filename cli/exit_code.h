#pragma once

namespace intake::cli {

/// The whole exit contract (docs/user-guide.md). Over several files the code is the first that
/// occurred of kUsage, kRuleSet, kUnfinished, kSurroundings, kFindings, kIncomplete, kAccept.
enum ExitCode : int {
  kAccept = 0,        // accepted, notes allowed
  kFindings = 1,      // findings that reject; for `fix`: such that remain
  kIncomplete = 2,    // something is indeterminate or a question is open
  kRuleSet = 3,       // the rule set is faulty
  kSurroundings = 4,  // a file, a limit
  kUnfinished = 5,    // `check --stream` ended before its input: --resume goes on
  kUsage = 64,        // wrong arguments
};

/// The one of two codes that comes first in that order.
constexpr ExitCode worse(ExitCode a, ExitCode b) {
  constexpr ExitCode kOrder[] = {kUsage,        kRuleSet,  kUnfinished,
                                 kSurroundings, kFindings, kIncomplete};
  for (const ExitCode code : kOrder) {
    if (a == code || b == code) return code;
  }
  return kAccept;
}

}  // namespace intake::cli
