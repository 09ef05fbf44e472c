#include "rules.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "content.h"
#include "library.h"
#include "report.h"
#include "values.h"

namespace intake::python {
namespace {

Language language_of(const std::string& name) {
  const auto language = parse_language(name);
  if (!language) {
    raise(Error{ErrorCode::kUsage, "`" + name + "` is no language", "en, fr, nl or de", {}});
  }
  return *language;
}

std::vector<std::string> strings(py::handle iterable) {
  if (py::isinstance<py::str>(iterable)) {
    throw py::type_error("a list of names is expected, not one name");
  }
  std::vector<std::string> all;
  for (const py::handle item : py::iter(iterable)) all.push_back(py::cast<std::string>(item));
  return all;
}

std::vector<std::pair<std::string, std::string>> parameters_of(const py::object& parameters) {
  std::vector<std::pair<std::string, std::string>> all;
  if (parameters.is_none()) return all;
  for (const auto& [name, value] : py::cast<py::dict>(parameters)) {
    all.emplace_back(py::cast<std::string>(name), std::string(to_json(value)));
  }
  return all;
}

void refuse_unknown_parts(const CompiledRules& rules, const std::vector<std::string>& parts) {
  const std::vector<std::string> known = rules.parts();
  for (const std::string& part : parts) {
    if (std::find(known.begin(), known.end(), part) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    raise(Error{ErrorCode::kUsage,
                "`" + part + "` is no part of a submission for " + rules.ref().name,
                names.empty() ? "it has no parts" : "its parts are " + names,
                {}});
  }
}

Rules load(const std::string& reference, py::object now, py::object folder,
           const std::string& language, py::object parameters, py::object parts, bool preview) {
  CompileOptions options;
  options.now = instant(now);
  options.languages = {language_of(language)};
  options.parameters = parameters_of(parameters);
  options.preview = preview;
  Compiled compiled = open_library(folder)->compile(reference, options);
  if (compiled.error) raise(*compiled.error);
  if (!compiled.rules) raise("the rule set `" + reference + "` is faulty", compiled.faults);

  Rules rules{std::move(*compiled.rules), {}, options.now, py::tuple()};
  rules.options.language = options.languages.front();
  rules.options.parts = strings(parts);
  refuse_unknown_parts(rules.compiled, rules.options.parts);
  const RuleSetRef ref = rules.compiled.ref();
  rules.recipe = py::make_tuple(ref.name + "@" + ref.version, options.now,
                                folder.is_none() ? folder : py::str(path_text(folder)), language,
                                parameters, py::cast(rules.options.parts), preview);
  return rules;
}

ReportObject check(const Rules& self, py::object content, py::object name, py::object format) {
  const Submission submission = read_submission(content, name, format);
  const py::gil_scoped_release free;
  return {self.compiled.check(submission, self.options), py::none()};
}

py::object fix(const Rules& self, py::object content, bool unsafe, py::object only,
               py::object without, py::object name, py::object format) {
  const Submission submission = read_submission(content, name, format);
  RepairOptions options;
  options.unsafe = unsafe;
  options.only = strings(only);
  options.except = strings(without);
  options.check = self.options;
  auto repaired = [&] {
    const py::gil_scoped_release free;
    return self.compiled.fix(submission, options);
  }();
  if (!repaired) raise(repaired.error());
  return make_repaired(*repaired, py::cast(ReportObject{std::move(repaired->report), py::none()}));
}

py::str trace(const Rules& self, py::object content, const std::string& rule, py::object name,
              py::object format) {
  const Submission submission = read_submission(content, name, format);
  const auto lines = self.compiled.trace(submission, rule, self.options);
  if (!lines) raise(lines.error());
  return text(*lines);
}

py::list describe(const Rules& self) {
  py::list all;
  for (const RuleInfo& rule : self.compiled.describe(self.options.language)) {
    all.append(to_python(rule));
  }
  return all;
}

py::list rule_sets(py::object folder) {
  std::vector<Fault> faults;
  const std::vector<RuleSetInfo> sets = open_library(folder)->list(&faults);
  if (!faults.empty()) raise("a rule set is faulty", faults);
  py::list all;
  for (const RuleSetInfo& set : sets) all.append(to_python(static_cast<const RuleSetRef&>(set)));
  return all;
}

py::str choose_for(py::object content, py::object now, py::object folder, py::object name,
                   py::object format) {
  CompileOptions options;
  options.now = instant(now);
  const Submission submission = read_submission(content, name, format);
  return text(choose(*open_library(folder), submission, options));
}

std::string rules_repr(const Rules& self) {
  const RuleSetRef ref = self.compiled.ref();
  return "<Rules " + ref.name + "@" + ref.version + " at " + self.now + ">";
}

constexpr const char* kRulesDoc =
    R"(Rules made ready to run: immutable, shareable between threads, and to be pickled (which hands on
where they come from, not what they are).

`reference` is `name`, `name@1` or `name@1.0.0`. `now` is the date at which they are in force and
that rules compare with: a str, a date, or "today". Without `folder` the rule sets are those in the
module. `parameters` are values that the rule set asks for, `parts` limits the disposition to some
of its parts, `preview` runs rules that are in preview, too.

Raises RuleSetError where the rules are faulty, IntakeError where there are none.)";
constexpr const char* kCheckDoc =
    R"(check(self, submission, *, name=None, format=None)
--

The report on one submission: a str or bytes of YAML or JSON, a dict, or the os.PathLike of a file.

`name` is shown in the report and, by its extension, tells the format (as `format` does: "yaml",
"json"). Spans are bytes of the text; of a dict, of its JSON. Raises IntakeError where the text
cannot be read.)";
constexpr const char* kFixDoc =
    R"(fix(self, submission, *, unsafe=False, only=(), without=(), name=None, format=None)
