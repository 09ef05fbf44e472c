#pragma once

#include <pybind11/pybind11.h>

#include <string>

#include <intake/intake.h>

namespace intake::python {

namespace py = pybind11;

/// Rules made ready to run, with what they were made from, so that another process can make the
/// same again.
struct Rules {
  CompiledRules compiled;
  CheckOptions options;
  std::string now;
  py::tuple recipe;  // for pickle: (reference, now, folder, language, parameters, parts, preview)
};

void define_rules(py::module_& module);

}  // namespace intake::python
