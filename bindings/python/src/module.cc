#include <pybind11/pybind11.h>

#include <string>

#include <intake/version.h>

#include "bulk.h"
#include "checker.h"
#include "report.h"
#include "rules.h"
#include "values.h"

PYBIND11_MODULE(_engine, module) {
  pybind11::options options;
  options.disable_function_signatures();  // docstrings begin with one that Python can read
  module.attr("__version__") = std::string(intake::kVersion);
  intake::python::load_values();
  intake::python::define_report(module);
  intake::python::define_rules(module);
  intake::python::define_checker(module);
  intake::python::define_bulk(module);
}