--

Repairs what can be repaired and leaves every other byte alone.

`unsafe` makes repairs that a person has to look at, too; `only` and `without` are rule ids.)";
constexpr const char* kChooseDoc =
    R"(choose(submission, *, now, folder=None, name=None, format=None)
--

The rule set (`name@version`) that a submission is for: by its `procedure`, else by what the sets
recognise. Raises IntakeError where there is none, or several.)";

}  // namespace

void define_rules(py::module_& module) {
  const py::arg_v name("name", py::none());
  const py::arg_v format("format", py::none());
  const py::arg_v folder("folder", py::none());
  py::class_<Rules>(module, "Rules", py::is_final(), kRulesDoc)
      .def(py::init(&load), py::arg("reference"), py::kw_only(), py::arg("now"), folder,
           py::arg("language") = "en", py::arg("parameters") = py::none(),
           py::arg("parts") = py::tuple(), py::arg("preview") = false)
      .def_property_readonly(
          "rule_set", [](const Rules& self) { return to_python(self.compiled.ref()); },
          "Name, version and title.")
      .def_property_readonly(
          "now", [](const Rules& self) { return self.now; }, "The clock, RFC 3339.")
      .def_property_readonly(
          "language",
          [](const Rules& self) { return std::string(language_name(self.options.language)); },
          "Of messages: en, fr, nl or de.")
      .def_property_readonly(
          "parts", [](const Rules& self) { return self.compiled.parts(); },
          "The parts that a submission has.")
      .def_property_readonly(
          "is_abstract", [](const Rules& self) { return self.compiled.is_abstract(); },
          "Only extended by other sets: says too little of a submission to accept it.")
      .def("describe", &describe, "describe(self)\n--\n\nAll rules, in their order.")
      .def("check", &check, py::arg("submission"), py::kw_only(), name, format, kCheckDoc)
      .def("fix", &fix, py::arg("submission"), py::kw_only(), py::arg("unsafe") = false,
           py::arg("only") = py::tuple(), py::arg("without") = py::tuple(), name, format, kFixDoc)
      .def("trace", &trace, py::arg("submission"), py::arg("rule"), py::kw_only(), name, format,
           "trace(self, submission, rule, *, name=None, format=None)\n--\n\n"
           "How one rule came to its verdict, every condition in words.")
      .def("__repr__", &rules_repr)
      .def("__reduce__", [](const Rules& self) {
        return py::make_tuple(py::module_::import("intake").attr("_make_rules"), self.recipe);
      });
  module.def(
      "rule_sets", &rule_sets, py::kw_only(), folder,
      "rule_sets(*, folder=None)\n--\n\nEvery version of every rule set, by name and version.");
  module.def("choose", &choose_for, py::arg("submission"), py::kw_only(), py::arg("now"), folder,
             name, format, kChooseDoc);
}

}  // namespace intake::python
