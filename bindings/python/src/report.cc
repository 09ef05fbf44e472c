#include "report.h"

#include <pybind11/stl.h>

#include <utility>

#include "values.h"

namespace intake::python {
namespace {

RenderOptions render_options(const Report& report) {
  RenderOptions options;
  options.language = report.language;
  options.fixing = !report.fixes.empty();
  return options;
}

std::string rendered(const Report& report, std::uint32_t width, bool color) {
  RenderOptions options = render_options(report);
  options.width = width;
  options.color = color;
  return render_text({&report, 1}, options);
}

std::string json_of(const Report& report) {
  std::string line = render_ndjson({&report, 1}, render_options(report));
  if (line.ends_with('\n')) line.pop_back();
  return line;
}

std::string summary(const Report& report) {
  const std::size_t count = report.findings.size();
  std::string out = "<Report of " + report.submission + ": ";
  out += disposition_name(report.disposition);
  out += ", " + std::to_string(count) + (count == 1 ? " finding" : " findings");
  if (report.rule_set) out += " by " + report.rule_set->name + "@" + report.rule_set->version;
  return out + ">";
}

py::object findings_of(ReportObject& self) {
  if (self.findings.is_none()) {
    py::tuple all(self.report.findings.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = to_python(self.report.findings[i]);
    self.findings = std::move(all);
  }
  return self.findings;
}

py::tuple fixes_of(const ReportObject& self) {
  py::tuple all(self.report.fixes.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = to_python(self.report.fixes[i]);
  return all;
}

}  // namespace

void define_report(py::module_& module) {
  using Self = const ReportObject&;
  py::class_<ReportObject>(module, "Report", py::is_final(), "What rules say of one submission.")
      .def_property_readonly(
          "submission", [](Self self) { return text(self.report.submission); },
          "The name it was given.")
      .def_property_readonly(
          "disposition", [](Self self) { return enum_value(self.report.disposition); },
          "The outcome for the whole submission.")
      .def_property_readonly(
          "rule_set",
          [](Self self) -> py::object {
            if (!self.report.rule_set) return py::none();
            return to_python(*self.report.rule_set);
          },
          "The rule set that was applied.")
      .def_property_readonly(
          "counts", [](Self self) { return to_python(self.report.counts); },
          "How many (rule, place) pairs had each verdict.")
      .def_property_readonly("findings", &findings_of, "In rule order, then document order.")
      .def_property_readonly("fixes", &fixes_of, "Of `Rules.fix`: what was tried, in its order.")
      .def_property_readonly(
          "missing_parts", [](Self self) { return self.report.missing_parts; },
          "Parts that the submission does not have.")
      .def(
          "text",
          [](Self self, std::uint32_t width, bool color) {
            return text(rendered(self.report, width, color));
          },
          py::kw_only(), py::arg("width") = 80, py::arg("color") = false,
          "text(self, *, width=80, color=False)\n--\n\n"
          "The report for a person, as `intake check` prints it.")
      .def(
          "as_json", [](Self self) { return text(json_of(self.report)); },
          "as_json(self)\n--\n\nThe report as one JSON object (schemas/report/1.schema.json).")
      .def(
          "as_dict",
          [](Self self) {
            return py::module_::import("json").attr("loads")(py::bytes(json_of(self.report)));
          },
          "as_dict(self)\n--\n\nWhat as_json gives, as a dict.")
      .def("__str__", [](Self self) { return text(rendered(self.report, 80, false)); })
      .def("__repr__", [](Self self) { return text(summary(self.report)); });
}

}  // namespace intake::python
