#pragma once

#include <pybind11/pybind11.h>

namespace intake::python {

void define_bulk(pybind11::module_& module);

}  // namespace intake::python
