#pragma once

#include <memory>
#include <string>

#include "synth/trial.h"

namespace intake::synth {

/// A submission as YAML with a comment at each member: its label and meaning (of the schema), the
/// question that a rule asks about it, an example, and the passage of the procedure that it rests
/// on. Texts are in `language` where the rules have them; a schema has one language. `trial` has
/// been run. `example`: another submission, whose values serve as examples; may be null.
std::string annotated_yaml(const Plan& plan, const Trial& trial, const Datum* example,
                           Language language);

/// The first submission among the bases of the set's own cases that the rules accept; null where
/// there is none.
std::unique_ptr<Datum> accepted_base(const Plan& plan, const Document* bases,
                                     const EvaluationOptions& options);

}  // namespace intake::synth
