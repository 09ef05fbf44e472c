#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

#include <intake/checker.h>
#include <intake/intake.h>

/// What the engine gives, as the values of intake/_values.py.
namespace intake::python {

namespace py = pybind11;

/// Looks up the classes of intake/_values.py. Called once, before anything below.
void load_values();

py::object enum_value(Disposition disposition);
py::object enum_value(Severity severity);
py::object enum_value(Verdict verdict);

py::object to_python(const RuleSetRef& ref);
py::object to_python(const Counts& counts);
py::object to_python(const Finding& finding);
py::object to_python(const CheckedFinding& finding);
py::object to_python(const FixRecord& record);
py::object to_python(const RuleInfo& rule);
py::object make_repaired(const Repaired& repaired, py::object report);
/// An instance of intake.IntakeError.
py::object to_python(const Error& error);

/// Throw the IntakeError or RuleSetError.
[[noreturn]] void raise(const Error& error);
[[noreturn]] void raise(const std::string& what, const std::vector<Fault>& faults);
[[noreturn]] void raise(py::object exception);

/// A text as UTF-8; what is not well-formed becomes U+FFFD.
py::str text(std::string_view utf8);
/// RFC 3339 of a str or a date; "today" is the clock of this machine.
std::string instant(py::handle now);

}  // namespace intake::python
