#pragma once

#include <string>
#include <vector>

#include "schema/local_check.h"

namespace intake {

/// Turns the stream of what failed, in the order of evaluation, into the misfits to report: of
/// alternatives (`anyOf`, `oneOf`) only the one that comes closest, or what they have in common.
/// begin/end come in pairs around every composition.
class MisfitFold {
 public:
  MisfitFold();

  void begin(bool alternatives, std::string pointer);
  /// The misfits since the last one belong to one schema of the composition.
  void end_schema();
  /// None of the alternatives fits.
  void none_fits();
  void end();
  void add(std::vector<Misfit> misfits);

  std::vector<Misfit> finish();

 private:
  struct Frame {
    bool alternatives = false;
    bool failed = false;
    std::string pointer;
    std::vector<std::vector<Misfit>> groups;
    std::vector<Misfit> current;
  };
  std::vector<Frame> frames_;
};

}  // namespace intake
