#pragma once

#include <pybind11/pybind11.h>

#include <intake/intake.h>

namespace intake::python {

namespace py = pybind11;

/// A report, and its findings once they were asked for.
struct ReportObject {
  Report report;
  py::object findings;  // None: not yet
};

void define_report(py::module_& module);

}  // namespace intake::python
