#pragma once

#include <memory>

#include <intake/intake.h>

#include "formats/format.h"
#include "plan/plan.h"

namespace intake {

struct Submission::State {
  const Format* format = nullptr;
  DocumentPtr document;
};

struct CompiledRules::State {
  std::shared_ptr<const Plan> plan;
};

}  // namespace intake
