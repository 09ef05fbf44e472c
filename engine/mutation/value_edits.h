#pragma once

#include <string>
#include <vector>

#include "document/datum.h"
#include "document/document.h"
#include "plan/plan.h"

namespace intake {

/// A small change of a submission.
struct ValueEdit {
  Change change;
  std::string how;  // in words, for the name of a case: "one character more at the end"
};

/// The places that the rule of a plan looks at, in a document: pointers, each once, those of the
/// rule's own value first. Also of places where nothing stands.
std::vector<std::string> places_of_rule(const Plan& plan, const Document& document,
                                        const Limits& limits);

/// The scalars that are written in a rule, each once: values that it may compare with.
std::vector<Datum> literals_of(const Datum& rule);

/// Small edits of the value at a place, the smallest first. `literals`: values that may be meant.
std::vector<ValueEdit> edits_at(const Document& document, const std::string& pointer,
                                const std::vector<Datum>& literals);

}  // namespace intake
