#include "checker.h"

#include <intake/checker.h>

#include <optional>
#include <string>

#include "content.h"
#include "rules.h"
#include "values.h"

namespace intake::python {
namespace {

/// What a Checker said of one document, to keep: the findings as Python values, made at once
/// because their texts live until the next check only.
struct CheckedObject {
  Disposition disposition = Disposition::kAccept;
  Counts counts;
  py::tuple findings;
  py::object unreadable;
};

// Below this the time of letting other threads run is no longer small beside that of the check.
constexpr std::size_t kLargeDocument = 1u << 16;

class CheckerObject {
 public:
  explicit CheckerObject(const Rules& rules)
      : checker_(rules.compiled, rules.options), nothing_(0) {}

  CheckedObject check(py::handle document) {
    if (busy_) throw std::runtime_error("this Checker is in use: make one for each thread");
    const Bytes bytes(document);
    const Checked& checked = run(bytes.view());
    CheckedObject object{checked.disposition, checked.counts, nothing_, py::none()};
    if (checked.unreadable != nullptr) object.unreadable = to_python(*checked.unreadable);
    if (!checked.findings.empty()) {
      object.findings = py::tuple(checked.findings.size());
      for (std::size_t i = 0; i < checked.findings.size(); ++i) {
        object.findings[i] = to_python(checked.findings[i]);
      }
    }
    return object;
  }

 private:
  const Checked& run(std::string_view json) {
    if (json.size() < kLargeDocument) return checker_.check(json);
    busy_ = true;
    const Checked* checked = nullptr;
    {
      const py::gil_scoped_release free;
      checked = &checker_.check(json);
    }
    busy_ = false;
    return *checked;
  }

  Checker checker_;
  py::tuple nothing_;
  bool busy_ = false;  // read and written under the interpreter's lock
};

std::string summary(const CheckedObject& self) {
  std::string out = "<Checked: ";
  if (!self.unreadable.is_none()) return out + "unreadable>";
  out += disposition_name(self.disposition);
  const std::size_t count = self.findings.size();
  return out + ", " + std::to_string(count) + (count == 1 ? " finding>" : " findings>");
}

constexpr const char* kCheckerDoc =
    R"(Checks many JSON documents against one set of rules and keeps its memory from one to the next. One
for each thread.)";
constexpr const char* kCheckDoc =
    R"(check(self, document)
--

What the rules say of one JSON text (str, bytes) or dict. A document that cannot be read is no
exception: `unreadable` says why, and the disposition is INCOMPLETE.)";

}  // namespace

void define_checker(py::module_& module) {
  using Self = const CheckedObject&;
  py::class_<CheckedObject>(module, "Checked", py::is_final(), "What a Checker says of a document.")
      .def_property_readonly(
          "disposition", [](Self self) { return enum_value(self.disposition); },
          "The outcome for the whole document.")
      .def_property_readonly(
          "counts", [](Self self) { return to_python(self.counts); },
          "How many (rule, place) pairs had each verdict.")
      .def_property_readonly(
          "findings", [](Self self) { return self.findings; },
          "CheckedFinding, in rule order, then document order.")
      .def_property_readonly(
          "unreadable", [](Self self) { return self.unreadable; },
          "The IntakeError that says why it could not be read; None: it could.")
      .def("__repr__", [](Self self) { return summary(self); });
  py::class_<CheckerObject>(module, "Checker", py::is_final(), kCheckerDoc)
      .def(py::init<const Rules&>(), py::arg("rules"))
      .def("check", &CheckerObject::check, py::arg("document"), kCheckDoc);
}

}  // namespace intake::python
