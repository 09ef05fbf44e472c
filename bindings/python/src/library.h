#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include <intake/intake.h>

namespace intake::python {

namespace py = pybind11;

/// The rule sets in the module, or those of a rules folder. Throws IntakeError.
std::shared_ptr<const Library> open_library(py::object folder);

/// `name@version` of the rule set that a submission is for. Throws IntakeError where it is not one.
std::string choose(const Library& library, const Submission& submission,
                   const CompileOptions& options);

}  // namespace intake::python
